package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/summary"
)

// What the terminal is told of the clients of a fleet: the same events as of one client, each once,
// whether it is open or not.

// maxTold is how many events the terminal is told one by one; of more it is told how many.
const maxTold = 5

// fleetEvent names events of one kind of one thing of a client.
type fleetEvent struct {
	client int
	eventKey
}

// fleetTeller knows which events of the clients have been told.
type fleetTeller struct {
	known map[int]time.Time        // up to when each client was known when it was seen first
	told  map[fleetEvent]time.Time // when the last one of its kind happened
	was   map[int]summary.ClientState
	at    time.Time // the newest moment of sums that were looked at
}

func newFleetTeller() fleetTeller {
	return fleetTeller{map[int]time.Time{}, map[fleetEvent]time.Time{}, map[int]summary.ClientState{}, time.Time{}}
}

// newEvents returns what has happened to a client since it was seen first and has not been
// told.
func (t *fleetTeller) newEvents(c *summary.ClientSummary, n *Notify) (texts []string) {
	if c.Loading {
		return nil
	}
	since, seen := t.known[c.Number]
	if !seen {
		t.known[c.Number] = c.LastRecord
		return nil
	}
	isNew := func(k eventKey, at time.Time) bool {
		e := fleetEvent{c.Number, k}
		if !n.tells(k.state) || !at.After(since) || !at.After(t.told[e]) {
			return false
		}
		t.told[e] = at
		return true
	}
	for i := range c.Updates {
		if u := &c.Updates[i]; isNew(eventKey{u.ID, u.State.String()}, u.Since) {
			texts = append(texts, u.Label()+" "+u.StateText())
		}
	}
	if isNew(eventKey{state: restartRequested}, c.RestartRequested) {
		texts = append(texts, restartText)
	}
	return texts
}

// newState returns what is to be told of the state that a client has come into by the time alone, "" for nothing.
func (t *fleetTeller) newState(c *summary.ClientSummary, n *Notify) string {
	was, seen := t.was[c.Number]
	t.was[c.Number] = c.State
	if seen && was != c.State && was != summary.ClientUnknown && c.State == summary.ClientSilent && n.tells(clientSilent) {
		return c.WhyText()
	}
	return ""
}

// tells reports whether the terminal is told of clients: of what happens now, and not of what is replayed.
func (s *fleetScreen) tells() bool {
	n := &s.options.Notify
	return len(n.States) > 0 && (n.Bell || n.OSC != 0) && s.at.IsZero() && !s.replays()
}

// tellUpdates tells the terminal what has happened to the updates of clients that have changed.
func (s *fleetScreen) tellUpdates(changed []summary.ClientSummary) tea.Cmd {
	if !s.tells() {
		return nil
	}
	var told toldEvents
	for i := range changed {
		for _, text := range s.teller.newEvents(&changed[i], &s.options.Notify) {
			told.add(&s.options.Notify, changed[i].Name, text)
		}
	}
	return told.cmd(&s.options.Notify)
}

// tellStates tells the terminal into which states clients have come, as the sums that are shown say.
func (s *fleetScreen) tellStates() tea.Cmd {
	sums := s.known.sums
	if !s.tells() || sums.At.Before(s.teller.at) {
		return nil
	}
	s.teller.at = sums.At
	var told toldEvents
	for i := range sums.Rows {
		c := &sums.Rows[i]
		if c.Loading {
			continue
		}
		if text := s.teller.newState(c, &s.options.Notify); text != "" {
			told.add(&s.options.Notify, c.Name, text)
		}
	}
	return told.cmd(&s.options.Notify)
}

// toldEvents is what the terminal is told at once.
type toldEvents struct {
	out strings.Builder
	n   int
}

func (t *toldEvents) add(n *Notify, client, text string) {
	if t.n++; t.n <= maxTold {
		t.out.WriteString(n.sequence(client, text))
	}
}

func (t *toldEvents) cmd(n *Notify) tea.Cmd {
	if more := t.n - maxTold; more > 0 {
		t.out.WriteString(n.sequence("fleet", summary.Count(more, "more event")))
	}
	if t.n == 0 {
		return nil
	}
	return tea.Raw(t.out.String())
}
