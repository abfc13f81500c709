package ui

import (
	"strings"
	"time"

	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// What the log says between its records: that nothing was logged for long, that a file ends and the
// next one begins, and what the user noted.

// rowsBefore returns the rows that stand before a line.
func (f *rowFormatter) rowsBefore(i int) []cell.Row {
	d, id := f.d, f.p.lines.At(i)
	var out []cell.Row
	var said []string
	if gap := f.p.lines.GapBefore(i); gap > 0 {
		said = append(said, summary.Duration(gap.Round(time.Minute))+" "+either(f.p.lines.Matcher() != nil, "without matches", "gap"))
	}
	if day := f.newDay(i); day != "" {
		said = append(said, day)
	}
	if said != nil {
		out = append(out, f.remarkRow(d.th.Faint, strings.Join(said, " "+d.g.Dot+" ")))
	}
	if row := f.completeFromRow(i); !row.IsEmpty() {
		out = append(out, row)
	}
	if s := d.rolloverText(id); s != "" {
		out = append(out, f.remarkRow(d.th.Faint, s))
	}
	if note := d.session.marks[id]; note != "" {
		out = append(out, f.remarkRow(d.th.Mark, note))
	}
	return out
}

// newDay returns the day of a line if it is not that of the line before, on the clock of the time
// column; "" if it is.
func (f *rowFormatter) newDay(i int) string {
	if i == 0 {
		return ""
	}
	r := f.d.asOf.Records
	now, before := f.p.lines.At(i), f.p.lines.At(i-1)
	if !summary.HasTime(r.Time(now)) || !summary.HasTime(r.Time(before)) {
		return ""
	}
	wall := f.d.asOf.RecordWall
	if f.p.timeColumn == utcTimes {
		wall = func(id event.RecordID) time.Time { return r.Time(id).UTC() }
	}
	day := wall(now).Format("Mon 01-02")
	if day == wall(before).Format("Mon 01-02") {
		return ""
	}
	return day
}

// remarkRow returns a row that is no record.
func (f *rowFormatter) remarkRow(st cell.Style, s string) cell.Row {
	l := cell.NewBuilder(f.width, "")
	l.Put(f.d.th.Rule, "  "+f.d.g.Rule+f.d.g.Rule+" ")
	l.PutIn(min(cell.Width(s), l.Room()-3), st, s)
	l.Put(f.d.th.Rule, " "+f.d.g.Rule+f.d.g.Rule)
	return l.Row()
}

// rolloverText returns what was before a record that is the first of its file, "" if it is not or
// nothing was.
func (d *renderContext) rolloverText(id event.RecordID) string {
	if d.asOf.Records.Line(id) != 1 {
		return ""
	}
	r := d.asOf.Records.Record(id)
	if r.Offset != 0 || r.Generation == 0 {
		return ""
	}
	if file := baseName(d.asOf.Records.FileBefore(id)); file != "" && !strings.EqualFold(file, r.Log) {
		return r.Log + " rolled over: older records are in " + file
	}
	return r.Log + ": new file (rolled over or truncated)"
}

// baseName returns the last part of a path of either kind.
func baseName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// completeFromRow returns the row that says where the records begin of which none is missing, "" if
// line i is not the first of them.
func (f *rowFormatter) completeFromRow(i int) cell.Row {
	c, r := f.d.asOf.Client, f.d.asOf.Records
	since, st, words := c.PreviewSince, f.d.th.Busy, "older records of some logs are still loading"
	if n, until := r.EvictedUntil(); n > 0 {
		since, st, words = until.Add(1), f.d.th.Warn, summary.Count(n, "older record")+" dropped (--memory)"
	}
	if since.IsZero() || r.Time(f.p.lines.At(i)).Before(since) || i > 0 && !r.Time(f.p.lines.At(i-1)).Before(since) {
		return cell.Row{}
	}
	return f.remarkRow(st, words)
}
