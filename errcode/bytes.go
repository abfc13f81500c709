package errcode

import (
	"encoding/binary"
	"math/bits"
)

// The classes of bytes, as bits. Bytes from 0x80 have none, so a code may be next to a letter that
// is not ASCII.
const (
	decDigit = 1 << iota
	hexDigit
	wordByte // letter, digit or underscore
)

// class holds the classes of each byte.
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

// nextDigit returns the index of the first decimal digit in b[i:], len(b) if there is none. It
// tests eight bytes at a time, as most of a log line is not digits.
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

// wordEnd returns the index after the word that includes or begins at b[i].
func wordEnd(b []byte, i int) int {
	for i < len(b) && class[b[i]]&wordByte != 0 {
		i++
	}
	return i
}

// wordStart returns the index at which the word begins that ends before b[i].
func wordStart(b []byte, i int) int {
	for i > 0 && class[b[i-1]]&wordByte != 0 {
		i--
	}
	return i
}

// allInClass reports whether all bytes have a class.
func allInClass(b []byte, kind uint8) bool {
	for _, c := range b {
		if class[c]&kind == 0 {
			return false
		}
	}
	return true
}

// isClassAt reports whether b has an index i and the byte there has a class.
func isClassAt(b []byte, i int, kind uint8) bool {
	return i >= 0 && i < len(b) && class[b[i]]&kind != 0
}

// isAt reports whether b has an index i and the byte there is c.
func isAt(b []byte, i int, c byte) bool { return i >= 0 && i < len(b) && b[i] == c }
