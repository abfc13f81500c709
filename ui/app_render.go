package ui

import (
	"slices"
	"strings"

	"ccmtail/ui/cell"
)

// render returns the frame: each row exactly as wide as the screen.
func (a *App) render() string {
	w, h := a.layout.w, a.layout.h
	if w <= 0 || h <= 0 {
		return ""
	}
	a.refreshAsOf()
	if a.stale == frameChanged {
		a.logRows = keptRows{}
	}
	a.layout = newLayout(w, h, layoutRequest{
		focus: a.focus, fullScreen: a.fullScreen, pageOpen: len(a.pages) > 0, scrubber: a.playhead.state != stateLive || a.playhead.pinned.on || a.showHistogram, histogram: a.showHistogram,
		sizes: a.paneSizes, updates: a.session().updatesToExpect(),
	})
	rows, d := make([]cell.Row, h), a.renderContext(false)
	drawInto(rows, a.layout.header, d.headerRows)
	drawInto(rows, a.layout.verdict, d.verdictRows)
	a.drawBody(rows)
	drawInto(rows, a.layout.changes, d.changesStrip)
	drawInto(rows, a.layout.scrubber, d.scrubberRows)
	drawInto(rows, a.layout.histogram, d.histogramRows)
	drawInto(rows, a.layout.status, a.statusRows)
	drawInto(rows, a.layout.hints, a.hintRows)
	a.drawMenu(rows)
	return cell.Painted(cell.Frame(rows, w, a.g.ASCII), a.th.Base)
}

// drawInto draws rows that go from one side of the screen to the other.
func drawInto(rows []cell.Row, r rect, draw func(w, h int) []cell.Row) {
	if r.h > 0 {
		copy(rows[r.y:r.y+r.h], draw(r.w, r.h))
	}
}

// drawBody draws the panes, or the page that covers them.
func (a *App) drawBody(rows []cell.Row) {
	l := &a.layout
	if p := a.pages.top(); p != nil {
		drawInto(rows, l.body, func(w, h int) []cell.Row { return p.screenRows(a.renderContext(true), w, h) })
		return
	}
	if l.splitColumn == 0 {
		drawInto(rows, l.body, func(w, h int) []cell.Row { return a.paneRows(a.focus, w, h, -1) })
		return
	}
	var left, right []cell.Row
	for _, p := range l.tabOrder {
		switch r := l.panes[p]; specOf(p).place {
		case placeLeft:
			left = a.paneRows(p, r.w, r.h, -1)
		case placeRight:
			right = append(right, a.paneRows(p, r.w, r.h, -1)...)
		case placeBelow:
			drawInto(rows, r, func(w, h int) []cell.Row { return a.paneRows(p, w, h, l.splitColumn) })
		}
	}
	for i := range left {
		rows[l.body.y+i] = left[i].Beside(l.dividerCell(&a.th, &a.g, l.body.y+i), right[i])
	}
}

// dividerCell returns the cell of the line between the upper panes at a row.
func (l *layout) dividerCell(th *cell.Theme, g *cell.Glyphs, y int) cell.Row {
	sign := g.Vertical
	if y == l.body.y {
		sign = g.TeeDown
	} else if slices.ContainsFunc(panesAt(placeRight), func(p paneID) bool { return l.panes[p].y == y }) {
		sign = g.Tee
	}
	b := cell.NewBuilder(1, "")
	b.Put(th.Rule, sign)
	return b.Row()
}

// paneRows returns a pane with its title; up is a column where a line from above ends, -1 for none.
func (a *App) paneRows(p paneID, w, h, up int) []cell.Row {
	d := a.renderContext(p == a.focus)
	draw := func() []cell.Row { return a.drawnPane(d, p, w, h, up) }
	if p == paneLog {
		return a.logPaneRows(d, w, h, up, draw)
	}
	return draw()
}

// drawnPane draws a pane with its title.
func (a *App) drawnPane(d *renderContext, p paneID, w, h, up int) []cell.Row {
	if h <= 2 {
		return a.panes[p].rows(d, w, h)
	}
	rows := a.panes[p].rows(d, w, h-1) // the title counts what is in them
	title := a.panes[p].title(d)
	if specOf(p).place != placeBelow { // there, filters stand behind it
		title = d.wholeParts(title, w-d.titleIndent(p)-1)
	}
	return append([]cell.Row{d.titleRow(d.paneTitle(p), title, w, up)}, rows...)
}

// wholeParts returns as many parts of a title as so many cells have room for, an ellipsis behind them
// if there are more.
func (d *renderContext) wholeParts(title []cell.Span, cells int) []cell.Span {
	used, kept := 0, -1
	for i, s := range title {
		if s == d.separator() && used < cells {
			kept = i
		}
		used += cell.Width(s.Text)
	}
	if used <= cells || kept < 0 {
		return title
	}
	return append(slices.Clone(title[:kept]), cell.Styled(d.th.Faint, cell.Ellipsis))
}

// paneTitle returns a pane's name behind its key.
func (d *renderContext) paneTitle(p paneID) string {
	return strings.TrimSpace(d.keys.key(p.action()) + " " + specOf(p).name)
}

// titleIndent returns the column at which what stands behind a pane's name begins.
func (d *renderContext) titleIndent(p paneID) int { return cell.Width(d.paneTitle(p)) + 5 }

// titleRow returns the rule above a pane with its name in it; up is a column where a line from
// above ends, -1 for none.
func (d *look) titleRow(name string, more []cell.Span, w, up int) cell.Row {
	rule, ruleStyle, st := d.g.Rule, d.th.Rule, d.th.Title
	if d.focused {
		rule, ruleStyle, st = d.g.RuleFocused, d.th.RuleFocused, d.th.TitleFocused
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
			l.Put(ruleStyle, d.g.TeeUp)
			continue
		}
		l.Put(ruleStyle, rule)
	}
	return l.Row()
}
