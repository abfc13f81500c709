package query

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"ccmtail/internal/crash"
	"ccmtail/model/event"
	"ccmtail/store"
)

// fullScan is the first pass of a matcher over a snapshot. It tests the rows around the viewpoint,
// on the goroutine of the caller, then many more around them, and then the rest: the records
// nearest in time first, and for a limited time in each step, so that what has been found by then
// is shown.
type fullScan struct {
	records   *store.Records
	lo, hi    int // the rows tested
	backward  bool
	stepRows  int // rows of the next step
	inRest    bool
	restLeft  int           // records of the rest that have not been tested
	restFrom  time.Time     // the rest is tested from here on, in both directions
	stepTime  time.Duration // time limit of the next step over the rest
	base      *Outcome      // nil, or of a matcher that the scan's implies
	reordered bool          // the order of the records has changed since the snapshot
	ctx       context.Context
	cancel    context.CancelFunc // ends the step that is running within about a millisecond
}

const (
	// syncRows is how many rows are tested on the goroutine of the caller.
	syncRows = 16 << 10
	// syncFew is how many records are tested there wherever they are, if no more are left to be
	// tested.
	syncFew = 256
	// nearbyRows is how many rows around them are tested next: as many as take about the time of a
	// frame.
	nearbyRows = 256 << 10
)

// The steps over the rest take longer and longer, because each of them puts all hits in order.
const (
	firstStepTime = 150 * time.Millisecond
	maxStepTime   = 600 * time.Millisecond
)

// scanStep is what a step of a scan found. Of a step over rows, before and after are the hits on
// the rows below and above those tested before, in the order of time. Of one over the rest, before
// is all hits there are by then.
type scanStep struct {
	ofRest           bool
	lo, hi, restLeft int
	tested, hits     Set
	before, after    []event.RecordID
}

