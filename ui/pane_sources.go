package ui

import (
	"fmt"

	"ccmtail/store"
	"ccmtail/summary"
)

// The sources pane: which logs are read, how they are doing, and what in them is damaged.

func sourcesHead(d *draw) []span {
	var damaged, gaps, errs int
	for _, l := range d.m.client.Logs {
		damaged, gaps, errs = damaged+l.Damaged, gaps+l.Gaps, errs+btoi(l.Err != "")
	}
	parts := []span{{d.th.faint, plural(len(d.m.client.Logs), "log")}}
	for _, p := range []struct {
		n    int
		st   style
		what string
	}{{errs, d.th.bad, "unreadable"}, {gaps, d.th.bad, "with gaps"}, {damaged, d.th.warn, "damaged records"}} {
		if p.n > 0 {
			parts = append(parts, span{p.st, fmt.Sprintf("%d %s", p.n, p.what)})
		}
	}
	if _, dropped := d.m.records.MemoryUse(); dropped > 0 {
		parts = append(parts, span{d.th.warn, summary.Size(dropped) + " of the oldest text not kept (--memory)"})
	}
	if s := d.c.forgotten(); s != "" {
		parts = append(parts, span{d.th.warn, s})
	}
	return words(d.sep(), parts...)
}

func sourceItems(d *draw, w int) []item {
	c := d.m.client
	var out []item
	if c.Err != nil {
		for _, piece := range wrap(c.Err.Error(), w-2) {
			out = append(out, item{text: say(d.th.bad, piece), plain: true})
		}
	}
	if len(c.Logs) == 0 {
		return append(out, item{text: say(d.th.faint, "no logs"), plain: true})
	}
	head := newColumns(w)
	out = append(out, item{text: say(d.th.faint, head.row("log", "state", "records", "damaged", "size", "files", "last record")), plain: true})
	for i := range c.Logs {
		out = append(out, sourceItem(d, &c.Logs[i], head)...)
	}
	return out
}

// columns lays out the table of logs.
type columns struct{ name, wide int }

func newColumns(w int) columns {
	switch {
	case w >= 110:
		return columns{34, 7}
	case w >= 76:
		return columns{26, 5}
	}
	return columns{max(w-32, 12), 3}
}

func (c columns) row(name, state string, nums ...string) string {
	out := padded(cut(name, c.name), c.name) + " " + padded(cut(state, 12), 12)
	for i, n := range nums[:c.wide-2] {
		width := [...]int{10, 8, 9, 6, 22}[i]
		out += " " + right(n, width)
	}
	return out
}

// cut is as much of s as fits into n cells.
func cut(s string, n int) string {
	k, _ := fitting(s, n)
	return s[:k]
}

func sourceItem(d *draw, l *store.Log, cols columns) []item {
	last := ""
	if !l.Last.IsZero() {
		last = d.m.exact(l.Last)
	}
	st := style("")
	switch {
	case l.Err != "" || l.Gaps > 0:
		st = d.th.bad
	case l.Damaged > 0:
		st = d.th.warn
	}
	row := cols.row(l.Name, l.State, count(l.Records), count(l.Damaged), summary.Size(l.Bytes), count(l.Files), last)
	text := []span{{st, row}}
	if cols.wide >= 7 {
		text = append(text, span{d.th.faint, sourceMore(l)})
	}
	out := []item{{text: text, subject: subject{log: l.Name}}}
	if l.Err != "" {
		out = append(out, item{text: say(d.th.bad, "  "+l.Err), plain: true})
	}
	return out
}

func sourceMore(l *store.Log) string {
	more := fmt.Sprintf("  %s, at byte %s", l.Format, count(int(l.Offset)))
	if l.Pending > 0 {
		more += ", " + plural(int(l.Pending), "byte") + " of a record"
	}
	if l.Gaps > 0 {
		more += fmt.Sprintf(", %s", plural(l.Gaps, "gap"))
	}
	return more
}
