package query

import "bytes"

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

// next returns the first offset, not before from, at which the rare byte stands in a text with the
// other one at its distance, or the length of the text if there is none. At from, the other byte
// must not lie before the text.
func (p *bytePair) next(text []byte, from int) int {
	// Where one case of a letter is missing, it must not be searched for up to the end of the text
	// each time that the other case is found.
	const window = 2 << 10
	to := len(text) - max(p.distance, 0)
	for from < to {
		end := min(from+window, to)
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
	}
	return len(text)
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
