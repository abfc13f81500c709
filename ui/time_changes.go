package ui

import (
	"slices"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
)

// changeTimes are the moments of a client's whole history at which something changed, for jumping
// and for the scrubber.
type changeTimes struct {
	eventCount int       // how many events they were made from
	madeAt     time.Time // as of when; zero: not at all
	changes    []time.Time
	failures   []time.Time
	windows    []model.TimeRange
	restarts   []time.Time
	// scale and scaleCells are those of the scrubber drawn last.
	scale      timeScale
	scaleCells []byte
}

// endState returns the state at the end of what has been read.
func (c *session) endState() *model.State {
	return c.fold.AfterFirst(c.client.Events, c.client.Events.Len()).Knowing(c.client.Coverage())
}

// refreshChangeTimes makes the times again if there are new events, or a minute has passed, which
// may have been one too many for something; while much is being read, not for each bit of it.
func (c *session) refreshChangeTimes(now time.Time) *changeTimes {
	n, made := c.client.Events.Len(), c.changeTimes.madeAt
	same := n == c.changeTimes.eventCount && now.Sub(made) < time.Minute
	if !made.IsZero() && (same || c.client.Loading && n < c.changeTimes.eventCount*5/4) {
		return &c.changeTimes
	}
	c.changeTimes = newChangeTimes(c.endState(), c.firstTime(), c.lastTime(), now)
	c.changeTimes.eventCount, c.changeTimes.madeAt = n, now
	return &c.changeTimes
}

func newChangeTimes(s *model.State, first, last, now time.Time) changeTimes {
	var out changeTimes
	for _, u := range s.Updates() {
		for _, t := range u.Transitions {
			out.changes = append(out.changes, t.At)
			if t.State == model.Failed {
				out.failures = append(out.failures, t.At)
			}
		}
	}
	for _, d := range s.Deployments() {
		for _, t := range d.Transitions {
			out.changes = append(out.changes, t.At)
		}
	}
	for _, n := range s.Windows.Notices {
		out.changes = append(out.changes, n.At)
	}
	for _, f := range s.SingleFindingsAt(now) {
		out.failures = append(out.failures, f.Since)
		for _, e := range f.Evidence[1:] {
			out.failures = append(out.failures, e.At)
		}
	}
	if !s.Restart.ClientStarted.At.IsZero() {
		out.restarts = append(out.restarts, s.Restart.ClientStarted.At)
	}
	out.windows = windowsBetween(s, first, last)
	out.changes = distinctTimes(out.changes)
	out.failures = distinctTimes(out.failures)
	return out
}

// distinctTimes sorts times and keeps one of those within a second.
func distinctTimes(ts []time.Time) []time.Time {
	arrange.By(ts, time.Time.Compare)
	out := make([]time.Time, 0, len(ts))
	for _, t := range ts {
		if n := len(out); n == 0 || t.Sub(out[n-1]) >= time.Second {
			out = append(out, t)
		}
	}
	return out
}

// windowsBetween returns the occurrences of the windows that hold back updates, between two times.
func windowsBetween(s *model.State, first, last time.Time) []model.TimeRange {
	var out []model.TimeRange
	for _, id := range s.WindowAt(last).Windows {
		for _, span := range s.Windows.ByID[id].Occurrences(first, 64) {
			if span.Start.Before(last) {
				out = append(out, span)
			}
		}
	}
	arrange.By(out, func(a, b model.TimeRange) int { return a.Start.Compare(b.Start) })
	return out
}

// firstAfter returns the first of some times that is later than t; before the last that is earlier.
func firstAfter(ts []time.Time, t time.Time) (time.Time, bool) {
	i, found := slices.BinarySearchFunc(ts, t, time.Time.Compare)
	if found {
		i++
	}
	if i >= len(ts) {
		return time.Time{}, false
	}
	return ts[i], true
}

func lastBefore(ts []time.Time, t time.Time) (time.Time, bool) {
	i, _ := slices.BinarySearchFunc(ts, t, time.Time.Compare)
	if i == 0 {
		return time.Time{}, false
	}
	return ts[i-1], true
}
