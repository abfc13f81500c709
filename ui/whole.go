package ui

import (
	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
	"ccmtail/store"
)

// readWhole is a client that has been read while its preview was shown, looked at once, so that showing it takes no time.
type readWhole struct {
	client  int
	session *session
	same    sameRecords
}

func (m readWhole) reach(a *App) tea.Cmd { return a.replace(m) }

// prepare looks at a client off the event loop: the first look at all of a large one takes seconds.
func (a *App) prepare(i int, client store.Client) tea.Cmd {
	preview := a.sessions[i].client.Records
	head, now, rules, zone := a.head, a.wall, a.rules, a.zone()
	return func() tea.Msg {
		c := newSession()
		c.take(client)
		c.look(&head, now, rules, zone)
		c.fold.AfterFirst(client.Events, max(client.Events.Len()-1, 0)) // keeps states, so that looking back is quick
		c.refreshSteps(now)
		return readWhole{i, c, c.client.Records.Counterparts(preview)}
	}
}

// replace shows a client that has been read in the place of its preview. The user stays at the same records.
func (a *App) replace(m readWhole) tea.Cmd {
	lost := m.session.inherit(a.sessions[m.client], m.same)
	shown := a.session() == a.sessions[m.client]
	a.sessions[m.client] = m.session
	if shown {
		a.stay(m.same)
	}
	if lost > 0 {
		a.complain(plural(lost, "marked record") + " not found again: the log has been rolled over or cut")
	}
	return tea.Batch(a.refresh(), a.scanOn())
}

// stay keeps what is on the screen at the same records.
func (a *App) stay(same sameRecords) {
	if pin := &a.head.pin; pin.on {
		pin.rec, pin.on = same.find(pin.rec)
	}
	if p := a.prompt; p != nil {
		p.origin, _ = same.find(p.origin)
	}
	for _, p := range a.pages {
		if p.about.hasRec {
			p.about.rec, p.about.hasRec = same.find(p.about.rec)
		}
	}
	if a.seek.end() {
		a.tell("all has been read: search again", toastTime)
	}
}

func (s sameRecords) find(id event.RecordID) (event.RecordID, bool) {
	now, ok := s[id]
	return now, ok
}
