package redact

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
)

// form is one of the ways to write a name.
type form struct {
	low     string // in it, ASCII letters are in lower case
	standIn string // in the same form
	name    *Name
	// unlikeWord says that the name is also replaced within a longer word.
	unlikeWord bool
	mayBreak   bool // it may have line breaks within
	wide       bool // each character is followed by a zero byte, as in UTF-16
	separator  byte // of the groups of an address
}

// formsOf returns the forms of a name: as it is, in other cases, with other separators, and escaped
// as in URLs, JSON, XML and UTF-16.
func formsOf(n *Name) (all []*form) {
	add := func(text, standIn string) *form {
		f := &form{low: lowerASCII(text), standIn: standIn, name: n, unlikeWord: isUnlikeWord(n, text), mayBreak: len(text) >= minBroken}
		if len(f.low) > 1 {
			all = append(all, f)
		}
		return f
	}
	if n.isPlaced() {
		f := add(n.Text, n.StandIn)
		f.unlikeWord, f.mayBreak = false, false
		return all
	}
	spellings := spellingsOf(n)
	for _, s := range spellings {
		add(s.text, s.standIn).separator = s.separator
	}
	for _, s := range spellings {
		if isPlain(s.text) {
			continue
		}
		for _, text := range []string{s.text, strings.ToLower(s.text), strings.ToUpper(s.text)} {
			for _, escaped := range escapings(text) {
				add(escaped, s.standIn).separator = s.separator
			}
		}
	}
	for _, s := range spellings {
		f := add(widen(s.text), widen(s.standIn))
		f.separator, f.wide, f.unlikeWord, f.mayBreak = s.separator, true, false, false
	}
	return all
}

// minBroken is the length from which a name is found with line breaks within.
const minBroken = 6

// isUnlikeWord reports whether a text, a form of a name, does not occur by chance in longer words.
func isUnlikeWord(n *Name, text string) bool {
	hasDigit := strings.ContainsAny(text, "0123456789")
	switch n.Kind {
	case MAC, ID, Hex, GUID:
		return true
	case Secret:
		return len(text) >= 12 && hasDigit || len(text) >= 64
	case Subject:
		return false
	}
	return len(text) >= minBroken && (hasDigit && hasLetter(text) || strings.Contains(text, "."))
}

// isPlain reports whether a text is only ASCII letters and digits, which nothing escapes.
func isPlain(s string) bool {
	for i := range len(s) {
		if !isWordByte(s[i]) {
			return false
		}
	}
	return true
}

// spelling is a way to write a name without any escaping.
type spelling struct {
	text, standIn string
	separator     byte
}

// spellingsOf returns the spellings of a name.
func spellingsOf(n *Name) []spelling {
	all := []spelling{{n.Text, n.StandIn, 0}}
	switch n.Kind {
	case IP:
		return addressSpellings(n)
	case MAC:
		return macSpellings(n)
	case ID, GUID, Hex:
		return append(all, guidSpellings(n)...)
	}
	for _, other := range []string{strings.ToLower(n.Text), strings.ToUpper(n.Text)} { // those of letters outside ASCII
		if lowerASCII(other) != lowerASCII(n.Text) {
			all = append(all, spelling{other, n.StandIn, 0})
		}
	}
	return all
}

// addressSpellings returns an address with other separators, and one of IPv6 in full and in short.
func addressSpellings(n *Name) []spelling {
	a, errName := netip.ParseAddr(n.Text)
	b, errStandIn := netip.ParseAddr(n.StandIn)
	if errName != nil || errStandIn != nil {
		return []spelling{{n.Text, n.StandIn, 0}}
	}
	var all []spelling
	if a.Is4() {
		for _, separator := range []string{".", "-", "_"} {
			all = append(all, spelling{strings.ReplaceAll(n.Text, ".", separator), strings.ReplaceAll(n.StandIn, ".", separator), separator[0]})
		}
		if b.Is4() {
			all = append(all, numberSpellings(a, b)...)
		}
		return all
	}
	all = append(all, spelling{n.Text, n.StandIn, ':'}, spelling{a.WithZone("").String(), b.String(), ':'}, spelling{a.WithZone("").StringExpanded(), b.StringExpanded(), ':'})
	for _, s := range all {
		all = append(all, spelling{strings.ReplaceAll(s.text, ":", "-"), strings.ReplaceAll(s.standIn, ":", "-"), '-'})
	}
	return all
}

