package ui

import tea "charm.land/bubbletea/v2"

// point is the mouse: a click selects, a second one on the same row opens, the wheel moves, the scrubber seeks, the lines
// between panes can be drawn.
func (a *App) point(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	var cmd tea.Cmd
	switch msg.(type) {
	case tea.MouseWheelMsg:
		a.wheel(m)
	case tea.MouseClickMsg:
		a.welcome = false
		cmd = a.click(m)
	case tea.MouseMotionMsg:
		cmd = a.dragTo(m)
	case tea.MouseReleaseMsg:
		a.drag.what, a.drag.scrub = noDivider, false
	}
	a.moment()
	return tea.Batch(cmd, a.scanOn())
}

func (a *App) wheel(m tea.Mouse) {
	by := 3
	if m.Button == tea.MouseWheelUp {
		by = -3
	}
	if len(a.pages) == 0 {
		if p, _ := a.layout.under(m.X, m.Y); p != paneNone {
			a.focus = p
		}
	}
	a.move(by)
}

func (a *App) click(m tea.Mouse) tea.Cmd {
	if m.Button != tea.MouseLeft {
		return nil
	}
	a.grab(m)
	if a.onTime(m) {
		a.scrub(m.X)
		return a.startClock()
	}
	d := a.draw(true)
	if len(a.pages) > 0 {
		p := a.pages[len(a.pages)-1]
		row := m.Y - a.layout.body.y - 1 - btoi(p.search != nil)
		if before := p.sel; row >= 0 {
			p.pick(d, row)
			if p.sel == before && p.search == nil {
				a.enter()
			}
		}
		return nil
	}
	p, row := a.layout.under(m.X, m.Y)
	if p == paneLog && row < 0 && a.clickChip(m.X) {
		a.drag = drag{}
		return nil
	}
	if p == paneNone {
		return nil
	}
	before := a.top().subject(d)
	same := a.focus == p
	a.focus = p
	if row >= 0 {
		a.panes[p].pick(d, row)
		if s := a.top().subject(d); same && s == before && (s.hasRec || !s.id.IsZero()) {
			a.enter()
		}
	}
	return nil
}
