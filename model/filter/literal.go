package filter

import (
	"bytes"
	"strings"
)

// literal finds a text whatever the case of its ASCII letters. It looks for the byte of it that is rarest in logs
// first: "0x80070643" is found by its x, not by its zeros, of which every record is full.
type literal struct {
	low  []byte
	rare int  // which byte of low is looked for
	a, b byte // its two cases
}

func newLiteral(s string) *literal {
	l := &literal{low: []byte(strings.ToLower(s))}
	best := -1
	for i, c := range l.low {
		if r := rarity(c); r > best {
			best, l.rare = r, i
		}
	}
	if len(l.low) > 0 {
		l.a = l.low[l.rare]
		l.b = l.a
		if l.a >= 'a' && l.a <= 'z' {
			l.b = l.a - 0x20
		}
	}
	return l
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
	s := search{literal: l, text: b}
	if i := s.next(0); i < len(b) || len(l.low) == 0 {
		return i
	}
	return -1
}

// search looks for a literal in a text, from places on that only grow.
type search struct {
	*literal
	text []byte
	// Where the two cases of the byte were found last, one more: each of them is looked for once in the whole text.
	nextA, nextB int
	at           int // where the literal was found last, one more
}

// next is where the literal first stands at or behind at, the text's length if it does not.
func (s *search) next(at int) int {
	if s.at > at {
		return s.at - 1
	}
	n := len(s.low)
	if n == 0 {
		return at
	}
	for i := at + s.rare; i+n-s.rare <= len(s.text); i++ {
		if s.nextA <= i {
			s.nextA = s.seek(s.a, i)
		}
		if s.a != s.b && s.nextB <= i {
			s.nextB = s.seek(s.b, i)
		}
		i = s.nextA - 1
		if s.a != s.b {
			i = min(i, s.nextB-1)
		}
		if from := i - s.rare; from+n <= len(s.text) && equalFold(s.text[from:from+n], s.low) {
			s.at = from + 1
			return from
		}
	}
	s.at = len(s.text) + 1
	return len(s.text)
}

// seek is one more than the first place of c at or behind at; without one, than the text's length.
func (s *search) seek(c byte, at int) int {
	if i := bytes.IndexByte(s.text[at:], c); i >= 0 {
		return at + i + 1
	}
	return len(s.text) + 1
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
