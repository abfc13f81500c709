package ui

import (
	"slices"
	"sort"
	"time"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
)

// results is the sequence the log view shows: all records in the order of time, or those that a matcher lets through.
// The matcher is tried on the records in sight at once and on all in a scan, step by step, off the event loop. Which
// records match is kept by id, so records that arrive late or move need no second try.
type results struct {
	records *store.Records
	matcher query.Matcher // nil: all
	version int           // counts the changes of want: results of an older scan are dropped
	hits    query.Set
	ordered []event.RecordID // hits in the order of time
	shared  bool             // somebody else reads ids: they are copied before one of them is changed
	// scan is what is left of the first pass, nil when it is done. It covers the ids before seen, or they were tried.
	scan     *fullScan
	tested   query.Set // while there is a scan
	testedTo event.RecordID
	stepping bool // a step is being done
	// former is what was known by the filter before, while a step for it may still come back; its gen is one less.
	previous *outcome
}

// catchUpRecords is how many records that came since the scan are tried at a time.
const catchUpRecords = 1 << 18

// stepDone is the result of a step, or of trying what came since.
type stepDone struct {
	results  *results
	version  int
	step     *scanStep
	testedTo event.RecordID // how far the ids that came since are tried
	hits     []event.RecordID
}

// setMatcher shows only what m wants, nil for all.
func (l *results) setMatcher(m query.Matcher) { l.refine(m, viewpoint{}, nil) }

// viewpoint is where the user looks: at a row, or, with down, at what comes before it.
type viewpoint struct {
	row      int
	backward bool
}

// refine is filter for a matcher that wants nothing of what base has tried but what base has, if there is one: then only that
// is tried of it. The search begins where the user looks.
func (l *results) refine(m query.Matcher, at viewpoint, base *outcome) {
	l.cancelScan()
	l.matcher, l.hits, l.ordered, l.tested, l.scan, l.stepping = m, nil, nil, nil, nil, false
	l.version++
	if m == nil || l.records == nil {
		return
	}
	l.testedTo = l.records.End()
	if base != nil && base.complete {
		l.testedTo, l.hits = base.testedTo, slices.Clone(base.hits)
		l.reorder()
		return
	}
	l.scan = newFullScan(l.records, min(at.row, l.records.Len()), at.backward, base)
	if base != nil && base.untestedIn(l.records) <= syncFew {
		l.scan.inRest = true
		l.applyStep(l.scan.testRest(l.scan.ctx, m, nil, nil))
		return
	}
	l.applyStep(l.scan.testRows(m))
	if l.scan != nil {
		l.scan.stepRows = nearbyRows
		l.scan.startRest(query.IsIndexOnly(l.records, m))
	}
}

// cancelScan ends a scan that goes on.
func (l *results) cancelScan() {
	if l.scan != nil {
		l.scan.cancel()
	}
}

// applyStep takes the result of a step.
func (l *results) applyStep(t scanStep) {
	s := l.scan
	l.hits.Union(t.hits)
	l.tested.Union(t.tested)
	switch {
	case s.reordered || !t.ofRest && !l.fitsAround(t):
		l.reorder()
	case t.ofRest:
		since := l.hitsSince(s.records)
		l.ordered = t.before
		l.mergeHits(since)
	default:
		l.ordered = append(append(t.before[:len(t.before):len(t.before)], l.ordered...), t.after...)
	}
	if s.records != l.records {
		l.dropEvicted()
	}
	if s.advance(t); s.isDone() {
		s.cancel()
		l.scan, l.tested = nil, nil
	}
}

// hitsSince is the hits that have come since a snapshot.
func (l *results) hitsSince(snap *store.Records) (ids []event.RecordID) {
	if snap == l.records {
		return nil
	}
	for _, id := range l.ordered {
		if id >= snap.End() {
			ids = append(ids, id)
		}
	}
	return ids
}

// fitsAround says whether what a step found belongs before and behind what is there: what came meanwhile may lie elsewhere.
func (l *results) fitsAround(t scanStep) bool {
	if len(l.ordered) == 0 || l.scan.records == l.records {
		return true
	}
	row := l.records.RowOf
	return (len(t.before) == 0 || row(t.before[len(t.before)-1]) < row(l.ordered[0])) && (len(t.after) == 0 || row(t.after[0]) > row(l.ordered[len(l.ordered)-1]))
}

// outcome is what has been found by now, nil if that is nothing.
func (l *results) outcome() *outcome {
	if l.matcher == nil || l.records == nil {
		return nil
	}
	r := &outcome{hits: slices.Clone(l.hits), testedTo: l.testedTo, tested: slices.Clone(l.tested), complete: l.scan == nil}
	switch {
	case r.complete:
		r.tested = query.RangeSet(0, l.testedTo)
	case l.scan.base != nil:
		dismissed := slices.Clone(l.scan.base.tested)
		dismissed.RemoveUnless(l.scan.base.hits, nil)
		r.tested.Union(dismissed)
	}
	return r
}

