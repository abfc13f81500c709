package query

import (
	"iter"
	"math/bits"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Set wants the records in it: a bit for each id up to the greatest. Add and Join are for its maker, before it is handed on.
type Set []uint64

// RangeSet is the set of the records from one id up to another.
func RangeSet(from, to event.RecordID) Set {
	b := make(Set, (int(to)+63)/64)
	b.addRange(from, to)
	return b
}

// RetainedSet is the set of the records that are kept.
func RetainedSet(s *store.Records) Set {
	b := make(Set, (int(s.End())+63)/64)
	for from, to := range s.RetainedRanges(0, s.End()) {
		b.addRange(from, to)
	}
	return b
}

// SetOf is the set of some records of a snapshot.
func SetOf(s *store.Records, records iter.Seq[event.RecordID]) Set {
	b := make(Set, (int(s.End())+63)/64)
	for id := range records {
		b.Add(id)
	}
	return b
}

// addRange puts the records from one id up to another into the set, in whose bounds they are.
func (b Set) addRange(from, to event.RecordID) {
	for ; from < to && from%64 != 0; from++ {
		b[from/64] |= 1 << (from % 64)
	}
	for ; from+64 <= to; from += 64 {
		b[from/64] = ^uint64(0)
	}
	for ; from < to; from++ {
		b[from/64] |= 1 << (from % 64)
	}
}

// Has says whether a record is in the set.
func (b Set) Has(id event.RecordID) bool {
	w := int(id >> 6)
	return w < len(b) && b[w]>>(id&63)&1 != 0
}

// Add puts a record into the set.
func (b *Set) Add(id event.RecordID) {
	w := int(id >> 6)
	for w >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[w] |= 1 << (id & 63)
}

// Union puts the records of another set into the set.
func (b *Set) Union(o Set) {
	if n := len(o) - len(*b); n > 0 {
		*b = append(*b, make(Set, n)...)
	}
	for w, word := range o {
		(*b)[w] |= word
	}
}

// RemoveUnless takes the records of one set out that are not in another.
func (b Set) RemoveUnless(out, but Set) {
	for w := range min(len(b), len(out)) {
		word := out[w]
		if w < len(but) {
			word &^= but[w]
		}
		b[w] &^= word
	}
}

// Len is how many records are in the set.
func (b Set) Len() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// All calls f for each record in the set, in the order of their ids.
func (b Set) All(f func(event.RecordID) bool) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			if !f(event.RecordID(w<<6 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

// pageWords is the words of a page.
func (b Set) pageWords(k int) Set { return b[k*bitmapWords : min((k+1)*bitmapWords, len(b))] }

// isPageEmpty says whether no record of a page is in the set.
func (b Set) isPageEmpty(page int) bool {
	for _, word := range b.pageWords(page) {
		if word != 0 {
			return false
		}
	}
	return true
}

// Match implements Matcher.
func (b Set) Match(_ *store.Records, id event.RecordID) bool { return b.Has(id) }

// Precompute wants what a matcher wants, of which it has looked up by now what a snapshot has, if that can be looked up.
func Precompute(s *store.Records, m Matcher) Matcher {
	if set, ok := planFor(s, m).(Set); ok {
		return Any{set, Since{s.End(), m}}
	}
	return m
}

// Since wants what its matcher wants, of the records from one on. It marks what that marks.
type Since struct {
	From event.RecordID
	Matcher
}

// Match implements Matcher.
func (n Since) Match(s *store.Records, id event.RecordID) bool {
	return id >= n.From && n.Matcher.Match(s, id)
}

// Highlights implements Marker.
func (n Since) Highlights(text string, at []int) []int {
	return highlightsOf([]Matcher{n.Matcher}, text, at)
}
