package ui

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// selectedRange returns the lines of the selected range, from and up to; none if there is no range.
func (p *logPane) selectedRange(n int) (from, to int) {
	if p.rangeStart == nil || n == 0 {
		return 0, 0
	}
	a, b := min(p.lines.Index(*p.rangeStart), n-1), p.selectedLine(n)
	return min(a, b), max(a, b) + 1
}

// toggleRange begins a range at the selected line, or gives it up.
func (p *logPane) toggleRange(d *renderContext) effect {
	if p.rangeStart != nil {
		p.rangeStart = nil
	} else if s := p.subject(d); s.hasRec {
		p.rangeStart = &s.rec
	}
	return focusPane{paneLog}
}

// rangeSummary returns how many records a range holds and how long it lasted.
func (p *logPane) rangeSummary(d *renderContext) string {
	from, to := p.selectedRange(p.lines.Len(d.asOf.shownRows))
	if to == 0 {
		return ""
	}
	begin, end := p.rangeTimes(d, from, to)
	return fmt.Sprintf("%s in %s", summary.Count(to-from, "record"), summary.Elapsed(end.Sub(begin)))
}

// rangeTimes returns the times of the first and the last line of a range.
func (p *logPane) rangeTimes(d *renderContext, from, to int) (begin, end time.Time) {
	r := d.asOf.Records
	return r.Time(p.lines.At(from)), r.Time(p.lines.At(to - 1))
}

// rangeTitle returns what the title says about a range.
func (p *logPane) rangeTitle(d *renderContext) cell.Span {
	words := p.rangeSummary(d)
	if words == "" {
		return cell.Span{}
	}
	from, to := p.selectedRange(p.lines.Len(d.asOf.shownRows))
	begin, end := p.rangeTimes(d, from, to)
	return cell.Styled(d.th.Strong, words+", "+d.asOf.Wall(begin).Format("15:04:05")+" "+d.g.Arrow+" "+d.asOf.Wall(end).Format("15:04:05"))
}

// maxCopiedRecords is how many records of a range are copied.
const maxCopiedRecords = 20000

// rangeText returns the records of the range, one a line.
func (p *logPane) rangeText(d *renderContext) string {
	from, to := p.selectedRange(p.lines.Len(d.asOf.shownRows))
	var b strings.Builder
	for i := from; i < min(to, from+maxCopiedRecords); i++ {
		b.WriteString(recordText(d, p.lines.At(i)))
		b.WriteByte('\n')
	}
	return b.String()
}

// rangeColumns returns the columns of a track that the selected range takes; none if there is no
// range.
func (p *logPane) rangeColumns(d *renderContext, t timeScale) cell.Range {
	from, to := p.selectedRange(p.lines.Len(d.asOf.shownRows))
	if to == 0 {
		return cell.Range{}
	}
	begin, end := p.rangeTimes(d, from, to)
	within := func(x int) int { return min(max(x, 0), t.width) }
	return cell.Range{From: within(t.column(begin)), To: within(t.column(end) + 1)}
}
