package redact

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

var (
	digitGroups = compile(`\d+(?:\.\d+)+`)
	colonGroups = compile(`[0-9A-Fa-f]*:[0-9A-Fa-f:.]*`)
	// paddedAddress is an address with leading zeros.
	paddedAddress = compile(`^\d{3}(?:\.\d{3}){3}$`)
	leadingZeros  = compile(`\b0{1,2}(\d)`)
	// partOfAddress is a network without its last number.
	partOfAddress = compile(`(?:^|[^\w.])((?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){1,2}\.(?:[xX]|\*)(?:\.(?:[xX]|\*))?)(?:$|[^\w.*])`)
	versionCue    = compile(`(?i)(?:version|build|ver|release|revision|\bv)[\s:='"(\[>\\]*$`)
)

// learnAddresses learns the IP addresses in a line.
func (r *Redactor) learnAddresses(line []byte) {
	for _, m := range digitGroups().FindAllIndex(line, -1) {
		from, to := m[0], m[1]
		if from > 1 && line[from-1] == '%' && to-from > 9 { // behind an escaped character, such as %2F10.1.1.1
			if _, err := netip.ParseAddr(string(line[from+2 : to])); err == nil {
				from += 2
			}
		}
		if canBeAddress(line, from, to) {
			r.addAddress(line, from, to)
		}
	}
	for _, m := range partOfAddress().FindAllSubmatchIndex(line, -1) {
		r.add(IP, string(line[m[2]:m[3]]))
	}
	for _, m := range colonGroups().FindAllIndex(line, -1) {
		r.addIPv6(line, m[0], m[1])
	}
}

// canBeAddress reports whether line[from:to] may be an address for what is before and after it.
func canBeAddress(line []byte, from, to int) bool {
	if to < len(line) && (isWordByte(line[to]) || line[to] >= 0x80 || line[to] == '~') {
		return false
	}
	if from == 0 || isEscapeBefore(line, from) {
		return true
	}
	c := line[from-1]
	if isWordByte(c) {
		return from > 1 && strings.EqualFold(string(line[from-2:from]), "ip")
	}
	return c != '~' && c != '.'
}

// addAddress learns the IPv4 address text[from:to], unless it is a version or does not identify a
// computer.
func (r *Redactor) addAddress(text []byte, from, to int) {
	digits := string(text[from:to])
	if paddedAddress().MatchString(digits) { // 010.001.002.003
		digits = leadingZeros().ReplaceAllString(digits, "$1")
	}
	a, err := netip.ParseAddr(digits)
	if err != nil || a.IsLoopback() || a.IsUnspecified() || a.As4()[0] == 255 || versionCue().Match(text[max(0, from-16):from]) {
		return
	}
	r.add(IP, a.String())
}

// addNumberedAddress learns an IPv4 address that is written as one number, or with numbers to another
// base.
func (r *Redactor) addNumberedAddress(text string) {
	if parts := strings.Split(text, "."); len(parts) == 4 {
		var b [4]byte
		for i, p := range parts {
			n, err := strconv.ParseUint(p, 0, 8) // 0x10 and 010
			if err != nil {
				if n, err = strconv.ParseUint(p, 10, 8); err != nil {
					return
				}
			}
			b[i] = byte(n)
		}
		if a := netip.AddrFrom4(b); strings.ContainsAny(text, "xX") || a.String() != text {
			r.addNumber(a, text)
		}
		return
	}
	n, err := strconv.ParseUint(text, 0, 32)
	if err != nil {
		return
	}
	r.addNumber(netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}), text)
}

// addNumber learns an address and the text that it is written as, unless it does not identify anybody.
func (r *Redactor) addNumber(a netip.Addr, text string) {
	if b := a.As4(); a.IsLoopback() || b[0] == 0 || b[0] == 255 {
		return
	}
	r.add(IP, a.String())
	if strings.Contains(text, ".") {
		r.add(IP, text)
	}
}

// addIPv6 learns the IPv6 address text[from:to], unless it is something else or does not identify a
// computer.
func (r *Redactor) addIPv6(text []byte, from, to int) {
	if from > 0 && isWordByte(text[from-1]) || to < len(text) && isWordByte(text[to]) {
		return
	}
	name := strings.TrimRight(string(text[from:to]), ".")
	if !strings.HasSuffix(name, "::") {
		name = strings.TrimRight(name, ":")
	}
	if strings.Count(name, ":") < 2 || !strings.ContainsAny(name, "0123456789") {
		return
	}
	a, err := netip.ParseAddr(name)
	for cut := name; err != nil && strings.Contains(cut, ":"); { // behind a word such as "address:fd00::1"
		_, cut, _ = strings.Cut(cut, ":")
		if a, err = netip.ParseAddr(cut); err == nil && strings.Count(cut, ":") > 1 {
			name = cut
		}
	}
	if err == nil && a.Is6() && !a.IsLoopback() && !a.IsUnspecified() {
		r.add(IP, name)
	}
}

