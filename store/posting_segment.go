package store

import (
	"iter"
	"slices"

	"ccmtail/model/event"
)

// postingSegment is what is kept of the records of a range of ids besides the index, so that all of
// it is evicted with them.
type postingSegment struct {
	zoneless      []event.RecordID     // records without a bias of their own
	ids           postings[event.GUID] // named in the text
	implied       postings[event.GUID] // see Records.Implying
	articles      postings[article]
	open          *openSegment // the open ones; nil soon after sealing
	retainedPages int          // index pages of the range that are not evicted or still to come
	chargedBytes  int64        // to the store's budget, once it is sealed
}

// segmentRecords is how many records a segment covers, as many as a segmentRow can count.
const (
	segmentPages   = 16
	segmentRecords = segmentPages * pageRecords
)

// postingSegments is the segments of a store, in the order of ids. A snapshot has a copy of it, as
// it has of the page table.
type postingSegments struct {
	all   []*postingSegment
	first int // number of all[0]; the segments before it are evicted
}

// of returns the segment of a record.
func (ps *postingSegments) of(id event.RecordID) *postingSegment {
	return ps.all[int(id/segmentRecords)-ps.first]
}

// addSegment opens the next segment. Its memory is that of one that has been sealed, if there is any.
func (s *Store) addSegment() {
	open := s.spareSegment
	s.spareSegment = nil
	if open == nil {
		open = &openSegment{}
	}
	segment := &postingSegment{open: open, retainedPages: segmentPages}
	segment.ids.open, segment.implied.open, segment.articles.open = &open.ids, &open.implied, &open.articles
	s.postings.all = append(s.postings.all, segment)
}

// closeSegment gives up what only an open segment needs.
func (s *Store) closeSegment(segment *postingSegment) {
	segment.open.clear()
	s.spareSegment = segment.open
	segment.open, segment.ids.open, segment.implied.open, segment.articles.open = nil, nil, nil, nil
	segment.zoneless = slices.Clip(segment.zoneless)
}

// zoneless yields the records without a bias of their own, also evicted ones of segments that are
// still there.
func (ps *postingSegments) zoneless() iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for _, segment := range ps.all {
			for _, id := range segment.zoneless {
				if !yield(id) {
					return
				}
			}
		}
	}
}

// trimUnused returns up the segments before the first one that has pages left. It returns how many
// bytes were charged for them.
func (ps *postingSegments) trimUnused() (freed int64) {
	n := 0
	for n < len(ps.all)-1 && ps.all[n].retainedPages == 0 {
		freed += ps.all[n].chargedBytes
		n++
	}
	ps.all, ps.first = ps.all[n:], ps.first+n
	return freed
}

// post posts what the records of a batch name or imply; first is the first of them.
func (s *Store) post(first event.RecordID, m *mentions) {
	for i := range m.ids {
		id, record := &m.ids[i].key, first+event.RecordID(m.ids[i].frame)
		s.postings.of(record).open.ids.add(*id, guidSlot(id), segmentRow(record%segmentRecords))
	}
	for i := range m.implied {
		id, record := &m.implied[i].key, first+event.RecordID(m.implied[i].frame)
		s.postings.of(record).open.implied.add(*id, guidSlot(id), segmentRow(record%segmentRecords))
	}
	for i := range m.articles {
		number, record := m.articles[i].key, first+event.RecordID(m.articles[i].frame)
		s.postings.of(record).open.articles.add(number, byte(number), segmentRow(record%segmentRecords))
	}
}

// size returns about how many bytes of memory the segment takes up.
func (seg *postingSegment) size() int64 {
	return int64(4*cap(seg.zoneless)) + seg.ids.size() + seg.implied.size() + seg.articles.size()
}

// sealPostings seals segments whose records are all there. Sealing takes long and is done without
// the lock: nothing is added to these segments any more, and a look-up finds its records in the
// open postings or in the sealed ones.
func (s *Store) sealPostings(complete []*postingSegment) {
	for _, segment := range complete {
		segment.ids.seal()
		segment.implied.seal()
		segment.articles.seal()
		s.mu.Lock()
		s.closeSegment(segment)
		if segment.retainedPages > 0 {
			segment.chargedBytes = segment.size()
			s.charge(segment.chargedBytes)
			s.enforceBudget()
		}
		s.mu.Unlock()
	}
}
