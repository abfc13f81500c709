package query

import "strings"

// literal finds a text, whatever the case of its ASCII letters. It searches for the two bytes of it
// that are rarest in logs: in "0x80070643" these are the x and a 4, not the zeros, of which every
// record is full.
type literal struct {
	lower       []byte
	probe       bytePair
	probeOffset int // of the rarer byte of the pair
}

func newLiteral(s string) *literal {
	l := &literal{lower: []byte(strings.ToLower(s))}
	if len(l.lower) == 0 {
		return l
	}
	l.probeOffset = l.rarestByte(-1)
	other := l.probeOffset
	if len(l.lower) > 1 {
		other = l.rarestByte(l.probeOffset)
	}
	l.probe = newBytePair(l.lower[l.probeOffset], l.lower[other], other-l.probeOffset)
	return l
}

// rarestByte returns the offset of the rarest byte but for the one at an offset.
func (l *literal) rarestByte(except int) (at int) {
	best := -1
	for i, c := range l.lower {
		if r := rarity(c); r > best && i != except {
			best, at = r, i
		}
	}
	return at
}

// rarity orders bytes by how rare they are in the logs of clients, letters of both cases together.
func rarity(c byte) int {
	const common = "e t\"0ocani=d2sp1lr3-mg4:6f95.87uyhb><[]!xvw+,/'_k{}()*jqz"
	if i := strings.IndexByte(common, c); i >= 0 {
		return i
	}
	return len(common)
}

// index returns the offset at which the literal first stands in a text, -1 if it does not.
func (l *literal) index(text []byte) int {
	if i := l.next(text, 0); i < len(text) || len(l.lower) == 0 {
		return i
	}
	return -1
}

// next returns the first offset, not before at, at which the literal stands in a text, or the
// length of the text if there is none.
func (l *literal) next(text []byte, at int) int {
	n := len(l.lower)
	if n == 0 {
		return at
	}
	for last := len(text) - n; at <= last; at++ {
		if at = l.probe.next(text, at+l.probeOffset) - l.probeOffset; at > last {
			break
		}
		if equalFold(text[at:at+n], l.lower) {
			return at
		}
	}
	return len(text)
}

// equalFold reports whether a text is equal to one of the same length in lower case, except for the
// case of ASCII letters.
func equalFold(text, lower []byte) bool {
	for i, c := range text {
		if c-'A' < 26 {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// literalFinder finds a literal in a text, from offsets that only grow. It searches no part of the
// text twice.
type literalFinder struct {
	*literal
	text     []byte
	foundEnd int // the offset found last, plus one
}

// next returns the first offset, not before at, at which the literal stands, or the length of the
// text if there is none.
func (f *literalFinder) next(at int) int {
	if f.foundEnd <= at {
		f.foundEnd = f.literal.next(f.text, at) + 1
	}
	return f.foundEnd - 1
}
