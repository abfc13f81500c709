package ui

import (
	"slices"
	"strings"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// steps of a bar one cell high.
var eighths = []rune(" ▁▂▃▄▅▆▇█")

// histogramRows returns how many of the lines of the log fall into each column of the scrubber, so
// that a burst is seen and can be clicked.
func (d *renderContext) histogramRows(w, h int) []cell.Row {
	first, last, from, to := d.scrubberScale(w)
	if first.IsZero() || to-from < 8 {
		return cell.FillRows(nil, w, h)
	}
	t := timeScale{first, last, to - from}
	n := make([]int, t.width)
	top, before := 1, d.session.log.lines.Until(first.Add(-1))
	for x := range n {
		upto := d.session.log.lines.Until(t.timeAt(x + 1).Add(-1))
		n[x] = max(upto-before, 0)
		before, top = max(upto, before), max(top, n[x])
	}
	scale := either(slices.Max(n) > 0, summary.Grouped(top), "") // of nothing there is none
	in := d.session.log.rangeColumns(d, t)
	out := make([]cell.Row, h)
	for y := range h {
		l := cell.NewBuilder(w, "")
		l.Put(d.th.Faint, cell.PadRight(either(y == 0, cell.PadLeft(scale, from-1), ""), from))
		for _, part := range [...]struct {
			st       cell.Style
			from, to int
		}{{d.th.Bar, 0, in.From}, {d.th.Selected, in.From, in.To}, {d.th.Bar, in.To, len(n)}} {
			var b strings.Builder
			for _, k := range n[part.from:part.to] {
				b.WriteRune(barRune(d.g, k*h*8, top, h-1-y))
			}
			l.Put(part.st, b.String())
		}
		out[y] = l.Row()
	}
	return out
}

// barRune returns the part of a bar of k/top eighths that falls into a row, counted from below.
func barRune(g *cell.Glyphs, k, top, row int) rune {
	height := (k + top - 1) / top
	fill := min(max(height-row*8, 0), 8)
	if g.ASCII {
		return []rune(" ..::###")[min(fill, 7)]
	}
	return eighths[fill]
}
