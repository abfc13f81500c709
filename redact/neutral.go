package redact

import "strings"

// neutralNames are names that say nothing about anybody; none of them is replaced.
var neutralNames = map[string]bool{
	"localhost": true, "system": true, "authority": true, "builtin": true, "service": true, "null": true,
	"public": true, "default": true, "administrator": true, "all users": true, "default user": true,
	"microsoft.com": true, "windowsupdate.com": true, "www": true,
	// What stands for a name where nobody has filled one in.
	"server": true, "servername": true, "host": true, "hostname": true, "client": true, "computer": true, "name": true,
	"domain": true, "user": true, "username": true, "root": true,
}

// notDomains are what stands before a backslash as a domain does, and is none.
var notDomains = map[string]bool{
	"NT": true, "AUTHORITY": true, "BUILTIN": true, "SOFTWARE": true, "SYSTEM": true, "MICROSOFT": true,
}

// publicDomains are domains of vendors and standards; they and what lies below them are not
// replaced.
var publicDomains = []string{
	"microsoft.com", "windowsupdate.com", "windows.com", "office.com", "msftncsi.com", "w3.org", "xmlsoap.org", "digicert.com",
}

// isPublicDomain reports whether a name is a public domain's or lies below one.
func isPublicDomain(name string) bool {
	low := strings.ToLower(name)
	for _, d := range publicDomains {
		if low == d || strings.HasSuffix(low, "."+d) {
			return true
		}
	}
	return false
}
