package store

import (
	"slices"

	"ccmtail/model/event"
)

// openPostings is postings to which records are added. The records under a key are a chain, from the
// newest to the oldest.
type openPostings[K postingKey[K]] struct {
	keys    interner[K]
	newest  []uint32 // of the chain of each key, by the key's number: index in entries
	entries []chainedRecord
}

// chainedRecord is a record under a key.
type chainedRecord struct {
	row   segmentRow
	older uint32 // index of the one before it; its own if it is the oldest
}

// add posts a record under a key. Records must come in ascending order. slot is a hash of the key.
func (o *openPostings[K]) add(key K, slot byte, row segmentRow) {
	n := uint32(len(o.entries))
	older := n
	if k := o.keys.intern(key, slot); int(k) == len(o.newest) {
		o.newest = append(o.newest, n)
	} else {
		if older = o.newest[k]; o.entries[older].row == row {
			return
		}
		o.newest[k] = n
	}
	o.entries = append(o.entries, chainedRecord{row, older})
}

// appendRecords appends the records under the key of a number, ascending.
func (o *openPostings[K]) appendRecords(list []segmentRow, number uint32) []segmentRow {
	from := len(list)
	for i := o.newest[number]; ; i = o.entries[i].older {
		list = append(list, o.entries[i].row)
		if o.entries[i].older == i {
			break
		}
	}
	slices.Reverse(list[from:])
	return list
}

// lookup returns the records under a key.
func (o *openPostings[K]) lookup(key K) []segmentRow {
	if number, ok := o.keys.numberOf(key); ok {
		return o.appendRecords(nil, number)
	}
	return nil
}

// seal returns the same postings sealed.
func (o *openPostings[K]) seal() *sealedPostings[K] {
	numbers := make([]uint32, len(o.newest))
	for i := range numbers {
		numbers[i] = uint32(i)
	}
	slices.SortFunc(numbers, func(a, b uint32) int { return o.keys.values[a].Compare(o.keys.values[b]) })
	s := &sealedPostings[K]{
		keys: make([]K, 0, len(numbers)), ends: make([]uint32, 0, len(numbers)), records: make([]segmentRow, 0, len(o.entries)),
	}
	for _, number := range numbers {
		s.keys = append(s.keys, o.keys.values[number])
		s.records = o.appendRecords(s.records, number)
		s.ends = append(s.ends, uint32(len(s.records)))
	}
	return s
}

// clear removes everything, and keeps the memory for other postings.
func (o *openPostings[K]) clear() {
	o.keys.clear()
	o.newest, o.entries = o.newest[:0], o.entries[:0]
}

// size returns about how many bytes of memory the postings take up.
func (o *openPostings[K]) size() int64 {
	return int64(len(o.newest))*(sizeOf[K]()+4) + o.keys.tableSize() + int64(len(o.entries))*sizeOf[chainedRecord]()
}

// openSegment holds the open postings of a segment.
type openSegment struct {
	ids, implied openPostings[event.GUID]
	articles     openPostings[article]
}

// clear removes everything, and keeps the memory for another segment.
func (o *openSegment) clear() {
	o.ids.clear()
	o.implied.clear()
	o.articles.clear()
}
