package parsers

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// indexPlain returns where c stands first in s, -1 if it does not, and whether the text before it
// is plain: without control characters.
func indexPlain(s []byte, c byte) (at int, plain bool) {
	at = bytes.IndexByte(s, c)
	return at, at >= 0 && !hasControls(s[:at])
}

// hasControls reports whether there is a control character in a text.
func hasControls(s []byte) bool {
	i, marks := 0, uint64(0)
	for ; i+32 <= len(s); i += 32 {
		w := s[i : i+32]
		marks |= markBelow(load64(w), ' ') | markBelow(load64(w[8:]), ' ') | markBelow(load64(w[16:]), ' ') | markBelow(load64(w[24:]), ' ')
	}
	for ; i+8 <= len(s); i += 8 {
		marks |= markBelow(load64(s[i:]), ' ')
	}
	for ; i < len(s) && s[i] >= ' '; i++ {
	}
	return marks != 0 || i < len(s)
}

// Eight bytes of text are looked at in one number, the first of them in its lowest byte. What these
// functions mark is the highest bit of a byte; marks above the lowest one may be wrong.
const (
	lowBits  = 0x0101010101010101
	highBits = 0x8080808080808080
)

// load64 returns the eight bytes at the head of s.
func load64(s []byte) uint64 { return binary.LittleEndian.Uint64(s) }

// markEqual marks the bytes of w that are c.
func markEqual(w uint64, c byte) uint64 {
	w ^= lowBits * uint64(c)
	return (w - lowBits) &^ w & highBits
}

// markBelow marks the bytes of w that are less than c, which is at most 128.
func markBelow(w uint64, c byte) uint64 { return (w - lowBits*uint64(c)) &^ w & highBits }

// firstMark returns the place of the lowest byte that is marked, 8 if none is.
func firstMark(marks uint64) int { return bits.TrailingZeros64(marks) / 8 }

// parseQuotedDecimal reads the digits before a quotation mark that is among the eight bytes at the
// head of s; n is 0 if there are none, or something else among them, or more.
func parseQuotedDecimal(s []byte) (v uint32, n int) {
	const zeros = lowBits * '0'
	w := load64(s)
	n = firstMark(markEqual(w, '"'))
	if n == 0 || n == 8 {
		return 0, 0
	}
	w = w<<(64-8*n) | zeros>>(8*n) // the same number with zeros before it
	w ^= zeros
	if (w|(w+lowBits*(0x7f-9)))&highBits != 0 {
		return 0, 0
	}
	w = w*10 + w>>8 // pairs, in each second byte
	const pairs = 0x000000ff000000ff
	w = w&pairs*(100+1000000<<32) + w>>16&pairs*(1+10000<<32)
	return uint32(w >> 32), n
}
