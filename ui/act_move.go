package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// step moves the selection by a row.
func step(by int) func(*App) tea.Cmd { return plainly(func(a *App) { a.move(by) }) }

// paging moves by a page or a part of one.
func paging(sign, parts int) func(*App) tea.Cmd {
	return plainly(func(a *App) {
		if a.focus == paneLog && len(a.pages) == 0 {
			a.session().log.turn(a.draw(true), sign, parts)
			return
		}
		a.move(sign * max(a.top().page()/parts, 1))
	})
}

// top is what movement keys move in.
func (a *App) top() pane {
	if n := len(a.pages); n > 0 {
		return &a.pages[n-1].list
	}
	return a.panes[a.focus]
}

func (a *App) move(by int) { a.top().move(a.draw(true), by) }

func (a *App) first() { a.move(-1 << 30) }

// last goes to the end; the log stays there.
func (a *App) last() {
	if a.focus == paneLog && len(a.pages) == 0 {
		a.followLog()
		return
	}
	a.move(1 << 30)
}

// followLog shows the newest line and what comes after it.
func (a *App) followLog() {
	a.session().log.follow = true
	a.head.pin = pin{}
}

// nextPane goes to the next pane there is room for.
func (a *App) nextPane(by int) {
	a.pages = nil
	ring := []paneID{paneUpdates, paneWindow, paneReboots, paneFindings, paneLog}
	if a.full || !isStandard(a.focus) || a.layout.split == 0 {
		ring = []paneID{paneUpdates, paneWindow, paneReboots, paneLog, paneFindings, paneDeployments, paneScans, paneSources, paneTimeline}
	} else if a.layout.panes[paneFindings].h == 0 {
		ring = []paneID{paneUpdates, paneWindow, paneReboots, paneLog}
	}
	i := slices.Index(ring, a.focus)
	a.focus = ring[(i+by+len(ring))%len(ring)]
}

func show(p paneID) func(*App) tea.Cmd {
	return plainly(func(a *App) {
		a.pages = nil
		a.focus = p
	})
}

func (a *App) otherClient(by int) {
	n := len(a.sessions)
	if n < 2 {
		a.tell("there is only one client; name more folders on the command line", toastTime)
		return
	}
	a.client = (a.client + by + n) % n
	a.head.pin = pin{}
	a.pages = nil
}

// enter opens what is selected: from a fact it goes to the record that says so.
func (a *App) enter() {
	d := a.draw(true)
	s := a.top().subject(d)
	switch {
	case a.toggleGroup(d):
	case s.log != "":
		a.focus = paneLog
		a.showLog(s.log)
	case d.m.finding(s.finding) != nil:
		a.openSubject(d, s)
	case len(a.pages) > 0 && s.hasRec && a.pages[len(a.pages)-1].about != s:
		a.showRecord(s)
	case len(a.pages) > 0:
		if p := a.pages[len(a.pages)-1]; s.id != p.about.id {
			a.openSubject(d, s)
		}
	case a.focus == paneLog:
		if s.hasRec {
			a.open(recordPage(s.rec))
		}
	case a.focus == paneUpdates, a.focus == paneDeployments, a.focus == paneTimeline:
		a.openSubject(d, s)
	case s.hasRec:
		a.showRecord(s)
	default:
		a.openSubject(d, s)
	}
}

// showRecord goes to a record in the log.
func (a *App) showRecord(s subject) {
	if a.isLost(s.rec) {
		return
	}
	a.pages = nil
	a.focus = paneLog
	d := a.draw(true)
	l := &d.c.log.lines
	d.c.log.show(d, s.rec)
	if i := l.Index(s.rec); i >= l.Len(d.m.bound) || l.At(i) != s.rec {
		a.complain("that record is hidden by the filter; " + a.key("Backspace") + " takes off a chip")
	}
}

func (a *App) rawRecord() {
	d := a.draw(true)
	if n := len(a.pages); n > 0 && a.pages[n-1].about.hasRec {
		a.pages[n-1].raw = !a.pages[n-1].raw
		return
	}
	if s := a.top().subject(d); s.hasRec {
		p := recordPage(s.rec)
		p.raw = true
		a.open(p)
	}
}

// pinTo looks at the moment of the log's selection, or at the newest one if the log is at its end.
func (a *App) pinTo(d *draw) {
	p := d.c.log
	if p.follow || !p.hasSel {
		a.head.pin = pin{}
		return
	}
	a.head.pin = pin{on: true, rec: p.sel, at: d.m.records.Time(p.sel)}
}

// back steps back by one thing: what is typed, a page, full screen, the past, what is followed.
func (a *App) back() tea.Cmd {
	c := a.session()
	switch {
	case a.writing != nil:
		a.writing.cancel()
	case a.seek.end():
		a.tell("given up", toastTime)
	case len(a.pages) > 0:
		a.close()
	case c.log.anchor != nil:
		c.log.anchor = nil
	case a.head.pin.on:
		a.followLog()
	case a.head.home == live && a.head.state != live:
		a.head.goLive()
		return a.startClock()
	case a.full:
		a.full = false
	case c.log.link() != nil:
		a.unfollow()
	case c.log.alone() != "":
		a.showLog("")
	case c.log.find != nil:
		c.log.seek(nil)
	case !isStandard(a.focus):
		a.focus = paneUpdates
	default:
		a.toast = toast{}
	}
	return nil
}

func (a *App) leave() tea.Cmd {
	if len(a.pages) > 0 {
		a.close()
		return nil
	}
	return tea.Quit
}

func (a *App) sort() {
	if p, ok := a.panes[a.focus].(*updatesPane); ok {
		p.order = (p.order + 1) % updateOrders
		a.tell("updates "+updateOrderNames[p.order], toastTime)
	}
}

func (a *App) showAll() {
	p := a.panes[paneUpdates].(*updatesPane)
	p.every = !p.every
	a.tell(pick(p.every, "all updates", "only updates that are deployed or at work"), toastTime)
}

// sideways moves messages, or the timeline.
func (a *App) sideways(by int) {
	if a.focus == paneTimeline && len(a.pages) == 0 {
		a.panes[paneTimeline].(*timelinePane).pan(by)
		return
	}
	p := a.session().log
	p.shift = max(p.shift+20*by, 0)
}

func (a *App) zoom(by float64) { a.panes[paneTimeline].(*timelinePane).zoom(by) }
