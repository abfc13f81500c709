package ui

import (
	"strings"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// What the log says between its records: that nothing was logged for long, that a file ends and the next one begins,
// and what the user noted.

// before is the rows that stand before a line.
func (f *rowFormat) before(i int) []string {
	d, id := f.d, f.p.lines.At(i)
	var out []string
	if gap := f.p.lines.gap(d.m.records, i); gap > 0 {
		out = append(out, f.remark(d.th.faint, rough(gap)+" "+pick(f.p.lines.want != nil, "without a match", "nothing")))
	}
	if row := f.edge(i); row != "" {
		out = append(out, row)
	}
	if s := d.rolled(id); s != "" {
		out = append(out, f.remark(d.th.faint, s))
	}
	if note := d.c.marks[id]; note != "" {
		out = append(out, f.remark(d.th.mark, note))
	}
	return out
}

// remark is a row that is no record.
func (f *rowFormat) remark(st style, s string) string {
	l := newLine(f.w, "")
	l.put(f.d.th.rule, "  "+f.d.g.rule+f.d.g.rule+" ")
	l.putIn(min(cells(s), l.left()-3), st, s)
	l.put(f.d.th.rule, " "+f.d.g.rule+f.d.g.rule)
	return l.String()
}

// gap is how long before a line nothing was logged, 0 if that is not long.
func (l *lines) gap(s *store.Records, i int) time.Duration {
	if i == 0 {
		return 0
	}
	before := s.Time(l.At(i - 1))
	if gap := s.Time(l.At(i)).Sub(before); gap > idle && before.After(noTime) {
		return gap
	}
	return 0
}

// gapBefore wants the lines before which nothing was logged for long.
type gapBefore struct{ lines }

// Match says so of a record's line.
func (g gapBefore) Match(s *store.Records, id event.RecordID) bool { return g.gap(s, g.Index(id)) > 0 }

// rolled says what was before a record that is the first of its file, "" if it is not or nothing was.
func (d *draw) rolled(id event.RecordID) string {
	if d.m.records.Line(id) != 1 {
		return ""
	}
	r := d.m.records.Record(id)
	if r.Offset != 0 || r.Generation == 0 {
		return ""
	}
	if file := baseName(d.m.records.FileBefore(id)); file != "" && !strings.EqualFold(file, r.Log) {
		return r.Log + " rolled over: what was before is in " + file
	}
	return r.Log + " begins anew: rolled over or emptied"
}

// baseName is the last part of a path of either kind.
func baseName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }
