package query

import "bytes"

// pair is two bytes of a text, of which each letter may be in either case: the rarer one, and another some bytes behind it, or
// before it.
type pair struct {
	rare, rareFold   byte // a byte is the rare one if it is so with the bits of rareFold set
	other, otherFold byte
	apart            int
}

func newBytePair(rare, other byte, apart int) pair {
	return pair{rare, caseBit(rare), other, caseBit(other), apart}
}

// caseBit is the bits in which the two cases of a lower-case letter differ, 0 for all other bytes.
func caseBit(c byte) byte {
	if c-'a' < 26 {
		return 'a' - 'A'
	}
	return 0
}

// in is the first place from one on at which the rare byte of the pair stands in a text, and the other where it belongs; the text's
// length if there is none. From that place on the other one must lie in the text, if the text is long enough.
func (p *pair) in(text []byte, from int) int {
	to := len(text) - max(p.apart, 0)
	if from >= to {
		return len(text)
	}
	if !hasVectorSearch || to-from < minVectorPlaces {
		return p.plain(text, from, to)
	}
	if i := indexPair(&text[from], to-from, p); i >= 0 {
		return from + i
	}
	return len(text)
}

// plain is in for the places before to, on any processor.
func (p *pair) plain(text []byte, from, to int) int {
	const window = 2 << 10 // the case that is not there is looked for again and again, but not far
	for from < to {
		end := min(from+window, to)
		i := p.rarest(text[from:end])
		if i < 0 {
			from = end
			continue
		}
		from += i
		if text[from+p.apart]|p.otherFold == p.other {
			return from
		}
		from++
	}
	return len(text)
}

// rarest is where the rare byte stands first, -1 if it does not.
func (p *pair) rarest(text []byte) int {
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
