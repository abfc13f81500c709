package parsers

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// indexPlain returns the index of the first c in s, -1 if there is none, and whether the text
// before it is plain, that is has no control characters.
func indexPlain(s []byte, c byte) (at int, plain bool) {
	at = bytes.IndexByte(s, c)
	return at, at >= 0 && !hasControls(s[:at])
}

// hasControls reports whether s has a byte below the blank.
func hasControls(s []byte) bool {
	i, marks := 0, uint64(0)
	for ; i+32 <= len(s); i += 32 {
		b := s[i : i+32]
		marks |= markBelow(load64(b), ' ') | markBelow(load64(b[8:]), ' ') | markBelow(load64(b[16:]), ' ') | markBelow(load64(b[24:]), ' ')
	}
	for ; i+8 <= len(s); i += 8 {
		marks |= markBelow(load64(s[i:]), ' ')
	}
	for ; i < len(s) && s[i] >= ' '; i++ {
	}
	return marks != 0 || i < len(s)
}

// isASCII reports whether all bytes of s are below 128.
func isASCII(s []byte) bool {
	i, marks := 0, uint64(0)
	for ; i+32 <= len(s); i += 32 {
		b := s[i : i+32]
		marks |= load64(b) | load64(b[8:]) | load64(b[16:]) | load64(b[24:])
	}
	for ; i+8 <= len(s); i += 8 {
		marks |= load64(s[i:])
	}
	for ; i < len(s); i++ {
		marks |= uint64(s[i])
	}
	return marks&highBits == 0
}

// The functions below process eight bytes at a time, in a word whose lowest byte is the first one.
// They mark bytes by setting their highest bit. Only the lowest mark is reliable: bytes above it
// may be marked wrongly.
const (
	lowBits  = 0x0101010101010101
	highBits = 0x8080808080808080
)

// load64 returns the first eight bytes of s as a word.
func load64(s []byte) uint64 { return binary.LittleEndian.Uint64(s) }

// markEqual marks the bytes of w that are equal to c.
func markEqual(w uint64, c byte) uint64 {
	w ^= lowBits * uint64(c)
	return (w - lowBits) &^ w & highBits
}

// markBelow marks the bytes of w that are less than c, which is at most 128.
func markBelow(w uint64, c byte) uint64 { return (w - lowBits*uint64(c)) &^ w & highBits }

// firstMark returns the index of the lowest byte that is marked, 8 if there is none.
func firstMark(marks uint64) int { return bits.TrailingZeros64(marks) / 8 }

// parseQuotedDecimal parses the decimal number that s begins with and returns its length. n is 0
// unless it is between one and seven digits long and a quotation mark follows.
func parseQuotedDecimal(s []byte) (v uint32, n int) {
	const zeros = lowBits * '0'
	w := load64(s)
	n = firstMark(markEqual(w, '"'))
	if n == 0 || n == 8 {
		return 0, 0
	}
	w = w<<(64-8*n) | zeros>>(8*n) // pad the number with zeros on the left
	w ^= zeros
	if (w|(w+lowBits*(0x7f-9)))&highBits != 0 {
		return 0, 0
	}
	w = w*10 + w>>8 // the value of each pair of digits, in every other byte
	const pairs = 0x000000ff000000ff
	w = w&pairs*(100+1000000<<32) + w>>16&pairs*(1+10000<<32)
	return uint32(w >> 32), n
}
