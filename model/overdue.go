package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// waitSince returns the record that has begun a wait, zero if none goes on.
func (s *State) waitSince(w *wait) Evidence {
	if w.number < len(s.waits) {
		return s.waits[w.number]
	}
	return Evidence{}
}

// setWait notes since when a wait goes on, if it does.
func (s *State) setWait(w *wait, since Evidence) {
	if s.waitsOwner != s.owner || w.number >= len(s.waits) {
		mine := make([]Evidence, max(len(s.waits), w.number+1))
		copy(mine, s.waits)
		s.waits, s.waitsOwner = mine, s.owner
	}
	s.waits[w.number] = since
}

// endWait ends a wait. One that has lasted too long is told at its end, too: it began with since,
// and the event ended it.
func (s *State) endWait(w *wait, since Evidence, e *event.Event) {
	s.setWait(w, Evidence{})
	lasted := e.Time().Sub(since.At())
	if w.Ended == "" || !since.Timed() || !e.Timed || lasted <= w.Patience {
		return
	}
	s.startFinding(w.problem, sighting{text: sentence(w.Ended, lasted)}, since).Since = since.At().Add(w.Patience)
	s.clear(w.problem, event.GUID{}, e)
}

// overdue finds which of some problems there are at t because something has lasted too long. They
// are found anew each time: nothing but time makes them so.
func (s *State) overdue(t time.Time, among []*problem) []*Finding {
	l := overdueFinder{State: s, t: t}
	for _, p := range among {
		l.problem = p
		l.findWait()
		if p.Overdue != nil {
			p.Overdue(&l)
		}
	}
	return l.found
}

// overdueFinder gathers what is too late at t.
type overdueFinder struct {
	*State
	problem *problem
	t       time.Time
	listed  []*Update // see all
	found   []*Finding
}

// all returns every update, in the order of appearance. They are looked up once for all problems.
func (l *overdueFinder) all() []*Update {
	if l.listed == nil {
		l.listed = l.updates.values()
	}
	return l.listed
}

// findWait finds the problem if something that it is made of has lasted too long, and no line has
// said so already.
func (l *overdueFinder) findWait() {
	for i := range l.problem.Waits {
		w := &l.problem.Waits[i]
		since := l.waitSince(w)
		if w.Lasts == "" || !l.exceeds(since, w.Patience) || w.If != nil && !w.If(l.State) {
			continue
		}
		if l.lasting(l.problem, event.GUID{}) == nil {
			l.add(ofClient(w.Lasts, l.elapsed(since)), since, w.Patience)
		}
		return
	}
}

// exceeds reports whether what a record says has lasted longer than one should have to wait.
func (l *overdueFinder) exceeds(e Evidence, patience time.Duration) bool {
	return !e.At().IsZero() && e.Timed() && l.t.Sub(e.At()) > patience
}

// elapsed returns how long what a record says has lasted.
func (l *overdueFinder) elapsed(e Evidence) time.Duration { return l.t.Sub(e.At()) }

// add notes a problem that a record shows since some time after it.
func (l *overdueFinder) add(v sighting, e Evidence, patience time.Duration) *Finding {
	f := l.problem.finding(v, e)
	f.Since = e.At().Add(patience)
	if l.updates.get(v.about) != nil {
		f.Update = v.about
	}
	l.found = append(l.found, f)
	return f
}

// eachUpdate calls find with each update that is in one of some states.
func (l *overdueFinder) eachUpdate(find func(*Update), states ...UpdateState) {
	for _, u := range l.all() {
		if slices.Contains(states, u.State) {
			find(u)
		}
	}
}
