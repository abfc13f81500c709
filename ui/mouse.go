package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// onMouse is the mouse: a click selects, a second one on the same row opens, the wheel moves, the scrubber seeks, the lines
// between panes can be drawn.
func (a *App) onMouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	var cmd tea.Cmd
	switch msg.(type) {
	case tea.MouseWheelMsg:
		a.onWheel(m)
	case tea.MouseClickMsg:
		a.showWelcome = false
		cmd = a.onClick(m)
	case tea.MouseMotionMsg:
		cmd = a.onDrag(m)
	case tea.MouseReleaseMsg:
		a.drag.divider, a.drag.scrubbing = noDivider, false
	}
	a.refreshAsOf()
	return tea.Batch(cmd, a.continueSearches())
}

func (a *App) onWheel(m tea.Mouse) {
	by := 3
	if m.Button == tea.MouseWheelUp {
		by = -3
	}
	if len(a.pages) == 0 {
		if p, _ := a.layout.paneAt(m.X, m.Y); p != paneNone {
			a.focus = p
		}
	}
	a.moveSelection(by)
}

func (a *App) onClick(m tea.Mouse) tea.Cmd {
	if m.Button != tea.MouseLeft {
		return nil
	}
	a.startDrag(m)
	if a.overTimeline(m) {
		a.seekToColumn(m.X)
		return a.restartClock()
	}
	d := a.renderContext(true)
	if len(a.pages) > 0 {
		p := a.pages[len(a.pages)-1]
		row := m.Y - a.layout.body.y - 1 - btoi(p.search != nil)
		if before := p.selected; row >= 0 {
			p.selectRow(d, row)
			if p.selected == before && p.search == nil {
				a.openSelected()
			}
		}
		return nil
	}
	p, row := a.layout.paneAt(m.X, m.Y)
	if p == paneLog && row < 0 && a.clickChip(m.X) {
		a.drag = drag{}
		return nil
	}
	if p == paneNone {
		return nil
	}
	before := a.activePane().subject(d)
	same := a.focus == p
	a.focus = p
	if row >= 0 {
		a.panes[p].selectRow(d, row)
		if s := a.activePane().subject(d); same && s == before && (s.hasRec || !s.id.IsZero()) {
			a.openSelected()
		}
	}
	return nil
}

func (a *App) toggleMouse() {
	a.mouseOn = !a.mouseOn
	a.notify(either(a.mouseOn, "mouse on", "mouse off: the terminal selects text"), 2*time.Second)
}
