package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// moveAction moves the selection by a row.
func moveAction(by int) func(*App) tea.Cmd { return noCmd(func(a *App) { a.moveSelection(by) }) }

// pageAction moves by a page or a part of one.
func pageAction(sign, parts int) func(*App) tea.Cmd {
	return noCmd(func(a *App) {
		if a.focus == paneLog && len(a.pages) == 0 {
			a.session().log.turnPage(a.renderContext(true), sign, parts)
			return
		}
		a.moveSelection(sign * max(a.activePane().pageSize()/parts, 1))
	})
}

// activePane is what movement keys move in.
func (a *App) activePane() pane {
	if n := len(a.pages); n > 0 {
		return &a.pages[n-1].list
	}
	return a.panes[a.focus]
}

func (a *App) moveSelection(by int) { a.activePane().move(a.renderContext(true), by) }

func (a *App) moveFirst() { a.moveSelection(-1 << 30) }

// moveLast goes to the end; the log stays there.
func (a *App) moveLast() {
	if a.focus == paneLog && len(a.pages) == 0 {
		a.followNewest()
		return
	}
	a.moveSelection(1 << 30)
}

// followNewest shows the newest line and what comes after it.
func (a *App) followNewest() {
	a.session().log.following = true
	a.playhead.pin = pin{}
}

// cyclePane goes to the next pane there is room for.
func (a *App) cyclePane(by int) {
	a.pages = nil
	ring := []paneID{paneUpdates, paneWindow, paneRestarts, paneFindings, paneLog}
	if a.fullScreen || !isStandard(a.focus) || a.layout.splitColumn == 0 {
		ring = []paneID{paneUpdates, paneWindow, paneRestarts, paneLog, paneFindings, paneDeployments, paneScans, paneSources, paneTimeline}
	} else if a.layout.panes[paneFindings].h == 0 {
		ring = []paneID{paneUpdates, paneWindow, paneRestarts, paneLog}
	}
	i := slices.Index(ring, a.focus)
	a.focus = ring[(i+by+len(ring))%len(ring)]
}

func showPane(p paneID) func(*App) tea.Cmd {
	return noCmd(func(a *App) {
		a.pages = nil
		a.focus = p
	})
}

func (a *App) cycleClient(by int) {
	n := len(a.sessions)
	if n < 2 {
		a.notify("there is only one client; name more folders on the command line", notifyTime)
		return
	}
	a.shownClient = (a.shownClient + by + n) % n
	a.playhead.pin = pin{}
	a.pages = nil
}

// openSelected opens what is selected: from a fact it goes to the record that says so.
func (a *App) openSelected() {
	d := a.renderContext(true)
	s := a.activePane().subject(d)
	switch {
	case a.toggleSelectedGroup(d):
	case s.log != "":
		a.focus = paneLog
		a.showLog(s.log)
	case d.asOf.finding(s.finding) != nil:
		a.openSubject(d, s)
	case len(a.pages) > 0 && s.hasRec && a.pages[len(a.pages)-1].shownSubject != s:
		a.showRecord(s)
	case len(a.pages) > 0:
		if p := a.pages[len(a.pages)-1]; s.id != p.shownSubject.id {
			a.openSubject(d, s)
		}
	case a.focus == paneLog:
		if s.hasRec {
			a.openPage(recordPage(s.rec))
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
	if a.refuseEvicted(s.rec) {
		return
	}
	a.pages = nil
	a.focus = paneLog
	d := a.renderContext(true)
	l := &d.session.log.lines
	d.session.log.selectRecord(d, s.rec)
	if i := l.Index(s.rec); i >= l.Len(d.asOf.shownRows) || l.At(i) != s.rec {
		a.notifyError("that record is hidden by the filter; " + a.keyText("Backspace") + " takes off a chip")
	}
}

func (a *App) toggleRaw() {
	d := a.renderContext(true)
	if n := len(a.pages); n > 0 && a.pages[n-1].shownSubject.hasRec {
		a.pages[n-1].raw = !a.pages[n-1].raw
		return
	}
	if s := a.activePane().subject(d); s.hasRec {
		p := recordPage(s.rec)
		p.raw = true
		a.openPage(p)
	}
}

// pinSelected looks at the moment of the log's selection, or at the newest one if the log is at its end.
func (a *App) pinSelected(d *renderContext) {
	p := d.session.log
	if p.following || !p.hasSelected {
		a.playhead.pin = pin{}
		return
	}
	a.playhead.pin = pin{on: true, rec: p.selected, at: d.asOf.records.Time(p.selected)}
}

// back steps back by one thing: what is typed, a page, full screen, the past, what is followed.
func (a *App) back() tea.Cmd {
	c := a.session()
	switch {
	case a.fileWrite != nil:
		a.fileWrite.cancel()
	case a.search.cancel():
		a.notify("given up", notifyTime)
	case len(a.pages) > 0:
		a.closePage()
	case c.log.rangeStart != nil:
		c.log.rangeStart = nil
	case a.playhead.pin.on:
		a.followNewest()
	case a.playhead.home == stateLive && a.playhead.state != stateLive:
		a.playhead.goLive()
		return a.restartClock()
	case a.fullScreen:
		a.fullScreen = false
	case c.log.linkedIDs() != nil:
		a.unfollowIDs()
	case c.log.onlyLog() != "":
		a.showLog("")
	case c.log.findChip != nil:
		c.log.setFind(nil)
	case !isStandard(a.focus):
		a.focus = paneUpdates
	default:
		a.toast = toast{}
	}
	return nil
}

func (a *App) closeOrQuit() tea.Cmd {
	if len(a.pages) > 0 {
		a.closePage()
		return nil
	}
	return tea.Quit
}

func (a *App) cycleUpdateOrder() {
	if p, ok := a.panes[a.focus].(*updatesPane); ok {
		p.order = (p.order + 1) % updateOrderCount
		a.notify("updates "+updateOrderNames[p.order], notifyTime)
	}
}

func (a *App) toggleAllUpdates() {
	p := a.panes[paneUpdates].(*updatesPane)
	p.showAll = !p.showAll
	a.notify(either(p.showAll, "all updates", "only updates that are deployed or at work"), notifyTime)
}

// scrollSideways moves messages, or the timeline.
func (a *App) scrollSideways(by int) {
	if a.focus == paneTimeline && len(a.pages) == 0 {
		a.panes[paneTimeline].(*timelinePane).pan(by)
		return
	}
	p := a.session().log
	p.scrolledCells = max(p.scrolledCells+20*by, 0)
}

func (a *App) zoomTimeline(by float64) { a.panes[paneTimeline].(*timelinePane).zoom(by) }
