package ui

import (
	"slices"
	"sort"
	"time"

	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
)

// lines is the sequence the log view shows: all records in the order of time, or those that a matcher lets through.
// The matcher is tried on the records in sight at once and on all in a scan, step by step, off the event loop. Which
// records match is kept by id, so records that arrive late or move need no second try.
type lines struct {
	snap *store.Records
	want query.Matcher // nil: all
	gen  int           // counts the changes of want: results of an older scan are dropped
	hits query.Set
	ids  []event.RecordID // hits in the order of time
	lent bool             // somebody else reads ids: they are copied before one of them is changed
	// scan is what is left of the first pass, nil when it is done. It covers the ids before seen, or they were tried.
	scan  *scan
	tried query.Set // while there is a scan
	seen  event.RecordID
	busy  bool // a step is being done
	// former is what was known by the filter before, while a step for it may still come back; its gen is one less.
	former *result
}

// slice is how many records that came since the scan are tried at a time.
const slice = 1 << 18

// scanned is the result of a step, or of trying what came since.
type scanned struct {
	of    *lines
	gen   int
	trial *trial
	seen  event.RecordID // how far the ids that came since are tried
	hits  []event.RecordID
}

// filter shows only what m wants, nil for all.
func (l *lines) filter(m query.Matcher) { l.narrow(m, sight{}, nil) }

// sight is where the user looks: at a row, or, with down, at what comes before it.
type sight struct {
	row  int
	down bool
}

// narrow is filter for a matcher that wants nothing of what base has tried but what base has, if there is one: then only that
// is tried of it. The search begins where the user looks.
func (l *lines) narrow(m query.Matcher, at sight, base *result) {
	l.giveUp()
	l.want, l.hits, l.ids, l.tried, l.scan, l.busy = m, nil, nil, nil, nil, false
	l.gen++
	if m == nil || l.snap == nil {
		return
	}
	l.seen = l.snap.End()
	if base != nil && base.all {
		l.seen, l.hits = base.seen, slices.Clone(base.hits)
		l.rebuild()
		return
	}
	l.scan = newScan(l.snap, min(at.row, l.snap.Len()), at.down, base)
	if base != nil && base.left(l.snap) <= fewAtOnce {
		l.scan.rest = true
		l.pass(l.scan.others(l.scan.ctx, m, nil, nil))
		return
	}
	l.pass(l.scan.next(m))
	if l.scan != nil {
		l.scan.size = inSight
		l.scan.goOn(query.IsIndexOnly(l.snap, m))
	}
}

// giveUp ends a scan that goes on.
func (l *lines) giveUp() {
	if l.scan != nil {
		l.scan.stop()
	}
}

// pass takes the result of a step.
func (l *lines) pass(t trial) {
	s := l.scan
	l.hits.Union(t.hits)
	l.tried.Union(t.tried)
	switch {
	case s.moved || !t.rest && !l.fits(t):
		l.rebuild()
	case t.rest:
		since := l.since(s.snap)
		l.ids = t.below
		l.merge(since)
	default:
		l.ids = append(append(t.below[:len(t.below):len(t.below)], l.ids...), t.above...)
	}
	if s.snap != l.snap {
		l.forget()
	}
	if s.passed(t); s.done() {
		s.stop()
		l.scan, l.tried = nil, nil
	}
}

// since is the hits that have come since a snapshot.
func (l *lines) since(snap *store.Records) (ids []event.RecordID) {
	if snap == l.snap {
		return nil
	}
	for _, id := range l.ids {
		if id >= snap.End() {
			ids = append(ids, id)
		}
	}
	return ids
}

// fits says whether what a step found belongs before and behind what is there: what came meanwhile may lie elsewhere.
func (l *lines) fits(t trial) bool {
	if len(l.ids) == 0 || l.scan.snap == l.snap {
		return true
	}
	row := l.snap.RowOf
	return (len(t.below) == 0 || row(t.below[len(t.below)-1]) < row(l.ids[0])) && (len(t.above) == 0 || row(t.above[0]) > row(l.ids[len(l.ids)-1]))
}

// result is what has been found by now, nil if that is nothing.
func (l *lines) result() *result {
	if l.want == nil || l.snap == nil {
		return nil
	}
	r := &result{hits: slices.Clone(l.hits), seen: l.seen, tried: slices.Clone(l.tried), all: l.scan == nil}
	switch {
	case r.all:
		r.tried = query.RangeSet(0, l.seen)
	case l.scan.base != nil:
		dismissed := slices.Clone(l.scan.base.tried)
		dismissed.RemoveUnless(l.scan.base.hits, nil)
		r.tried.Union(dismissed)
	}
	return r
}

