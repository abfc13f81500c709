package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// onMouse handles the mouse: a click selects, a second one on the same row opens, the wheel moves,
// the scrubber seeks, the lines between panes can be drawn.
func (a *App) onMouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		return a.onWheel(m)
	case tea.MouseClickMsg:
		a.showWelcome = false
		return a.onClick(m)
	case tea.MouseMotionMsg:
		return a.onDrag(m)
	case tea.MouseReleaseMsg:
		a.drag.divider, a.drag.scrubbing = noDivider, false
	}
	return nil
}

func (a *App) onWheel(m tea.Mouse) tea.Cmd {
	by := 3
	if m.Button == tea.MouseWheelUp {
		by = -3
	}
	if len(a.pages) == 0 {
		if p, _ := a.layout.paneAt(m.X, m.Y); p != paneNone {
			a.focus = p
		}
	}
	return a.moveSelection(by)
}

func (a *App) onClick(m tea.Mouse) tea.Cmd {
	if m.Button != tea.MouseLeft {
		return nil
	}
	a.startDrag(m)
	if a.layout.overTimeline(m) {
		return a.seekToColumn(m.X)
	}
	if a.layout.changes.contains(m.X, m.Y) {
		return a.do(focusPane{paneChanges})
	}
	if a.layout.verdict.contains(m.X, m.Y) {
		return a.toggleVerdict()
	}
	if p := a.pages.top(); p != nil {
		return a.clickPage(p, m.Y-a.layout.body.y-1-btoi(p.search != nil))
	}
	p, row := a.layout.paneAt(m.X, m.Y)
	if p == paneNone {
		return nil
	}
	return a.clickPane(p, m.X, row)
}

// clickPage selects a row of a page; clicked again it is opened.
func (a *App) clickPage(p *page, row int) tea.Cmd {
	if row < 0 {
		return nil
	}
	before := p.selected
	cmd := a.do(p.selectRow(a.renderContext(true), row))
	if p.selected == before && p.search == nil {
		return a.openSelected()
	}
	return cmd
}

// clickPane goes to a pane and selects a row of it; clicked again it is opened. Row -1 is its
// title.
func (a *App) clickPane(id paneID, x, row int) tea.Cmd {
	d, p := a.renderContext(true), a.panes[id]
	if title, ok := p.(titleClicker); ok && row < 0 {
		if e, hit := title.clickTitle(d, x-a.layout.panes[id].x-d.titleIndent(id)); hit {
			a.drag = drag{}
			return a.do(e)
		}
	}
	same, before := a.focus == id, a.activePane().subject(d)
	if a.focus = id; row < 0 {
		return nil
	}
	if head, ok := p.(headClicker); ok {
		if e, hit := head.clickHead(d, x-a.layout.panes[id].x, row); hit {
			return a.do(e)
		}
	}
	cmd := a.do(p.selectRow(d, row))
	if s := p.subject(d); same && s == before && (s.hasRec || !s.id.IsZero()) {
		return a.openSelected()
	}
	return cmd
}

func (a *App) toggleMouse() {
	a.mouseOn = !a.mouseOn
	a.notify(either(a.mouseOn, "mouse on", "mouse off: the terminal selects text"), 2*time.Second)
}
