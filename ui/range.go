package ui

import (
	"fmt"
	"strings"
	"time"
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
	begin, end := p.ends(d, from, to)
	return fmt.Sprintf("%s in %s", plural(to-from, "record"), elapsed(end.Sub(begin)))
}

// ends is the times of the first and the last line of a range.
func (p *logPane) ends(d *draw, from, to int) (begin, end time.Time) {
	r := d.m.records
	return r.Time(p.lines.At(from)), r.Time(p.lines.At(to - 1))
}

// rangeHead is what the title says about a range.
func (p *logPane) rangeHead(d *draw) span {
	words := p.rangeWords(d)
	if words == "" {
		return span{}
	}
	from, to := p.span(p.lines.Len(d.m.bound))
	begin, end := p.ends(d, from, to)
	return span{d.th.strong, words + ", " + d.m.wall(begin).Format("15:04:05") + " " + d.g.arrow + " " + d.m.wall(end).Format("15:04:05")}
}

// elapsed is a length of time to the millisecond, in hours, minutes and seconds.
func elapsed(d time.Duration) string {
	return fmt.Sprintf("%d:%02d:%02d.%03d", int(d/time.Hour), int(d/time.Minute)%60, int(d/time.Second)%60, int(d/time.Millisecond)%1000)
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
