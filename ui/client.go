package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// session is one client on the screen: its newest picture, and where the user stands in it.
type session struct {
	client store.Client
	fold   store.Fold // as of the playhead, and as of the end for what is still to come
	counts query.LevelCounts
	log    *logPane
	marks  map[event.RecordID]string
	// marksSoughtUntil is the end of the records among which those marked in an earlier run were sought.
	marksSoughtUntil event.RecordID
	lateRecords      map[event.RecordID]bool
	asOf             *clientAsOf
	changeTimes      changeTimes
	loadRate         loadRate
	// nextRelink is when the ids followed are looked at again.
	nextRelink time.Time
	// readErrors is what cannot be read, and why.
	readErrors map[string]string
	// followedClock says that the wall clock was the client's time once.
	followedClock bool
	// mostUpdates is the most updates that asOf has had, so that the layout does not go back and forth.
	mostUpdates int
	// asOfKey is what asOf was made from.
	asOfKey asOfKey
	away    away
	teller  eventTeller
	changes changeTracker
	// replacing says that all has been read, and is being prepared to take the preview's place.
	replacing bool
	// arrived is when a record came last, on the wall clock; zero if none has since all was read.
	arrived time.Time
	// selectedUpdate is the update selected in the updates pane, within selectedGroup; if
	// groupSelected, the selection is the group's heading.
	selectedUpdate event.GUID
	selectedGroup  groupKey
	groupSelected  bool
}

func newSession() *session {
	return &session{log: newLogPane(), marks: map[event.RecordID]string{}, lateRecords: map[event.RecordID]bool{}}
}

// setClient shows a newer picture of the client.
func (c *session) setClient(client store.Client) {
	if client.Records == nil {
		client.Records = store.New().Records()
	}
	old, wasLoading := c.client.Records, c.client.Loading
	c.client = client
	if old != nil && !wasLoading {
		c.markLate(old)
	}
	c.log.lines.Advance(client.Records)
	c.log.matches.Advance(client.Records)
}

// updatesToExpect returns how many updates there are to make room for, -1 while that is not known.
func (c *session) updatesToExpect() int {
	if c.client.Loading || c.client.Preview {
		return -1
	}
	return c.mostUpdates
}

// markLate marks records that came after others that are later than them by more than the clock's
// grain.
func (c *session) markLate(old *store.Records) {
	from, to := old.End(), c.client.Records.End()
	if old.Len() == 0 || to-from > 5000 {
		return
	}
	newest := old.Time(old.ID(old.Len() - 1))
	for id := from; id < to; id++ {
		if newest.Sub(c.client.Records.Time(id)) > 2*time.Second {
			c.lateRecords[id] = true
		}
	}
}

// lastTime returns the time of the newest record, zero if there is none.
func (c *session) lastTime() time.Time {
	r := c.client.Records
	if r == nil || r.Len() == 0 {
		return time.Time{}
	}
	return r.Time(r.ID(r.Len() - 1))
}

// firstTime returns the time of the oldest record that has one, zero if there is none.
func (c *session) firstTime() time.Time {
	r := c.client.Records
	if r == nil {
		return time.Time{}
	}
	if n := r.CountUntil(store.EarliestTime); n < r.Len() {
		return r.Time(r.ID(n))
	}
	return time.Time{}
}

// hasTime reports whether a time was in the logs.
func hasTime(t time.Time) bool { return t.After(store.EarliestTime) }

// now returns the client's newest moment: the wall clock while its log goes on, else the end of the
// log. A record is never later than now, even if the client's clock is ahead of ours.
func (c *session) now(clock time.Time) time.Time {
	last := c.lastTime()
	if !last.IsZero() && (!c.followsClock(clock) || last.After(clock)) {
		return last
	}
	return clock
}

// followsClock reports whether the wall clock is the client's time.
func (c *session) followsClock(clock time.Time) bool {
	last := c.lastTime()
	_, zoned := c.client.Records.BiasAt(last)
	return c.client.Live && zoned && (c.followedClock || clock.Sub(last).Abs() < store.StaleAfter)
}

// silence returns how long nothing has come from a client whose time goes on. Where its zone is not
// logged, its times cannot be held against the clock; then it counts from when something came last.
func (c *session) silence(clock time.Time) time.Duration {
	if c.followsClock(clock) {
		return clock.Sub(c.lastTime())
	}
	if _, zoned := c.client.Records.BiasAt(c.lastTime()); c.client.Live && !zoned && !c.arrived.IsZero() {
		return clock.Sub(c.arrived)
	}
	return 0
}

// end returns the number of the next record, 0 while the client is being read.
func (c *session) end() event.RecordID {
	if c.client.Records == nil || c.client.Loading {
		return 0
	}
	return c.client.Records.End()
}

// asOfKey is all that a moment depends on.
type asOfKey struct {
	records   *store.Records // and what came with it
	playhead  Playhead
	clockTime time.Time
	rules     model.FitRules
	location  *time.Location
}

// currentAsOf computes all that is shown for the playhead's time; once, as long as nothing changes.
func (c *session) currentAsOf(p *Playhead, clock time.Time, rules model.FitRules, loc *time.Location) *clientAsOf {
	now := asOfKey{c.client.Records, *p, clock, rules, loc}
	if c.asOf == nil || c.asOfKey != now {
		c.asOf, c.asOfKey = c.computeAsOf(p, clock, rules, loc), now
	}
	return c.asOf
}

// computeAsOf returns what is known at the playhead's time.
func (c *session) computeAsOf(p *Playhead, clock time.Time, rules model.FitRules, loc *time.Location) *clientAsOf {
	c.followedClock = c.followedClock || c.followsClock(clock)
	now := c.now(clock)
	at, r := p.At(now), c.client.Records
	state := c.fold.At(c.client.Events, at)
	m := &clientAsOf{AsOf: summary.Of(&c.client, state, at, rules, loc), folded: state}
	if c.asOf != nil {
		m.changesFrom = c.asOf.oldestChange()
	}
	if c.asOf != nil && c.asOf.folded == state && c.asOf.At.Equal(at) {
		m.UseFindings(c.asOf.AsOf)
		m.changes = c.asOf.changes
		if c.asOfKey.records == r && c.asOfKey.location == loc {
			m.verdict = c.asOf.verdict
		}
	}
	m.shownRows = r.Len()
	if edge := p.Edge(now); p.state != stateLive && p.state != stateLoading {
		m.shownRows = r.CountUntil(edge)
		m.unshownRows = r.Len() - m.shownRows
	}
	m.pastRows = m.shownRows
	if p.pinned.on {
		m.pastRows = min(r.CountUntil(at), m.shownRows)
	}
	_, m.zoneKnown = r.BiasAt(at)
	m.levels = c.counts.UpTo(r, m.pastRows)
	return m
}

// neighbours finds the records next to a time.
func (c *session) neighbours(t time.Time) (prev, next time.Time, more bool) {
	r := c.client.Records
	n := r.CountUntil(t)
	if n > 0 {
		prev = r.Time(r.ID(n - 1))
	}
	if n == r.Len() {
		return prev, time.Time{}, false
	}
	return prev, r.Time(r.ID(n)), true
}

// stepClient asks for another client of the fleet.
func (a *App) stepClient(by int) tea.Cmd {
	if a.member == nil {
		a.notify("only one client is open; name more folders on the command line", notifyTime)
		return nil
	}
	return func() tea.Msg { return stepClient{by} }
}
