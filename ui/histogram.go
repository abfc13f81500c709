package ui

import "strings"

// steps of a bar one cell high.
var eighths = []rune(" ▁▂▃▄▅▆▇█")

// histogramRows is how many of the lines of the log fall into each column of the scrubber, so that a burst is seen and
// can be clicked.
func (a *App) histogramRows(w, h int) []string {
	d := a.draw(false)
	first, last, from, to := a.track(d, w)
	if first.IsZero() || to-from < 8 {
		return filled(nil, w, h)
	}
	t := track{first, last, to - from}
	n := make([]int, t.width)
	top, before := 1, d.c.log.lines.Until(first.Add(-1))
	for x := range n {
		upto := d.c.log.lines.Until(t.time(x + 1).Add(-1))
		n[x] = max(upto-before, 0)
		before, top = max(upto, before), max(top, n[x])
	}
	in := d.c.log.rangeOn(d, t)
	out := make([]string, h)
	for y := range h {
		l := newLine(w, "")
		l.put(a.th.faint, padded(pick(y == 0, right(count(top), from-1), ""), from))
		for _, part := range [...]struct {
			st       style
			from, to int
		}{{a.th.bar, 0, in.from}, {a.th.selected, in.from, in.to}, {a.th.bar, in.to, len(n)}} {
			var b strings.Builder
			for _, k := range n[part.from:part.to] {
				b.WriteRune(a.eighth(k*h*8, top, h-1-y))
			}
			l.put(part.st, b.String())
		}
		out[y] = l.String()
	}
	return out
}

// rangeOn is the columns of a track that the selected range takes; none if there is no range.
func (p *logPane) rangeOn(d *draw, t track) cutOut {
	from, to := p.span(p.lines.Len(d.m.bound))
	if to == 0 {
		return cutOut{}
	}
	begin, end := p.ends(d, from, to)
	within := func(x int) int { return min(max(x, 0), t.width) }
	return cutOut{within(t.column(begin)), within(t.column(end) + 1)}
}

// eighth is the part of a bar of k/top eighths that falls into a row, counted from below.
func (a *App) eighth(k, top, row int) rune {
	height := (k + top - 1) / top
	fill := min(max(height-row*8, 0), 8)
	if a.g.ascii {
		return []rune(" ..::###")[min(fill, 7)]
	}
	return eighths[fill]
}
