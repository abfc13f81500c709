package store

import (
	"iter"
	"slices"

	"ccmtail/model/event"
)

// volume is what is noted about the records of a stretch of ids beside the index: so it is forgotten at once when they are.
type volume struct {
	zoneless []event.RecordID    // records without a bias of their own
	ids      posting[event.GUID] // that the text names
	implied  posting[event.GUID] // that it does not name, though an event is about them
	articles posting[article]
	kept     int   // pages of it that are not forgotten
	counted  int64 // of it, in the store's size
}

// volumeSize is how many records a volume is about: a whole number of pages.
const (
	volumePages = 16
	volumeSize  = volumePages * page
)

// volumes is the volumes of a store, by their stretch. A snapshot has a copy, as of pages.
type volumes struct {
	all   []*volume
	first int // how many were forgotten before all[0]
}

func (v *volumes) of(id event.RecordID) *volume { return v.all[int(id/volumeSize)-v.first] }

// begin opens the next volume.
func (v *volumes) begin() {
	v.all = append(v.all, &volume{kept: volumePages})
}

// zoneless is all records without a bias of their own, the forgotten ones of a volume that is not included.
func (v *volumes) zoneless() iter.Seq[event.RecordID] {
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

// unused lets go of the volumes before the first of which a page is kept; freed is how much memory they took.
func (v *volumes) unused() (freed int64) {
	n := 0
	for n < len(v.all)-1 && v.all[n].kept == 0 {
		freed += v.all[n].counted
		n++
	}
	v.all, v.first = v.all[n:], v.first+n
	return freed
}

// post adds what a batch names or implies whose first record is first.
func (s *Store) post(first event.RecordID, m *mentions) {
	postAll(&s.volumes, first, m.ids, func(v *volume) *posting[event.GUID] { return &v.ids })
	postAll(&s.volumes, first, m.implied, func(v *volume) *posting[event.GUID] { return &v.implied })
	postAll(&s.volumes, first, m.articles, func(v *volume) *posting[article] { return &v.articles })
}

// postAll adds mentions to that posting of each volume which is for their keys.
func postAll[K key[K]](v *volumes, first event.RecordID, all []mention[K], in func(*volume) *posting[K]) {
	for _, a := range all {
		rec := first + event.RecordID(a.frame)
		in(v.of(rec)).add(a.key, rec)
	}
}

// size is how much memory a volume takes up.
func (v *volume) size() int64 {
	return int64(4*cap(v.zoneless)) + v.ids.size() + v.implied.size() + v.articles.size()
}

// seal makes volumes small of which all records are there. That takes long, and is done without the lock: nothing is added to
// them any more, and who looks something up finds it in the old place or in the new one.
func (s *Store) seal(whole []*volume) {
	for _, v := range whole {
		v.ids.seal()
		v.implied.seal()
		v.articles.seal()
		s.mu.Lock()
		v.ids.open, v.implied.open, v.articles.open, v.zoneless = nil, nil, nil, slices.Clip(v.zoneless)
		if v.kept > 0 {
			v.counted = v.size()
			s.grow(v.counted)
			s.makeRoom()
		}
		s.mu.Unlock()
	}
}
