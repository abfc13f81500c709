package store

import (
	"iter"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"ccmtail/model"
)

// volume is what is noted about the records of a stretch of ids beside the index: so it is forgotten at once when they are.
type volume struct {
	zoneless []model.RecordID                // records without a bias of their own
	open     map[model.GUID][]model.RecordID // who names an id, each once; guarded by the store's lock, nil once sealed
	names    int                             // in open
	sealed   atomic.Pointer[postings]        // the same when no more records come
	kept     int                             // pages of it that are not forgotten
}

// volumeSize is how many records a volume is about: a whole number of pages.
const (
	volumePages = 16
	volumeSize  = volumePages * page
)

// postings is which records name which id, in the order of the ids, without pointers.
type postings struct {
	ids  []model.GUID
	ends []uint32 // in recs
	recs []model.RecordID
}

// volumes is the volumes of a store, by their stretch. A snapshot has a copy, as of pages.
type volumes struct {
	all   []*volume
	first int // how many were forgotten before all[0]
}

func (v *volumes) of(id model.RecordID) *volume { return v.all[int(id/volumeSize)-v.first] }

// begin opens the next volume.
func (v *volumes) begin() {
	v.all = append(v.all, &volume{open: map[model.GUID][]model.RecordID{}, kept: volumePages})
}

// zoneless is all records without a bias of their own, the forgotten ones of a volume that is not included.
func (v *volumes) zoneless() iter.Seq[model.RecordID] {
	return func(yield func(model.RecordID) bool) {
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
		freed += v.all[n].size()
		n++
	}
	v.all, v.first = v.all[n:], v.first+n
	return freed
}

// post adds a batch whose first record is first.
func (s *Store) post(first model.RecordID, all []naming) {
	for _, a := range all {
		rec := first + model.RecordID(a.frame)
		v := s.volumes.of(rec)
		list := v.open[a.id]
		if n := len(list); n == 0 || list[n-1] != rec {
			v.open[a.id] = append(list, rec)
			v.names++
		}
	}
}

// What a posting and an id take up in an open volume, about.
const (
	postingBytes = 6
	openIDBytes  = 80
	sealedID     = 16 + 4
)

// size is how much memory a volume takes up.
func (v *volume) size() int64 {
	n := int64(4 * cap(v.zoneless))
	if p := v.sealed.Load(); p != nil {
		return n + int64(len(p.ids)*sealedID+len(p.recs)*4)
	}
	return n + int64(len(v.open)*openIDBytes+v.names*postingBytes)
}

// seal makes a volume small of which all records are there.
func (v *volume) seal() {
	p := &postings{
		ids: make([]model.GUID, 0, len(v.open)), ends: make([]uint32, 0, len(v.open)), recs: make([]model.RecordID, 0, v.names),
	}
	for id := range v.open {
		p.ids = append(p.ids, id)
	}
	slices.SortFunc(p.ids, model.GUID.Compare)
	for _, id := range p.ids {
		p.recs = append(p.recs, v.open[id]...)
		p.ends = append(p.ends, uint32(len(p.recs)))
	}
	v.zoneless = slices.Clip(v.zoneless)
	v.sealed.Store(p)
	v.open = nil
}

// find is the records that name some ids, a list for each id. Lists only grow behind the length they have here.
func (v *volume) find(mu *sync.Mutex, ids []model.GUID) (lists [][]model.RecordID) {
	p := v.sealed.Load()
	if p == nil {
		mu.Lock()
		defer mu.Unlock()
		if p = v.sealed.Load(); p == nil {
			for _, id := range ids {
				lists = append(lists, v.open[id])
			}
			return lists
		}
	}
	for _, id := range ids {
		lists = append(lists, p.of(id))
	}
	return lists
}

func (p *postings) of(id model.GUID) []model.RecordID {
	i := sort.Search(len(p.ids), func(i int) bool { return p.ids[i].Compare(id) >= 0 })
	if i == len(p.ids) || p.ids[i] != id {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.recs[from:p.ends[i]]
}
