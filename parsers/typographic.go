package parsers

import "bytes"

// The programs that publish text make it prettier than a log is: "0x80240022" - 'it' becomes
// “0×80240022” – ‘it’. The functions in this file undo that.

// typographic maps what they write to what stood there. All begin with a byte of firstTypographic.
var typographic = []struct{ pretty, plain string }{
	{"“", `"`}, {"”", `"`}, {"„", `"`}, {"‟", `"`}, {"″", `"`}, {"‶", `"`},
	{"‘", "'"}, {"’", "'"}, {"‚", "'"}, {"‛", "'"}, {"′", "'"}, {"‵", "'"},
	{"‐", "-"}, {"‑", "-"}, {"‒", "-"}, {"–", "-"}, {"—", "-"}, {"―", "-"}, {"−", "-"},
	{"…", "..."}, {"\u00a0", " "}, {"\u202f", " "}, {"\u2009", " "}, {"\u200b", ""}, {"\u200e", ""},
}

const (
	firstTypographic = "\xe2\xc2\xc3"
	timesSign        = "×" // for the x of a hexadecimal number
)

// hasTypographic reports whether undoTypographic may change s.
func hasTypographic(s []byte) bool {
	if isASCII(s) { // as most messages are
		return false
	}
	for i, c := range s[:len(s)-1] {
		switch next := s[i+1]; c {
		case 0xc2: // a blank that does not break
			if next == 0xa0 {
				return true
			}
		case 0xc3: // the sign of multiplication; all others are letters
			if next == 0x97 {
				return true
			}
		case 0xe2: // punctuation, and the sign of subtraction
			if next == 0x80 || next == 0x88 {
				return true
			}
		}
	}
	return false
}

// undoTypographic appends s to dst as the client wrote it.
func undoTypographic(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		if s[i] != firstTypographic[0] && s[i] != firstTypographic[1] && s[i] != firstTypographic[2] {
			dst = append(dst, s[i])
			i++
			continue
		}
		plain, n := plainForm(s[i:], i > 0 && s[i-1] == '0')
		if n == 0 {
			plain, n = string(s[i:i+1]), 1
		}
		dst = append(dst, plain...)
		i += n
	}
	return dst
}

// plainForm returns what stood in place of the character that s begins with, and the length of that
// character, 0 if it is not typographic. A sign of multiplication stood for an x only in a
// hexadecimal number.
func plainForm(s []byte, afterZero bool) (plain string, n int) {
	for _, t := range typographic {
		if len(s) >= len(t.pretty) && string(s[:len(t.pretty)]) == t.pretty {
			return t.plain, len(t.pretty)
		}
	}
	n = len(timesSign)
	if afterZero && len(s) > n && string(s[:n]) == timesSign && isHexDigit(s[n]) {
		return "x", n
	}
	return "", 0
}

// isHexDigit reports whether b is a hexadecimal digit.
func isHexDigit(b byte) bool {
	return b-'0' < 10 || b|0x20-'a' < 6
}

// quoteLen returns the length of the double quotation mark that s begins with, plain or
// typographic, 0 if there is none.
func quoteLen(s []byte) int {
	switch {
	case len(s) == 0:
		return 0
	case s[0] == '"':
		return 1
	case s[0] < 0x80:
		return 0
	}
	for _, t := range typographic {
		if t.plain == `"` && bytes.HasPrefix(s, []byte(t.pretty)) {
			return len(t.pretty)
		}
	}
	return 0
}

// indexClosingQuote returns the index and the length of the quotation mark in s that closes one of
// length open, -1 if there is none. A plain one is closed only by a plain one.
func indexClosingQuote(s []byte, open int) (at, n int) {
	if open == 1 {
		return bytes.IndexByte(s, '"'), 1
	}
	for at := range s {
		if n := quoteLen(s[at:]); n > 0 {
			return at, n
		}
	}
	return -1, 0
}
