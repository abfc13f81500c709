package store

import (
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"ccmtail/model/event"
)

// key is what records are posted by.
type key[K any] interface {
	comparable
	Compare(K) int
}

// posting is which records name or imply which of some keys, each once.
type posting[K key[K]] struct {
	open   map[K][]event.RecordID // guarded by the store's lock, nil soon after it is sealed
	names  int                    // in open
	sealed atomic.Pointer[sealed[K]]
}

// sealed is a posting that no more records come to, in the order of the keys and without pointers.
type sealed[K key[K]] struct {
	keys []K
	ends []uint32 // in recs
	recs []event.RecordID
}

// add posts a record, none before the last, by a key.
func (p *posting[K]) add(k K, rec event.RecordID) {
	if p.open == nil {
		p.open = map[K][]event.RecordID{}
	}
	list := p.open[k]
	if n := len(list); n == 0 || list[n-1] != rec {
		p.open[k] = append(list, rec)
		p.names++
	}
}

// What a record and a key take up in an open posting, beside the key itself, about.
const (
	openRecord = 6
	openKey    = 64
)

// size is how much memory a posting takes up, about.
func (p *posting[K]) size() int64 {
	if s := p.sealed.Load(); s != nil {
		return int64(len(s.keys))*(sizeOf[K]()+4) + int64(len(s.recs))*4
	}
	return int64(len(p.open))*(sizeOf[K]()+openKey) + int64(p.names)*openRecord
}

// seal makes a posting small that no more records come to. Others may look things up meanwhile; open is theirs until they are told.
func (p *posting[K]) seal() {
	s := &sealed[K]{keys: make([]K, 0, len(p.open)), ends: make([]uint32, 0, len(p.open)), recs: make([]event.RecordID, 0, p.names)}
	for k := range p.open {
		s.keys = append(s.keys, k)
	}
	slices.SortFunc(s.keys, K.Compare)
	for _, k := range s.keys {
		s.recs = append(s.recs, p.open[k]...)
		s.ends = append(s.ends, uint32(len(s.recs)))
	}
	p.sealed.Store(s)
}

// find is the records that are posted by some keys, a list for each. Lists only grow behind the length they have here.
func (p *posting[K]) find(mu *sync.Mutex, keys []K) (lists [][]event.RecordID) {
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
		lists = append(lists, s.of(k))
	}
	return lists
}

func (s *sealed[K]) of(k K) []event.RecordID {
	i := sort.Search(len(s.keys), func(i int) bool { return s.keys[i].Compare(k) >= 0 })
	if i == len(s.keys) || s.keys[i] != k {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.recs[from:s.ends[i]]
}
