package ui

import (
	"strconv"
	"strings"

	"ccmtail/ui/cell"
)

// render is the frame: each row exactly as wide as the screen.
func (a *App) render() string {
	w, h := a.layout.w, a.layout.h
	if w <= 0 || h <= 0 {
		return ""
	}
	a.refreshAsOf()
	a.layout = newLayout(w, h, layoutRequest{
		focus: a.focus, fullScreen: a.fullScreen, pageOpen: len(a.pages) > 0, scrubber: a.playhead.state != stateLive || a.playhead.pin.on || a.showHistogram, histogram: a.showHistogram,
		sizes: a.paneSizes,
	})
	rows := make([]string, h)
	a.drawInto(rows, a.layout.header, a.headerRows)
	a.drawBody(rows)
	a.drawInto(rows, a.layout.scrubber, a.scrubberRows)
	a.drawInto(rows, a.layout.histogram, a.histogramRows)
	a.drawInto(rows, a.layout.status, a.statusRows)
	a.drawInto(rows, a.layout.hints, a.hintRows)
	a.drawMenu(rows)
	for i := range rows {
		if rows[i] == "" {
			rows[i] = cell.Spaces(w)
		}
	}
	s := strings.Join(rows, "\n")
	if a.g.ASCII {
		s = cell.ToASCII.Replace(s)
	}
	return s
}

// drawInto draws rows that go from one side of the screen to the other.
func (a *App) drawInto(rows []string, r rect, draw func(w, h int) []string) {
	if r.h > 0 {
		copy(rows[r.y:r.y+r.h], draw(r.w, r.h))
	}
}

// drawBody draws the panes, or the page that covers them.
func (a *App) drawBody(rows []string) {
	l := &a.layout
	if len(a.pages) > 0 {
		a.drawInto(rows, l.body, a.pageRows)
		return
	}
	if l.splitColumn == 0 {
		a.drawInto(rows, l.body, func(w, h int) []string { return a.paneRows(a.focus, w, h, -1) })
		return
	}
	left := a.paneRows(paneUpdates, l.splitColumn, l.panes[paneUpdates].h, -1)
	var right []string
	for _, p := range []paneID{paneWindow, paneRestarts, paneFindings} {
		if r := l.panes[p]; r.h > 0 {
			right = append(right, a.paneRows(p, r.w, r.h, -1)...)
		}
	}
	y := l.panes[paneUpdates].y
	for i := range left {
		rows[y+i] = left[i] + a.dividerCell(y+i) + right[i]
	}
	a.drawInto(rows, l.panes[paneLog], func(w, h int) []string { return a.paneRows(paneLog, w, h, l.splitColumn) })
}

// dividerCell is the cell of the line between the upper panes at a row.
func (a *App) dividerCell(y int) string {
	sign := a.g.Vertical
	switch y {
	case a.layout.panes[paneUpdates].y:
		sign = a.g.TeeDown
	case a.layout.panes[paneRestarts].y, a.layout.panes[paneFindings].y:
		sign = a.g.Tee
	}
	l := cell.NewBuilder(1, "")
	l.Put(a.th.Rule, sign)
	return l.String()
}

// paneRows is a pane with its title; up is a column where a line from above ends, -1 for none.
func (a *App) paneRows(p paneID, w, h, up int) []string {
	d := a.renderContext(p == a.focus)
	name, more := a.panes[p].title(d)
	more = d.withPreviewMark(either(p == paneLog, "newest records", previewMark), more)
	if h <= 2 {
		return a.panes[p].rows(d, w, h)
	}
	out := append(make([]string, 0, h), a.titleRow(a.paneTitle(p, name), more, w, up, d.focused))
	return append(out, a.panes[p].rows(d, w, h-1)...)
}

// paneTitle is a pane's name behind its key.
func (a *App) paneTitle(p paneID, name string) string {
	return strings.TrimSpace(a.currentKey(strconv.Itoa(int(p))) + " " + name)
}

// titleIndent is the column at which what stands behind a pane's name begins.
func (a *App) titleIndent(p paneID, name string) int { return cell.Width(a.paneTitle(p, name)) + 5 }

// titleRow is the rule above a pane with its name in it.
func (a *App) titleRow(name string, more []cell.Span, w, up int, focus bool) string {
	rule, ruleStyle, st := a.g.Rule, a.th.Rule, a.th.Title
	if focus {
		rule, ruleStyle, st = a.g.RuleFocused, a.th.RuleFocused, a.th.TitleFocused
	}
	l := cell.NewBuilder(w, "")
	l.Put(ruleStyle, rule)
	l.Put(st, " "+name+" ")
	if len(more) > 0 && l.Room() > 8 {
		l.Put(ruleStyle, rule+" ")
		l.PutSpans(more)
		if l.Room() > 0 {
			l.Put("", " ")
		}
	}
	for l.Room() > 0 {
		if l.Used() == up {
			l.Put(ruleStyle, a.g.TeeUp)
			continue
		}
		l.Put(ruleStyle, rule)
	}
	return l.String()
}
