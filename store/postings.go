package store

import (
	"sort"
	"sync"
	"sync/atomic"
)

// postingKey is what records can be posted under: a GUID or the number of an article.
type postingKey[K any] interface {
	comparable
	Compare(K) int
}

// segmentRow is a record of a segment, counted from the first one.
type segmentRow uint16

// postings is an inverted index of a segment: under each key its records, ascending and each once. It
// is open while records are added, and then sealed.
type postings[K postingKey[K]] struct {
	open   *openPostings[K] // guarded by the store's lock; nil soon after sealing
	sealed atomic.Pointer[sealedPostings[K]]
}

// sealedPostings is postings to which no more records are added: sorted by key, and without
// pointers.
type sealedPostings[K postingKey[K]] struct {
	keys    []K
	ends    []uint32 // where in records the list of each key ends
	records []segmentRow
}

// size returns about how many bytes of memory the postings take up.
func (p *postings[K]) size() int64 {
	if s := p.sealed.Load(); s != nil {
		return int64(len(s.keys))*(sizeOf[K]()+4) + int64(len(s.records))*sizeOf[segmentRow]()
	}
	return p.open.size()
}

// seal makes postings compact to which no more records are added. It needs no lock; look-ups go on
// in open until it ends, so the caller clears open afterwards, under the store's lock.
func (p *postings[K]) seal() { p.sealed.Store(p.open.seal()) }

// lookup returns a list of records for each key. mu is the store's lock, which it takes only for
// open postings. Records that are added later do not change the lists.
func (p *postings[K]) lookup(mu *sync.Mutex, keys []K) (lists [][]segmentRow) {
	s := p.sealed.Load()
	if s == nil {
		mu.Lock()
		defer mu.Unlock()
		if s = p.sealed.Load(); s == nil {
			for _, key := range keys {
				lists = append(lists, p.open.lookup(key))
			}
			return lists
		}
	}
	for _, key := range keys {
		lists = append(lists, s.lookup(key))
	}
	return lists
}

// lookup returns the records under a key.
func (s *sealedPostings[K]) lookup(key K) []segmentRow {
	i := sort.Search(len(s.keys), func(i int) bool { return s.keys[i].Compare(key) >= 0 })
	if i == len(s.keys) || s.keys[i] != key {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.records[from:s.ends[i]]
}