// newFullScan returns a scan that begins at a row; one that goes backward tests the rows from there
// to the oldest before those behind it.
func newFullScan(records *store.Records, row int, backward bool, base *Outcome) *fullScan {
	s := &fullScan{records: records, lo: row, hi: row, backward: backward, stepRows: syncRows, stepTime: firstStepTime, base: base}
	if n := records.Len(); n > 0 {
		s.restFrom = records.Time(records.ID(min(row, n-1)))
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// isDone reports whether all records have been tested.
func (s *fullScan) isDone() bool { return s.untested() == 0 }

// untested returns how many records have not been tested.
func (s *fullScan) untested() int {
	if s.inRest {
		return s.restLeft
	}
	return s.records.Len() - (s.hi - s.lo)
}

// advance notes what a step has tested.
func (s *fullScan) advance(step scanStep) {
	if step.ofRest {
		s.restLeft, s.stepTime = step.restLeft, min(2*s.stepTime, maxStepTime)
		return
	}
	s.lo, s.hi = step.lo, step.hi
	s.startRest(s.stepRows == nearbyRows)
}

// startRest makes the next step one over the rest, if now is true.
func (s *fullScan) startRest(now bool) {
	if now && !s.inRest {
		s.restLeft, s.inRest = s.untested(), true
	}
}

// nextRows returns the rows that will have been tested after the next step. What does not fit in at
// one end is added at the other.
func (s *fullScan) nextRows() (lo, hi int) {
	n := s.records.Len()
	below, above := s.stepRows/2, s.stepRows/2
	if s.backward {
		below, above = s.stepRows, 0
	}
	below += max(above-(n-s.hi), 0)
	above += max(below-s.lo, 0)
	return max(s.lo-below, 0), min(s.hi+above, n)
}

// step returns the next step, to be done on another goroutine while the results go on: it works on
// copies. tested and hits are what the results have by now.
func (s *fullScan) step(m Matcher, tested, hits Set) func() scanStep {
	scan := *s
	if scan.base != nil {
		base := *scan.base // merge may change it meanwhile
		scan.base = &base
	}
	if !scan.inRest {
		return func() scanStep { return scan.testRows(m) }
	}
	tested, hits = slices.Clone(tested), slices.Clone(hits)
	return func() scanStep {
		ctx, stop := context.WithTimeout(scan.ctx, scan.stepTime)
		defer stop()
		return scan.testRest(ctx, m, tested, hits)
	}
}

// testRows tests the rows that come next.
func (s *fullScan) testRows(m Matcher) scanStep {
	lo, hi := s.nextRows()
	rows := make(Set, (int(s.records.End())+63)/64)
	eachRow(s.records, lo, s.lo, rows.Add)
	eachRow(s.records, s.hi, hi, rows.Add)
	candidates := rows
	if s.base != nil {
		candidates = slices.Clone(rows)
		s.base.removeDismissed(candidates)
	}
	step := scanStep{lo: lo, hi: hi, tested: rows, hits: Find(s.ctx, s.records, m, candidates)}
	if s.ctx.Err() != nil {
		return scanStep{} // not all of them have been tested
	}
	step.before, step.after = s.inRows(step.hits, lo, s.lo), s.inRows(step.hits, s.hi, hi)
	return step
}

// testRest tests what has not been tested, until ctx ends. It changes hits.
func (s *fullScan) testRest(ctx context.Context, m Matcher, tested, hits Set) scanStep {
	rest := RetainedSet(s.records)
	rest.subtract(tested)
	s.base.removeDismissed(rest)
	step := scanStep{ofRest: true, restLeft: rest.Len()}
	step.hits, step.tested = search{records: s.records, matcher: m, candidates: rest, nearTime: s.restFrom}.find(ctx)
	step.restLeft -= step.tested.Len()
	if s.ctx.Err() == nil {
		hits.union(step.hits)
		step.before = sortedByTime(s.records, hits)
	}
	return step
}

// inRows returns the records of a set on the rows from one up to another.
func (s *fullScan) inRows(set Set, from, to int) (ids []event.RecordID) {
	eachRow(s.records, from, to, func(id event.RecordID) {
		if set.Has(id) {
			ids = append(ids, id)
		}
	})
	return ids
}

// eachRow calls f for the records on the rows from one up to another.
func eachRow(records *store.Records, from, to int, f func(event.RecordID)) {
	order := records.Order()
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

// sortedByTime returns the records of a set in the order of time.
func sortedByTime(records *store.Records, set Set) []event.RecordID {
	const sparse = 50 // fewer than one in so many are sorted faster than all records are walked
	n := set.Len()
	if n > records.Len()/sparse {
		return collectInOrder(records, set, n)
	}
	ids := make([]event.RecordID, 0, n+n/8)
	for id := range set.All {
		if !records.Evicted(id) {
			ids = append(ids, id)
		}
	}
	records.Sort(ids)
	return ids
}

// collectInOrder returns the records of a set of about n in the order of time. It walks all
// records, on one goroutine for each processor.
func collectInOrder(records *store.Records, set Set, n int) []event.RecordID {
	parts := make([][]event.RecordID, min(runtime.GOMAXPROCS(0), 1+records.Len()/syncRows))
	var walks sync.WaitGroup
	for i := range parts {
		walks.Go(crash.Guarded(func() {
			ids := make([]event.RecordID, 0, n/len(parts)*9/8)
			eachRow(records, records.Len()*i/len(parts), records.Len()*(i+1)/len(parts), func(id event.RecordID) {
				if set.Has(id) {
					ids = append(ids, id)
				}
			})
			parts[i] = ids
		}))
	}
	walks.Wait()
	return slices.Concat(parts...)
}

// testRange returns those of the records from one id up to another that match.
func testRange(records *store.Records, m Matcher, from, to event.RecordID) (hits []event.RecordID) {
	const many = 512 // from so many on, Find is faster than Match of each
	if to-from >= many {
		return slices.Collect(Find(context.Background(), records, m, rangeSet(from, to)).All)
	}
	for from, to := range records.RetainedRanges(from, to) {
		for id := from; id < to; id++ {
			if m.Match(records, id) {
				hits = append(hits, id)
			}
		}
	}
	return hits
}
