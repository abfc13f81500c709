package query

import "strings"

// literal finds a text whatever the case of its ASCII letters. It looks for the two bytes of it that are rarest in logs
// first: "0x80070643" is found by its x and a 4, not by its zeros, of which every record is full.
type literal struct {
	low  []byte
	pair pair
	lead int // bytes before the rarer byte of the pair
}

func newLiteral(s string) *literal {
	l := &literal{low: []byte(strings.ToLower(s))}
	if len(l.low) == 0 {
		return l
	}
	l.lead = l.rarest(-1)
	other := l.lead
	if len(l.low) > 1 {
		other = l.rarest(l.lead)
	}
	l.pair = newPair(l.low[l.lead], l.low[other], other-l.lead)
	return l
}

// rarest is the place of the rarest byte that does not stand at a place.
func (l *literal) rarest(but int) (at int) {
	best := -1
	for i, c := range l.low {
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
	if i := l.next(b, 0); i < len(b) || len(l.low) == 0 {
		return i
	}
	return -1
}

// next is where the literal first stands in a text at or behind a place, the text's length if it does not.
func (l *literal) next(text []byte, at int) int {
	n := len(l.low)
	if n == 0 {
		return at
	}
	for last := len(text) - n; at <= last; at++ {
		if at = l.pair.in(text, at+l.lead) - l.lead; at > last {
			break
		}
		if equalFold(text[at:at+n], l.low) {
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

// search looks for a literal in a text, from places on that only grow.
type search struct {
	*literal
	text  []byte
	found int // where the literal was found last, one more
}

// next is where the literal first stands at or behind at, the text's length if it does not.
func (s *search) next(at int) int {
	if s.found <= at {
		s.found = s.literal.next(s.text, at) + 1
	}
	return s.found - 1
}
