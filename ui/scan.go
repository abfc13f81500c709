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

// fullScan is the first pass of a filter over a snapshot: of the rows in sight, on the event loop, then of many around them, and then of
// all others, about those that are nearest in time first and for a while at a time, so that what has been found is shown.
type fullScan struct {
	records   *store.Records
	lo, hi    int // rows tried
	backward  bool
	stepRows  int // of the next step
	inRest    bool
	restLeft  int           // records of the rest that have not been tried
	restFrom  time.Time     // where the rest begins
	stepTime  time.Duration // for how long the next step of the rest may go on
	base      *outcome
	reordered bool // records stand in another order by now than in the snapshot
	ctx       context.Context
	cancel    context.CancelFunc // ends what goes on off the event loop, within about a millisecond
}

// syncRows is how many rows are tried on the event loop, or, where only a few records are left to be tried wherever they stand,
// how many of those. Around them, as many are tried next as take about the time of a frame.
const (
	syncRows   = 16 << 10
	syncFew    = 256
	nearbyRows = 256 << 10
)

// The steps of the rest take longer and longer: each time what has been found is put in order.
const (
	firstStepTime = 150 * time.Millisecond
	maxStepTime   = 600 * time.Millisecond
)

// scanStep is what a step of the pass found, in the order of time: below the rows tried before, and above them. Of the rest, all that
// has been found by then is below.
type scanStep struct {
	ofRest           bool
	lo, hi, restLeft int
	tested, hits     query.Set
	before, after    []event.RecordID
}

// newFullScan begins at a row; down goes to the beginning before it looks behind that row.
func newFullScan(snap *store.Records, row int, down bool, base *outcome) *fullScan {
	s := &fullScan{records: snap, lo: row, hi: row, backward: down, stepRows: syncRows, stepTime: firstStepTime, base: base}
	if n := snap.Len(); n > 0 {
		s.restFrom = snap.Time(snap.ID(min(row, n-1)))
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// isDone says whether all has been tried.
func (s *fullScan) isDone() bool { return s.untried() == 0 }

// untried is how many records have not been tried.
func (s *fullScan) untried() int {
	if s.inRest {
		return s.restLeft
	}
	return s.records.Len() - (s.hi - s.lo)
}

// advance takes note of a step that has been done.
func (s *fullScan) advance(t scanStep) {
	if t.ofRest {
		s.restLeft, s.stepTime = t.restLeft, min(2*s.stepTime, maxStepTime)
		return
	}
	s.lo, s.hi = t.lo, t.hi
	s.startRest(s.stepRows == nearbyRows)
}

// startRest goes on with the rest, if that is to come next.
func (s *fullScan) startRest(rest bool) {
	if rest && !s.inRest {
		s.restLeft, s.inRest = s.untried(), true
	}
}

// nextRows is the rows up to which the next step goes.
func (s *fullScan) nextRows() (lo, hi int) {
	n := s.records.Len()
	low, high := s.stepRows/2, s.stepRows/2
	if s.backward {
		low, high = s.stepRows, 0
	}
	low += max(high-(n-s.hi), 0)
	high += max(low-s.lo, 0)
	return max(s.lo-low, 0), min(s.hi+high, n)
}

// withoutSettled takes those records out of some that need not be tried.
func (s *fullScan) withoutSettled(some query.Set) query.Set {
	if s.base != nil {
		s.base.removeSettled(some)
	}
	return some
}

// unsettled is those of some records that need to be tried.
func (s *fullScan) unsettled(some query.Set) query.Set {
	if s.base == nil {
		return some
	}
	return s.withoutSettled(slices.Clone(some))
}

// step is the next step, to be done off the event loop while the lines go on: they have tried and hits by now.
func (s *fullScan) step(m query.Matcher, tried, hits query.Set) func() scanStep {
	c := *s
	if c.base != nil {
		base := *c.base
		c.base = &base
	}
	if !c.inRest {
		return func() scanStep { return c.testRows(m) }
	}
	tried, hits = slices.Clone(tried), slices.Clone(hits)
	return func() scanStep {
		ctx, stop := context.WithTimeout(c.ctx, c.stepTime)
		defer stop()
		return c.testRest(ctx, m, tried, hits)
	}
}

// testRows tries the next rows.
func (s *fullScan) testRows(m query.Matcher) scanStep {
	lo, hi := s.nextRows()
	some := make(query.Set, (int(s.records.End())+63)/64)
	s.each(lo, s.lo, some.Add)
	s.each(s.hi, hi, some.Add)
	t := scanStep{lo: lo, hi: hi, tested: some, hits: query.Find(s.ctx, s.records, m, s.unsettled(some))}
	if s.ctx.Err() != nil {
		return scanStep{} // it was given up: not all has been tried
	}
	t.before, t.after = s.inRows(t.hits, lo, s.lo), s.inRows(t.hits, s.hi, hi)
	return t
}

// testRest tries what has not been tried, until ctx ends. It makes hits its own.
func (s *fullScan) testRest(ctx context.Context, m query.Matcher, tried, hits query.Set) scanStep {
	some := query.RetainedSet(s.records)
	some.RemoveUnless(tried, nil)
	t := scanStep{ofRest: true, restLeft: s.withoutSettled(some).Len()}
	t.hits, t.tested = query.Search{Records: s.records, Matcher: m, Candidates: some, NearTime: s.restFrom}.Find(ctx)
	t.restLeft -= t.tested.Len()
	if s.ctx.Err() == nil {
		hits.Union(t.hits)
		t.before = sortedByTime(s.records, hits)
	}
	return t
}

// each calls f for the records on rows from one up to another.
func (s *fullScan) each(from, to int, f func(event.RecordID)) { eachRow(s.records, from, to, f) }

// inRows is the records of a set that stand on rows from one up to another.
func (s *fullScan) inRows(set query.Set, from, to int) (ids []event.RecordID) {
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

// sortedByTime is the records of a set in the order of time.
func sortedByTime(snap *store.Records, set query.Set) []event.RecordID {
	const seldom = 50 // one of so many is put in its place rather than met on a walk
	n := set.Len()
	if n > snap.Len()/seldom {
		return collectInOrder(snap, set, n)
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

// collectInOrder is those of all records, in the order of time, that are in a set of about n, met on a walk by as many as there are processors.
func collectInOrder(snap *store.Records, set query.Set, n int) []event.RecordID {
	parts := make([][]event.RecordID, min(runtime.GOMAXPROCS(0), 1+snap.Len()/syncRows))
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

// testNew is those of the records from one id up to another that a matcher wants.
func testNew(snap *store.Records, m query.Matcher, from, to event.RecordID) (hits []event.RecordID) {
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
