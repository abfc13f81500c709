package ui

// How the log puts lines of several rows on the screen: only those in sight are ever formatted.

// layOut is the rows of the lines in sight, the selected one among them.
func (p *logPane) layOut(f *rowFormat, sel, h, n int) []string {
	from, to := p.span(n)
	block := func(i int) []string { return f.block(i, i == sel, from <= i && i < to, h) }
	switch p.top = min(p.top, n-1); {
	case p.last >= 0:
		p.endWith(min(p.last, n-1), h, block)
	case p.middle:
		p.endWith(sel, h/2+1, block)
	case sel <= p.top:
		p.top, p.cut = sel, 0
	}
	p.last, p.middle = -1, false
	rows, inSight := p.downward(sel, h, n, block)
	if !inSight {
		p.endWith(sel, h, block)
		rows, _ = p.downward(sel, h, n, block)
	}
	if len(rows) < h && (p.top > 0 || p.cut > 0) {
		p.endWith(n-1, h, block)
		rows, _ = p.downward(sel, h, n, block)
	}
	return rows
}

// downward fills h rows from the top line on, and says whether all of the selected line is among them.
func (p *logPane) downward(sel, h, n int, block func(int) []string) (rows []string, inSight bool) {
	if p.shown = p.shown[:0]; sel-p.top >= h {
		return nil, false
	}
	for i := p.top; i < n && len(rows) < h; i++ {
		b := block(i)
		if i == p.top {
			p.cut = min(p.cut, len(b)-1)
			b = b[p.cut:]
		}
		inSight = inSight || i == sel && (len(rows)+len(b) <= h)
		for range min(len(b), h-len(rows)) {
			p.shown = append(p.shown, i)
		}
		rows = append(rows, b[:min(len(b), h-len(rows))]...)
	}
	return rows, inSight
}

// endWith makes a line the last one of h rows.
func (p *logPane) endWith(last, h int, block func(int) []string) {
	for p.top = last; ; p.top-- {
		if h -= len(block(p.top)); h <= 0 || p.top == 0 {
			p.cut = max(-h, 0)
			return
		}
	}
}

// turn moves by a page or a part of one. No line is passed without having been in sight.
func (p *logPane) turn(d *draw, sign, parts int) {
	n, rows := p.lines.Len(d.m.bound), len(p.shown)
	if n == 0 || rows == 0 || p.shown[rows-1] >= n {
		return
	}
	top, last, sel := p.shown[0], p.shown[rows-1], p.current(n)
	switch {
	case sign > 0 && last == n-1 || sign < 0 && top == 0 && p.cut == 0:
		p.move(d, sign*max((last-top+1)/parts, 1))
		return
	case sign > 0:
		p.top, p.cut = max(p.shown[(rows-1)/parts], top+1), 0
		sel = max(sel, p.top)
	default:
		p.last = max(min(p.shown[(rows-1)*(parts-1)/parts], last-1), 0)
		sel = min(sel, p.last)
	}
	p.follow = false
	p.at(sel, n)
	d.app.pinTo(d)
}
