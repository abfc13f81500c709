package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/store"
	"ccmtail/summary"
)

// knownClients is what is known of the clients, and its sums.
type knownClients struct {
	clients []summary.ClientSummary
	index   map[int]int // where a client is, by its number
	version uint64
	changed bool
	newest  time.Time // the time of the newest record
	fleetSums
	summed  int // how often sums have been asked for, the ones on their way included
	summing bool
	// moments are when any client came into its state, in order: as last seen while all was about now.
	moments []time.Time
}

// fleetSums are the sums of the clients at some moment. Nothing changes in them.
type fleetSums struct {
	serial  int
	sums    *summary.Fleet
	at      time.Time // of the clock, when they were asked for
	reasons []summary.FleetReason
	past    fleetPast
}

// fleetPast is what is to be known of the past while all is about some moment of it: the ends of what is
// known, and how the clients came into their states.
type fleetPast struct {
	first, last time.Time
	histories   [][]summary.StateSince
}

// resumFleet is how old sums become without news: what is silent shows by time alone.
const resumFleet = 15 * time.Second

// take takes in the clients that have changed, and returns them.
func (k *knownClients) take(f Fleet) (clients []summary.ClientSummary) {
	clients, version := f.Changed(k.version)
	k.version = version
	if k.index == nil {
		k.index = map[int]int{}
	}
	for _, c := range clients {
		i, ok := k.index[c.Number]
		if !ok {
			i = len(k.clients)
			k.index[c.Number], k.clients = i, append(k.clients, summary.ClientSummary{})
		}
		k.clients[i] = c
	}
	if len(clients) == 0 && k.sums != nil {
		return nil
	}
	k.changed, k.newest = true, time.Time{}
	for i := range k.clients {
		if t := k.clients[i].LastRecord; t.After(k.newest) {
			k.newest = t
		}
	}
	return clients
}

// sumsOf sums up clients at a moment. Without changes the past is that of the sums before.
func sumsOf(clients []summary.ClientSummary, now time.Time, past fleetPast, changed bool) fleetSums {
	s := fleetSums{sums: summary.FleetOf(clients, now), past: past}
	s.reasons = s.sums.Reasons()
	if changed {
		s.past = pastOf(s.sums, now)
	}
	return s
}

// pastOf returns the past of clients that are summed up for now.
func pastOf(sums *summary.Fleet, now time.Time) fleetPast {
	p := fleetPast{now, now, make([][]summary.StateSince, len(sums.Rows))}
	for i := range sums.Rows {
		c := &sums.Rows[i]
		p.histories[i] = c.FullHistory()
		if len(c.History) > 0 {
			p.extend(c.History[0].Since)
		}
		for j := range c.Updates {
			p.extend(c.Updates[j].Since)
		}
	}
	return p
}

// extend takes a moment in at the beginning.
func (p *fleetPast) extend(t time.Time) {
	if t.Before(p.first) && summary.HasTime(t) {
		p.first = t
	}
}

// collectMoments finds the moments at which something changed.
func (k *knownClients) collectMoments() {
	var all momentSet
	add := func(t time.Time) {
		if summary.HasTime(t) {
			all.add(t)
		}
	}
	for i := range k.clients {
		c := &k.clients[i]
		for _, h := range c.History {
			add(h.Since)
		}
		for j := range c.Updates {
			add(c.Updates[j].Since)
		}
	}
	k.moments = all.distinct(nil)
}

// takeChanges takes in what has changed, and tells the terminal; what is shown follows when it is summed
// up.
func (s *fleetScreen) takeChanges() tea.Cmd {
	s.dirty = true
	changed := s.known.take(s.fleet)
	s.sayTroubles()
	return s.tellUpdates(changed)
}

// sayTroubles says which limits have been reached and which files could not be written since the last
// time.
func (s *fleetScreen) sayTroubles() {
	p := s.fleet.Progress()
	for ; s.limitsSaid < len(p.Limits); s.limitsSaid++ {
		s.say(p.Limits[s.limitsSaid], true)
	}
	for ; s.failuresSaid < len(p.Failures); s.failuresSaid++ {
		s.say(p.Failures[s.failuresSaid], true)
	}
}

// followsClock reports whether the clients' time goes on with the clock.
func (s *fleetScreen) followsClock() bool {
	last := s.known.newest
	return !last.IsZero() && s.clockTime.Sub(last).Abs() < store.StaleAfter
}

// now returns the moment that the screen is about.
func (s *fleetScreen) now() time.Time {
	switch {
	case !s.at.IsZero():
		return s.at
	case s.followsClock():
		return s.clockTime
	}
	return s.known.newest
}

