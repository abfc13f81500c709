package query

import (
	"slices"
	"sort"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// Results is the records of a client that match, in the order of time; without a matcher, all of
// them. It is kept current as more records arrive. The zero value has no records.
//
// The matcher is tested on the records around the viewpoint at once and on all others in steps:
// NextStep returns a step, which may run on any goroutine, and Apply adds what it found. Hits are
// kept by id, so that a record need not be tested again when others arrive before it.
//
// Results belongs to one goroutine. Others may run the steps from NextStep, read copies from Share,
// walk sequences from All and use matchers from AfterGap.
type Results struct {
	records *store.Records
	matcher Matcher // nil: all records
	version int     // counts the changes of matcher: a step of an older version is late
	hits    Set
	ordered []event.RecordID // hits in the order of time
	shared  bool             // a copy reads ordered too: it is cloned before its elements change
	// scan is what is left of the first pass over the records, nil when that is done. All records
	// before testedTo are tested or left to the scan.
	scan     *fullScan
	tested   Set // while there is a scan
	testedTo event.RecordID
	stepping bool // a step has been handed out and not been applied
	// previous is the outcome of the version before, which a late step is added to.
	previous *Outcome
}

// Viewpoint is where the user looks: at a row, or, with Backward, at the rows before it.
type Viewpoint struct {
	Row      int
	Backward bool
}

// setMatcher replaces the matcher by m without a base.
func (r *Results) setMatcher(m Matcher) { r.Refine(m, Viewpoint{}, nil) }

// Refine replaces the matcher by m, which is nil for none, and begins to test it at the viewpoint.
// A base that is not nil saves tests. If it is complete, it must be the outcome of an equivalent
// matcher and is taken as it is. Any other one, such as AsBound returns, must be that of a matcher
// that m implies: what did not match then is not tested again.
func (r *Results) Refine(m Matcher, at Viewpoint, base *Outcome) {
	r.cancelScan()
	r.matcher, r.hits, r.ordered, r.tested, r.scan, r.stepping = m, nil, nil, nil, nil, false
	r.version++
	if m == nil || r.records == nil {
		return
	}
	r.testedTo = r.records.End()
	if base != nil && base.complete {
		r.testedTo, r.hits = base.testedTo, slices.Clone(base.hits)
		r.reorder()
		return
	}
	r.scan = newFullScan(r.records, min(at.Row, r.records.Len()), at.Backward, base)
	if base != nil && base.untestedIn(r.records) <= syncFew {
		r.scan.inRest = true
		r.applyStep(r.scan.testRest(r.scan.ctx, m, nil, nil))
		return
	}
	r.applyStep(r.scan.testRows(m))
	if r.scan != nil {
		r.scan.stepRows = nearbyRows
		r.scan.startRest(isIndexOnly(r.records, m))
	}
}

// cancelScan ends the scan, if there is one, and its step that is running.
func (r *Results) cancelScan() {
	if r.scan != nil {
		r.scan.cancel()
	}
}

// Outcome returns what is known of the matcher by now, nil if there is none. It may be used for
// other results of the same client too.
func (r *Results) Outcome() *Outcome {
	if r.matcher == nil || r.records == nil {
		return nil
	}
	o := &Outcome{hits: slices.Clone(r.hits), tested: slices.Clone(r.tested), testedTo: r.testedTo, complete: r.scan == nil}
	switch {
	case o.complete:
		o.tested = rangeSet(0, r.testedTo)
	case r.scan.base != nil:
		dismissed := slices.Clone(r.scan.base.tested)
		dismissed.subtract(r.scan.base.hits)
		o.tested.union(dismissed)
	}
	return o
}

// Retire returns the outcome of a matcher that is about to be replaced. If a step of it is still
// running, Apply adds what that finds to the outcome.
func (r *Results) Retire() *Outcome {
	r.previous = r.Outcome()
	return r.previous
}

// Advance goes on with a newer snapshot of the client. If it has many new records, they are left to
// NextStep.
func (r *Results) Advance(records *store.Records) {
	old := r.records
	r.records = records
	if r.matcher == nil {
		return
	}
	if old == nil {
		r.setMatcher(r.matcher)
		return
	}
	reordered := records.ReorderedSince(old)
	if r.scan != nil {
		r.scan.reordered = r.scan.reordered || reordered
	}
	r.dropEvicted()
	if r.stepping && r.scan == nil || records.End()-r.testedTo > syncRows {
		return
	}
	hits := testRange(records, r.matcher, r.testedTo, records.End())
	if r.scan != nil {
		for id := r.testedTo; id < records.End(); id++ {
			r.tested.Add(id)
		}
	}
	r.testedTo = records.End()
	r.addHits(hits)
	if reordered {
		r.reorder()
		return
	}
	r.mergeHits(hits)
}

// Share returns a copy of the results as they are now, for another goroutine: only At, Len, Index,
// Until, GapBefore and Seek may be called there.
func (r *Results) Share() Results {
	r.shared = true
	return *r
}

// dropEvicted drops the hits that have been evicted since, all of which are among the oldest.
func (r *Results) dropEvicted() {
	n, until := r.records.EvictedUntil()
	if n == 0 {
		return
	}
	newer := sort.Search(len(r.ordered), func(i int) bool { return r.records.Time(r.ordered[i]).After(until) })
	retained := slices.DeleteFunc(slices.Clone(r.ordered[:newer]), r.records.Evicted)
	if r.ordered = r.ordered[newer:]; len(retained) > 0 {
		r.ordered = append(retained, r.ordered...)
	}
}

// reorder puts all hits in the order of time.
func (r *Results) reorder() { r.ordered = sortedByTime(r.records, r.hits) }

// Progress returns how many of the records have been tested, in percent.
func (r *Results) Progress() int {
	end := r.records.End()
	all, left := int(end-r.records.Begin()), int(end-r.testedTo)
	if r.scan != nil {
		left += r.scan.untested()
	}
	if r.matcher == nil || left <= 0 || all == 0 {
		return 100
	}
	return (all - min(left, all)) * 100 / all
}

// Len returns how many of the results stand before a row of the snapshot.
func (r *Results) Len(row int) int {
	if r.matcher == nil {
		return row
	}
	return sort.Search(len(r.ordered), func(i int) bool { return r.records.RowOf(r.ordered[i]) >= row })
}

// At returns the id of the i-th of the results.
func (r *Results) At(i int) event.RecordID {
	if r.matcher == nil {
		return r.records.ID(i)
	}
	return r.ordered[i]
}

// Index returns the index of a record among the results, or of the first one behind it; 0 for a
// record that the snapshot does not have.
func (r *Results) Index(id event.RecordID) int {
	if id >= r.records.End() {
		return 0
	}
	return r.Len(r.records.RowOf(id))
}

// Until returns how many of the results are not later than t.
func (r *Results) Until(t time.Time) int { return r.Len(r.records.CountUntil(t)) }

// Records returns the snapshot that the results are of, nil if there is none.
func (r *Results) Records() *store.Records { return r.records }

// Matcher returns the matcher, nil if there is none.
func (r *Results) Matcher() Matcher { return r.matcher }
