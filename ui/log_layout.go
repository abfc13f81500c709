package ui

import "ccmtail/ui/cell"

// How the log puts lines of several rows on the screen: only those in sight are ever formatted.

// layOutRows returns the rows of the lines in sight, the selected one among them.
func (p *logPane) layOutRows(f *rowFormatter, sel, h, n int) []cell.Row {
	from, to := p.selectedRange(n)
	block := func(i int) []cell.Row { return f.lineRows(i, i == sel, from <= i && i < to, h) }
	switch p.top = min(p.top, n-1); {
	case p.bottomLine >= 0:
		p.alignBottom(min(p.bottomLine, n-1), h, block)
	case p.centre:
		p.alignBottom(sel, h/2+1, block)
	case sel <= p.top:
		p.top, p.topSkip = sel, 0
	}
	p.bottomLine, p.centre = -1, false
	rows, inSight := p.fillDown(sel, h, n, block)
	if !inSight {
		p.alignBottom(sel, h, block)
		rows, _ = p.fillDown(sel, h, n, block)
	}
	if len(rows) < h && (p.top > 0 || p.topSkip > 0) {
		p.alignBottom(n-1, h, block)
		rows, _ = p.fillDown(sel, h, n, block)
	}
	return rows
}

// fillDown fills h rows from the top line on, and says whether all of the selected line is among
// them.
func (p *logPane) fillDown(sel, h, n int, block func(int) []cell.Row) (rows []cell.Row, inSight bool) {
	if p.rowLines = p.rowLines[:0]; sel-p.top >= h {
		return nil, false
	}
	for i := p.top; i < n && len(rows) < h; i++ {
		b := block(i)
		if i == p.top {
			p.topSkip = min(p.topSkip, len(b)-1)
			b = b[p.topSkip:]
		}
		inSight = inSight || i == sel && (len(rows)+len(b) <= h)
		for range min(len(b), h-len(rows)) {
			p.rowLines = append(p.rowLines, i)
		}
		rows = append(rows, b[:min(len(b), h-len(rows))]...)
	}
	return rows, inSight
}

// alignBottom makes a line the last one of h rows.
func (p *logPane) alignBottom(last, h int, block func(int) []cell.Row) {
	for p.top = last; ; p.top-- {
		if h -= len(block(p.top)); h <= 0 || p.top == 0 {
			p.topSkip = max(-h, 0)
			return
		}
	}
}

// turnPage moves by a page or a part of one. No line is passed without having been in sight.
func (p *logPane) turnPage(d *renderContext, sign, parts int) effect {
	n, rows := p.lines.Len(d.asOf.shownRows), len(p.rowLines)
	if n == 0 || rows == 0 || p.rowLines[rows-1] >= n {
		return nil
	}
	top, last, sel := p.rowLines[0], p.rowLines[rows-1], p.selectedLine(n)
	switch {
	case sign > 0 && last == n-1 || sign < 0 && top == 0 && p.topSkip == 0:
		return p.moveBy(d, sign*max((last-top+1)/parts, 1))
	case sign > 0:
		p.top, p.topSkip = max(p.rowLines[(rows-1)/parts], top+1), 0
		sel = max(sel, p.top)
	default:
		p.bottomLine = max(min(p.rowLines[(rows-1)*(parts-1)/parts], last-1), 0)
		sel = min(sel, p.bottomLine)
	}
	p.following = false
	p.selectLine(sel, n)
	return nil
}
