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
	steps      stepTimes
	failures   []time.Time // of steps and findings
	windows    []model.TimeRange
	// settled is until when the steps need not be gathered again, as long as there are so many events
	// until then.
	settled       time.Time
	settledEvents int
	// scale and scaleCells are those of the scrubber drawn last.
	scale      timeScale
	scaleCells []byte
}

// stepTimes are the moments of steps, and of those among them by which something failed.
type stepTimes struct{ changes, failures []time.Time }

// endState returns the state at the end of what has been read.
func (c *session) endState() *model.State {
	return c.fold.AfterFirst(c.client.Events, c.client.Events.Len()).Knowing(c.client.Coverage())
}

const (
	// scrubberPause is how long the scrubber goes on with the times that it has while new events come:
	// those of the last second are where the playhead is.
	scrubberPause = time.Second
	// settledAfter is how much older than the newest event a step must be for no event to come before it
	// any more, most likely.
	settledAfter = 2 * time.Second
)

// refreshChangeTimes makes the times again if there are new events, or a minute has passed, which
// may have been one too many for something; but not before pause has passed, and while much is being
// read not for each bit of it.
func (c *session) refreshChangeTimes(now time.Time, pause time.Duration) *changeTimes {
	was := &c.changeTimes
	n, age := c.client.Events.Len(), now.Sub(was.madeAt)
	same := n == was.eventCount && age < time.Minute
	if !was.madeAt.IsZero() && (same || age.Abs() < pause || c.client.Loading && n < was.eventCount*5/4) {
		return was
	}
	known, since := stepTimes{}, time.Time{}
	if !was.settled.IsZero() && c.client.Events.CountUntil(was.settled) == was.settledEvents {
		known, since = was.steps.until(was.settled), was.settled
	}
	s := c.endState()
	c.changeTimes = newChangeTimes(s, known.after(since, s), c.firstTime(), c.lastTime(), now)
	c.changeTimes.eventCount, c.changeTimes.madeAt = n, now
	c.changeTimes.settled = s.At.Add(-settledAfter)
	c.changeTimes.settledEvents = c.client.Events.CountUntil(c.changeTimes.settled)
	return &c.changeTimes
}

// newChangeTimes returns the times of a state whose steps are known.
func newChangeTimes(s *model.State, steps stepTimes, first, last, now time.Time) changeTimes {
	var failures momentSet
	for _, t := range steps.failures {
		failures.add(t)
	}
	for _, f := range s.SingleFindingsAt(now) {
		failures.add(f.Since)
		for _, e := range f.Evidence[1:] {
			failures.add(e.At())
		}
	}
	return changeTimes{steps: steps, failures: failures.distinct(nil), windows: windowsBetween(s, first, last)}
}

// until returns the moments up to a time.
func (t stepTimes) until(at time.Time) stepTimes {
	upTo := func(ts []time.Time) []time.Time {
		i, found := slices.BinarySearchFunc(ts, at, time.Time.Compare)
		return ts[:i+btoi(found)]
	}
	return stepTimes{upTo(t.changes), upTo(t.failures)}
}

// after adds the moments of a state's steps that are later than a time.
func (t stepTimes) after(since time.Time, s *model.State) stepTimes {
	var changes, failures momentSet
	for _, u := range s.Updates() {
		for i := len(u.Transitions) - 1; i >= 0 && u.Transitions[i].At().After(since); i-- {
			step := &u.Transitions[i]
			changes.add(step.At())
			if step.State == model.Failed {
				failures.add(step.At())
			}
		}
	}
	for _, d := range s.Deployments() {
		for i := len(d.Transitions) - 1; i >= 0 && d.Transitions[i].At().After(since); i-- {
			changes.add(d.Transitions[i].At())
		}
	}
	notices := s.Windows.Notices
	for i := len(notices) - 1; i >= 0 && notices[i].At().After(since); i-- {
		changes.add(notices[i].At())
	}
	return stepTimes{changes.distinct(t.changes), failures.distinct(t.failures)}
}

// momentSet gathers moments, of which there may be very many, as nanoseconds since 1970.
type momentSet []int64

func (m *momentSet) add(t time.Time) { *m = append(*m, t.UnixNano()) }

// distinct adds the moments, in order, to those before them: of those within a second the first.
func (m momentSet) distinct(out []time.Time) []time.Time {
	slices.Sort(m)
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
