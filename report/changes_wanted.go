package report

import (
	"slices"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// ChangeOptions say which changes are wanted; the zero value: all.
type ChangeOptions struct {
	// Since returns when the changes of a client begin, from the first of its snapshots that has
	// records; nil or the zero time: with the first.
	Since func(c *store.Client) (time.Time, error)
	// OnlyNew leaves out what is read until a client is followed.
	OnlyNew bool
	// Filters returns what all changes of a client must match, likewise; nil: nothing.
	Filters func(c *store.Client) ([]query.ChangeFilter, error)
	// Until ends with the first change of an update into one of these states: WriteNew then returns a
	// *ReachedState.
	Until []model.UpdateState
}

// ReachedState is the error of WriteNew that an update has got into a state of Until.
type ReachedState struct {
	// Update names it, State is what it has become.
	Update string
	State  model.UpdateState
}

// Error implements error.
func (r *ReachedState) Error() string {
	return r.Update + " is " + summary.StateWord(kindUpdate, r.State.String())
}

// The kinds of changes.
const (
	kindUpdate     = "update-state"
	kindDeployment = "deployment-state"
	kindWindow     = "window"
	kindRestart    = "restart"
	kindScan       = "scan"
	kindFinding    = "finding"
	kindGap        = "gap"
)

// ChangeWords returns the kinds of changes and what things change into, for expressions.
func ChangeWords() query.ChangeWords {
	states := model.UpdateStateNames()
	for s := range model.DeploymentState(model.DeploymentStates) {
		if !slices.Contains(states, s.String()) {
			states = append(states, s.String())
		}
	}
	states = append(states, "start", "end", "delete", "requested", "notified", "initiated", "client-started", "started", "completed", findingFound, "cleared", "missing")
	return query.ChangeWords{
		Kinds:  []string{kindUpdate, kindDeployment, kindWindow, kindRestart, kindScan, kindFinding, kindGap},
		States: states,
	}
}

// begin notes which changes of a client are wanted, once there are records to say what time it is
// there.
func (w *ChangeWriter) begin(t *writtenState, c *store.Client) (err error) {
	if _, last := c.TimeRange(); t.begun || last.IsZero() {
		return nil
	}
	t.begun = true
	if w.wanted.Since != nil {
		if t.since, err = w.wanted.Since(c); err != nil {
			return err
		}
	}
	if w.wanted.Filters != nil {
		t.filter, err = w.wanted.Filters(c)
	}
	return err
}

// wants reports whether a change passes the filters.
func (t *writtenState) wants(ch *change) bool {
	if len(t.filter) == 0 {
		return true
	}
	q := query.Change{
		Text: []byte(strings.Join([]string{orEmpty(ch.Title), orEmpty(ch.ID), ch.words(), orEmpty(ch.Result), orEmpty(ch.Text)}, " ")),
		Kind: ch.Kind, State: ch.To, KB: orEmpty(ch.KB), Log: ch.Log, At: ch.at,
	}
	for _, id := range []string{orEmpty(ch.ID), ch.subject} {
		if guid, n := event.ParseGUID(id); n > 0 {
			q.IDs = append(q.IDs, guid)
		}
	}
	if ch.update != nil {
		q.IDs = append(q.IDs, ch.update.Contents...)
	}
	return !slices.ContainsFunc(t.filter, func(f query.ChangeFilter) bool { return !f.Match(&q) })
}

// reach notes that an update has got into a state of Until.
func (w *ChangeWriter) reach(ch *change) {
	if ch.update == nil {
		return
	}
	if state, ok := model.ParseUpdateState(ch.To); ok && slices.Contains(w.wanted.Until, state) {
		w.reached = &ReachedState{Update: summary.UpdateLabel(ch.update), State: state}
	}
}
