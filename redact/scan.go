package redact

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// isWordRune reports whether c can be part of a word: a letter, a digit, what is written above or
// below one, a character that is not seen, or one that is no text.
func isWordRune(c rune) bool {
	if c < utf8.RuneSelf {
		return isWordByte(byte(c))
	}
	return isLetterRune(c) || unicode.In(c, unicode.M, unicode.Cf) || c == utf8.RuneError
}

// wordEnd returns the end of the word that begins at text[from], with the hyphens in it, or from if
// none begins there.
func wordEnd(text []byte, from int) int {
	at := from
	for at < len(text) {
		c, n := rune(text[at]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRune(text[at:])
		}
		switch {
		case isWordRune(c):
			at += n
		case c == '-' && at > from && at+1 < len(text) && isWordByte(text[at+1]):
			at++
		default:
			return at
		}
	}
	return at
}

// shapeAt returns the length of what text[i:] begins with that is replaced as a whole, whatever is in
// it: a text that is spelled out, or encoded byte by byte. It is 0 if there is none.
func shapeAt(text []byte, i int) int {
	n := max(spelledLen(text[i:]), bytesLen(text[i:]), escapedLen(text[i:]), slashedLen(text[i:]))
	if n == 0 && text[i] == '+' && (i == 0 || !isWordByte(text[i-1])) { // not the zone of a time
		return phoneLen(text[i:])
	}
	return n
}

// minSpelled and minBytes are from how many letters and bytes on a text is one of these shapes.
const (
	minSpelled = 4
	minBytes   = 6
)

// spelledLen returns the length of single letters or digits with the same byte between, such as
// "s.m.i.t.h" or UTF-16, and of the word that they end in. At least four must be letters.
func spelledLen(text []byte) int {
	if len(text) < 2*minSpelled-1 || isWordByte(text[1]) || text[1] >= utf8.RuneSelf {
		return 0
	}
	at, letters := 0, 0
	for at < len(text) && isWordByte(text[at]) && (at == 0 || text[at-1] == text[1]) {
		if text[at]-'0' > 9 {
			letters++
		}
		if at += 2; at > maxDigitRun && letters < minSpelled {
			return 0
		}
	}
	if letters < minSpelled {
		return 0
	}
	return min(at-1, len(text))
}

// maxDigitRun is how far a text is searched for the letters of one that is spelled out.
const maxDigitRun = 64

// bytesLen returns the length of pairs of hexadecimal digits with the same byte between, such as
// "4a 6f 65 2d 50 43". It is 0 if there are fewer than six, or only digits, unless there are twelve.
func bytesLen(text []byte) int {
	if len(text) < 3*minBytes-1 || bytes.IndexByte([]byte(" :-,"), text[2]) < 0 {
		return 0
	}
	at, hasLetter := 0, false
	for at+1 < len(text) && isHexDigit(text[at]) && isHexDigit(text[at+1]) && (at == 0 || text[at-1] == text[2]) {
		if at+2 < len(text) && isWordByte(text[at+2]) {
			break
		}
		hasLetter = hasLetter || text[at]-'0' > 9 || text[at+1]-'0' > 9
		at += 3
	}
	if pairs := at / 3; pairs < minBytes || !hasLetter && pairs < 2*minBytes {
		return 0
	}
	return min(at-1, len(text))
}

// slashedLen returns the length of bytes as LDAP escapes them, \01\05\00, of which there must be eight.
func slashedLen(text []byte) int {
	at := 0
	for at+2 < len(text) && text[at] == '\\' && isHexDigit(text[at+1]) && isHexDigit(text[at+2]) {
		at += 3
	}
	if at < 3*minSlashed || at < len(text) && isWordByte(text[at]) {
		return 0
	}
	return at
}

// minSlashed is from how many bytes on they are replaced: a path may have folders of two letters.
const minSlashed = 8

// minPhone is how many digits a telephone number has at least.
const minPhone = 8

// phoneLen returns the length of a telephone number in international form, +49 30 5550 7713.
func phoneLen(text []byte) int {
	if len(text) < minPhone || text[1]-'0' > 9 {
		return 0
	}
	end, digits := 0, 0
	for at := 1; at < len(text); at++ {
		if text[at]-'0' < 10 {
			digits++
			end = at + 1
		} else if bytes.IndexByte([]byte(" -/()."), text[at]) < 0 || at-end > 1 {
			break
		}
	}
	if digits < minPhone {
		return 0
	}
	return end
}

// escapedLen returns the length of letters that are escaped although they need not be, as %41%42 or
// &#65;&#66; or \x41\x42 or \u0041: such a text hides something.
func escapedLen(text []byte) int {
	at, count := 0, 0
	for at < len(text) {
		n, c := escapeAt(text[at:])
		if n == 0 || !isWordByte(c) && c < 0x80 {
			break
		}
		at += n
		count++
	}
	if count < 2 {
		return 0 // \x64 is the name of a folder too
	}
	return at
}

// escapeAt returns the length of the escaped character that a text begins with, and the character, 0
// if it begins with none.
func escapeAt(text []byte) (int, byte) {
	switch {
	case len(text) > 2 && text[0] == '%' && areHexDigits(text[1:3]):
		return 3, unhex(text[1:3])
	case len(text) > 3 && text[0] == '\\' && text[1] == 'x' && areHexDigits(text[2:4]):
		return 4, unhex(text[2:4])
	case len(text) > 5 && text[0] == '\\' && text[1] == 'u' && areHexDigits(text[2:6]):
		if text[2] != '0' || text[3] != '0' {
			return 6, 0xff
		}
		return 6, unhex(text[4:6])
	case len(text) > 3 && text[0] == '&' && text[1] == '#':
		return entityAt(text)
	}
	return 0, 0
}

// entityAt returns the length of the numbered entity of XML that a text begins with, and the
// character, 0 if it begins with anything else.
func entityAt(text []byte) (int, byte) {
	end := bytes.IndexByte(text[:min(len(text), 12)], ';')
	if end < 3 {
		return 0, 0
	}
	base, digits := 10, text[2:end]
	if toLower(digits[0]) == 'x' {
		base, digits = 16, digits[1:]
	}
	v := 0
	for _, c := range digits {
		d := int(c - '0')
		if d < 0 || d > 9 {
			d = int(toLower(c)) - 'a' + 10
		}
		if d < 0 || d >= base {
			return 0, 0
		}
		v = v*base + d
	}
	return end + 1, byte(min(v, 0xff)) //nolint:gosec // it is no more than 0xff
}

// unhex returns the byte of two hexadecimal digits.
func unhex(digits []byte) byte {
	v := byte(0)
	for _, c := range digits {
		if c = toLower(c); c > '9' {
			c -= 'a' - 10 - '0'
		}
		v = v<<4 | (c - '0')
	}
	return v
}
