package query

import (
	"iter"
	"math/bits"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Set is a set of records: for each of them, bit id%64 of word id/64 is set. As a Matcher it
// matches these records, and so Add must not be called any more once the set is in use as one.
type Set []uint64

// newSet returns a set with room for the records of a snapshot.
func newSet(records *store.Records) Set { return make(Set, (int(records.End())+63)/64) }

// rangeSet returns the set of the records from one id up to another.
func rangeSet(from, to event.RecordID) Set {
	s := make(Set, (int(to)+63)/64)
	s.addRange(from, to)
	return s
}

// RetainedSet returns the set of the records of a snapshot that have not been evicted.
func RetainedSet(records *store.Records) Set {
	s := newSet(records)
	for from, to := range records.RetainedRanges(0, records.End()) {
		s.addRange(from, to)
	}
	return s
}

// setOf returns the set of some records of a snapshot.
func setOf(records *store.Records, ids iter.Seq[event.RecordID]) Set {
	s := newSet(records)
	for id := range ids {
		s.Add(id)
	}
	return s
}

// addRange adds the records from one id up to another, for which the set must have room.
func (s Set) addRange(from, to event.RecordID) {
	for ; from < to && from%64 != 0; from++ {
		s[from/64] |= 1 << (from % 64)
	}
	for ; from+64 <= to; from += 64 {
		s[from/64] = ^uint64(0)
	}
	for ; from < to; from++ {
		s[from/64] |= 1 << (from % 64)
	}
}

// Has reports whether a record is in the set.
func (s Set) Has(id event.RecordID) bool {
	w := int(id >> 6)
	return w < len(s) && s[w]>>(id&63)&1 != 0
}

// Add adds a record to the set.
func (s *Set) Add(id event.RecordID) {
	w := int(id >> 6)
	for w >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[w] |= 1 << (id & 63)
}

// union adds the records of another set.
func (s *Set) union(o Set) {
	if n := len(o) - len(*s); n > 0 {
		*s = append(*s, make(Set, n)...)
	}
	for w, word := range o {
		(*s)[w] |= word
	}
}

// subtract removes the records of another set.
func (s Set) subtract(o Set) { s.subtractExcept(o, nil) }

// subtractExcept removes the records of another set that are not in a third one.
func (s Set) subtractExcept(o, except Set) {
	for w := range min(len(s), len(o)) {
		word := o[w]
		if w < len(except) {
			word &^= except[w]
		}
		s[w] &^= word
	}
}

// Len returns how many records are in the set.
func (s Set) Len() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// All calls yield for each record in the set, in the order of their ids, until yield returns false.
func (s Set) All(yield func(event.RecordID) bool) {
	for w, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(event.RecordID(w<<6 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

// pageWords returns the words of a page.
func (s Set) pageWords(page int) Set {
	return s[page*bitmapWords : min((page+1)*bitmapWords, len(s))]
}

// isPageEmpty reports whether no record of a page is in the set.
func (s Set) isPageEmpty(page int) bool {
	for _, word := range s.pageWords(page) {
		if word != 0 {
			return false
		}
	}
	return true
}

// Match implements Matcher.
func (s Set) Match(_ *store.Records, id event.RecordID) bool { return s.Has(id) }
