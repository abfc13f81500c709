package redact

import (
	"fmt"
	"net/netip"
	"strings"
	"sync"
)

// assignStandIns assigns a stand-in to each name that has none, in the order in which they were
// learnt. It must be called after all names were learnt, since some depend on names that come later.
func (r *Redactor) assignStandIns() {
	r.addDottedNames()
	r.addBareAccounts()
	for _, n := range r.order {
		if n.StandIn == "" {
			r.assignStandIn(n)
		}
	}
	if r.isKeyed && r.matcher != nil {
		r.matcher.add(r.order[r.matcher.names:])
		return
	}
	r.assignWords()
	r.matcher = newMatcher(r.order)
}

// assignStandIn assigns a stand-in to a name.
func (r *Redactor) assignStandIn(n *Name) {
	switch {
	case r.isKeyed:
		n.StandIn = r.keyedStandIn(n.Kind, n.Text)
	case n.Kind == Domain && r.assignShortDomain(n):
	case n.isPlaced():
		r.assignPlaced(n)
	default:
		r.assignNext(n)
	}
}

// assignNext assigns to a name the next stand-in of its kind that is not itself a name.
func (r *Redactor) assignNext(n *Name) {
	for n.StandIn == "" || r.names[strings.ToLower(n.StandIn)] != nil || r.placed[strings.ToLower(n.StandIn)] {
		r.count[n.Kind]++
		n.StandIn = standIn(n.Kind, r.count[n.Kind], n.Text)
	}
}

// assignShortDomain assigns to the short name of a domain the stand-in of the full name, in the
// short form, and reports whether there is a full name: CONTOSO becomes DOMAIN1 if contoso.com
// becomes domain1.example.
func (r *Redactor) assignShortDomain(n *Name) bool {
	if strings.Contains(n.Text, ".") {
		return false
	}
	var found *Name
	for _, full := range r.byLabel[strings.ToLower(n.Text)] {
		if isFirst := strings.HasPrefix(strings.ToLower(full.Text), strings.ToLower(n.Text)+"."); found == nil || isFirst {
			if found = full; isFirst {
				break
			}
		}
	}
	if found == nil {
		return false
	}
	if found.StandIn == "" {
		r.assignStandIn(found)
	}
	n.StandIn = strings.ToUpper(strings.TrimSuffix(found.StandIn, exampleDomain))
	return true
}

// exampleDomain is the top-level domain of the stand-ins, which nobody can own (RFC 2606).
const exampleDomain = ".example"

// standIn returns the nth stand-in of a kind, in the form of the name that it is to replace.
func standIn(k Kind, n int, text string) string {
	switch k {
	case Host:
		return fmt.Sprintf("HOST%02d", n)
	case Domain:
		if !strings.Contains(text, ".") {
			return fmt.Sprintf("DOMAIN%d", n)
		}
		return fmt.Sprintf("domain%d%s", n, exampleDomain)
	case User:
		return fmt.Sprintf("user%d", n)
	case Subject:
		return fmt.Sprintf("Subject%d", n)
	case SID:
		if strings.HasPrefix(strings.ToUpper(text), "S-1-12-1-") {
			return fmt.Sprintf("S-1-12-1-1-2-3-%d", 1000+n)
		}
		return fmt.Sprintf("S-1-5-21-1-2-3-%d", 1000+n)
	case MAC: // administered locally (IEEE 802)
		b := []byte{2, 0, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
		return separateHex(b, text)
	case Serial:
		return fmt.Sprintf("SERIAL%03d", n)
	case Secret:
		return fmt.Sprintf("SECRET%03d", n)
	case ID:
		return fmt.Sprintf("%08x-0000-4000-8001-%012x", n, n)
	case Hex:
		return standInHex(n, text)
	case IP:
		if strings.Contains(text, ":") { // in 2001:db8::, which is for documentation (RFC 3849)
			return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 13: byte(n >> 16), 14: byte(n >> 8), 15: byte(n)}).String()
		}
		return standInAddress(n)
	case Site:
		return standInSiteCode(n)
	case Word:
		return fmt.Sprintf("word%d", n)
	}
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", n, n)
}

// reservedNets holds the networks for stand-ins, which nobody uses: for documentation (RFC 5737),
// for benchmarks (RFC 2544), and reserved (240.0.0.0/4).
var reservedNets = []netip.Prefix{
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"),
}

// standInAddress returns the nth address of the reserved networks, without the first and the last one
// of each.
func standInAddress(n int) string {
	for _, net := range reservedNets {
		hosts := 1<<(32-net.Bits()) - 2
		if n <= hosts || net == reservedNets[len(reservedNets)-1] {
			b := net.Addr().As4()
			v := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
			v += uint32(n) //nolint:gosec // a capture has not so many addresses
			return netip.AddrFrom4([4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}).String()
		}
		n -= hosts
	}
	return ""
}

// allSiteCodes returns the site codes for stand-ins, without those that Windows or ConfigMgr reserve:
// X01 to X99 first, then all others.
var allSiteCodes = sync.OnceValue(func() []string {
	const letters, alphanumerics = "XYZABCDEFGHIJKLMNOPQRSTUVW", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	reserved := map[string]bool{"AUX": true, "CON": true, "NUL": true, "PRN": true, "SMS": true, "ENV": true, "X00": true}
	var first, rest []string
	for _, a := range letters {
		for _, b := range alphanumerics {
			for _, c := range alphanumerics {
				switch code := string([]rune{a, b, c}); {
				case reserved[code]:
				case a == 'X' && b <= '9' && c <= '9':
					first = append(first, code)
				default:
					rest = append(rest, code)
				}
			}
		}
	}
	return append(first, rest...)
})

// standInSiteCode returns the nth of allSiteCodes. No hierarchy has as many sites.
func standInSiteCode(n int) string {
	if all := allSiteCodes(); n <= len(all) {
		return all[n-1]
	}
	return fmt.Sprintf("X%d", n)
}

// standInHex returns the nth stand-in for a number in hexadecimal digits, in the form of text.
func standInHex(n int, text string) string {
	if guidText().MatchString(text) {
		return fmt.Sprintf("%08x-0000-4000-8002-%012x", n, n)
	}
	before := ""
	if len(text) > 2 && text[1] == ':' { // the version of a hardware id
		before, text = text[:2], text[2:]
	}
	digits := 0
	for i := range len(text) {
		if isWordByte(text[i]) {
			digits++
		}
	}
	return before + fmt.Sprintf("%0*x", digits, n)
}

// separateHex returns bytes in hexadecimal digits, separated like those of text.
func separateHex(b []byte, text string) string {
	hex := fmt.Sprintf("%x", b)
	var out strings.Builder
	for i := range len(text) {
		if !isWordByte(text[i]) {
			out.WriteByte(text[i])
		} else if hex != "" {
			out.WriteByte(hex[0])
			hex = hex[1:]
		}
	}
	return out.String()
}
