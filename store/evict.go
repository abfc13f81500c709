package store

import (
	"container/heap"
	"reflect"
	"slices"

	"ccmtail/model/event"
)

// When the index takes up more than its share of the memory, the oldest records are forgotten, page
// by page: the page whose newest record is the oldest goes first. Their ids stay what they were,
// and name nothing. What snapshots show they go on showing.

// orderBytes is what the place of a record in the order of time takes up, fileBytes what a file
// without its text does.
const (
	orderBytes = 4 // a RecordID
	fileBytes  = 400
)

// addFullPage counts a full page, and makes room for it.
func (s *Store) addFullPage(k int, p *indexPage) {
	s.fullPages.add(k, p)
	s.charge(p.size() + pageRecords*orderBytes)
	s.enforceBudget()
}

func (s *Store) charge(by int64) {
	s.indexBytes += by
	s.budget.Charge(by)
}

// enforceBudget forgets what there is no room for.
func (s *Store) enforceBudget() {
	if room := s.budget.indexLimit(s.indexBytes); room < s.indexBytes {
		s.evictPages(room)
	}
}

// evictPages lets go of the oldest pages until the index takes up no more than some size.
func (s *Store) evictPages(size int64) {
	some := map[int]bool{}
	for left := s.indexBytes; left > size && len(s.fullPages) > 0; {
		old := heap.Pop(&s.fullPages).(agedPage)
		some[old.page] = true
		s.evictedUntil = max(s.evictedUntil, old.newestTime)
		left -= s.pages.at(old.page).size() + pageRecords*orderBytes
	}
	if len(some) == 0 {
		return
	}
	s.order.FilterPrefix(func(id event.RecordID) bool { return s.utc(id) <= s.evictedUntil }, func(id event.RecordID) bool { return !some[int(id/pageRecords)] })
	freed := s.detachPages(some)
	s.pages = s.pages.without(some)
	s.charge(-freed - s.postings.trimUnused())
}

// detachPages takes the records of some pages out of their files and volumes, and says how much
// room the pages took.
func (s *Store) detachPages(some map[int]bool) (freed int64) {
	files := map[*LogFile]bool{}
	for k := range some {
		p := s.pages.at(k)
		freed += p.size() + pageRecords*orderBytes
		var sizes []uint32
		for i := 0; i < pageRecords; i += len(sizes) {
			var segment uint32
			var begin textPos
			segment, begin, sizes = p.contiguous(sizes[:0], i, pageRecords)
			at := begin.offset
			g := s.files[segment]
			files[g] = true
			g.records -= len(sizes)
			for _, n := range sizes {
				g.evictedBytes, at = g.evictedBytes+int64(n), at+int64(n)
			}
			g.evictedTo = max(g.evictedTo, at)
		}
		s.postings.of(event.RecordID(k*pageRecords)).retainedPages--
	}
	s.releaseFiles(files)
	return freed
}

// releaseFiles lets go of files without records, and of the text before the first record of others.
func (s *Store) releaseFiles(files map[*LogFile]bool) {
	cloned := false
	for g := range files {
		if g.records > 0 {
			if g.evictedBytes == g.evictedTo-g.begin {
				g.text.trim(g.evictedTo)
			}
			continue
		}
		if !cloned {
			s.files, cloned = slices.Clone(s.files), true
		}
		s.files[g.id] = evictedFile
		g.text.release()
		s.charge(-fileBytes)
	}
}

// restoreFile is for a file that goes on when all its records have been forgotten.
func (s *Store) restoreFile(g *LogFile) {
	if s.files[g.id] != g {
		s.files = slices.Clone(s.files)
		s.files[g.id] = g
		s.charge(fileBytes)
	}
}

// agedPage is a full page and the time of its newest record.
type agedPage struct {
	newestTime int64
	page       int
}

// pageHeap has the page on top whose newest record is the oldest; of those that are equal, the
// first.
type pageHeap []agedPage

func (o *pageHeap) add(k int, p *indexPage) {
	last := p.utc(0)
	for i := range pageRecords {
		last = max(last, p.utc(i))
	}
	heap.Push(o, agedPage{last, k})
}

func (o pageHeap) Len() int { return len(o) }
func (o pageHeap) Less(i, j int) bool {
	if o[i].newestTime != o[j].newestTime {
		return o[i].newestTime < o[j].newestTime
	}
	return o[i].page < o[j].page
}
func (o pageHeap) Swap(i, j int) { o[i], o[j] = o[j], o[i] }

// Push implements heap.Interface.
func (o *pageHeap) Push(x any) { *o = append(*o, x.(agedPage)) }

// Pop implements heap.Interface.
func (o *pageHeap) Pop() any {
	n := len(*o) - 1
	a := (*o)[n]
	*o = (*o)[:n]
	return a
}

// size returns how much memory a page takes up.
func (s *indexPage) size() int64 {
	if s.unpacked.Load() != nil {
		return pageRecords * sizeOf[entry]()
	}
	p := s.packed.Load()
	return sizeOf[packedPage]() + int64(cap(p.classKeys))*sizeOf[classKey]() + int64(cap(p.extents))*sizeOf[extent]()
}

// sizeOf returns how many bytes a value takes up, without what it points to.
func sizeOf[T any]() int64 { return int64(reflect.TypeFor[T]().Size()) }
