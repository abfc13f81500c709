package model

import (
	"slices"
	"time"

	"ccmtail/model/event"
)

// FitRules are the run time and the margin assumed where the logs do not name them.
type FitRules struct {
	RunTime time.Duration // maximum run time of an update
	Margin  time.Duration // added for a restart
}

// CurrentBranchRules and Rules2007 are the documented defaults: 10 minutes and nothing for Current
// Branch; 20 minutes and 15 for a restart for ConfigMgr 2007.
var (
	CurrentBranchRules = FitRules{RunTime: 10 * time.Minute}
	Rules2007          = FitRules{RunTime: 20 * time.Minute, Margin: 15 * time.Minute}
)

// Fit is whether one update has time enough in a window.
type Fit struct {
	Update     *Update
	Deployment *Deployment
	// Need is the time it takes: what the client logged, if NeedLogged, else the rules' run time
	// and margin.
	Need       time.Duration
	NeedLogged bool
	// Available is the time there is: the rest of the open window, else the length of the next
	// one; 0 unknown.
	Available time.Duration
	Fits      event.Tri
}

// Fits weighs every update that waits to install against the open window, or the next one.
func (s *State) Fits(t time.Time, rules FitRules) []Fit {
	st := s.WindowAt(t)
	left := st.timeAvailable(t)
	var all []Fit
	for _, id := range s.updates.keys {
		u := s.updates.get(id)
		switch u.State {
		case WaitingForWindow, WaitingToInstall, Downloaded: // the others have nothing to install yet
			if s.LostContent(u) {
				continue
			}
			all = append(all, s.fit(u, left, st, rules))
		}
	}
	return all
}

// timeAvailable returns the time an installation has: what is left of the open window, else the
// next one's length.
func (st WindowStatus) timeAvailable(t time.Time) time.Duration {
	switch {
	case st.Open && !st.Until.IsZero():
		return st.Until.Sub(t)
	case !st.Open && !st.Next.End.IsZero():
		return st.Next.End.Sub(st.Next.Start)
	}
	return 0
}

func (s *State) fit(u *Update, left time.Duration, st WindowStatus, rules FitRules) Fit {
	f := Fit{Update: u, Need: rules.RunTime + rules.Margin, Available: left}
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && (f.Deployment == nil || d.RequestedRunTime > f.Deployment.RequestedRunTime) {
			f.Deployment = d
			if d.RequestedRunTime > 0 {
				f.Need, f.NeedLogged = d.RequestedRunTime, true
			}
		}
	}
	switch {
	case st.Restricted == event.No:
		f.Fits = event.Yes
	case left > 0:
		f.Fits = event.TriOf(f.Need <= left)
	}
	return f
}

// LongestWindow returns the longest occurrence of the windows that count, 0 if none is known.
func (s *State) LongestWindow(t time.Time) time.Duration {
	kind := s.Windows.restrictingType()
	if kind == 0 {
		return 0
	}
	spans := s.Windows.occurrences(kind, t)
	if len(spans) == 0 {
		return 0
	}
	p := slices.MaxFunc(spans, func(a, b TimeRange) int { return int(a.End.Sub(a.Start) - b.End.Sub(b.Start)) })
	return p.End.Sub(p.Start)
}
