package redact

import "strings"

// neutralNames holds names that do not identify anybody, in lower case. They are not replaced.
var neutralNames = map[string]bool{
	"localhost": true, "system": true, "authority": true, "builtin": true, "service": true, "null": true,
	"public": true, "default": true, "administrator": true, "all users": true, "default user": true,
	"microsoft.com": true, "windowsupdate.com": true, "www": true,
	// placeholders
	"server": true, "servername": true, "host": true, "hostname": true, "client": true, "computer": true, "name": true,
	"domain": true, "user": true, "username": true, "root": true,
}

// notDomains holds words that may be before a backslash but are not domains, in upper case.
var notDomains = map[string]bool{
	"NT": true, "AUTHORITY": true, "BUILTIN": true, "SOFTWARE": true, "SYSTEM": true, "MICROSOFT": true,
}

// publicDomains holds domains of vendors and standards. They and their subdomains are not replaced.
var publicDomains = []string{
	"microsoft.com", "windowsupdate.com", "windows.com", "office.com", "msftncsi.com", "w3.org", "xmlsoap.org", "digicert.com",
}

// isPublicDomain reports whether a name is a public domain or below one.
func isPublicDomain(name string) bool {
	low := strings.ToLower(name)
	for _, d := range publicDomains {
		if low == d || strings.HasSuffix(low, "."+d) {
			return true
		}
	}
	return false
}
