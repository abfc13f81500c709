package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/ui/cell"
)

// fleetLayout is where everything on the fleet's screen stands.
type fleetLayout struct {
	edges
	curve rect
	panes [fleetPaneCount]rect // the first row of each is its title
}

// newFleetLayout divides a screen: the clients above, the updates and the causes side by side below
// them, then the night's curve. A list that is to have all the room, or has none beside others, has
// all. below is how many rows the lower lists have.
func newFleetLayout(w, h int, focus fleetPane, alone bool, below int) fleetLayout {
	l := fleetLayout{edges: newEdges(w, h, 8)}
	switch {
	case h >= 50:
		l.curve = l.take(7)
	case h >= 30:
		l.curve = l.take(4)
	case h >= 20:
		l.curve = l.take(1)
	}
	lower := clamp(below+1, 4, max(l.body.h*3/10, 5))
	if alone || l.body.h < 12 || w < 60 {
		l.panes[focus] = l.body
		return l
	}
	y := l.body.y + l.body.h - lower
	l.panes[paneClients] = rect{0, l.body.y, w, l.body.h - lower}
	l.panes[paneKBs] = rect{0, y, (w - 1) / 2, lower}
	l.panes[paneReasons] = rect{(w-1)/2 + 1, y, w - 1 - (w-1)/2, lower}
	return l
}

// paneAt returns the list at a cell, and the row of it below its title; -1 for the title.
func (l *fleetLayout) paneAt(x, y int) (p fleetPane, row int, ok bool) {
	for p := range fleetPaneCount {
		if r := l.panes[p]; r.contains(x, y) {
			return p, y - r.y - 1, true
		}
	}
	return 0, 0, false
}

// view returns the frame; the last one, if nothing has changed since.
func (s *fleetScreen) view() tea.View {
	if !s.dirty {
		return s.frame
	}
	s.dirty = false
	s.frame = tea.NewView(s.render())
	s.frame.AltScreen = true
	s.frame.WindowTitle = "ccmtail " + s.title()
	s.frame.Cursor = s.cursor()
	if s.mouseOn {
		s.frame.MouseMode = tea.MouseModeCellMotion
	}
	return s.frame
}

// cursor returns the terminal's cursor in the line that is being edited; nil hides it.
func (s *fleetScreen) cursor() *tea.Cursor {
	l := &s.layout
	switch {
	case s.prompt != nil && l.status.h > 0:
		return s.prompt.cursor(l.w, l.status.y)
	case s.prompt == nil && s.page != nil && s.page.showsSearch(l.body.h):
		return s.page.search.cursor(l.w, l.body.y+1)
	}
	return nil
}

// render returns the frame: each row exactly as wide as the screen.
func (s *fleetScreen) render() string {
	w, h := s.layout.w, s.layout.h
	if w <= 0 || h <= 0 {
		return ""
	}
	s.layout = newFleetLayout(w, h, s.focus, s.fullScreen, max(len(s.kbs.rows), len(s.reasons.rows)))
	rows, d := make([]cell.Row, h), s.look(false)
	drawInto(rows, s.layout.header, func(w, _ int) []cell.Row { return []cell.Row{s.headerRow(&d, w)} })
	drawInto(rows, s.layout.verdict, func(w, _ int) []cell.Row { return []cell.Row{s.verdictRow(&d, w)} })
	s.drawBody(rows)
	drawInto(rows, s.layout.curve, func(w, h int) []cell.Row { return s.curveRows(&d, w, h) })
	drawInto(rows, s.layout.status, func(w, _ int) []cell.Row { return []cell.Row{s.statusRow(&d, w)} })
	drawInto(rows, s.layout.hints, func(w, h int) []cell.Row { return s.hintRows(&d, w, h) })
	if p := s.prompt; p != nil && p.kind == promptCommand && s.layout.status.y > s.layout.body.y {
		d.drawMenu(rows[s.layout.body.y:s.layout.status.y], len(p.choices), p.choice, s.chosenCommand(), func(l *cell.Builder, i int) { d.putCommand(l, p.choices[i]) })
	}
	return cell.Painted(cell.Frame(rows, w, s.g.ASCII), s.th.Base)
}

// drawBody draws the lists, or the page that covers them.
func (s *fleetScreen) drawBody(rows []cell.Row) {
	l := &s.layout
	if s.page != nil {
		drawInto(rows, l.body, func(w, h int) []cell.Row { return s.page.screenRows(&renderContext{look: s.look(true)}, w, h) })
		return
	}
	drawn := [fleetPaneCount][]cell.Row{}
	for p := range fleetPaneCount {
		if r := l.panes[p]; r.h > 0 {
			up := -1
			drawn[p] = s.paneRows(p, r.w, r.h, up)
		}
	}
	left, right := l.panes[paneKBs], l.panes[paneReasons]
	if left.h == 0 || right.h == 0 {
		copy(rows[l.body.y:], drawn[s.focus])
		return
	}
	copy(rows[l.body.y:], drawn[paneClients])
	for i := range drawn[paneKBs] {
		b := cell.NewBuilder(1, "")
		b.Put(s.th.Rule, either(i == 0, s.g.TeeDown, s.g.Vertical))
		rows[left.y+i] = drawn[paneKBs][i].Beside(b.Row(), drawn[paneReasons][i])
	}
}

