package errcode

import (
	"encoding/binary"
	"math/bits"
)

// What a byte can be; bytes from 0x80 up are none of these, so a code may stand right beside a
// letter of another script.
const (
	decDigit = 1 << iota
	hexDigit
	wordByte // letter, digit or underscore
)

// class tells for each byte what it is.
var class = func() (t [256]uint8) {
	for b := range t {
		switch {
		case b >= '0' && b <= '9':
			t[b] = decDigit | hexDigit | wordByte
		case b >= 'a' && b <= 'f', b >= 'A' && b <= 'F':
			t[b] = hexDigit | wordByte
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '_':
			t[b] = wordByte
		}
	}
	return t
}()

// nextDigit returns the index of the first decimal digit at or after i, len(b) if there is none. It
// looks at eight bytes at a time, as most of a log line is not digits.
func nextDigit(b []byte, i int) int {
	const low7, high = 0x7F7F7F7F7F7F7F7F, 0x8080808080808080
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:]) ^ 0x3030303030303030 // digits become 0 to 9
		if m := ^((x & low7) + 0x7676767676767676) & ^x & high; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for ; i < len(b) && class[b[i]]&decDigit == 0; i++ {
	}
	return i
}

// wordEnd returns the index after the word that goes on at i.
func wordEnd(b []byte, i int) int {
	for i < len(b) && class[b[i]]&wordByte != 0 {
		i++
	}
	return i
}

// wordStart returns the index where the word that ends before i begins.
func wordStart(b []byte, i int) int {
	for i > 0 && class[b[i-1]]&wordByte != 0 {
		i--
	}
	return i
}

// allInClass reports whether every byte has the class.
func allInClass(b []byte, kind uint8) bool {
	for _, c := range b {
		if class[c]&kind == 0 {
			return false
		}
	}
	return true
}

// isClassAt reports whether the byte at i is there and has the class.
func isClassAt(b []byte, i int, kind uint8) bool {
	return i >= 0 && i < len(b) && class[b[i]]&kind != 0
}

// isAt reports whether the byte at i is there and is c.
func isAt(b []byte, i int, c byte) bool { return i >= 0 && i < len(b) && b[i] == c }