// learnDotted notes the names of several labels in a line, since any of them may be below a domain
// that is learnt later.
func (r *Redactor) learnDotted(line []byte) {
	for at := 0; at < len(line); {
		from, dots := at, 0
		for at < len(line) && isDottedByte(line[at]) {
			if line[at] == '.' {
				dots++
			}
			at++
		}
		if dots > 0 && at-from > 4 {
			if isEscapeBefore(line, min(from+2, at)) && from > 0 && line[from-1] == '%' {
				from += 2
			}
			r.addDotted(string(line[from:at]))
			if from > 0 && line[from-1] == '\\' && strings.IndexByte("nrt", line[from]) >= 0 {
				r.addDotted(string(line[from+1 : at]))
			}
		}
		at++
	}
}

// isDottedByte reports whether c may be part of a name of several labels.
func isDottedByte(c byte) bool { return isWordByte(c) || c == '.' || c == '-' || c == '_' || c >= 0x80 }

// addDotted notes a name of several labels, unless it is a number or the name of a file.
func (r *Redactor) addDotted(name string) {
	name = strings.Trim(name, "._-")
	for programFile().MatchString(name) {
		name = name[:strings.LastIndexByte(name, '.')]
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	if len(last) == len(name) || len(last) < 2 || len(name) > 253 || !hasLetter(last) || strings.Contains(name, "..") {
		return
	}
	r.dotted.add(name)
}

// addDottedNames learns those of the noted names that are below a domain, or end like one.
func (r *Redactor) addDottedNames() {
	parents := r.parentDomains()
	for _, name := range r.dotted.order {
		low := strings.ToLower(name)
		if n := r.names[low]; n != nil || isPublicDomain(name) && customerLabel(name) == "" {
			continue
		}
		labels := strings.Split(low, ".")
		first := labels[0]
		if parents[low] {
			r.add(Domain, name)
			continue
		}
		isKnown := customerLabel(name) != ""
		for i := 1; i < len(labels)-1 && !isKnown; i++ {
			above := strings.Join(labels[i:], ".")
			n := r.names[above]
			if isKnown = n != nil && n.Kind == Domain || parents[above]; isKnown && n == nil {
				r.add(Domain, above)
			}
		}
		isFull := len(labels) > 2 && topLevelDomains[labels[len(labels)-1]] && !secondLevelDomains[labels[len(labels)-2]]
		isCode := first == "microsoft" || first == "system" || first == "windows" // such as System.Runtime.Net
		if isKnown || isFull && !isCode {
			r.addHost(strings.TrimLeft(name, "_-"), place{})
		}
	}
	r.dotted = set[string]{}
	for _, n := range slices.Clone(r.order) {
		if n.Kind == Domain {
			r.addOwner(n.Text)
		}
	}
}

// addOwner learns the label of a domain that is the name of its owner, such as fabrikam in
// corp.fabrikam.co.uk.
func (r *Redactor) addOwner(domain string) {
	labels := strings.Split(domain, ".")
	i := len(labels) - 2
	if i > 0 && len(labels[i+1]) == 2 && secondLevelDomains[strings.ToLower(labels[i])] {
		i--
	}
	if i >= 0 && len(labels[i]) >= minOwner && !commonWords[strings.ToLower(labels[i])] && hasLetter(labels[i]) {
		r.learnAt(Domain, labels[i], place{})
	}
}

// minOwner is the length from which the label of a domain is a name by itself.
const minOwner = 4

// parentDomains returns the domains above those that were learnt, in lower case.
func (r *Redactor) parentDomains() map[string]bool {
	parents := map[string]bool{}
	for _, n := range r.order {
		if n.Kind != Domain {
			continue
		}
		for above := parentDomain(strings.ToLower(n.Text)); above != "" && !isPublicDomain(above); above = parentDomain(above) {
			parents[above] = true
		}
	}
	return parents
}

// set is a set of values in the order in which they were added.
type set[T comparable] struct {
	order []T
	has   map[T]bool
}

// add adds a value unless it is in the set.
func (s *set[T]) add(v T) {
	if s.has == nil {
		s.has = map[T]bool{}
	}
	if !s.has[v] {
		s.has[v] = true
		s.order = append(s.order, v)
	}
}
