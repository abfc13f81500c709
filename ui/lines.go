package ui

import (
	"slices"
	"sort"
	"time"

	"ccmtail/model"
	"ccmtail/model/filter"
	"ccmtail/model/store"
)

// lines is the sequence the log view shows: all records in the order of time, or those that a matcher lets through.
// The matcher is tried on the newest records at once and on all in scans, one after the other, off the event loop. Which
// records match is kept by id, so records that arrive late or move need no second try.
type lines struct {
	snap *store.Snapshot
	want filter.Matcher // nil: all
	gen  int            // counts the changes of want: results of an older scan are dropped
	hits filter.Set
	ids  []model.RecordID // hits in the order of time
	// scan is what is left of the first pass, nil when it is done. It covers the ids before seen, or they were tried.
	scan *scan
	seen int
	busy bool // a slice is being tried
}

// scan is the first pass over a snapshot, in slices of ids, the last to arrive first.
type scan struct {
	snap  *store.Snapshot
	left  int        // ids before it are still to be tried
	among filter.Set // those alone can be wanted; nil: all
}

// atOnce is how many records are tried on the event loop, slice how many in one scan.
const (
	atOnce = 4096
	slice  = 1 << 18
)

// scanned is a slice's result.
type scanned struct {
	of         *lines
	gen        int
	left, seen int // how far the first pass, or the ids that came since, are tried
	hits       []model.RecordID
}

// filter shows only what m wants, nil for all.
func (l *lines) filter(m filter.Matcher) { l.narrow(m, nil) }

// narrow is filter for a matcher that wants nothing before base.seen but what is in base, if there is one: then only that
// is tried.
func (l *lines) narrow(m filter.Matcher, base *result) {
	l.want, l.hits, l.ids, l.scan, l.busy = m, nil, nil, nil, false
	l.gen++
	if m == nil || l.snap == nil {
		return
	}
	switch {
	case base == nil:
		n := l.snap.Len()
		l.seen = int(l.snap.End())
		l.add(tryRows(l.snap, m, max(n-atOnce, 0), n))
		if n > atOnce {
			l.scan = &scan{snap: l.snap, left: l.seen}
		}
	case base.all:
		l.seen, l.hits = base.seen, slices.Clone(base.hits)
	default:
		l.seen = base.seen
		l.add(tryThese(l.snap, m, base.ids[max(len(base.ids)-atOnce, 0):]))
		if len(base.ids) > atOnce {
			l.scan = &scan{snap: l.snap, left: base.seen, among: base.hits}
		}
	}
	l.rebuild()
}

// result is what has been found, nil while not everything that was there has been tried.
func (l *lines) result() *result {
	if l.want == nil || l.snap == nil || l.scan != nil {
		return nil
	}
	return &result{hits: l.hits, ids: l.ids, seen: l.seen}
}

// try tests the next slice of ids and says how many are left.
func (s *scan) try(m filter.Matcher) (hits []model.RecordID, left int) {
	if left = s.left - slice; left <= int(s.snap.Begin()) {
		left = 0
	}
	if s.among != nil {
		return tryAmong(s.snap, m, s.among, left, s.left), left
	}
	return tryIDs(s.snap, m, left, s.left), left
}

// next is the work to do next off the event loop, nil if there is none or it is being done.
func (l *lines) next() func() scanned {
	if l.want == nil || l.busy || l.snap == nil || l.scan == nil && l.seen >= int(l.snap.End()) {
		return nil
	}
	l.busy = true
	r, m, snap := scanned{of: l, gen: l.gen}, l.want, l.snap
	if l.scan != nil {
		s := *l.scan
		return func() scanned {
			r.hits, r.left = s.try(m)
			return r
		}
	}
	from, to := l.seen, min(l.seen+slice, int(snap.End()))
	return func() scanned {
		r.hits, r.seen = tryIDs(snap, m, from, to), to
		return r
	}
}

