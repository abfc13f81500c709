package ui

import (
	tea "charm.land/bubbletea/v2"

	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// fullClient is a client that has been read while its preview was shown, looked at once, so that
// showing it takes no time.
type fullClient struct {
	session      *session
	counterparts counterparts
}

// prepareFullClient looks at a client off the event loop: the first look at all of a large one
// takes seconds.
func (a *App) prepareFullClient(client store.Client) tea.Cmd {
	preview := a.client.client.Records
	head, now, rules, zone := a.playhead, a.clockTime, a.fitRules, a.displayLocation()
	return func() tea.Msg {
		c := newSession()
		c.setClient(client)
		c.currentAsOf(&head, now, rules, zone).newestChanges(fewChanges)
		c.fold.AfterFirst(client.Events, max(client.Events.Len()-1, 0)) // keeps states, so that looking back is quick
		c.refreshChangeTimes(now, 0)
		return fullClient{c, c.client.Records.Counterparts(preview)}
	}
}

// handle shows a client that has been read in the place of its preview. The user stays at the same
// records.
func (m fullClient) handle(a *App) tea.Cmd {
	lost := m.session.adoptPosition(a.client, m.counterparts)
	a.client = m.session
	a.remapRecords(m.counterparts)
	if lost > 0 {
		a.notifyError(summary.Count(lost, "marked record") + " lost: the log was rolled over or truncated")
	}
	return a.takeSnapshot()
}

// remapRecords keeps what is on the screen at the same records.
func (a *App) remapRecords(same counterparts) {
	if pin := &a.playhead.pinned; pin.on {
		pin.rec, pin.on = same.lookup(pin.rec)
	}
	if p := a.prompt; p != nil {
		p.origin, _ = same.lookup(p.origin)
	}
	for _, p := range a.pages {
		if p.shownSubject.hasRec {
			p.shownSubject.rec, p.shownSubject.hasRec = same.lookup(p.shownSubject.rec)
		}
	}
	if a.search.cancel() {
		a.notify("everything is loaded; search again", notifyTime)
	}
}

func (s counterparts) lookup(id event.RecordID) (event.RecordID, bool) {
	now, ok := s[id]
	return now, ok
}
