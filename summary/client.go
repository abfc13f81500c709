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
	all      []*model.Update
	fits     []model.Fit
	findings []*model.Finding
	judged   *model.Judge
	fitted   bool
	found    bool
}

// Of returns a client in a state as of a moment, with its times on a clock; the zero location
// stands for the client's own. Without a state it only tells times and what was read.
func Of(c *store.Client, state *model.State, at time.Time, rules model.FitRules, location *time.Location) *AsOf {
	if rules == (model.FitRules{}) {
		rules = model.CurrentBranchRules
	}
	if state != nil {
		state = state.Knowing(c.Coverage())
	}
	return &AsOf{Client: c, Clock: newClock(c, at, location), State: state, At: at, Rules: rules}
}

// At returns the clients of a snapshot at the moment asked for, each on its own clock; the zero
// time stands for the end of what was read.
func At(v *store.Snapshot, at time.Time, rules model.FitRules) []*AsOf {
	all := make([]*AsOf, len(v.Clients))
	for i := range v.Clients {
		all[i] = ClientAt(&v.Clients[i], at, rules)
	}
	return all
}

// ClientAt returns a client at the moment asked for, as At does.
func ClientAt(c *store.Client, at time.Time, rules model.FitRules) *AsOf {
	if !at.IsZero() {
		return Of(c, c.StateAfter(c.Events.CountUntil(at)), at, rules, nil)
	}
	_, last := c.TimeRange()
	return Of(c, c.StateAfter(c.Events.Len()), last, rules, nil)
}

// WindowStatus returns what the maintenance windows mean for updates.
func (s *AsOf) WindowStatus() model.WindowStatus {
	if s.window == nil {
		s.window = new(s.State.WindowAt(s.At))
	}
	return *s.window
}

// Updates returns every update, in the order of appearance. The caller must not change the list.
func (s *AsOf) Updates() []*model.Update {
	if s.all == nil {
		s.all = s.State.Updates()
	}
	return s.all
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

// judge returns the judge of the updates.
func (s *AsOf) judge() *model.Judge {
	if s.judged == nil {
		s.judged = s.State.Judge(s.At, s.Rules, s.Findings())
	}
	return s.judged
}

// SingleFindings returns the problems of each update, deployment and content by itself, as they
// appeared.
func (s *AsOf) SingleFindings() []*model.Finding {
	if s.Preview {
		return nil
	}
	return s.State.SingleFindingsAt(s.At)
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
		if f.Has(key) {
			return f
		}
	}
	return nil
}
