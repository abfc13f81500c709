package summary

import (
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

const (
	// historyStep is how exactly a history tells when a client came into a state.
	historyStep = 5 * time.Minute
	// maxHistory is how many states a history has at most; the oldest are left out.
	maxHistory = 256
)

// History returns when a client came into which state, as far as its updates tell: who is stuck,
// silent or unreadable is not in it. It returns the state after all events too.
func History(events store.Events) (all []StateSince, end *model.State) {
	state := events.StateAfter(events.Begin()).Clone()
	var step time.Time // whose events the state has, and perhaps not all
	note := func() {
		if now := stateOfUpdates(state); !step.IsZero() && (len(all) == 0 || all[len(all)-1].State != now) {
			all = append(all, StateSince{step, now})
		}
	}
	for _, e := range events.All() {
		if t := e.Time().Truncate(historyStep); e.Timed && !t.Equal(step) {
			note()
			step = t
		}
		state.Apply(e)
	}
	note()
	return all[max(0, len(all)-maxHistory):], state
}

// FullHistory returns the history up to the client's present state, which may be one that its updates
// do not tell: stuck, silent or unreadable.
func (c *ClientSummary) FullHistory() []StateSince {
	all := c.History
	if n := len(all); n > 0 && all[n-1].State == c.State || c.State == ClientUnknown {
		return all
	}
	since := c.Since()
	if !HasTime(since) {
		since = c.At
	}
	for len(all) > 0 && !all[len(all)-1].Since.Before(since) {
		all = all[:len(all)-1]
	}
	return append(slices.Clip(all), StateSince{since, c.State})
}

// stateOfUpdates returns the state of a client as its updates tell: ClientUnknown if it has none.
func stateOfUpdates(state *model.State) ClientState {
	all := state.Updates()
	if len(all) == 0 {
		return ClientUnknown
	}
	worst := ClientDone
	for _, u := range all {
		if u.Pending() {
			worst = max(worst, stateOfUpdate[u.State])
		}
	}
	return worst
}
