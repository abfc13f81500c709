package ui

import tea "charm.land/bubbletea/v2"

// onMouse handles the mouse: a click selects, a second one on the same row opens, the wheel moves, the
// names of the columns sort, the curve seeks.
func (s *fleetScreen) onMouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		s.onWheel(m)
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return s.onClick(m)
		}
	}
	return nil
}

func (s *fleetScreen) onWheel(m tea.Mouse) {
	by := 3
	if m.Button == tea.MouseWheelUp {
		by = -3
	}
	if s.page != nil {
		s.page.moveBy(nil, by)
		return
	}
	if p, _, ok := s.layout.paneAt(m.X, m.Y); ok {
		s.focus = p
	}
	s.pane().moveBy(by)
}

func (s *fleetScreen) onClick(m tea.Mouse) tea.Cmd {
	l := &s.layout
	if s.page != nil {
		return nil
	}
	if l.curve.contains(m.X, m.Y) && (l.curve.h <= 2 || m.Y > l.curve.y) {
		s.seekToColumn(m.X)
		return nil
	}
	p, row, ok := l.paneAt(m.X, m.Y)
	if !ok {
		return nil
	}
	same, before := s.focus == p, s.paneAt(p).selectedKey()
	if s.focus = p; row < 0 {
		return nil
	}
	if p == paneClients && row < s.clients.headRows {
		for _, h := range s.columns.heads() {
			if m.X >= h.x && m.X < h.x+h.width {
				s.sortBy(h.order)
			}
		}
		return nil
	}
	if s.pane().selectRow(row) && same && s.pane().selectedKey() == before {
		return s.open()
	}
	return nil
}
