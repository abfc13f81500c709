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
	out := make([]string, h)
	for y := range h {
		l := newLine(w, "")
		l.put(a.th.faint, padded(pick(y == 0, right(count(top), from-1), ""), from))
		var b strings.Builder
		for _, k := range n {
			b.WriteRune(a.eighth(k*h*8, top, h-1-y))
		}
		l.put(a.th.bar, b.String())
		out[y] = l.String()
	}
	return out
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
