package filter

import (
	"bytes"
	"strings"
)

// literal finds a text whatever the case of its ASCII letters. It looks for the byte of it that is rarest in logs
// first: "0x80070643" is found by its 6, not by its zeros, of which every record is full.
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

// rarity orders bytes by how seldom they are in client logs.
func rarity(c byte) int {
	const common = " etainorsdlcupm-0hgf1b2w834597y6v.k:={}()/\\x,_qjz"
	if i := strings.IndexByte(common, c); i >= 0 {
		return i
	}
	return len(common)
}

// index is where the literal first stands in b, -1 if it does not.
func (l *literal) index(b []byte) int {
	n := len(l.low)
	if n == 0 {
		return 0
	}
	nextA, nextB := -2, -2 // places of the two cases, -1: no more, -2: not looked for
	for at := l.rare; at+n-l.rare <= len(b); at++ {
		nextA = seek(b, l.a, at, nextA)
		if l.b != l.a {
			nextB = seek(b, l.b, at, nextB)
		}
		switch {
		case nextA < 0 && nextB < 0:
			return -1
		case nextA < 0 || nextB >= 0 && nextB < nextA:
			at = nextB
		default:
			at = nextA
		}
		if from := at - l.rare; from+n <= len(b) && equalFold(b[from:from+n], l.low) {
			return from
		}
	}
	return -1
}

// seek is the first place of c at or behind at, if the last one found lies before it.
func seek(b []byte, c byte, at, last int) int {
	if last == -1 || last >= at {
		return last
	}
	i := bytes.IndexByte(b[at:], c)
	if i < 0 {
		return -1
	}
	return at + i
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
