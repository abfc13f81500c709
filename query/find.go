package query

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Find is those of some records that a matcher wants, for each of them what Match says.
func Find(ctx context.Context, s *store.Records, m Matcher, some Set) Set {
	found, _ := Search{Snapshot: s, Matcher: m, Some: some}.Find(ctx)
	return found
}

// Search looks for the records that a matcher wants. It looks at a page of the index at a time, on all processors: at what the
// index tells first, at the text only of what that leaves, and for a literal at the text of many records at once. That is
// less than a tenth of a nanosecond for a byte of text beside getting it, and hardly anything for the rest.
type Search struct {
	Snapshot *store.Records
	Matcher  Matcher
	Some     Set       // the records it is tried on
	Near     time.Time // what was logged about then is looked at first
}

// Find is those of the records that are wanted, and those it was tried on: all of them, unless ctx ended before. Then Find does
// within a millisecond or two. No goroutine of it is left behind; who waits for a processor meanwhile gets one after each page.
func (f Search) Find(ctx context.Context) (found, tried Set) {
	f.Some = f.Some[:min(len(f.Some), (int(f.Snapshot.End())+63)/64)]
	found, tried = make(Set, len(f.Some)), make(Set, len(f.Some))
	pages := f.pages()
	if len(pages) == 0 {
		return found, tried
	}
	p := prepared(f.Snapshot, f.Matcher)
	var next atomic.Int64
	work := func() {
		l := &look{snap: f.Snapshot, reader: f.Snapshot.Reader(readAhead(p))}
		defer l.reader.Close()
		for i := int(next.Add(1)) - 1; i < len(pages) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			l.find(p, pages[i], f.Some, found)
			copy(tried.page(pages[i]), f.Some.page(pages[i]))
			runtime.Gosched()
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	return found, tried
}

// pages is the pages that have to be looked at, in the order in which they are.
func (f Search) pages() (pages []int) {
	var away []int64 // in time, by page
	for k := 0; k*pageWords < len(f.Some); k++ {
		first := event.RecordID(k * store.Page)
		away = append(away, 0)
		if !f.Some.none(k) && !f.Snapshot.Forgotten(first) {
			pages = append(pages, k)
			away[k] = int64(f.Snapshot.Time(first).Sub(f.Near).Abs())
		}
	}
	if !f.Near.IsZero() {
		slices.SortFunc(pages, func(a, b int) int { return cmp.Compare(away[a], away[b]) })
	}
	return pages
}

// readAhead is how many pieces of text are kept at hand: those of a page, if they may be asked for twice.
func readAhead(p plan) int {
	if p.texts() > 1 {
		return 12
	}
	return 1
}

// look is one goroutine's look at one page after the other.
type look struct {
	snap   *store.Records
	reader *store.Reader
	first  event.RecordID // of the page
	n      int            // records in it
	kinds  []store.Kind
	of     []uint16
}

// find puts into found what a plan wants of some of a page's records.
func (l *look) find(p plan, page int, some, found Set) {
	l.first = event.RecordID(page * store.Page)
	l.n = min(store.Page, int(l.snap.End()-l.first))
	l.kinds, l.of = nil, nil
	var in part
	copy(in[:], some.page(page))
	in.cut(0, l.n)
	out := p.among(l, &in)
	copy(found.page(page), out[:])
}

// kind is what many records of the page have in common, and which of them the i-th has.
func (l *look) kind() ([]store.Kind, []uint16) {
	if l.of == nil {
		l.kinds, l.of = l.reader.Kinds(l.first)
	}
	return l.kinds, l.of
}

// each calls f for each stretch of the page.
func (l *look) each(f func(from int, s *store.Stretch)) {
	l.reader.Each(l.first, l.first+event.RecordID(l.n), func(s *store.Stretch) { f(int(s.First-l.first), s) })
}

// pageWords is how many words a Set has for a page.
const pageWords = store.Page / 64

// part is some records of a page.
type part [pageWords]uint64

func (b *part) has(i int) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b *part) add(i int)      { b[i>>6] |= 1 << (i & 63) }

func (b *part) empty() bool { return *b == part{} }

// less takes out what is in another.
func (b *part) less(o *part) {
	for w := range b {
		b[w] &^= o[w]
	}
}

func (b *part) or(o *part) {
	for w := range b {
		b[w] |= o[w]
	}
}

// cut leaves only the records from one up to another.
func (b *part) cut(from, to int) {
	for w := range b {
		switch at := w * 64; {
		case at+64 <= from || at >= to:
			b[w] = 0
		default:
			b[w] &= ^uint64(0) << max(from-at, 0)
			if at+64 > to {
				b[w] &= 1<<(to-at) - 1
			}
		}
	}
}
