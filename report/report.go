// Package report writes what is known about clients at one moment as text or as data. It shows a
// snapshot, reads nothing, has no clock, and leaves out what the logs do not say.
package report

import (
	"time"

	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

// Options say what to report.
type Options struct {
	// At is the moment; zero means the end of what was read.
	At time.Time
	// Rules are the run time and margin assumed for "what fits" where the logs do not name them;
	// the zero value means Current Branch's.
	Rules model.FitRules
	// Colour lets Text colour the words of states and severities. It says nothing by colour alone.
	Colour bool
}

// clientsAsOf returns the clients of a snapshot as the report has them.
func clientsAsOf(v *store.Snapshot, o Options) []*summary.AsOf { return summary.At(v, o.At, o.Rules) }

// asOfTime returns the time the report is about: the one asked for, else that of the newest record
// of all.
func asOfTime(v *store.Snapshot, o Options) time.Time {
	if !o.At.IsZero() {
		return o.At
	}
	var at time.Time
	for i := range v.Clients {
		if _, last := v.Clients[i].TimeRange(); last.After(at) {
			at = last
		}
	}
	return at
}

// UpdateStates returns the state of every update of every client, as the report has it.
func UpdateStates(v *store.Snapshot, o Options) []model.UpdateState {
	var all []model.UpdateState
	for _, s := range clientsAsOf(v, o) {
		for _, u := range s.State.Updates() {
			all = append(all, u.State)
		}
	}
	return all
}

// summarize returns the clients of a snapshot at the moment asked for.
func summarize(v *store.Snapshot, o Options) []summary.Client {
	all := make([]summary.Client, 0, len(v.Clients))
	for _, s := range clientsAsOf(v, o) {
		all = append(all, s.Summarize())
	}
	return all
}
