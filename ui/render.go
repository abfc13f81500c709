package ui

import (
	"strconv"
	"strings"
)

// render is the frame: each row exactly as wide as the screen.
func (a *App) render() string {
	w, h := a.layout.w, a.layout.h
	if w <= 0 || h <= 0 {
		return ""
	}
	m := a.moment()
	m.seconds = m.soon()
	defer func() { a.seconds = m.seconds }()
	a.layout = arrange(w, h, wish{
		focus: a.focus, full: a.full, page: len(a.pages) > 0, scrubber: a.head.state != live || a.head.pin.on || a.histogram, histogram: a.histogram,
		sizes: a.sizes,
	})
	rows := make([]string, h)
	a.into(rows, a.layout.header, a.headerRows)
	a.body(rows)
	a.into(rows, a.layout.scrubber, a.scrubberRows)
	a.into(rows, a.layout.histogram, a.histogramRows)
	a.into(rows, a.layout.status, a.statusRows)
	a.into(rows, a.layout.hints, a.hintRows)
	a.menu(rows)
	for i := range rows {
		if rows[i] == "" {
			rows[i] = spaces(w)
		}
	}
	s := strings.Join(rows, "\n")
	if a.g.ascii {
		s = toASCII.Replace(s)
	}
	return s
}

// into draws rows that go from one side of the screen to the other.
func (a *App) into(rows []string, r rect, draw func(w, h int) []string) {
	if r.h > 0 {
		copy(rows[r.y:r.y+r.h], draw(r.w, r.h))
	}
}

// menu lays what the prompt offers over the rows above it, the choice nearest to the hand.
func (a *App) menu(rows []string) {
	if a.prompt == nil || len(a.prompt.picks) == 0 {
		return
	}
	n := min(len(a.prompt.picks), 12, a.layout.status.y-a.layout.body.y-1)
	top := scrolled(0, a.prompt.pick, n, len(a.prompt.picks))
	for i := range max(n, 0) {
		p := a.prompt.picks[top+i]
		l := newLine(a.layout.w, pickStyle(top+i == a.prompt.pick, a.th.selected, a.th.selectedIdle))
		l.put("", pick(top+i == a.prompt.pick, a.g.cursor, " "))
		l.putIn(24, a.th.strong, p.name)
		l.putIn(14, a.th.key, p.Help().Key)
		l.put("", p.Help().Desc)
		rows[a.layout.status.y-n+i] = l.String()
	}
}

// body draws the panes, or the page that covers them.
func (a *App) body(rows []string) {
	l := &a.layout
	if len(a.pages) > 0 {
		a.into(rows, l.body, a.pageRows)
		return
	}
	if l.split == 0 {
		a.into(rows, l.body, func(w, h int) []string { return a.paneRows(a.focus, w, h, -1) })
		return
	}
	left := a.paneRows(paneUpdates, l.split, l.panes[paneUpdates].h, -1)
	var right []string
	for _, p := range []paneID{paneWindow, paneReboots, paneFindings} {
		if r := l.panes[p]; r.h > 0 {
			right = append(right, a.paneRows(p, r.w, r.h, -1)...)
		}
	}
	y := l.panes[paneUpdates].y
	for i := range left {
		rows[y+i] = left[i] + a.side(y+i) + right[i]
	}
	a.into(rows, l.panes[paneLog], func(w, h int) []string { return a.paneRows(paneLog, w, h, l.split) })
}

// side is the cell of the line between the upper panes at a row.
func (a *App) side(y int) string {
	sign := a.g.side
	switch y {
	case a.layout.panes[paneUpdates].y:
		sign = a.g.down
	case a.layout.panes[paneReboots].y, a.layout.panes[paneFindings].y:
		sign = a.g.tee
	}
	l := newLine(1, "")
	l.put(a.th.rule, sign)
	return l.String()
}

// paneRows is a pane with its title; up is a column where a line from above ends, -1 for none.
func (a *App) paneRows(p paneID, w, h, up int) []string {
	d := a.draw(p == a.focus)
	name, more := a.panes[p].heading(d)
	more = d.marked(pick(p == paneLog, "newest records", soFar), more)
	if h <= 2 {
		return a.panes[p].rows(d, w, h)
	}
	out := append(make([]string, 0, h), a.title(a.paneTitle(p, name), more, w, up, d.focus))
	return append(out, a.panes[p].rows(d, w, h-1)...)
}

// paneTitle is a pane's name behind its key.
func (a *App) paneTitle(p paneID, name string) string {
	return strings.TrimSpace(a.keyed(strconv.Itoa(int(p))) + " " + name)
}

// titleIndent is the column at which what stands behind a pane's name begins.
func (a *App) titleIndent(p paneID, name string) int { return cells(a.paneTitle(p, name)) + 5 }

// title is the rule above a pane with its name in it.
func (a *App) title(name string, more []span, w, up int, focus bool) string {
	rule, ruleStyle, st := a.g.rule, a.th.rule, a.th.title
	if focus {
		rule, ruleStyle, st = a.g.ruleFocus, a.th.ruleFocus, a.th.titleFocus
	}
	l := newLine(w, "")
	l.put(ruleStyle, rule)
	l.put(st, " "+name+" ")
	if len(more) > 0 && l.left() > 8 {
		l.put(ruleStyle, rule+" ")
		l.spans(more)
		if l.left() > 0 {
			l.put("", " ")
		}
	}
	for l.left() > 0 {
		if l.used == up {
			l.put(ruleStyle, a.g.up)
			continue
		}
		l.put(ruleStyle, rule)
	}
	return l.String()
}
