package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// session is one client on the screen: its newest picture, and where the user stands in it.
type session struct {
	client store.Client
	fold   store.Fold // as of the playhead
	whole  store.Fold // as of the end, for what is still to come
	counts levelCounts
	log    *logPane
	marks  map[event.RecordID]string
	late   map[event.RecordID]bool
	m      *moment
	steps  steps
	pace   pace
	// relinkAt is when the ids followed are looked at again.
	relinkAt time.Time
	// trouble is what cannot be read, and why.
	trouble map[string]string
	// awake: the wall clock was the client's time once.
	awake bool
	// seen is what the moment was made of.
	seen seen
	// leaving: all has been read, and is being prepared to take the preview's place.
	leaving bool
	// picked is the update selected in the updates pane, in a group of them; or, with heading, only the group.
	picked  event.GUID
	group   groupKey
	heading bool
}

func newSession() *session {
	return &session{log: newLogPane(), marks: map[event.RecordID]string{}, late: map[event.RecordID]bool{}}
}

// take shows a newer picture of the client.
func (c *session) take(client store.Client) {
	if client.Records == nil {
		client.Records = store.New().Records()
	}
	old, wasLoading := c.client.Records, c.client.Loading
	c.client = client
	if old != nil && !wasLoading {
		c.noteLate(old)
	}
	c.log.lines.take(client.Records)
	c.log.found.take(client.Records)
}

// noteLate marks records that came after others that are later than them by more than the clock's grain.
func (c *session) noteLate(old *store.Records) {
	from, to := old.End(), c.client.Records.End()
	if old.Len() == 0 || to-from > 5000 {
		return
	}
	newest := old.Time(old.ID(old.Len() - 1))
	for id := from; id < to; id++ {
		if newest.Sub(c.client.Records.Time(id)) > 2*time.Second {
			c.late[id] = true
		}
	}
}

// last is the time of the newest record, zero if there is none.
func (c *session) last() time.Time {
	r := c.client.Records
	if r == nil || r.Len() == 0 {
		return time.Time{}
	}
	return r.Time(r.ID(r.Len() - 1))
}

// noTime is before any ConfigMgr client: records earlier than it have no time at all.
var noTime = time.Date(1994, 1, 1, 0, 0, 0, 0, time.UTC)

// first is the time of the oldest record that has one, zero if there is none.
func (c *session) first() time.Time {
	r := c.client.Records
	if r == nil {
		return time.Time{}
	}
	if n := r.CountUntil(noTime); n < r.Len() {
		return r.Time(r.ID(n))
	}
	return time.Time{}
}

// now is the client's newest moment: the wall clock while its log goes on, else the end of the log. A record is never
// later than now, even if the client's clock is ahead of ours.
func (c *session) now(clock time.Time) time.Time {
	last := c.last()
	if !last.IsZero() && (!c.ticking(clock) || last.After(clock)) {
		return last
	}
	return clock
}

// ticking says whether the wall clock is the client's time.
func (c *session) ticking(clock time.Time) bool {
	last := c.last()
	_, zoned := c.client.Records.BiasAt(last)
	return c.client.Live && zoned && (c.awake || clock.Sub(last).Abs() < store.StaleAfter)
}

// silence is how long nothing has come from a client whose time goes on.
func (c *session) silence(clock time.Time) time.Duration {
	if !c.ticking(clock) {
		return 0
	}
	return clock.Sub(c.last())
}

// seen is all that a moment depends on.
type seen struct {
	records *store.Records // and what came with it
	head    Playhead
	clock   time.Time
	rules   model.FitRules
	loc     *time.Location
}

// look computes all that is shown for the playhead's time; once, as long as nothing changes.
func (c *session) look(p *Playhead, clock time.Time, rules model.FitRules, loc *time.Location) *moment {
	now := seen{c.client.Records, *p, clock, rules, loc}
	if c.m == nil || c.seen != now {
		c.m, c.seen = c.moment(p, clock, rules, loc), now
	}
	return c.m
}

// moment is what is known at the playhead's time.
func (c *session) moment(p *Playhead, clock time.Time, rules model.FitRules, loc *time.Location) *moment {
	c.awake = c.awake || c.ticking(clock)
	now := c.now(clock)
	at, r := p.At(now), c.client.Records
	m := &moment{at: at, client: &c.client, records: r, rules: rules, loc: loc}
	m.bound = r.Len()
	if edge := p.Edge(now); p.state != live && p.state != waiting {
		m.bound = r.CountUntil(edge)
		m.waiting = r.Len() - m.bound
	}
	m.then = m.bound
	if p.pin.on {
		m.then = min(r.CountUntil(at), m.bound)
	}
	m.state = c.fold.At(c.client.Events, at)
	m.window = m.state.WindowAt(at)
	m.fits = m.state.Fits(at, rules)
	m.findings = c.findings(m.state, at)
	m.bias, m.zoned = r.BiasAt(at)
	m.levels = c.counts.upto(r, m.then)
	return m
}

// findings is what is found in a state as of a time; of the frame before, where that is the same.
func (c *session) findings(s *model.State, at time.Time) []*model.Finding {
	if c.client.Preview {
		return nil // many are that something is not in the log
	}
	if c.m != nil && c.m.state == s && c.m.at.Equal(at) {
		return c.m.findings
	}
	return s.FindingsAt(at)
}

// around finds the records next to a time.
func (c *session) around(t time.Time) (prev, next time.Time, more bool) {
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
