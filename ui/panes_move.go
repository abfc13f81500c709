package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// activePane returns what keys that move and act mean: the page on top, or the pane in focus.
func (a *App) activePane() pane {
	if p := a.pages.top(); p != nil {
		return p
	}
	return a.panes[a.focus]
}

// selection returns what is selected in it, and what to look at it with.
func (a *App) selection() (*renderContext, subject) {
	d := a.renderContext(true)
	return d, a.activePane().subject(d)
}

func (a *App) moveSelection(by int) tea.Cmd {
	return a.do(a.activePane().moveBy(a.renderContext(true), by))
}

// moveAction moves the selection by some rows.
func moveAction(by int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { return a.moveSelection(by) }
}

// pageAction moves by a page or a part of one.
func pageAction(sign, parts int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		if p, ok := a.activePane().(pageTurner); ok {
			return a.do(p.turnPage(a.renderContext(true), sign, parts))
		}
		return a.moveSelection(sign * max(a.activePane().pageSize()/parts, 1))
	}
}

// beyondAll is more rows than there are.
const beyondAll = 1 << 30

// moveLast goes to the end.
func (a *App) moveLast() tea.Cmd {
	if p, ok := a.activePane().(endSeeker); ok {
		return a.do(p.moveToEnd(a.renderContext(true)))
	}
	return a.moveSelection(beyondAll)
}

// cyclePane goes to the next pane there is room for.
func (a *App) cyclePane(by int) {
	a.pages = nil
	ring := a.layout.tabOrder
	if a.fullScreen || !isStandard(a.focus) || a.layout.splitColumn == 0 {
		ring = allPanes()
	}
	i := slices.Index(ring, a.focus)
	a.focus = ring[(i+by+len(ring))%len(ring)]
}

// openSelected opens what is selected.
func (a *App) openSelected() tea.Cmd { return a.do(a.activePane().open(a.renderContext(true))) }

// sortActive shows the same in another order.
func (a *App) sortActive() tea.Cmd {
	if p, ok := a.activePane().(sorter); ok {
		return a.do(p.sort(a.renderContext(true)))
	}
	return nil
}

// toggleAll shows what the active pane leaves out, or what the list of updates does.
func (a *App) toggleAll() tea.Cmd {
	if p, ok := a.activePane().(expander); ok {
		return a.do(p.toggleAll(a.renderContext(true)))
	}
	return onPane((*updatesPane).toggleAll)(a)
}

// scrollAction moves what is shown to the side.
func scrollAction(by int) func(*App) tea.Cmd {
	return noCmd(func(a *App) {
		if p, ok := a.activePane().(panner); ok {
			p.pan(by)
			return
		}
		a.session().log.pan(by)
	})
}
