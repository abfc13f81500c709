package query

import (
	"context"
	"iter"
	"slices"

	"ccmtail/model/event"
)

// Seek looks for the next of the first n results that matches m: from index from on, forward if dir
// is 1 and backward if it is -1. If it finds one, found is true, and next and id are its index and
// its record. Otherwise next is -1 if all have been tested, or, after budget tests or when ctx has
// ended, the index from which to call Seek again.
func (r *Results) Seek(ctx context.Context, m Matcher, from, n, dir, budget int) (next int, id event.RecordID, found bool) {
	for i := from; i >= 0 && i < n; i += dir {
		if budget--; budget < 0 || i%1024 == 0 && ctx.Err() != nil {
			return i, 0, false
		}
		if id := r.At(i); m.Match(r.records, id) {
			return i, id, true
		}
	}
	return -1, 0, false
}

// All returns the results before a row of the snapshot, as they are now, and the most there can be.
// The sequence may be walked on any goroutine. Where records have not been tested yet, they are
// when it is.
func (r *Results) All(row int) (ids iter.Seq[event.RecordID], most int) {
	records, m := r.records, r.matcher
	if m != nil && r.Progress() == 100 {
		known := r.Share().ordered[:r.Len(row)]
		return slices.Values(known), len(known)
	}
	return func(yield func(event.RecordID) bool) {
		var hits Set
		if m != nil {
			hits = Find(context.Background(), records, m, RetainedSet(records))
		}
		order := records.Order()
		for k := range order.Blocks() {
			start, block := order.Block(k)
			for _, id := range block[:min(max(row-start, 0), len(block))] {
				if (m == nil || hits.Has(id)) && !yield(id) {
					return
				}
			}
		}
	}, row
}
