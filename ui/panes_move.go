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

// scrollSideways moves messages, or the timeline.
func (a *App) scrollSideways(by int) {
	if a.focus == paneTimeline && len(a.pages) == 0 {
		a.panes[paneTimeline].(*timelinePane).pan(by)
		return
	}
	p := a.session().log
	p.scrolledCells = max(p.scrolledCells+20*by, 0)
}