// accept takes a slice's result.
func (l *lines) accept(r scanned) {
	if r.gen != l.gen {
		return
	}
	l.busy = false
	l.add(r.hits)
	if r.seen > 0 {
		l.seen = r.seen
	} else if l.scan != nil {
		l.scan.left = r.left
	}
	if l.scan != nil && l.scan.left == 0 {
		l.scan = nil
	}
	// A rebuild walks all records: while a scan of millions goes on, not for each slice of it.
	done := l.scan == nil && l.seen >= int(l.snap.End())
	if step := (r.left + r.seen) / slice; done || step%4 == 0 || l.snap.Len() < 4*slice {
		l.rebuild()
	}
}

func (l *lines) add(ids []model.RecordID) {
	for _, id := range ids {
		l.hits.Add(id)
	}
}

// take goes on with a newer snapshot.
func (l *lines) take(snap *store.Snapshot) {
	old := l.snap
	l.snap = snap
	if l.want == nil {
		return
	}
	if old == nil {
		l.filter(l.want)
		return
	}
	l.forget()
	if l.busy && l.scan == nil || int(snap.End())-l.seen > atOnce {
		return // next has work
	}
	fresh := tryIDs(snap, l.want, l.seen, int(snap.End()))
	l.seen = int(snap.End())
	l.add(fresh)
	if snap.Resorted(old) {
		l.rebuild()
		return
	}
	l.merge(fresh)
}

// merge puts new hits where they belong among the others, of which those before the first new one stay as they are. A search
// off the event loop may still read the old sequence: it is not changed.
func (l *lines) merge(fresh []model.RecordID) {
	if len(fresh) == 0 {
		return
	}
	rows := make([]int, len(fresh))
	for i, id := range fresh {
		rows[i] = l.snap.RowOf(id)
	}
	slices.Sort(rows)
	from := sort.Search(len(l.ids), func(i int) bool { return l.snap.RowOf(l.ids[i]) >= rows[0] })
	if from == len(l.ids) {
		for _, row := range rows {
			l.ids = append(l.ids, l.snap.ID(row))
		}
		return
	}
	for _, id := range l.ids[from:] {
		rows = append(rows, l.snap.RowOf(id))
	}
	slices.Sort(rows)
	ids := make([]model.RecordID, from, from+len(rows)+1024)
	copy(ids, l.ids)
	for _, row := range rows {
		ids = append(ids, l.snap.ID(row))
	}
	l.ids = ids
}

// forget drops the hits that are not kept any more: all of them are among the first.
func (l *lines) forget() {
	n, until := l.snap.Forgot()
	if n == 0 {
		return
	}
	first := sort.Search(len(l.ids), func(i int) bool { return l.snap.Time(l.ids[i]).After(until) })
	old := slices.DeleteFunc(slices.Clone(l.ids[:first]), l.snap.Forgotten)
	if l.ids = l.ids[first:]; len(old) > 0 {
		l.ids = append(old, l.ids...)
	}
}

// rebuild puts the hits in the order of time.
func (l *lines) rebuild() {
	order := l.snap.Order()
	ids := make([]model.RecordID, 0, len(l.ids)+1024)
	for k := range order.Blocks() {
		_, block := order.Block(k)
		for _, id := range block {
			if l.hits.Has(id) {
				ids = append(ids, id)
			}
		}
	}
	l.ids = ids
}

// progress is how much has been tried, in percent.
func (l *lines) progress() int {
	begin, end := int(l.snap.Begin()), int(l.snap.End())
	all, left := end-begin, end-l.seen
	if l.scan != nil {
		left += max(l.scan.left-begin, 0)
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
func (l *lines) At(i int) model.RecordID {
	if l.want == nil {
		return l.snap.ID(i)
	}
	return l.ids[i]
}

// Index is the line of a record, or of the first one behind it.
func (l *lines) Index(id model.RecordID) int {
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
func (l *lines) Until(t time.Time) int { return l.Len(l.snap.Until(t)) }
