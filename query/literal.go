package query

import "strings"

// literal finds a text whatever the case of its ASCII letters. It looks for the two bytes of it that are rarest in logs
// first: "0x80070643" is found by its x and a 4, not by its zeros, of which every record is full.
type literal struct {
	lower       []byte
	pair        pair
	probeOffset int // bytes before the rarer byte of the pair
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
	l.pair = newBytePair(l.lower[l.probeOffset], l.lower[other], other-l.probeOffset)
	return l
}

// rarestByte is the place of the rarest byte that does not stand at a place.
func (l *literal) rarestByte(but int) (at int) {
	best := -1
	for i, c := range l.lower {
		if r := rarity(c); r > best && i != but {
			best, at = r, i
		}
	}
	return at
}

// rarity orders bytes by how seldom they are in client logs, letters of both cases together.
func rarity(c byte) int {
	const common = "e t\"0ocani=d2sp1lr3-mg4:6f95.87uyhb><[]!xvw+,/'_k{}()*jqz"
	if i := strings.IndexByte(common, c); i >= 0 {
		return i
	}
	return len(common)
}

// index is where the literal first stands in b, -1 if it does not.
func (l *literal) index(b []byte) int {
	if i := l.next(b, 0); i < len(b) || len(l.lower) == 0 {
		return i
	}
	return -1
}

// next is where the literal first stands in a text at or behind a place, the text's length if it does not.
func (l *literal) next(text []byte, at int) int {
	n := len(l.lower)
	if n == 0 {
		return at
	}
	for last := len(text) - n; at <= last; at++ {
		if at = l.pair.in(text, at+l.probeOffset) - l.probeOffset; at > last {
			break
		}
		if equalFold(text[at:at+n], l.lower) {
			return at
		}
	}
	return len(text)
}

func equalFold(b, low []byte) bool {
	for i, c := range b {
		if c-'A' < 26 {
			c |= 0x20
		}
		if c != low[i] {
			return false
		}
	}
	return true
}

// literalFinder looks for a literal in a text, from places on that only grow.
type literalFinder struct {
	*literal
	text     []byte
	foundEnd int // where the literal was found last, one more
}

// next is where the literal first stands at or behind at, the text's length if it does not.
func (s *literalFinder) next(at int) int {
	if s.foundEnd <= at {
		s.foundEnd = s.literal.next(s.text, at) + 1
	}
	return s.foundEnd - 1
}
