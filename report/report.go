// Package report writes what is known about clients at one moment as text or as data. It shows a
// snapshot, reads nothing, has no clock, and leaves out what the logs do not say.
package report

import (
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

// Options say what to report.
type Options struct {
	// At is the moment; zero means the end of what was read.
	At time.Time
	// Rules are the run time and margin assumed for "what fits" where the logs do not name them; the zero
	// value means Current Branch's.
	Rules model.FitRules
	// Colour lets Text colour the words of states and severities. It says nothing by colour alone.
	Colour bool
}

// subject is one client at the moment of the report.
type subject struct {
	*store.Client
	state *model.State
	at    time.Time
	rules model.FitRules
}

// subjects is the clients of a snapshot at the moment asked for.
func subjects(v *store.Snapshot, at time.Time, rules model.FitRules) []*subject {
	if rules == (model.FitRules{}) {
		rules = model.CurrentBranchRules
	}
	all := make([]*subject, len(v.Clients))
	for i := range v.Clients {
		c := &v.Clients[i]
		var fold store.Fold
		s := &subject{Client: c, at: at, rules: rules}
		if at.IsZero() {
			s.state = fold.First(c.Events, c.Events.Len())
			_, s.at = c.Span()
		} else {
			s.state = fold.At(c.Events, at)
		}
		all[i] = s
	}
	return all
}

// clients is the clients of a snapshot as the report has them.
func clients(v *store.Snapshot, o Options) []*subject { return subjects(v, o.At, o.Rules) }

// moment is the time the report is about: the one asked for, else that of the newest record of all.
func moment(v *store.Snapshot, o Options) time.Time {
	if !o.At.IsZero() {
		return o.At
	}
	var at time.Time
	for i := range v.Clients {
		if _, last := v.Clients[i].Span(); last.After(at) {
			at = last
		}
	}
	return at
}

// States is the state of every update of every client, as the report has it.
func States(v *store.Snapshot, o Options) []model.UpdateState {
	var all []model.UpdateState
	for _, s := range clients(v, o) {
		for _, u := range s.state.Updates() {
			all = append(all, u.State)
		}
	}
	return all
}

// sheets is the clients of a snapshot at the moment asked for.
func sheets(v *store.Snapshot, o Options) []sheet {
	all := make([]sheet, 0, len(v.Clients))
	for _, s := range clients(v, o) {
		all = append(all, s.summarize())
	}
	return all
}