// fleetSummed brings sums that were made beside the screen.
type fleetSummed struct{ fleetSums }

func (m fleetSummed) handleFleet(f *fleetApp) tea.Cmd {
	f.screen.known.summing = false
	f.screen.showSums(m.fleetSums)
	return f.screen.tellStates()
}

// sumUp sums the clients up again if they have changed, or enough time has passed: on a goroutine of
// its own, so that no key waits for it, and one at a time. The screen shows the old sums meanwhile.
func (s *fleetScreen) sumUp() tea.Cmd {
	k := &s.known
	if k.summing || !s.isOutdated() {
		return nil
	}
	sum := s.summing()
	k.summing = true
	return func() tea.Msg { return fleetSummed{sum()} }
}

// refresh sums the clients up at once if what is shown is not what is known.
func (s *fleetScreen) refresh() {
	if s.known.summing || s.isOutdated() {
		s.showSums(s.summing()())
	}
}

// isOutdated reports whether the clients have changed since they were summed up last, or enough time has
// passed.
func (s *fleetScreen) isOutdated() bool {
	k := &s.known
	return k.changed || s.at.IsZero() && s.followsClock() && s.clockTime.Sub(k.at) >= resumFleet
}

// summing returns what sums up the clients as they are now, on any goroutine.
func (s *fleetScreen) summing() func() fleetSums {
	k := &s.known
	clients, now, past, changed := slices.Clone(k.clients), s.now(), k.past, (k.changed || k.summing) && s.at.IsZero()
	k.summed++
	k.changed, k.at = false, s.clockTime
	serial, at := k.summed, k.at
	return func() fleetSums {
		sums := sumsOf(clients, now, past, changed)
		sums.serial, sums.at = serial, at
		return sums
	}
}

// showSums shows sums, unless newer ones are shown.
func (s *fleetScreen) showSums(sums fleetSums) {
	if sums.serial < s.known.serial {
		return
	}
	s.known.fleetSums, s.dirty = sums, true
	s.texts = map[*summary.ClientSummary]string{}
	kbs := make([]*summary.FleetUpdate, len(sums.sums.KBs))
	for i := range kbs {
		kbs[i] = &sums.sums.KBs[i]
	}
	s.kbs.set(kbs)
	s.reasons.set(sums.reasons)
	s.list()
}

// list lists the clients anew.
func (s *fleetScreen) list() {
	rows := make([]fleetRow, 0, len(s.known.sums.Rows))
	for i := range s.known.sums.Rows {
		r := fleetRow{client: &s.known.sums.Rows[i]}
		if s.keptKB == "" {
			r.update = r.client.Current()
		} else if r.update = updateNamed(r.client, s.keptKB); r.update == nil {
			continue
		}
		rows = append(rows, r)
	}
	s.clients.set(rows)
}

// updateNamed returns a client's most urgent update of a name, nil if it has none.
func updateNamed(c *summary.ClientSummary, label string) *summary.UpdateSummary {
	for i := range c.Updates {
		if u := &c.Updates[i]; u.Label() == label {
			return u
		}
	}
	return nil
}

// keptUpdate returns the update that all rows are about, nil if there is none.
func (s *fleetScreen) keptUpdate() *summary.FleetUpdate {
	for i := range s.known.sums.KBs {
		if u := &s.known.sums.KBs[i]; s.keptKB != "" && u.Label() == s.keptKB {
			return u
		}
	}
	return nil
}

// place returns a client's place in the list.
func (s *fleetScreen) place(number int) *member {
	for i, n := range s.listed() {
		if n == number {
			return &member{i, len(s.listed())}
		}
	}
	return &member{number, s.fleet.Len()}
}

// listed returns the numbers of the clients in the list, in its order.
func (s *fleetScreen) listed() (numbers []int) {
	for i := range s.clients.rows {
		if c := s.clients.rows[i].client; c != nil {
			numbers = append(numbers, c.Number)
		}
	}
	return numbers
}

// neighbour returns the client some places on in the list, going round, and selects it.
func (s *fleetScreen) neighbour(number, by int) (int, bool) {
	s.refresh()
	all := s.listed()
	if len(all) == 0 || len(all) == 1 && all[0] == number {
		return 0, false
	}
	i := slices.Index(all, number)
	if i < 0 {
		i = -btoi(by > 0) // it is not in the list any more
	}
	next := all[((i+by)%len(all)+len(all))%len(all)]
	s.clients.selectKey(clientKey(next))
	return next, true
}
