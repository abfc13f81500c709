package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// changeKey names what may change on the screen: an update, a deployment or a finding.
type changeKey struct {
	id      event.GUID
	finding model.FindingKey
}

// condition is how something was when the screen last looked at it.
type condition struct {
	state uint8
	steps int
}

// unseenChange is a change that the user has not looked at yet.
type unseenChange struct {
	at     time.Time // when it was noticed, on the wall clock
	kind   changedKind
	failed bool
}

// changedKind says in which pane a change is to be looked at.
type changedKind uint8

const (
	changedUpdate changedKind = iota
	changedDeployment
	changedFinding
)

// changeTracker knows what of a client has changed since the user last looked at it, as of the newest
// moment that is not hidden by a replay: not as of the pin.
type changeTracker struct {
	state    *model.State    // looked at last, as of edge
	updates  []*model.Update // that it has: one that has changed is another one
	edge     time.Time
	lookedAt time.Time // on the wall clock
	known    map[changeKey]condition
	unseen   map[changeKey]unseenChange
	failed   int             // how many updates have failed
	failures []*model.Update // that have failed since the look before
}

// restart takes everything as seen as it will be at the next look: after a jump all has changed.
func (t *changeTracker) restart() { *t = changeTracker{} }

// trackPause is how long a client whose state has not changed is not looked at again, for what time
// alone makes a finding.
const trackPause = time.Second

// trackChanges looks for what has changed. It does so at the edge of what is shown, whatever is
// pinned.
func (c *session) trackChanges(p *Playhead, clock time.Time) {
	t := &c.changes
	t.failures = nil
	if c.client.Loading || p.state == stateLoading || c.client.Records == nil {
		t.restart()
		return
	}
	edge := c.now(clock)
	if p.home != stateLive {
		edge = p.Edge(edge)
	}
	if edge.Before(t.edge) && p.home != stateLive {
		t.restart()
	}
	shown := c.asOf != nil && c.asOfKey.records == c.client.Records && c.asOf.At.Equal(edge)
	s := c.stateAt(p, edge, shown)
	switch {
	case t.known != nil && s == t.state && clock.Sub(t.lookedAt).Abs() < trackPause:
	case shown:
		t.look(s, c.asOf.Updates(), c.asOf.Findings(), edge, clock)
	default:
		t.look(s, s.Updates(), s.Knowing(c.client.Coverage()).FindingsAt(edge), edge, clock)
	}
}

// stateAt returns the state at the edge; shown says that it is on the screen.
func (c *session) stateAt(p *Playhead, edge time.Time, shown bool) *model.State {
	switch {
	case shown:
		return c.asOf.folded
	case p.home == stateLive:
		return c.fold.AfterFirst(c.client.Events, c.client.Events.Len())
	}
	return c.fold.At(c.client.Events, edge)
}

// look notes what is different from the look before.
func (t *changeTracker) look(s *model.State, updates []*model.Update, findings []*model.Finding, edge, clock time.Time) {
	first, was := t.known == nil, t.updates
	if first {
		t.known, t.unseen = map[changeKey]condition{}, map[changeKey]unseenChange{}
	}
	t.state, t.updates, t.edge, t.lookedAt = s, updates, edge, clock
	note := func(k changeKey, now condition, kind changedKind, failed bool, quiet bool) (changed bool) {
		was, known := t.known[k]
		t.known[k] = now
		if first || known && was.state == now.state && now.steps <= was.steps || !known && quiet {
			return false
		}
		t.unseen[k] = unseenChange{clock, kind, failed}
		return true
	}
	for i, u := range updates {
		if i < len(was) && was[i] == u {
			continue
		}
		failed := u.State == model.Failed
		if note(changeKey{id: u.ID}, condition{uint8(u.State), len(u.Transitions)}, changedUpdate, failed, needsNothing(u)) && failed {
			t.failures = append(t.failures, u)
		}
	}
	t.failed += countFailed(updates, was) - countFailed(was, updates)
	for _, d := range s.Deployments() {
		note(changeKey{id: d.ID}, condition{uint8(d.State), 0}, changedDeployment, false, false)
	}
	for _, f := range findings {
		note(changeKey{finding: f.Key()}, condition{state: uint8(btoi(f.Active()))}, changedFinding, false, false)
	}
}

// countFailed counts the updates that have failed, without those that stand at the same place of others.
func countFailed(all, others []*model.Update) (n int) {
	for i, u := range all {
		if i >= len(others) || others[i] != u {
			n += btoi(u.State == model.Failed)
		}
	}
	return n
}

// newFailures returns how many updates have failed that the user has not looked at since.
func (t *changeTracker) newFailures() (n int) {
	for _, u := range t.unseen {
		n += btoi(u.failed)
	}
	return n
}

// isNew reports whether something has changed since the user looked at it. As of an earlier moment
// nothing is marked.
func (d *renderContext) isNew(k changeKey) bool {
	_, unseen := d.session.changes.unseen[k]
	return unseen && !d.playhead.pinned.on
}

// changedSign returns the mark of what has changed, a space if it has not.
func (d *renderContext) changedSign(k changeKey) string { return either(d.isNew(k), d.g.Changed, " ") }

// The user has looked at a pane when they have worked in it for lookTime, with no break of lookBreak.
const (
	lookTime  = 10 * time.Second
	lookBreak = time.Minute
)

// attention is where the user works, and since when.
type attention struct {
	pane        paneID
	since, last time.Time
}

// noteAttention takes what is selected as looked at, and after a while of work in a pane all of it.
// It is called for keys and clicks: a screen that nobody touches has been looked at by nobody.
func (a *App) noteAttention() {
	at, now, t := &a.attention, a.clockTime, &a.session().changes
	if at.pane != a.focus || now.Sub(at.last) > lookBreak || a.playhead.pinned.on {
		*at = attention{pane: a.focus, since: now}
	}
	at.last = now
	if len(t.unseen) == 0 || a.playhead.pinned.on || a.prompt != nil {
		return
	}
	_, s := a.selection()
	t.see(s)
	if p := a.pages.top(); p != nil {
		t.see(p.shownSubject)
		return
	}
	kind, ok := map[paneID]changedKind{paneUpdates: changedUpdate, paneTimeline: changedUpdate, paneDeployments: changedDeployment, paneFindings: changedFinding}[a.focus]
	for k, u := range t.unseen {
		if (ok && u.kind == kind || a.focus == paneChanges) && now.Sub(at.since) >= lookTime && now.Sub(u.at) >= lookTime {
			delete(t.unseen, k)
		}
	}
}

// seeAll takes all changes of the client shown as looked at.
func (a *App) seeAll() { clear(a.session().changes.unseen) }

// see takes a subject as looked at.
func (t *changeTracker) see(s subject) {
	delete(t.unseen, changeKey{finding: s.finding})
	if s.finding == (model.FindingKey{}) && !s.id.IsZero() {
		delete(t.unseen, changeKey{id: s.id})
	}
}

// failureText says what has failed.
func failureText(us []*model.Update) string {
	if len(us) == 1 {
		return summary.UpdateLabel(us[0]) + " " + summary.StateText(us[0])
	}
	return summary.Count(len(us), "update") + " failed: " + summary.UpdateLabel(us[0]) + ", " + summary.UpdateLabel(us[1]) + either(len(us) > 2, ", …", "")
}
