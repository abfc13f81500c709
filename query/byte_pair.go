package query

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// bytePair is two bytes of a text, of which each letter may be in either case: the rarer one, and
// another one some distance behind it or, if that is negative, before it.
type bytePair struct {
	rare, rareFold   byte // a byte is the rare one if it is so with the bit of rareFold set
	other, otherFold byte
	distance         int
}

func newBytePair(rare, other byte, distance int) bytePair {
	return bytePair{rare, caseBit(rare), other, caseBit(other), distance}
}

// caseBit returns the bit in which the two cases of a lower-case letter differ, 0 for all other
// bytes.
func caseBit(c byte) byte {
	if c-'a' < 26 {
		return 'a' - 'A'
	}
	return 0
}

const (
	// Where one case of a letter is missing, it must not be searched for up to the end of the text
	// each time that the other case is found.
	rareWindow = 2 << 10
	// A rare byte that is found within so many bytes is not that rare here: for the next bothWindow
	// bytes it takes less time to look for both at once.
	notRare    = 32
	bothWindow = 512
)

// next returns the first offset, not before from, at which the rare byte stands in a text with the
// other one at its distance, or the length of the text if there is none. At from, the other byte
// must not lie before the text.
func (p *bytePair) next(text []byte, from int) int {
	to := len(text) - max(p.distance, 0)
	for from < to {
		end := min(from+rareWindow, to)
		i := p.indexRare(text[from:end])
		if i < 0 {
			from = end
			continue
		}
		from += i
		if text[from+p.distance]|p.otherFold == p.other {
			return from
		}
		from++
		if i >= notRare {
			continue
		}
		end = min(from+bothWindow, to)
		if i = p.indexBoth(text[from:end], text[from+p.distance:]); i >= 0 {
			return from + i
		}
		from = end
	}
	return len(text)
}

// indexBoth returns the first offset at which the rare byte stands in one text and the other one in
// another text, which is no shorter; -1 if there is none. It looks at eight bytes of each at once.
func (p *bytePair) indexBoth(rares, others []byte) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	rare, rareFold := ones*uint64(p.rare), ones*uint64(p.rareFold)
	other, otherFold := ones*uint64(p.other), ones*uint64(p.otherFold)
	others = others[:len(rares)]
	i := 0
	for ; i+8 <= len(rares); i += 8 {
		differs := (binary.LittleEndian.Uint64(rares[i:i+8]) | rareFold) ^ rare
		differs |= (binary.LittleEndian.Uint64(others[i:i+8]) | otherFold) ^ other
		// Of each byte that is zero the top bit is set; the lowest one of them is never wrong.
		if same := (differs - ones) &^ differs & tops; same != 0 {
			return i + bits.TrailingZeros64(same)/8
		}
	}
	for ; i < len(rares); i++ {
		if rares[i]|p.rareFold == p.rare && others[i]|p.otherFold == p.other {
			return i
		}
	}
	return -1
}

// indexRare returns the offset at which the rare byte stands first in either case, -1 if it does
// not.
func (p *bytePair) indexRare(text []byte) int {
	i := bytes.IndexByte(text, p.rare)
	if p.rareFold == 0 {
		return i
	}
	if i >= 0 {
		text = text[:i]
	}
	if j := bytes.IndexByte(text, p.rare&^p.rareFold); j >= 0 {
		return j
	}
	return i
}
