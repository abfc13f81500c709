package summary

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// AsOf is one client as of a moment. What it says is raw: whoever lays it out makes the text of
// logs in it harmless. It belongs to one goroutine.
type AsOf struct {
	*store.Client
	Clock
	State *model.State
	At    time.Time
	Rules model.FitRules

	window   *model.WindowStatus
	fits     []model.Fit
	findings []*model.Finding
	fitted   bool
	found    bool
}

// Of returns a client in a state as of a moment, with its times on a clock; the zero location
// stands for the client's own.
func Of(c *store.Client, state *model.State, at time.Time, rules model.FitRules, location *time.Location) *AsOf {
	if rules == (model.FitRules{}) {
		rules = model.CurrentBranchRules
	}
	return &AsOf{Client: c, Clock: newClock(c, at, location), State: state, At: at, Rules: rules}
}

// At returns the clients of a snapshot at the moment asked for, each on its own clock; the zero
// time stands for the end of what was read.
func At(v *store.Snapshot, at time.Time, rules model.FitRules) []*AsOf {
	all := make([]*AsOf, len(v.Clients))
	for i := range v.Clients {
		c := &v.Clients[i]
		var fold store.Fold
		if at.IsZero() {
			_, last := c.TimeRange()
			all[i] = Of(c, fold.AfterFirst(c.Events, c.Events.Len()), last, rules, nil)
		} else {
			all[i] = Of(c, fold.At(c.Events, at), at, rules, nil)
		}
	}
	return all
}

// WindowStatus returns what the maintenance windows mean for updates.
func (s *AsOf) WindowStatus() model.WindowStatus {
	if s.window == nil {
		s.window = new(s.State.WindowAt(s.At))
	}
	return *s.window
}

// Fits weighs the updates that wait against the open window, or the next one.
func (s *AsOf) Fits() []model.Fit {
	if !s.fitted {
		s.fits, s.fitted = s.State.Fits(s.At, s.Rules), true
	}
	return s.fits
}

// Findings returns the problems found; none while only the newest records are there, for many are
// that something is not in the logs.
func (s *AsOf) Findings() []*model.Finding {
	if !s.found && !s.Preview {
		s.findings = s.State.FindingsAt(s.At)
	}
	s.found = true
	return s.findings
}

// UseFindings takes over the findings of an earlier AsOf of the same state and moment.
func (s *AsOf) UseFindings(of *AsOf) { s.findings, s.found = of.findings, of.found }

// FindUpdate returns the update that has an id, nil if there is none.
func (s *AsOf) FindUpdate(id event.GUID) *model.Update {
	if id.IsZero() {
		return nil
	}
	return s.State.Update(id)
}

// FindFinding returns the finding with a key, nil if there is none.
func (s *AsOf) FindFinding(key model.FindingKey) *model.Finding {
	for _, f := range s.Findings() {
		if f.Key() == key {
			return f
		}
	}
	return nil
}
