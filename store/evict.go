package store

import (
	"container/heap"
	"reflect"
	"slices"

	"ccmtail/model/event"
)

// When the index exceeds its share of the budget, the oldest records are evicted, page by page:
// first the page whose newest record is the oldest. Ids of evicted records stay valid and find
// nothing. Snapshots taken before keep their pages; the garbage collector frees a page with its
// last snapshot.

// orderBytes is how much memory a record takes up in the order of time, fileBytes how much a file
// does without its text.
const (
	orderBytes = 4 // a RecordID
	fileBytes  = 400
)

// addFullPage charges the budget for a page that has filled up, and enforces it.
func (s *Store) addFullPage(number int, p *indexPage) {
	s.fullPages.add(number, p)
	s.charge(p.size() + pageRecords*orderBytes)
	s.enforceBudget()
}

// charge charges the index for more memory, or less.
func (s *Store) charge(bytes int64) {
	s.indexBytes += bytes
	s.budget.Charge(bytes)
}

// enforceBudget evicts records if the index must shrink.
func (s *Store) enforceBudget() {
	if limit := s.budget.indexLimit(s.indexBytes); limit < s.indexBytes {
		s.evictPages(limit)
	}
}

// evictPages evicts the oldest full pages until the index takes up no more than size bytes.
func (s *Store) evictPages(size int64) {
	evicted := map[int]bool{}
	for left := s.indexBytes; left > size && len(s.fullPages) > 0; {
		oldest := heap.Pop(&s.fullPages).(agedPage)
		evicted[oldest.page] = true
		s.evictedUntil = max(s.evictedUntil, oldest.newestTime)
		left -= s.pages.at(oldest.page).size() + pageRecords*orderBytes
	}
	if len(evicted) == 0 {
		return
	}
	s.order.FilterPrefix(
		func(id event.RecordID) bool { return s.utc(id) <= s.evictedUntil },
		func(id event.RecordID) bool { return !evicted[int(id/pageRecords)] },
	)
	freed := s.detachPages(evicted)
	s.pages = s.pages.without(evicted)
	s.charge(-freed - s.postings.trimUnused())
}

// detachPages takes the records of pages out of their files and postings segments. It returns how
// many bytes the pages and their places in the order take up.
func (s *Store) detachPages(pages map[int]bool) (freed int64) {
	files := map[*LogFile]bool{}
	for number := range pages {
		p := s.pages.at(number)
		freed += p.size() + pageRecords*orderBytes
		var sizes []uint32
		for i := 0; i < pageRecords; i += len(sizes) {
			var fileID uint32
			var begin textPos
			fileID, begin, sizes = p.contiguous(sizes[:0], i, pageRecords)
			end := begin.offset
			f := s.files[fileID]
			files[f] = true
			f.records -= len(sizes)
			for _, n := range sizes {
				f.evictedBytes, end = f.evictedBytes+int64(n), end+int64(n)
			}
			f.evictedTo = max(f.evictedTo, end)
		}
		s.postings.of(event.RecordID(number*pageRecords)).retainedPages--
	}
	s.releaseFiles(files)
	return freed
}

// releaseFiles gives up the files that have no records left. Of the others it gives up the text
// before the first record, if all of that is evicted.
func (s *Store) releaseFiles(files map[*LogFile]bool) {
	cloned := false
	for f := range files {
		if f.records > 0 {
			if f.evictedBytes == f.evictedTo-f.begin {
				f.trim(f.evictedTo)
			}
			continue
		}
		if !cloned {
			s.files, cloned = slices.Clone(s.files), true
		}
		s.files[f.id] = evictedFile
		f.release()
	}
}

// restoreFile brings a file back that was released and to which records are appended again.
func (s *Store) restoreFile(f *LogFile) {
	if s.files[f.id] != f {
		s.files = slices.Clone(s.files)
		s.files[f.id] = f
		s.charge(fileBytes)
	}
}

// agedPage is a full page and the time of its newest record.
type agedPage struct {
	newestTime int64
	page       int // its number
}

// pageHeap is a heap with the page on top whose newest record is the oldest; among equals, the one
// of the lowest number.
type pageHeap []agedPage

func (h *pageHeap) add(number int, p *indexPage) {
	heap.Push(h, agedPage{p.newest(), number})
}

func (h pageHeap) Len() int { return len(h) }
func (h pageHeap) Less(i, j int) bool {
	if h[i].newestTime != h[j].newestTime {
		return h[i].newestTime < h[j].newestTime
	}
	return h[i].page < h[j].page
}
func (h pageHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push implements heap.Interface.
func (h *pageHeap) Push(x any) { *h = append(*h, x.(agedPage)) }

// Pop implements heap.Interface.
func (h *pageHeap) Pop() any {
	n := len(*h) - 1
	last := (*h)[n]
	*h = (*h)[:n]
	return last
}

// sizeOf returns how many bytes a T takes up, without what it points to.
func sizeOf[T any]() int64 { return int64(reflect.TypeFor[T]().Size()) }
