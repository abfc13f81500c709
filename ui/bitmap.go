package ui

import "ccmtail/model"

// bitmap is a set of record ids.
type bitmap []uint64

func (b bitmap) has(id model.RecordID) bool {
	w := int(id >> 6)
	return w < len(b) && b[w]>>(id&63)&1 != 0
}

func (b *bitmap) add(id model.RecordID) {
	w := int(id >> 6)
	for w >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[w] |= 1 << (id & 63)
}
