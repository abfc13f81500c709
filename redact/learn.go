package redact

import (
	"net/netip"
	"regexp"
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
	{Host, regexp.MustCompile(`(?i)\b(?:Server(?:Name)?|Host|NetBIOSName|MachineName|SYS)\s?=\s?['"]?([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{Host, regexp.MustCompile(`(?i)<NetBIOSName>([^<]+)</NetBIOSName>`)},
	{Host, regexp.MustCompile(`(?i)successfully to host '([^']+)'`)},
	{Host, regexp.MustCompile(`(?i)\bat host ([a-z0-9][a-z0-9.-]*[a-z0-9])`)},
	{User, regexp.MustCompile(`(?i)[a-z]:\\Users\\([^\\/:*?"<>|\r\n]+)\\`)},
	{SID, regexp.MustCompile(`\b(S-1-5-21(?:-\d+){4})\b`)},
	{Site, regexp.MustCompile(`\bSMS:([A-Z0-9]{3})\b`)},
	{Site, regexp.MustCompile(`\bSiteCode="([A-Z0-9]{3})"`)},
	{Site, regexp.MustCompile(`\bSITE=([A-Z0-9]{3})\b`)},
	{Site, regexp.MustCompile(`\bADSite Name="([^"]+)"`)},
	{Site, regexp.MustCompile(`\bAD site of machine is ([^]\s]+)`)},
}

var (
	account = regexp.MustCompile(`(?:^|[\s'"(\[=>,])([A-Z][A-Za-z0-9-]{1,14})\\([A-Za-z0-9][A-Za-z0-9._$-]{1,63})(?:$|[\s'")\],.<])`)
	mail    = regexp.MustCompile(`\b([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\b`)
	dotted  = regexp.MustCompile(`(?:^|[^\w.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:$|[^\w.]|\.\s)`)
	guid    = regexp.MustCompile(`\b([0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})\b`)
	version = regexp.MustCompile(`(?i)(?:version|build|ver|v)[\s:='"]*$`)
)

// Learn finds the names in a piece of text.
func (r *Redactor) Learn(text []byte) {
	for _, c := range cues {
		for _, m := range c.at.FindAllSubmatch(text, -1) {
			r.learn(c.kind, string(m[1]))
		}
	}
	for _, m := range account.FindAllSubmatch(text, -1) {
		if kept[strings.ToLower(string(m[1]))] {
			continue
		}
		r.add(Domain, string(m[1]))
		r.add(User, string(m[2]))
	}
	for _, m := range mail.FindAllSubmatch(text, -1) {
		r.add(User, string(m[1]))
		r.domain(string(m[2]))
	}
	for _, m := range dotted.FindAllSubmatchIndex(text, -1) {
		r.address(text, m[2], m[3])
	}
	if r.GUIDs {
		for _, m := range guid.FindAllSubmatch(text, -1) {
			r.add(GUID, string(m[1]))
		}
	}
}

func (r *Redactor) learn(k Kind, name string) {
	if k == Host {
		r.host(name)
		return
	}
	r.add(k, name)
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