// numberSpellings returns an IPv4 address as one number, in both orders of bytes, and with leading zeros,
// unless it would be a code.
func numberSpellings(a, b netip.Addr) (all []spelling) {
	x, y := a.As4(), b.As4()
	padded := func(b [4]byte) string { return fmt.Sprintf("%03d.%03d.%03d.%03d", b[0], b[1], b[2], b[3]) }
	all = append(all, spelling{padded(x), padded(y), '.'})
	for range 2 {
		if m, n := binary.BigEndian.Uint32(x[:]), binary.BigEndian.Uint32(y[:]); x[0] >= 10 && x[0] != 0x80 && x[0] != 0x87 {
			all = append(all, spelling{fmt.Sprintf("0x%08x", m), fmt.Sprintf("0x%08x", n), 'x'}, spelling{fmt.Sprint(m), fmt.Sprint(n), 'x'})
		}
		slices.Reverse(x[:])
		slices.Reverse(y[:])
	}
	return all
}

// macSpellings returns the address of an adapter with all separators.
func macSpellings(n *Name) (all []spelling) {
	plain, standIn := onlyHex(n.Text), onlyHex(n.StandIn)
	for _, s := range []struct {
		separator string
		size      int
	}{{":", 2}, {"-", 2}, {"", 12}, {".", 4}} {
		all = append(all, spelling{group(plain, s.size, s.separator), group(standIn, s.size, s.separator), 0})
	}
	return append(all, spelling{group(plain, 2, " "), group(standIn, 2, " "), 0})
}

// onlyHex returns the hexadecimal digits of a text.
func onlyHex(s string) string {
	return strings.Map(func(c rune) rune {
		if c < 0x80 && isHexDigit(byte(c)) {
			return c
		}
		return -1
	}, s)
}

// group returns a text in groups of some size.
func group(s string, size int, separator string) string {
	var parts []string
	for ; len(s) > size; s = s[size:] {
		parts = append(parts, s[:size])
	}
	return strings.Join(append(parts, s), separator)
}

// guidSpellings returns a number of 16 bytes as GUID and as digits, in both orders of bytes, and a
// longer one as digits in pairs.
func guidSpellings(n *Name) (all []spelling) {
	text, version, hasVersion := n.Text, "", false
	if hasVersion = len(text) > 2 && text[1] == ':'; hasVersion {
		version, text = text[:2], text[2:]
	}
	plain, standIn := onlyHex(text), onlyHex(strings.TrimPrefix(n.StandIn, version))
	if len(plain) != len(standIn) || len(plain) < 32 {
		return nil
	}
	add := func(change func(string) string) {
		all = append(all, spelling{change(plain), change(standIn), 0})
	}
	add(func(s string) string { return s })
	for _, separator := range []string{" ", ":", "-"} {
		add(func(s string) string { return group(s, 2, separator) })
	}
	if len(plain) == 32 {
		add(dashed)
		add(swapped)
		add(func(s string) string { return dashed(swapped(s)) })
		add(func(s string) string { return group(swapped(s), 2, " ") })
	}
	return all
}

// dashed returns 32 digits as a GUID.
func dashed(s string) string {
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// swapped returns 32 digits with the bytes of the first three parts of a GUID in the other order, as
// they are in memory.
func swapped(s string) string {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 16 {
		return s
	}
	for _, part := range [][2]int{{0, 4}, {4, 6}, {6, 8}} {
		for i, j := part[0], part[1]-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
	return hex.EncodeToString(b)
}

// xmlEscaper escapes what XML must.
var xmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

// escapings returns a text as it is in URLs, JSON and XML, where that differs.
func escapings(s string) (all []string) {
	quoted, err := json.Marshal(s)
	if err != nil {
		return nil
	}
	var ascii, entities, numbers, every strings.Builder
	for _, c := range s {
		if c < 0x80 {
			for _, b := range []*strings.Builder{&ascii, &entities, &numbers} {
				b.WriteRune(c)
			}
			continue
		}
		for _, unit := range utf16.Encode([]rune{c}) {
			fmt.Fprintf(&ascii, `\u%04x`, unit)
		}
		fmt.Fprintf(&entities, "&#x%x;", c)
		fmt.Fprintf(&numbers, "&#%d;", c)
	}
	xml := xmlEscaper.Replace(s)
	for i := range len(s) {
		if isWordByte(s[i]) {
			every.WriteByte(s[i])
		} else {
			fmt.Fprintf(&every, "%%%02x", s[i])
		}
	}
	for _, e := range []string{url.PathEscape(s), url.QueryEscape(s), every.String(), strings.Trim(string(quoted), `"`), ascii.String(), entities.String(), numbers.String(), xml} {
		if e != s {
			all = append(all, e)
		}
	}
	return all
}

// widen returns a text in UTF-16 without a zero byte at the ends, so that it is found in either
// order of bytes.
func widen(s string) string {
	var b strings.Builder
	for i, c := range s {
		if c > 0xff {
			return ""
		}
		if i > 0 {
			b.WriteByte(0)
		}
		b.WriteByte(byte(c))
	}
	return b.String()
}