// nextStep is the work to do next off the event loop, nil if there is none or it is being done.
func (l *results) nextStep() func() stepDone {
	if l.matcher == nil || l.stepping || l.records == nil || l.scan == nil && l.testedTo >= l.records.End() {
		return nil
	}
	l.stepping = true
	r, m, snap := stepDone{results: l, version: l.version}, l.matcher, l.records
	if l.scan != nil {
		step := l.scan.step(m, l.tested, l.hits)
		return func() stepDone {
			t := step()
			r.step = &t
			return r
		}
	}
	from, to := l.testedTo, min(l.testedTo+catchUpRecords, snap.End())
	return func() stepDone {
		r.hits, r.testedTo = testNew(snap, m, from, to), to
		return r
	}
}

// accept takes the result of work.
func (l *results) accept(r stepDone) {
	if r.version != l.version {
		if l.previous != nil && r.version == l.version-1 && r.step != nil {
			l.previous.merge(r.step)
		}
		return
	}
	l.stepping = false
	if r.step != nil {
		l.applyStep(*r.step)
		return
	}
	l.addHits(r.hits)
	l.testedTo = r.testedTo
	// A rebuild walks all records: where millions have come, not for each slice of them.
	if l.testedTo >= l.records.End() || l.testedTo/catchUpRecords%4 == 0 || l.records.Len() < 4*catchUpRecords {
		l.reorder()
	}
}

func (l *results) addHits(ids []event.RecordID) {
	for _, id := range ids {
		l.hits.Add(id)
	}
}

// advance goes on with a newer snapshot.
func (l *results) advance(snap *store.Records) {
	old := l.records
	l.records = snap
	if l.matcher == nil {
		return
	}
	if old == nil {
		l.setMatcher(l.matcher)
		return
	}
	moved := snap.ReorderedSince(old)
	if l.scan != nil {
		l.scan.reordered = l.scan.reordered || moved
	}
	l.dropEvicted()
	if l.stepping && l.scan == nil || snap.End()-l.testedTo > syncRows {
		return // next has work
	}
	hits := testNew(snap, l.matcher, l.testedTo, snap.End())
	if l.scan != nil {
		for id := l.testedTo; id < snap.End(); id++ {
			l.tested.Add(id)
		}
	}
	l.testedTo = snap.End()
	l.addHits(hits)
	if moved {
		l.reorder()
		return
	}
	l.mergeHits(hits)
}

// mergeHits puts new hits where they belong among the others, of which those before the first new one stay as they are: from there on
// all rows are walked, which are few as long as records come about in the order of time.
func (l *results) mergeHits(fresh []event.RecordID) {
	if len(fresh) == 0 {
		return
	}
	first := l.records.Time(fresh[0])
	for _, id := range fresh[1:] {
		if t := l.records.Time(id); t.Before(first) {
			first = t
		}
	}
	row := l.records.CountUntil(first.Add(-1))
	l.truncate(l.Len(row))
	eachRow(l.records, row, l.records.Len(), func(id event.RecordID) {
		if l.hits.Has(id) {
			l.ordered = append(l.ordered, id)
		}
	})
}

// truncate drops the lines behind the first n; whoever has been lent them keeps them.
func (l *results) truncate(n int) {
	if l.shared && n < len(l.ordered) {
		l.ordered, l.shared = slices.Clone(l.ordered), false
	}
	l.ordered = l.ordered[:n]
}

// share is the lines as they are now, for who reads them off the event loop.
func (l *results) share() results {
	l.shared = true
	return *l
}

// dropEvicted drops the hits that are not kept any more: all of them are among the first.
func (l *results) dropEvicted() {
	n, until := l.records.EvictedUntil()
	if n == 0 {
		return
	}
	first := sort.Search(len(l.ordered), func(i int) bool { return l.records.Time(l.ordered[i]).After(until) })
	old := slices.DeleteFunc(slices.Clone(l.ordered[:first]), l.records.Evicted)
	if l.ordered = l.ordered[first:]; len(old) > 0 {
		l.ordered = append(old, l.ordered...)
	}
}

// reorder puts the hits in the order of time.
func (l *results) reorder() { l.ordered = sortedByTime(l.records, l.hits) }

// progress is how much has been tried, in percent.
func (l *results) progress() int {
	end := l.records.End()
	all, left := int(end-l.records.Begin()), int(end-l.testedTo)
	if l.scan != nil {
		left += l.scan.untried()
	}
	if l.matcher == nil || left <= 0 || all == 0 {
		return 100
	}
	return (all - min(left, all)) * 100 / all
}

// Len is the number of lines not later than a bound given in rows.
func (l *results) Len(bound int) int {
	if l.matcher == nil {
		return bound
	}
	return sort.Search(len(l.ordered), func(i int) bool { return l.records.RowOf(l.ordered[i]) >= bound })
}

// At is the record of a line.
func (l *results) At(i int) event.RecordID {
	if l.matcher == nil {
		return l.records.ID(i)
	}
	return l.ordered[i]
}

// Index is the line of a record, or of the first one behind it.
func (l *results) Index(id event.RecordID) int {
	if id >= l.records.End() {
		return 0
	}
	row := l.records.RowOf(id)
	if l.matcher == nil {
		return row
	}
	return sort.Search(len(l.ordered), func(i int) bool { return l.records.RowOf(l.ordered[i]) >= row })
}

// Until is how many lines are not later than a time.
func (l *results) Until(t time.Time) int { return l.Len(l.records.CountUntil(t)) }
