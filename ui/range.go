package ui

import (
	"fmt"
	"strings"
)

// span is the lines of the selected range, from and up to; none if there is no range.
func (p *logPane) span(n int) (from, to int) {
	if p.anchor == nil || n == 0 {
		return 0, 0
	}
	a, b := min(p.lines.Index(*p.anchor), n-1), p.current(n)
	return min(a, b), max(a, b) + 1
}

// selectRange begins a range at the selected line, or gives it up.
func (a *App) selectRange() {
	d := a.draw(true)
	p := d.c.log
	a.focus, a.pages = paneLog, nil
	if p.anchor != nil {
		p.anchor = nil
		return
	}
	if s := p.subject(d); s.hasRec {
		p.anchor = &s.rec
	}
}

// rangeWords says how many records a range holds and how long it lasted.
func (p *logPane) rangeWords(d *draw) string {
	from, to := p.span(p.lines.Len(d.m.bound))
	if to == 0 {
		return ""
	}
	r := d.m.records
	took := r.Time(p.lines.At(to - 1)).Sub(r.Time(p.lines.At(from)))
	return fmt.Sprintf("%s in %s", plural(to-from, "record"), delta(took))
}

// most is how many records of a range are copied.
const most = 20000

// rangeText is the records of the range, one a line.
func (p *logPane) rangeText(d *draw) string {
	from, to := p.span(p.lines.Len(d.m.bound))
	var b strings.Builder
	for i := from; i < min(to, from+most); i++ {
		b.WriteString(recordText(d, p.lines.At(i)))
		b.WriteByte('\n')
	}
	return b.String()
}
