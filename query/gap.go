package query

import (
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// LongGap is how long nothing must have been logged for a gap to be worth mentioning.
const LongGap = 5 * time.Minute

// GapBefore returns the time between the i-th of the results and the one before it, or 0 if that is
// no longer than LongGap.
func (r *Results) GapBefore(i int) time.Duration {
	if i == 0 {
		return 0
	}
	before := r.records.Time(r.At(i - 1))
	if gap := r.records.Time(r.At(i)).Sub(before); gap > LongGap && before.After(store.EarliestTime) {
		return gap
	}
	return 0
}

// AfterGap returns a matcher of those of the results, as they are now, that come after a gap longer
// than LongGap. It may be used on any goroutine.
func AfterGap(r *Results) Matcher {
	shared := r.Share()
	return afterGap{&shared}
}

type afterGap struct{ results *Results }

func (g afterGap) Match(_ *store.Records, id event.RecordID) bool {
	return g.results.GapBefore(g.results.Index(id)) > 0
}
