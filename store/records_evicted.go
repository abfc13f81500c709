package store

import (
	"iter"
	"time"

	"ccmtail/model/event"
)

// Begin returns an id before which all records are evicted. Records behind it may be evicted too.
func (r *Records) Begin() event.RecordID { return event.RecordID(r.pages.first * pageRecords) }

// End returns the id that the next record will get: how many records there have been.
func (r *Records) End() event.RecordID { return event.RecordID(r.n) }

// Evicted reports whether a record is evicted: nothing is known about it any more.
func (r *Records) Evicted(id event.RecordID) bool { return r.pages.of(id) == evictedPage }

// EvictedUntil returns how many records are evicted and the time of the newest of them, zero if
// there are none: after that time none is missing.
func (r *Records) EvictedUntil() (n int, until time.Time) {
	if n = r.n - r.Len(); n > 0 {
		until = time.Unix(0, r.evictedUntil).UTC()
	}
	return n, until
}

// RetainedRanges yields the ranges of retained records between two ids; the end of a range, like
// to, is not part of it.
func (r *Records) RetainedRanges(from, to event.RecordID) iter.Seq2[event.RecordID, event.RecordID] {
	return func(yield func(from, to event.RecordID) bool) {
		for from = max(from, r.Begin()); from < to; {
			end := from
			for end < to && !r.Evicted(end) {
				end = min(end-end%pageRecords+pageRecords, to)
			}
			if end > from && !yield(from, end) {
				return
			}
			from = max(end, from-from%pageRecords+pageRecords)
		}
	}
}

// ReorderedSince reports whether records have been reordered between an older snapshot and this
// one, because a bias was learned (see Store.Rezone). Rows of the older one then mean other records
// here.
func (r *Records) ReorderedSince(old *Records) bool { return r.reorders != old.reorders }
