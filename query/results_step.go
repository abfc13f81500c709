package query

import (
	"slices"

	"ccmtail/model/event"
	"ccmtail/store"
)

// StepDone is what a step of some results found.
type StepDone struct {
	results  *Results
	version  int
	scanStep *scanStep // nil: the step tested records that have come since the scan
	testedTo event.RecordID
	hits     []event.RecordID
}

// Apply adds what a step found to the results that it is of, and must be called on their goroutine.
// A step of a matcher that has been replaced meanwhile changes only the outcome that Retire
// returned.
func (s StepDone) Apply() { s.results.accept(s) }

// catchUpRecords is how many of the records that have come since the scan are tested in a step.
const catchUpRecords = 1 << 18

// NextStep returns the next step of testing the matcher, nil if none is left or one is running. The
// step may run on any goroutine, and ends early when Refine is called meanwhile. Apply must be
// called on what it returns.
func (r *Results) NextStep() func() StepDone {
	if r.matcher == nil || r.stepping || r.records == nil || r.scan == nil && r.testedTo >= r.records.End() {
		return nil
	}
	r.stepping = true
	done, m, records := StepDone{results: r, version: r.version}, r.matcher, r.records
	if r.scan != nil {
		step := r.scan.step(m, r.tested, r.hits)
		return func() StepDone {
			found := step()
			done.scanStep = &found
			return done
		}
	}
	from, to := r.testedTo, min(r.testedTo+catchUpRecords, records.End())
	return func() StepDone {
		done.hits, done.testedTo = testRange(records, m, from, to), to
		return done
	}
}

// accept adds what a step found.
func (r *Results) accept(done StepDone) {
	if done.version != r.version {
		if r.previous != nil && done.version == r.version-1 && done.scanStep != nil {
			r.previous.merge(done.scanStep)
		}
		return
	}
	r.stepping = false
	if done.scanStep != nil {
		r.applyStep(*done.scanStep)
		return
	}
	r.addHits(done.hits)
	r.testedTo = done.testedTo
	// To reorder is to walk all records: while millions are caught up with, that is for every
	// fourth step.
	if r.testedTo >= r.records.End() || r.testedTo/catchUpRecords%4 == 0 || r.records.Len() < 4*catchUpRecords {
		r.reorder()
	}
}

func (r *Results) addHits(ids []event.RecordID) {
	for _, id := range ids {
		r.hits.Add(id)
	}
}

// applyStep adds what a step of the scan found.
func (r *Results) applyStep(step scanStep) {
	scan := r.scan
	r.hits.union(step.hits)
	r.tested.union(step.tested)
	switch {
	case scan.reordered || !step.ofRest && !r.encloses(step):
		r.reorder()
	case step.ofRest:
		since := r.hitsSince(scan.records)
		r.ordered = step.before
		r.mergeHits(since)
	default:
		before := step.before[:len(step.before):len(step.before)]
		r.ordered = append(append(before, r.ordered...), step.after...)
	}
	if scan.records != r.records {
		r.dropEvicted()
	}
	if scan.advance(step); scan.isDone() {
		scan.cancel()
		r.scan, r.tested = nil, nil
	}
}

// hitsSince returns the hits among the records that have come since a snapshot.
func (r *Results) hitsSince(old *store.Records) (ids []event.RecordID) {
	if old == r.records {
		return nil
	}
	for _, id := range r.ordered {
		if id >= old.End() {
			ids = append(ids, id)
		}
	}
	return ids
}

// encloses reports whether what a step found lies before and after all hits there are. Hits that
// have come since the scan may lie elsewhere.
func (r *Results) encloses(step scanStep) bool {
	if len(r.ordered) == 0 || r.scan.records == r.records {
		return true
	}
	row, before, after := r.records.RowOf, step.before, step.after
	return (len(before) == 0 || row(before[len(before)-1]) < row(r.ordered[0])) &&
		(len(after) == 0 || row(after[0]) > row(r.ordered[len(r.ordered)-1]))
}

// mergeHits puts new hits where they belong in the order of time. The hits before the first new one
// stay as they are; from there on all rows are walked, which are few as long as records arrive
// about in the order of time.
func (r *Results) mergeHits(added []event.RecordID) {
	if len(added) == 0 {
		return
	}
	first := r.records.Time(added[0])
	for _, id := range added[1:] {
		if t := r.records.Time(id); t.Before(first) {
			first = t
		}
	}
	row := r.records.CountUntil(first.Add(-1))
	r.truncate(r.Len(row))
	eachRow(r.records, row, r.records.Len(), func(id event.RecordID) {
		if r.hits.Has(id) {
			r.ordered = append(r.ordered, id)
		}
	})
}

// truncate drops the hits behind the first n; those that are shared stay as they are for the
// others.
func (r *Results) truncate(n int) {
	if r.shared && n < len(r.ordered) {
		r.ordered, r.shared = slices.Clone(r.ordered), false
	}
	r.ordered = r.ordered[:n]
}
