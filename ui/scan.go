package ui

import (
	"context"
	"slices"
	"sort"

	"ccmtail/model"
	"ccmtail/model/filter"
	"ccmtail/model/store"
)

// scan is the first pass of a filter over a snapshot, on all processors: from the rows in sight outwards, so that what is to
// be shown next is found next. Each step looks at more rows than the one before.
type scan struct {
	snap   *store.Snapshot
	lo, hi int // rows tried
	down   bool
	size   int // of the next step
	base   *result
	whole  bool // all is found as quickly as a part
	moved  bool // records stand in another order by now than in the snapshot
	ctx    context.Context
	stop   context.CancelFunc // ends what goes on off the event loop, within about a millisecond
}

// atOnce is how many rows are tried on the event loop, or, where only a few records are left to be tried wherever they stand,
// how many of those. Steps grow from the least to the most.
const (
	atOnce    = 16 << 10
	fewAtOnce = 256
	leastStep = 64 << 10
	mostStep  = 1 << 20
)

// trial is what a step of the pass found, in the order of time: below the rows tried before, and above them.
type trial struct {
	lo, hi       int
	tried, hits  filter.Set
	below, above []model.RecordID
}

// newScan begins at a row; down goes to the beginning before it looks behind that row.
func newScan(snap *store.Snapshot, row int, down bool, base *result) *scan {
	s := &scan{snap: snap, lo: row, hi: row, down: down, size: atOnce, base: base}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// done says whether all has been tried.
func (s *scan) done() bool { return s.lo == 0 && s.hi == s.snap.Len() }

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

// left is the records that have to be tried of some.
func (s *scan) left(some filter.Set) filter.Set {
	if s.base != nil {
		s.base.dismiss(some)
	}
	return some
}

// next tries the next rows.
func (s *scan) next(m filter.Matcher) trial {
	if s.whole {
		return s.rest(m)
	}
	lo, hi := s.wider()
	tried := make(filter.Set, (int(s.snap.End())+63)/64)
	s.each(lo, s.lo, func(id model.RecordID) { tried[id>>6] |= 1 << (id & 63) })
	s.each(s.hi, hi, func(id model.RecordID) { tried[id>>6] |= 1 << (id & 63) })
	t := trial{lo: lo, hi: hi, tried: tried, hits: filter.Find(s.ctx, s.snap, m, s.left(slices.Clone(tried)))}
	t.below, t.above = s.those(t.hits, lo, s.lo), s.those(t.hits, s.hi, hi)
	return t
}

// rest tries all rows there are, in no order.
func (s *scan) rest(m filter.Matcher) trial {
	t := trial{hi: s.snap.Len(), tried: filter.Every(s.snap)}
	t.hits = filter.Find(s.ctx, s.snap, m, s.left(filter.Every(s.snap)))
	t.below = inOrder(s.snap, t.hits)
	return t
}

// each calls f for the records on rows from one up to another.
func (s *scan) each(from, to int, f func(model.RecordID)) { eachRow(s.snap, from, to, f) }

// those is the records of a set that stand on rows from one up to another.
func (s *scan) those(set filter.Set, from, to int) (ids []model.RecordID) {
	s.each(from, to, func(id model.RecordID) {
		if set.Has(id) {
			ids = append(ids, id)
		}
	})
	return ids
}

func eachRow(snap *store.Snapshot, from, to int, f func(model.RecordID)) {
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
func inOrder(snap *store.Snapshot, set filter.Set) []model.RecordID {
	const seldom = 500 // one of so many is looked up rather than met on a walk
	n := set.Len()
	ids := make([]model.RecordID, 0, n+n/8)
	if n > snap.Len()/seldom {
		eachRow(snap, 0, snap.Len(), func(id model.RecordID) {
			if set.Has(id) {
				ids = append(ids, id)
			}
		})
		return ids
	}
	rows := make([]int, 0, n)
	for id := range set.All {
		if !snap.Forgotten(id) {
			rows = append(rows, snap.RowOf(id))
		}
	}
	sort.Ints(rows)
	for _, row := range rows {
		ids = append(ids, snap.ID(row))
	}
	return ids
}

// fresh is those of the records from one id up to another that a matcher wants.
func fresh(snap *store.Snapshot, m filter.Matcher, from, to model.RecordID) (hits []model.RecordID) {
	const several = 512 // so many are found rather than asked about one by one
	if to-from >= several {
		some := make(filter.Set, (int(to)+63)/64)
		some.Fill(from, to)
		return slices.Collect(filter.Find(context.Background(), snap, m, some).All)
	}
	for from, to := range snap.Kept(from, to) {
		for id := from; id < to; id++ {
			if m.Match(snap, id) {
				hits = append(hits, id)
			}
		}
	}
	return hits
}
