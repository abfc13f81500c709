package ui

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
)

// scan is the first pass of a filter over a snapshot: of the rows in sight, on the event loop, then of many around them, and then of
// all others, about those that are nearest in time first and for a while at a time, so that what has been found is shown.
type scan struct {
	snap   *store.Records
	lo, hi int // rows tried
	down   bool
	size   int // of the next step
	rest   bool
	left   int           // records of the rest that have not been tried
	near   time.Time     // where the rest begins
	while  time.Duration // for how long the next step of the rest may go on
	base   *result
	moved  bool // records stand in another order by now than in the snapshot
	ctx    context.Context
	stop   context.CancelFunc // ends what goes on off the event loop, within about a millisecond
}

// atOnce is how many rows are tried on the event loop, or, where only a few records are left to be tried wherever they stand,
// how many of those. Around them, as many are tried next as take about the time of a frame.
const (
	atOnce    = 16 << 10
	fewAtOnce = 256
	inSight   = 256 << 10
)

// The steps of the rest take longer and longer: each time what has been found is put in order.
const (
	firstWhile = 150 * time.Millisecond
	mostWhile  = 600 * time.Millisecond
)

// trial is what a step of the pass found, in the order of time: below the rows tried before, and above them. Of the rest, all that
// has been found by then is below.
type trial struct {
	rest         bool
	lo, hi, left int
	tried, hits  query.Set
	below, above []event.RecordID
}

// newScan begins at a row; down goes to the beginning before it looks behind that row.
func newScan(snap *store.Records, row int, down bool, base *result) *scan {
	s := &scan{snap: snap, lo: row, hi: row, down: down, size: atOnce, while: firstWhile, base: base}
	if n := snap.Len(); n > 0 {
		s.near = snap.Time(snap.ID(min(row, n-1)))
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// done says whether all has been tried.
func (s *scan) done() bool { return s.untried() == 0 }

// untried is how many records have not been tried.
func (s *scan) untried() int {
	if s.rest {
		return s.left
	}
	return s.snap.Len() - (s.hi - s.lo)
}

// passed takes note of a step that has been done.
func (s *scan) passed(t trial) {
	if t.rest {
		s.left, s.while = t.left, min(2*s.while, mostWhile)
		return
	}
	s.lo, s.hi = t.lo, t.hi
	s.goOn(s.size == inSight)
}

// goOn goes on with the rest, if that is to come next.
func (s *scan) goOn(rest bool) {
	if rest && !s.rest {
		s.left, s.rest = s.untried(), true
	}
}

// wider is the rows up to which the next step goes.
func (s *scan) wider() (lo, hi int) {
	n := s.snap.Len()
	low, high := s.size/2, s.size/2
	if s.down {
		low, high = s.size, 0
	}
	low += max(high-(n-s.hi), 0)
	high += max(low-s.lo, 0)
	return max(s.lo-low, 0), min(s.hi+high, n)
}

// dismissed takes those records out of some that need not be tried.
func (s *scan) dismissed(some query.Set) query.Set {
	if s.base != nil {
		s.base.dismiss(some)
	}
	return some
}

// undismissed is those of some records that need to be tried.
func (s *scan) undismissed(some query.Set) query.Set {
	if s.base == nil {
		return some
	}
	return s.dismissed(slices.Clone(some))
}

// step is the next step, to be done off the event loop while the lines go on: they have tried and hits by now.
func (s *scan) step(m query.Matcher, tried, hits query.Set) func() trial {
	c := *s
	if c.base != nil {
		base := *c.base
		c.base = &base
	}
	if !c.rest {
		return func() trial { return c.next(m) }
	}
	tried, hits = slices.Clone(tried), slices.Clone(hits)
	return func() trial {
		ctx, stop := context.WithTimeout(c.ctx, c.while)
		defer stop()
		return c.others(ctx, m, tried, hits)
	}
}

// next tries the next rows.
func (s *scan) next(m query.Matcher) trial {
	lo, hi := s.wider()
	some := make(query.Set, (int(s.snap.End())+63)/64)
	s.each(lo, s.lo, some.Add)
	s.each(s.hi, hi, some.Add)
	t := trial{lo: lo, hi: hi, tried: some, hits: query.Find(s.ctx, s.snap, m, s.undismissed(some))}
	if s.ctx.Err() != nil {
		return trial{} // it was given up: not all has been tried
	}
	t.below, t.above = s.those(t.hits, lo, s.lo), s.those(t.hits, s.hi, hi)
	return t
}

// others tries what has not been tried, until ctx ends. It makes hits its own.
func (s *scan) others(ctx context.Context, m query.Matcher, tried, hits query.Set) trial {
	some := query.RetainedSet(s.snap)
	some.RemoveUnless(tried, nil)
	t := trial{rest: true, left: s.dismissed(some).Len()}
	t.hits, t.tried = query.Search{Records: s.snap, Matcher: m, Candidates: some, NearTime: s.near}.Find(ctx)
	t.left -= t.tried.Len()
	if s.ctx.Err() == nil {
		hits.Union(t.hits)
		t.below = inOrder(s.snap, hits)
	}
	return t
}

// each calls f for the records on rows from one up to another.
func (s *scan) each(from, to int, f func(event.RecordID)) { eachRow(s.snap, from, to, f) }

// those is the records of a set that stand on rows from one up to another.
func (s *scan) those(set query.Set, from, to int) (ids []event.RecordID) {
	s.each(from, to, func(id event.RecordID) {
		if set.Has(id) {
			ids = append(ids, id)
		}
	})
	return ids
}

func eachRow(snap *store.Records, from, to int, f func(event.RecordID)) {
	order := snap.Order()
	for k := order.BlockOf(from); k < order.Blocks(); k++ {
		start, ids := order.Block(k)
		if start >= to {
			return
		}
		for _, id := range ids[min(max(from-start, 0), len(ids)):min(len(ids), to-start)] {
			f(id)
		}
	}
}

// inOrder is the records of a set in the order of time.
func inOrder(snap *store.Records, set query.Set) []event.RecordID {
	const seldom = 50 // one of so many is put in its place rather than met on a walk
	n := set.Len()
	if n > snap.Len()/seldom {
		return met(snap, set, n)
	}
	ids := make([]event.RecordID, 0, n+n/8)
	for id := range set.All {
		if !snap.Evicted(id) {
			ids = append(ids, id)
		}
	}
	snap.Sort(ids)
	return ids
}

// met is those of all records, in the order of time, that are in a set of about n, met on a walk by as many as there are processors.
func met(snap *store.Records, set query.Set, n int) []event.RecordID {
	parts := make([][]event.RecordID, min(runtime.GOMAXPROCS(0), 1+snap.Len()/atOnce))
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() {
			ids := make([]event.RecordID, 0, n/len(parts)*9/8)
			eachRow(snap, snap.Len()*i/len(parts), snap.Len()*(i+1)/len(parts), func(id event.RecordID) {
				if set.Has(id) {
					ids = append(ids, id)
				}
			})
			parts[i] = ids
		})
	}
	all.Wait()
	return slices.Concat(parts...)
}

// fresh is those of the records from one id up to another that a matcher wants.
func fresh(snap *store.Records, m query.Matcher, from, to event.RecordID) (hits []event.RecordID) {
	const several = 512 // so many are found rather than asked about one by one
	if to-from >= several {
		return slices.Collect(query.Find(context.Background(), snap, m, query.RangeSet(from, to)).All)
	}
	for from, to := range snap.RetainedRanges(from, to) {
		for id := from; id < to; id++ {
			if m.Match(snap, id) {
				hits = append(hits, id)
			}
		}
	}
	return hits
}
