package query

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/internal/crash"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Find returns those of the candidates, records of a snapshot, that match. When ctx ends, it
// returns within a millisecond or two what it has found by then.
func Find(ctx context.Context, records *store.Records, m Matcher, candidates Set) Set {
	found, _ := search{records: records, matcher: m, candidates: candidates}.find(ctx)
	return found
}

// search looks for the records that match, a page of the index at a time and on all processors.
// What the index knows is asked first, and text is read only for the records that are left then; a
// literal is looked for in the text of many records at once.
type search struct {
	records    *store.Records
	matcher    Matcher
	candidates Set
	nearTime   time.Time // pages logged about then go first; zero: in order
}

// find returns the candidates that match and those that were tested: all of them unless ctx ended
// before. None of its goroutines is left when it returns. They give way to others after each page.
func (s search) find(ctx context.Context) (found, tested Set) {
	s.candidates = s.candidates[:min(len(s.candidates), (int(s.records.End())+63)/64)]
	found, tested = make(Set, len(s.candidates)), make(Set, len(s.candidates))
	pages := s.pages()
	if len(pages) == 0 {
		return found, tested
	}
	p := planFor(s.records, s.matcher)
	var next atomic.Int64
	work := func() {
		scanner := &pageScanner{records: s.records, reader: s.records.Reader(cachedBlocks(p))}
		defer scanner.reader.Close()
		for i := int(next.Add(1)) - 1; i < len(pages) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			scanner.scanPage(p, pages[i], s.candidates, found)
			copy(tested.pageWords(pages[i]), s.candidates.pageWords(pages[i]))
			runtime.Gosched()
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) - 1 {
		others.Go(crash.Guarded(work))
	}
	work()
	others.Wait()
	return found, tested
}

// pages returns the pages that have candidates, in the order in which they are to be searched.
func (s search) pages() (pages []int) {
	var distance []int64 // by page, in nanoseconds
	for page := 0; page*bitmapWords < len(s.candidates); page++ {
		first := event.RecordID(page * store.PageRecords)
		distance = append(distance, 0)
		if !s.candidates.isPageEmpty(page) && !s.records.Evicted(first) {
			pages = append(pages, page)
			distance[page] = int64(s.records.Time(first).Sub(s.nearTime).Abs())
		}
	}
	if !s.nearTime.IsZero() {
		slices.SortFunc(pages, func(a, b int) int { return cmp.Compare(distance[a], distance[b]) })
	}
	return pages
}

// cachedBlocks returns how many blocks of text a reader is to keep: those of a page, if they may be
// read more than once.
func cachedBlocks(p plan) int {
	if p.textReads() > 1 {
		return 12
	}
	return 1
}

// pageScanner searches one page after the other. It belongs to one goroutine.
type pageScanner struct {
	records *store.Records
	reader  *store.Reader
	first   event.RecordID // of the page
	n       int            // records in it
	classes []store.RecordClass
	classOf []uint16 // by record of the page, its index in classes; nil: not read yet
}

// scanPage sets in found those of the candidates of a page that match.
func (s *pageScanner) scanPage(p plan, page int, candidates, found Set) {
	s.first = event.RecordID(page * store.PageRecords)
	s.n = min(store.PageRecords, int(s.records.End()-s.first))
	s.classes, s.classOf = nil, nil
	var in pageBitmap
	copy(in[:], candidates.pageWords(page))
	in.clip(0, s.n)
	out := p.eval(s, &in)
	copy(found.pageWords(page), out[:])
}

// pageClasses returns the classes of the records of the page, and of each record the index of its
// class.
func (s *pageScanner) pageClasses() (classes []store.RecordClass, classOf []uint16) {
	if s.classOf == nil {
		s.classes, s.classOf = s.reader.Classes(s.first)
	}
	return s.classes, s.classOf
}

// eachRun calls f for each run of records of the page, with the place of the first of them in the
// page.
func (s *pageScanner) eachRun(f func(from int, run *store.RecordRun)) {
	s.reader.EachRun(s.first, s.first+event.RecordID(s.n), func(run *store.RecordRun) { f(int(run.First-s.first), run) })
}
