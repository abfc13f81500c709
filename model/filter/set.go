package filter

import (
	"math/bits"

	"ccmtail/model"
	"ccmtail/model/store"
)

// Set wants the records in it: a bit for each id up to the greatest. Add is for its maker, before it is handed on.
type Set []uint64

// Has says whether a record is in the set.
func (b Set) Has(id model.RecordID) bool {
	w := int(id >> 6)
	return w < len(b) && b[w]>>(id&63)&1 != 0
}

// Add puts a record into the set.
func (b *Set) Add(id model.RecordID) {
	w := int(id >> 6)
	for w >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[w] |= 1 << (id & 63)
}

// Among adds the records of the set with ids from one up to another to ids.
func (b Set) Among(ids []model.RecordID, from, to model.RecordID) []model.RecordID {
	for w := int(from >> 6); w < len(b) && model.RecordID(w)<<6 < to; w++ {
		for word := b[w]; word != 0; word &= word - 1 {
			if id := model.RecordID(w<<6 + bits.TrailingZeros64(word)); from <= id && id < to {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// Match implements Matcher.
func (b Set) Match(_ *store.Snapshot, id model.RecordID) bool { return b.Has(id) }
