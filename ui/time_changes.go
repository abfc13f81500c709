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
	var changes, failures momentSet
	for _, u := range s.Updates() {
		for i := range u.Transitions {
			t := &u.Transitions[i]
			changes.add(t.At())
			if t.State == model.Failed {
				failures.add(t.At())
			}
		}
	}
	for _, d := range s.Deployments() {
		for i := range d.Transitions {
			changes.add(d.Transitions[i].At())
		}
	}
	for _, n := range s.Windows.Notices {
		changes.add(n.At())
	}
	for _, f := range s.SingleFindingsAt(now) {
		failures.add(f.Since)
		for _, e := range f.Evidence[1:] {
			failures.add(e.At())
		}
	}
	out := changeTimes{changes: changes.distinct(), failures: failures.distinct(), windows: windowsBetween(s, first, last)}
	if !s.Restart.ClientStarted.At().IsZero() {
		out.restarts = append(out.restarts, s.Restart.ClientStarted.At())
	}
	return out
}

// momentSet gathers moments, of which there may be very many, as nanoseconds since 1970.
type momentSet []int64

func (m *momentSet) add(t time.Time) { *m = append(*m, t.UnixNano()) }

// distinct returns the moments in order, of those within a second the first.
func (m momentSet) distinct() []time.Time {
	slices.Sort(m)
	var out []time.Time
	for _, at := range m {
		if t := time.Unix(0, at).UTC(); len(out) == 0 || t.Sub(out[len(out)-1]) >= time.Second {
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
