package ui

import (
	"slices"
	"time"

	"ccmtail/model"
)

// steps are the moments of a client's whole history at which something changed, for jumping and for the scrubber.
type steps struct {
	events  int       // how many events they were made from
	made    time.Time // as of when; zero: not at all
	changes []time.Time
	errors  []time.Time
	windows []model.TimeRange
	reboots []time.Time
	// track and columns are the scrubber drawn last.
	track   track
	columns []byte
}

// wholeState is the state at the end of what has been read.
func (c *session) wholeState() *model.State {
	return c.whole.AfterFirst(c.client.Events, c.client.Events.Len())
}

// refreshSteps makes the steps again if there are new events, or a minute has passed, which may have been one too
// many for something; while much is being read, not for each bit of it.
func (c *session) refreshSteps(now time.Time) *steps {
	n, made := c.client.Events.Len(), c.steps.made
	same := n == c.steps.events && now.Sub(made) < time.Minute
	if !made.IsZero() && (same || c.client.Loading && n < c.steps.events*5/4) {
		return &c.steps
	}
	c.steps = makeSteps(c.wholeState(), c.first(), c.last(), now)
	c.steps.events, c.steps.made = n, now
	return &c.steps
}

func makeSteps(s *model.State, first, last, now time.Time) steps {
	var out steps
	for _, u := range s.Updates() {
		for _, t := range u.Transitions {
			out.changes = append(out.changes, t.At)
			if t.State == model.Failed {
				out.errors = append(out.errors, t.At)
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
	for _, f := range s.FindingsAt(now) {
		out.errors = append(out.errors, f.Since)
		for _, e := range f.Evidence[1:] {
			out.errors = append(out.errors, e.At)
		}
	}
	if !s.Restart.ClientStarted.At.IsZero() {
		out.reboots = append(out.reboots, s.Restart.ClientStarted.At)
	}
	out.windows = windowsBetween(s, first, last)
	out.changes = moments(out.changes)
	out.errors = moments(out.errors)
	return out
}

// moments sorts times and keeps one of those within a second.
func moments(ts []time.Time) []time.Time {
	slices.SortFunc(ts, time.Time.Compare)
	out := make([]time.Time, 0, len(ts))
	for _, t := range ts {
		if n := len(out); n == 0 || t.Sub(out[n-1]) >= time.Second {
			out = append(out, t)
		}
	}
	return out
}

// windowsBetween is the occurrences of the windows that hold back updates, between two times.
func windowsBetween(s *model.State, first, last time.Time) []model.TimeRange {
	var out []model.TimeRange
	for _, id := range s.WindowAt(last).Windows {
		for _, span := range s.Windows.ByID[id].Occurrences(first, 64) {
			if span.Start.Before(last) {
				out = append(out, span)
			}
		}
	}
	slices.SortFunc(out, func(a, b model.TimeRange) int { return a.Start.Compare(b.Start) })
	return out
}

// nextAfter is the first of some times that is later than t; before the last that is earlier.
func nextAfter(ts []time.Time, t time.Time) (time.Time, bool) {
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
