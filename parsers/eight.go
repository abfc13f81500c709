package parsers

import (
	"encoding/binary"
	"math/bits"
)

// Eight bytes of text are looked at in one number, the first of them in its lowest byte. What these functions mark is the highest
// bit of a byte; marks above the lowest one may be wrong.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// eight is the eight bytes at the head of s.
func eight(s []byte) uint64 { return binary.LittleEndian.Uint64(s) }

// holds marks the bytes of w that are c.
func holds(w uint64, c byte) uint64 {
	w ^= ones * uint64(c)
	return (w - ones) &^ w & tops
}

// below marks the bytes of w that are less than c, which is at most 128.
func below(w uint64, c byte) uint64 { return (w - ones*uint64(c)) &^ w & tops }

// lowest is the place of the lowest byte that is marked, 8 if none is.
func lowest(marks uint64) int { return bits.TrailingZeros64(marks) / 8 }

// decimal reads the digits before a quotation mark that is among the eight bytes at the head of s; n is 0 if there are none, or
// something else among them, or more.
func decimal(s []byte) (v uint32, n int) {
	const zeros = ones * '0'
	w := eight(s)
	n = lowest(holds(w, '"'))
	if n == 0 || n == 8 {
		return 0, 0
	}
	w = w<<(64-8*n) | zeros>>(8*n) // the same number with zeros before it
	w ^= zeros
	if (w|(w+ones*(0x7f-9)))&tops != 0 {
		return 0, 0
	}
	w = w*10 + w>>8 // pairs, in each second byte
	const pairs = 0x000000ff000000ff
	w = w&pairs*(100+1000000<<32) + w>>16&pairs*(1+10000<<32)
	return uint32(w >> 32), n
}
