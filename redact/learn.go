package redact

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// cue is a place in which a name of a kind stands; the name is the first group.
type cue struct {
	kind Kind
	at   *regexp.Regexp
}

// cues are where ConfigMgr's logs name things.
var cues = []cue{
	{Host, regexp.MustCompile(`(?i)\bhttps?://([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{Host, regexp.MustCompile(`(?:^|[^\\\w])\\\\([A-Za-z0-9][A-Za-z0-9.-]+)\\`)},
	{Host, regexp.MustCompile(`(?i)\b(?:Server(?:(?:Remote)?Name)?|Host|NetBIOSName|SYS|MP(?:Name)?|DP(?:Name)?)\s?=\s?['"]?([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{Host, regexp.MustCompile(`(?i)\b(?:OSD)?(?:Machine|Computer|Host)Name(?: is now)?\s?[=:]\s?['"]?([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{Host, regexp.MustCompile(`(?i)<NetBIOSName>([^<]+)</NetBIOSName>`)},
	{Host, regexp.MustCompile(`(?i)successfully to host '([^']+)'`)},
	{Host, regexp.MustCompile(`(?i)\bat host ([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{Domain, regexp.MustCompile(`(?i)\b(?:forest|domain) name is ([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{User, regexp.MustCompile(`(?i)[a-z]:\\(?:Users|Documents and Settings)\\([^\\/:*?"<>|\r\n]+)\\`)},
	{User, regexp.MustCompile(`(?i)[a-z]:\\(?:Users|Documents and Settings)\\([^\\/:*?"'<>|,;\]\s]+)(?:$|["'<>|,;\]\s])`)},
	{SID, regexp.MustCompile(`\b(S-1-5-21(?:-\d+){4})\b`)},
	{Site, regexp.MustCompile(`\bSMS:([A-Z0-9]{3})\b`)},
	{Site, regexp.MustCompile(`\bSiteCode="([A-Z0-9]{3})"`)},
	{Site, regexp.MustCompile(`\bSITE=([A-Z0-9]{3})\b`)},
	{Site, regexp.MustCompile(`\bADSite Name="([^"]+)"`)},
	{Site, regexp.MustCompile(`\bAD site of machine is ([^]\s]+)`)},
	{Subject, regexp.MustCompile(`\b(?:CN|OU?)\s?=\s?([^,;+='"<>()\[\]\r\n]+)`)},
	{Domain, regexp.MustCompile(`\bDC\s?=\s?([A-Za-z0-9-]+)`)},
}

var (
	// Account names: behind a word that announces one, in quotes, or bare; and in the names of logs that belong to a user.
	announced = regexp.MustCompile(`(?i)\b(?:user(?: ?name)?|account|as|by|for|owner|identity|logon)(?:\s?[=:]\s?|\s)['"(]?([A-Z][A-Z0-9-]{1,14})\\([A-Z0-9][A-Z0-9._$-]{1,63})(?:$|[\s'")\],.;<])`)
	bare      = regexp.MustCompile(`(?:^|[\s'"(\[=>,])([A-Za-z][A-Za-z0-9-]{1,14})\\([A-Za-z0-9][A-Za-z0-9._$-]{1,63})(?:$|[\s'")\],.;<])`)
	perUser   = regexp.MustCompile(`(?i)\bSC[A-Za-z]+_([A-Z0-9-]{2,15})@([A-Z0-9._$-]+?)_\d`)

	mail    = regexp.MustCompile(`\b([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\b`)
	dotted  = regexp.MustCompile(`(?:^|[^\w.~])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:$|[^\w.]|\.\s)`)
	colons  = regexp.MustCompile(`(?i)(?:^|[^\w:.])([0-9a-f]{1,4}:[0-9a-f:]{1,37}[0-9a-f])(?:$|[^\w:])`)
	guid    = regexp.MustCompile(`\b([0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})\b`)
	version = regexp.MustCompile(`(?i)(?:version|build|ver|v)[\s:='"]*$`)
	program = regexp.MustCompile(`(?i)\.(?:exe|dll|msi|msp|cab|log|sys|inf|xml)$`)
)

// Learn finds the names in a piece of text.
func (r *Redactor) Learn(text []byte) {
	for _, c := range cues {
		for _, m := range c.at.FindAllSubmatch(text, -1) {
			r.learn(c.kind, string(m[1]))
		}
	}
	for _, m := range announced.FindAllSubmatch(text, -1) {
		r.account(account{string(m[1]), string(m[2])})
	}
	for _, m := range bare.FindAllSubmatch(text, -1) {
		r.accounts = append(r.accounts, account{string(m[1]), string(m[2])})
	}
	for _, m := range perUser.FindAllSubmatch(text, -1) {
		r.account(account{string(m[1]), string(m[2])})
	}
	for _, m := range mail.FindAllSubmatch(text, -1) {
		r.add(User, string(m[1]))
		r.domain(string(m[2]))
	}
	for _, m := range dotted.FindAllSubmatchIndex(text, -1) {
		r.address(text, m[2], m[3])
	}
	for _, m := range colons.FindAllSubmatch(text, -1) {
		if a, err := netip.ParseAddr(string(m[1])); err == nil && !a.IsLoopback() {
			r.add(IP, string(m[1]))
		}
	}
	if r.GUIDs {
		for _, m := range guid.FindAllSubmatch(text, -1) {
			r.add(GUID, string(m[1]))
		}
	}
}

// account is a user as DOMAIN\name.
type account struct{ domain, user string }

// account learns an account, unless it is one that every computer has, or a path.
func (r *Redactor) account(a account) {
	if kept[strings.ToLower(a.domain)] && !strings.EqualFold(a.domain, "domain") || program.MatchString(a.user) || authority[strings.ToUpper(a.domain)] {
		return
	}
	r.add(Domain, a.domain)
	r.add(User, a.user)
}

// authority are what stands before a backslash and is no domain.
var authority = map[string]bool{"NT": true, "AUTHORITY": true, "BUILTIN": true, "SOFTWARE": true, "SYSTEM": true, "MICROSOFT": true}

// admit takes the bare accounts whose domain is known by now: PCI\VEN_8086 and Systems\Windows look like accounts too.
func (r *Redactor) admit() {
	for _, a := range r.accounts {
		if r.knownDomain(a.domain) {
			r.account(a)
		}
	}
	r.accounts = nil
}

func (r *Redactor) knownDomain(name string) bool {
	if n := r.names[strings.ToLower(name)]; n != nil {
		return n.Kind == Domain
	}
	return slices.ContainsFunc(r.order, func(n *Name) bool { return n.Kind == Domain && hasLabel(n.Text, name) })
}

func (r *Redactor) learn(k Kind, name string) {
	switch k {
	case Host:
		r.host(name)
	case Subject:
		r.subject(strings.TrimSpace(name))
	case Domain:
		r.domainPart(name)
	default:
		r.add(k, name)
	}
}

// domainPart learns a domain by its long name or by one of its labels. The last label of a public domain names nobody.
func (r *Redactor) domainPart(name string) {
	switch low := strings.ToLower(name); {
	case strings.Contains(name, "."):
		r.domain(name)
	case len(name) > 3 && low != "local":
		r.add(Domain, name)
	}
}

// subject learns a name in a certificate: a computer's full name, or whatever a person has called it.
func (r *Redactor) subject(name string) {
	switch {
	case strings.Contains(name, ".") && !strings.Contains(name, " "):
		r.host(name)
	case strings.HasPrefix(name, "Microsoft"), strings.HasPrefix(name, "SMS"), len(name) < 3:
	default:
		r.add(Subject, name)
	}
}

// host learns a computer's name and, if it is a full one, its domain.
func (r *Redactor) host(name string) {
	if _, err := netip.ParseAddr(name); err == nil {
		r.add(IP, name)
		return
	}
	label, domain, full := strings.Cut(name, ".")
	if full {
		if public(domain) || public(name) {
			return
		}
		r.domain(domain)
	}
	if strings.Trim(label, "0123456789") != "" { // a number alone is no name
		r.add(Host, label)
	}
}

// domain learns a domain and, since accounts use it, its first label.
func (r *Redactor) domain(name string) {
	if public(name) || !strings.Contains(name, ".") {
		return
	}
	r.add(Domain, name)
}

func public(domain string) bool {
	low := strings.ToLower(domain)
	for _, d := range keptDomains {
		if low == d || strings.HasSuffix(low, "."+d) {
			return true
		}
	}
	return false
}

// address learns an IP address, unless the dotted number is a version or means nobody.
func (r *Redactor) address(text []byte, from, to int) {
	a, err := netip.ParseAddr(string(text[from:to]))
	if err != nil || a.IsLoopback() || a.IsUnspecified() || version.Match(text[max(0, from-12):from]) {
		return
	}
	r.add(IP, string(text[from:to]))
}
