package store

import (
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"ccmtail/model/event"
)

// postingKey is what records are posted by.
type postingKey[K any] interface {
	comparable
	Compare(K) int
}

// postings is which records name or imply which of some keys, each once.
type postings[K postingKey[K]] struct {
	open        map[K][]event.RecordID // guarded by the store's lock, nil soon after it is sealed
	openEntries int                    // in open
	sealed      atomic.Pointer[sealedPostings[K]]
}

// sealedPostings is a posting that no more records come to, in the order of the keys and without
// pointers.
type sealedPostings[K postingKey[K]] struct {
	keys    []K
	ends    []uint32 // in recs
	records []event.RecordID
}

// add posts a record, none before the last, by a key.
func (p *postings[K]) add(k K, rec event.RecordID) {
	if p.open == nil {
		p.open = map[K][]event.RecordID{}
	}
	list := p.open[k]
	if n := len(list); n == 0 || list[n-1] != rec {
		p.open[k] = append(list, rec)
		p.openEntries++
	}
}

// What a record and a key take up in an open posting, beside the key itself, about.
const (
	openEntryBytes = 6
	openKeyBytes   = 64
)

// size returns how much memory a posting takes up, about.
func (p *postings[K]) size() int64 {
	if s := p.sealed.Load(); s != nil {
		return int64(len(s.keys))*(sizeOf[K]()+4) + int64(len(s.records))*4
	}
	return int64(len(p.open))*(sizeOf[K]()+openKeyBytes) + int64(p.openEntries)*openEntryBytes
}

// seal makes a posting small that no more records come to. Others may look things up meanwhile;
// open is theirs until they are told.
func (p *postings[K]) seal() {
	s := &sealedPostings[K]{keys: make([]K, 0, len(p.open)), ends: make([]uint32, 0, len(p.open)), records: make([]event.RecordID, 0, p.openEntries)}
	for k := range p.open {
		s.keys = append(s.keys, k)
	}
	slices.SortFunc(s.keys, K.Compare)
	for _, k := range s.keys {
		s.records = append(s.records, p.open[k]...)
		s.ends = append(s.ends, uint32(len(s.records)))
	}
	p.sealed.Store(s)
}

// lookup returns the records that are posted by some keys, a list for each. Lists only grow behind
// the length they have here.
func (p *postings[K]) lookup(mu *sync.Mutex, keys []K) (lists [][]event.RecordID) {
	s := p.sealed.Load()
	if s == nil {
		mu.Lock()
		defer mu.Unlock()
		if s = p.sealed.Load(); s == nil {
			for _, k := range keys {
				lists = append(lists, p.open[k])
			}
			return lists
		}
	}
	for _, k := range keys {
		lists = append(lists, s.lookup(k))
	}
	return lists
}

func (s *sealedPostings[K]) lookup(k K) []event.RecordID {
	i := sort.Search(len(s.keys), func(i int) bool { return s.keys[i].Compare(k) >= 0 })
	if i == len(s.keys) || s.keys[i] != k {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.records[from:s.ends[i]]
}