// next is the work to do next off the event loop, nil if there is none or it is being done.
func (l *lines) next() func() scanned {
	if l.want == nil || l.busy || l.snap == nil || l.scan == nil && l.seen >= l.snap.End() {
		return nil
	}
	l.busy = true
	r, m, snap := scanned{of: l, gen: l.gen}, l.want, l.snap
	if l.scan != nil {
		step := l.scan.step(m, l.tried, l.hits)
		return func() scanned {
			t := step()
			r.trial = &t
			return r
		}
	}
	from, to := l.seen, min(l.seen+slice, snap.End())
	return func() scanned {
		r.hits, r.seen = fresh(snap, m, from, to), to
		return r
	}
}

// accept takes the result of work.
func (l *lines) accept(r scanned) {
	if r.gen != l.gen {
		if l.former != nil && r.gen == l.gen-1 && r.trial != nil {
			l.former.join(r.trial)
		}
		return
	}
	l.busy = false
	if r.trial != nil {
		l.pass(*r.trial)
		return
	}
	l.add(r.hits)
	l.seen = r.seen
	// A rebuild walks all records: where millions have come, not for each slice of them.
	if l.seen >= l.snap.End() || l.seen/slice%4 == 0 || l.snap.Len() < 4*slice {
		l.rebuild()
	}
}

func (l *lines) add(ids []event.RecordID) {
	for _, id := range ids {
		l.hits.Add(id)
	}
}

// take goes on with a newer snapshot.
func (l *lines) take(snap *store.Records) {
	old := l.snap
	l.snap = snap
	if l.want == nil {
		return
	}
	if old == nil {
		l.filter(l.want)
		return
	}
	moved := snap.ReorderedSince(old)
	if l.scan != nil {
		l.scan.moved = l.scan.moved || moved
	}
	l.forget()
	if l.busy && l.scan == nil || snap.End()-l.seen > atOnce {
		return // next has work
	}
	hits := fresh(snap, l.want, l.seen, snap.End())
	if l.scan != nil {
		for id := l.seen; id < snap.End(); id++ {
			l.tried.Add(id)
		}
	}
	l.seen = snap.End()
	l.add(hits)
	if moved {
		l.rebuild()
		return
	}
	l.merge(hits)
}

// merge puts new hits where they belong among the others, of which those before the first new one stay as they are: from there on
// all rows are walked, which are few as long as records come about in the order of time.
func (l *lines) merge(fresh []event.RecordID) {
	if len(fresh) == 0 {
		return
	}
	first := l.snap.Time(fresh[0])
	for _, id := range fresh[1:] {
		if t := l.snap.Time(id); t.Before(first) {
			first = t
		}
	}
	row := l.snap.CountUntil(first.Add(-1))
	l.cut(l.Len(row))
	eachRow(l.snap, row, l.snap.Len(), func(id event.RecordID) {
		if l.hits.Has(id) {
			l.ids = append(l.ids, id)
		}
	})
}

// cut drops the lines behind the first n; whoever has been lent them keeps them.
func (l *lines) cut(n int) {
	if l.lent && n < len(l.ids) {
		l.ids, l.lent = slices.Clone(l.ids), false
	}
	l.ids = l.ids[:n]
}

// lend is the lines as they are now, for who reads them off the event loop.
func (l *lines) lend() lines {
	l.lent = true
	return *l
}

// forget drops the hits that are not kept any more: all of them are among the first.
func (l *lines) forget() {
	n, until := l.snap.EvictedUntil()
	if n == 0 {
		return
	}
	first := sort.Search(len(l.ids), func(i int) bool { return l.snap.Time(l.ids[i]).After(until) })
	old := slices.DeleteFunc(slices.Clone(l.ids[:first]), l.snap.Evicted)
	if l.ids = l.ids[first:]; len(old) > 0 {
		l.ids = append(old, l.ids...)
	}
}

// rebuild puts the hits in the order of time.
func (l *lines) rebuild() { l.ids = inOrder(l.snap, l.hits) }

// progress is how much has been tried, in percent.
func (l *lines) progress() int {
	end := l.snap.End()
	all, left := int(end-l.snap.Begin()), int(end-l.seen)
	if l.scan != nil {
		left += l.scan.untried()
	}
	if l.want == nil || left <= 0 || all == 0 {
		return 100
	}
	return (all - min(left, all)) * 100 / all
}

// Len is the number of lines not later than a bound given in rows.
func (l *lines) Len(bound int) int {
	if l.want == nil {
		return bound
	}
	return sort.Search(len(l.ids), func(i int) bool { return l.snap.RowOf(l.ids[i]) >= bound })
}

// At is the record of a line.
func (l *lines) At(i int) event.RecordID {
	if l.want == nil {
		return l.snap.ID(i)
	}
	return l.ids[i]
}

// Index is the line of a record, or of the first one behind it.
func (l *lines) Index(id event.RecordID) int {
	if id >= l.snap.End() {
		return 0
	}
	row := l.snap.RowOf(id)
	if l.want == nil {
		return row
	}
	return sort.Search(len(l.ids), func(i int) bool { return l.snap.RowOf(l.ids[i]) >= row })
}

// Until is how many lines are not later than a time.
func (l *lines) Until(t time.Time) int { return l.Len(l.snap.CountUntil(t)) }
