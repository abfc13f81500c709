package store

import (
	"iter"
	"slices"

	"ccmtail/model/event"
)

// postingSegment is what is noted about the records of a stretch of ids beside the index: so it is
// forgotten at once when they are.
type postingSegment struct {
	zoneless      []event.RecordID     // records without a bias of their own
	ids           postings[event.GUID] // that the text names
	implied       postings[event.GUID] // that it does not name, though an event is about them
	articles      postings[article]
	retainedPages int   // pages of it that are not forgotten
	chargedBytes  int64 // of it, in the store's size
}

// segmentRecords is how many records a volume is about: a whole number of pages.
const (
	segmentPages   = 16
	segmentRecords = segmentPages * pageRecords
)

// postingSegments is the volumes of a store, by their stretch. A snapshot has a copy, as of pages.
type postingSegments struct {
	all   []*postingSegment
	first int // how many were forgotten before all[0]
}

func (v *postingSegments) of(id event.RecordID) *postingSegment {
	return v.all[int(id/segmentRecords)-v.first]
}

// addSegment opens the next volume.
func (v *postingSegments) addSegment() {
	v.all = append(v.all, &postingSegment{retainedPages: segmentPages})
}

// zoneless returns all records without a bias of their own, the forgotten ones of a volume that is
// not included.
func (v *postingSegments) zoneless() iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for _, p := range v.all {
			for _, id := range p.zoneless {
				if !yield(id) {
					return
				}
			}
		}
	}
}

// trimUnused lets go of the volumes before the first of which a page is kept; freed is how much
// memory they took.
func (v *postingSegments) trimUnused() (freed int64) {
	n := 0
	for n < len(v.all)-1 && v.all[n].retainedPages == 0 {
		freed += v.all[n].chargedBytes
		n++
	}
	v.all, v.first = v.all[n:], v.first+n
	return freed
}

// post adds what a batch names or implies whose first record is first.
func (s *Store) post(first event.RecordID, m *mentions) {
	postAll(&s.postings, first, m.ids, func(v *postingSegment) *postings[event.GUID] { return &v.ids })
	postAll(&s.postings, first, m.implied, func(v *postingSegment) *postings[event.GUID] { return &v.implied })
	postAll(&s.postings, first, m.articles, func(v *postingSegment) *postings[article] { return &v.articles })
}

// postAll adds mentions to that posting of each volume which is for their keys.
func postAll[K postingKey[K]](v *postingSegments, first event.RecordID, all []mention[K], in func(*postingSegment) *postings[K]) {
	for _, a := range all {
		rec := first + event.RecordID(a.frame)
		in(v.of(rec)).add(a.key, rec)
	}
}

// size returns how much memory a volume takes up.
func (v *postingSegment) size() int64 {
	return int64(4*cap(v.zoneless)) + v.ids.size() + v.implied.size() + v.articles.size()
}

// sealPostings makes volumes small of which all records are there. That takes long, and is done
// without the lock: nothing is added to them any more, and who looks something up finds it in the
// old place or in the new one.
func (s *Store) sealPostings(whole []*postingSegment) {
	for _, v := range whole {
		v.ids.seal()
		v.implied.seal()
		v.articles.seal()
		s.mu.Lock()
		v.ids.open, v.implied.open, v.articles.open, v.zoneless = nil, nil, nil, slices.Clip(v.zoneless)
		if v.retainedPages > 0 {
			v.chargedBytes = v.size()
			s.charge(v.chargedBytes)
			s.enforceBudget()
		}
		s.mu.Unlock()
	}
}
