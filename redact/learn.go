package redact

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// cue is a pattern for a name and the text around it.
type cue struct {
	kind    Kind
	pattern *regexp.Regexp // whose first group is the name
}

// cues holds patterns for the lines in which ConfigMgr's logs contain names.
var cues = []cue{
	{Host, regexp.MustCompile(`(?i)\bhttps?://([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{Host, regexp.MustCompile(`(?:^|[^\\\w])\\\\([A-Za-z0-9][A-Za-z0-9.-]+)\\`)},
	{Host, regexp.MustCompile(`(?i)\b(?:Server(?:(?:Remote)?Name)?|Host|NetBIOSName|SYS|MP(?:Name)?|DP(?:Name)?)` +
		`\s?=\s?['"]?([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
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
	// Accounts in the form DOMAIN\user after a word that announces them, and without such a word.
	announcedAccount = regexp.MustCompile(`(?i)\b(?:user(?: ?name)?|account|as|by|for|owner|identity|logon)(?:\s?[=:]\s?|\s)['"(]?` +
		`([A-Z][A-Z0-9-]{1,14})\\([A-Z0-9][A-Z0-9._$-]{1,63})(?:$|[\s'")\],.;<])`)
	bareAccount = regexp.MustCompile(`(?:^|[\s'"(\[=>,])` +
		`([A-Za-z][A-Za-z0-9-]{1,14})\\([A-Za-z0-9][A-Za-z0-9._$-]{1,63})(?:$|[\s'")\],.;<])`)
	// Accounts in the names of log files.
	userLogName = regexp.MustCompile(`(?i)\bSC[A-Za-z]+_([A-Z0-9-]{2,15})@([A-Z0-9._$-]+?)_\d`)

	mailAddress = regexp.MustCompile(`\b([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\b`)
	dottedIPv4  = regexp.MustCompile(`(?:^|[^\w.~])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:$|[^\w.]|\.\s)`)
	colonIPv6   = regexp.MustCompile(`(?i)(?:^|[^\w:.])([0-9a-f]{1,4}:[0-9a-f:]{1,37}[0-9a-f])(?:$|[^\w:])`)
	guidText    = regexp.MustCompile(`\b([0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})\b`)
	versionCue  = regexp.MustCompile(`(?i)(?:version|build|ver|v)[\s:='"]*$`)
	programFile = regexp.MustCompile(`(?i)\.(?:exe|dll|msi|msp|cab|log|sys|inf|xml)$`)
)

// Learn learns the names in a text. The text must consist of whole lines.
func (r *Redactor) Learn(text []byte) {
	for _, c := range cues {
		for _, m := range c.pattern.FindAllSubmatch(text, -1) {
			r.addOfKind(c.kind, string(m[1]))
		}
	}
	for _, m := range announcedAccount.FindAllSubmatch(text, -1) {
		r.addAccount(account{string(m[1]), string(m[2])})
	}
	for _, m := range bareAccount.FindAllSubmatch(text, -1) {
		r.bareAccounts = append(r.bareAccounts, account{string(m[1]), string(m[2])})
	}
	for _, m := range userLogName.FindAllSubmatch(text, -1) {
		r.addAccount(account{string(m[1]), string(m[2])})
	}
	for _, m := range mailAddress.FindAllSubmatch(text, -1) {
		r.add(User, string(m[1]))
		r.addDomain(string(m[2]))
	}
	for _, m := range dottedIPv4.FindAllSubmatchIndex(text, -1) {
		r.addAddress(text, m[2], m[3])
	}
	for _, m := range colonIPv6.FindAllSubmatch(text, -1) {
		if a, err := netip.ParseAddr(string(m[1])); err == nil && !a.IsLoopback() {
			r.add(IP, string(m[1]))
		}
	}
	if r.GUIDs {
		for _, m := range guidText.FindAllSubmatch(text, -1) {
			r.add(GUID, string(m[1]))
		}
	}
}

// account is an account DOMAIN\user.
type account struct{ domain, user string }

// addAccount learns the domain and the user of an account, unless every computer has that account or
// it is a path.
func (r *Redactor) addAccount(a account) {
	neutral := neutralNames[strings.ToLower(a.domain)] && !strings.EqualFold(a.domain, "domain")
	if neutral || programFile.MatchString(a.user) || notDomains[strings.ToUpper(a.domain)] {
		return
	}
	r.add(Domain, a.domain)
	r.add(User, a.user)
}

// addBareAccounts learns those of bareAccounts whose domain is known now that all text has been
// read. The others may be something else, such as PCI\VEN_8086 or Systems\Windows.
func (r *Redactor) addBareAccounts() {
	for _, a := range r.bareAccounts {
		if r.isKnownDomain(a.domain) {
			r.addAccount(a)
		}
	}
	r.bareAccounts = nil
}

// isKnownDomain reports whether a name is a domain that was learnt, or a label of one.
func (r *Redactor) isKnownDomain(name string) bool {
	if n := r.names[strings.ToLower(name)]; n != nil {
		return n.Kind == Domain
	}
	return slices.ContainsFunc(r.order, func(n *Name) bool { return n.Kind == Domain && hasLabel(n.Text, name) })
}

// addOfKind learns a name that a cue of a kind has found.
func (r *Redactor) addOfKind(k Kind, name string) {
	switch k {
	case Host:
		r.addHost(name)
	case Subject:
		r.addSubject(strings.TrimSpace(name))
	case Domain:
		r.addDomainPart(name)
	default:
		r.add(k, name)
	}
}

// addDomainPart learns a domain or a label of one, unless that is a top-level domain.
func (r *Redactor) addDomainPart(name string) {
	switch low := strings.ToLower(name); {
	case strings.Contains(name, "."):
		r.addDomain(name)
	case len(name) > 3 && low != "local":
		r.add(Domain, name)
	}
}

// addSubject learns a name in a certificate: the full name of a computer, or any other text.
func (r *Redactor) addSubject(name string) {
	switch {
	case strings.Contains(name, ".") && !strings.Contains(name, " "):
		r.addHost(name)
	case strings.HasPrefix(name, "Microsoft"), strings.HasPrefix(name, "SMS"), len(name) < 3:
	default:
		r.add(Subject, name)
	}
}

// addHost learns the name of a computer, and the domain if it is a full name.
func (r *Redactor) addHost(name string) {
	if _, err := netip.ParseAddr(name); err == nil {
		r.add(IP, name)
		return
	}
	label, domain, isFull := strings.Cut(name, ".")
	if isFull {
		if isPublicDomain(domain) || isPublicDomain(name) {
			return
		}
		r.addDomain(domain)
	}
	if strings.Trim(label, "0123456789") != "" { // a number is not a name
		r.add(Host, label)
	}
}

// addDomain learns the full name of a domain, unless it is public.
func (r *Redactor) addDomain(name string) {
	if isPublicDomain(name) || !strings.Contains(name, ".") {
		return
	}
	r.add(Domain, name)
}

// addAddress learns the IPv4 address text[from:to], unless it is a version or does not identify a
// computer.
func (r *Redactor) addAddress(text []byte, from, to int) {
	a, err := netip.ParseAddr(string(text[from:to]))
	if err != nil || a.IsLoopback() || a.IsUnspecified() || versionCue.Match(text[max(0, from-12):from]) {
		return
	}
	r.add(IP, string(text[from:to]))
}