// paneRows returns a list with its title.
func (s *fleetScreen) paneRows(p fleetPane, w, h, up int) []cell.Row {
	d := s.look(p == s.focus)
	list := s.paneAt(p)
	if h <= 2 {
		return list.drawRows(&d, w, h)
	}
	rows := list.drawRows(&d, w, h-1)
	return append([]cell.Row{d.titleRow(fleetPaneNames[p], s.paneTitle(p, &d), w, up)}, rows...)
}

// hintRows returns the keys that do something here, as many as fit; those of help and of the way out
// are always in sight.
func (s *fleetScreen) hintRows(d *look, w, h int) []cell.Row {
	var rows []cell.Row
	if s.prompt != nil {
		if row, ok := s.prompt.caretRow(d, w); ok && h > 0 {
			rows = append(rows, row)
		}
	}
	hints, last := s.hints(), s.keys.hints([]keyHint{hintFor("all keys", actHelp), hintFor("quit", actQuit)})
	if s.prompt != nil || s.page != nil {
		last = nil
	}
	for len(rows) < h {
		l := cell.NewBuilder(w, "")
		if room := hintsWidth(last); len(rows) == h-1 && room > 0 && room <= w {
			hints = d.putHintsIn(l, hints, w-room)
			d.putHints(l, last)
		} else {
			hints = d.putHints(l, hints)
		}
		rows = append(rows, l.Row())
	}
	return rows
}

// fleetFilterHints say what a filter of the clients can hold.
var fleetFilterHints = []hint{
	{"Enter", "apply"}, {"Esc", "cancel"}, {"!", "not"}, {"a|b", "or"}, {"state:", "failed"}, {"kb:", ""}, {"code:", ""}, {"client:", "SRV*"},
	{"finding:", "F12"}, {"window:", "open"}, {"stuck:", ">30m"}, {"silent:", ""}, {"site:", "P01"}, {"words", ""},
}

// hints returns what keys do, most wanted first.
func (s *fleetScreen) hints() []hint {
	switch {
	case s.prompt != nil && s.prompt.kind == promptListFilter && s.focus == paneClients:
		return append(s.savedHints(), fleetFilterHints...)
	case s.prompt != nil && s.prompt.kind == promptListFilter:
		out := append(s.savedHints(), hint{"Enter", "apply"}, hint{"Esc", "cancel"}, hint{"!", "not"}, hint{"a|b", "or"})
		for _, field := range s.pane().fieldNames() {
			out = append(out, hint{field + ":", ""})
		}
		return out
	case s.prompt != nil:
		return append(s.savedHints(), s.prompt.hints(s.keys)...)
	case s.story != nil:
		return s.keys.hints(s.storyHints())
	case s.page != nil:
		return searchHints
	}
	out := []keyHint{hintFor("open client", actDetails)}
	switch s.focus {
	case paneKBs:
		out = []keyHint{hintFor("only clients that have it", actFollowIDs, actDetails)}
	case paneReasons:
		out = []keyHint{hintFor("only clients that have it", actDetails)}
	}
	step := hintFor("previous, next change", actRecordBack, actRecordOn)
	p := &s.playhead
	if p.state != stateLive {
		out = append([]keyHint{
			hintFor(either(p.state == statePlaying, "pause", either(p.held, "play again", "resume")), actPause), hintFor("slower, faster", actSlower, actFaster),
		}, out...)
	}
	if s.isPinned() {
		out = append([]keyHint{hintFor("back to now", actBack), step}, out...)
	}
	out = append(out,
		hintFor("find", actFind), hintFor("filter", actFilter), hintFor("sort", actSort), hintFor("group", actGroup), hintFor("pane", actNextPane),
		hintFor(either(s.keptKB == "", "this KB everywhere", "all updates"), actFollowIDs), hintFor("copy names", actCopy), hintFor("go to time", actGoToTime))
	if s.at.IsZero() {
		out = append(out, step)
	}
	return s.keys.hints(append(out,
		hintFor("full screen", actFullScreen), hintFor("commands", actCommands),
	))
}

// title returns what the terminal's title says.
func (s *fleetScreen) title() string {
	return strings.TrimSuffix(s.known.sums.Verdict(), ".")
}
