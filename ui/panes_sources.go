package ui

import (
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The sources pane: which logs are read, how they are doing, and what in them is damaged.

const paneSources paneID = "sources"

var sourcesSpec = paneSpec{
	id: paneSources, name: "Sources", key: "8", help: "sources: the logs and their state", hints: sourceHints,
	new: func() pane { return &list{titleMore: sourcesTitle, build: sourceItems, openItem: openSource} },
}

func sourceHints(*renderContext) []keyHint {
	return []keyHint{hintFor("only this log", actDetails), hintFor("find in logs", actFind), hintFor("filter logs", actFilter), hintFor("pane", actNextPane), hintFor("back", actBack)}
}

// openSource shows one log alone.
func openSource(_ *renderContext, s subject) effect {
	if s.log == "" {
		return nil
	}
	return showLog{s.log}
}

func sourcesTitle(d *renderContext) []cell.Span {
	var damaged, gaps, errs int
	for _, l := range d.asOf.Client.Logs {
		damaged, gaps, errs = damaged+l.Damaged, gaps+l.Gaps, errs+btoi(l.Err != "")
	}
	parts := []cell.Span{cell.Styled(d.th.Faint, summary.Count(len(d.asOf.Client.Logs), "log"))}
	for _, p := range []struct {
		n    int
		st   cell.Style
		what string
	}{{errs, d.th.Bad, "unreadable"}, {gaps, d.th.Bad, "with gaps"}, {damaged, d.th.Warn, "damaged records"}} {
		if p.n > 0 {
			parts = append(parts, cell.Styled(p.st, summary.Grouped(p.n)+" "+p.what))
		}
	}
	if _, dropped := d.asOf.Records.MemoryUse(); dropped > 0 {
		parts = append(parts, cell.Styled(d.th.Warn, summary.Size(dropped)+" of oldest text dropped (--memory)"))
	}
	if s := d.session.evictedText(); s != "" {
		parts = append(parts, cell.Styled(d.th.Warn, s))
	}
	return cell.Join(d.separator(), parts...)
}

func sourceItems(d *renderContext, w int) []item {
	c := d.asOf.Client
	var out []item
	if c.Err != nil {
		for _, piece := range cell.Wrap(c.Err.Error(), w-2) {
			out = append(out, item{text: cell.OneSpan(d.th.Bad, piece), unselectable: true})
		}
	}
	if len(c.Logs) == 0 {
		return append(out, item{text: cell.OneSpan(d.th.Faint, summary.NoLogs), unselectable: true})
	}
	head := newSourceColumns(w)
	out = append(out, item{text: cell.OneSpan(d.th.Faint, head.row("log", "state", "records", "damaged", "size", "files", "last record")), unselectable: true})
	for i := range c.Logs {
		out = append(out, sourceItem(d, &c.Logs[i], head)...)
	}
	return out
}

// sourceColumns lays out the table of logs.
type sourceColumns struct{ nameWidth, count int }

func newSourceColumns(w int) sourceColumns {
	switch {
	case w >= 110:
		return sourceColumns{34, 7}
	case w >= 76:
		return sourceColumns{26, 5}
	}
	return sourceColumns{max(w-32, 12), 3}
}

func (c sourceColumns) row(name, state string, nums ...string) string {
	out := cell.PadRight(cell.Cut(name, c.nameWidth), c.nameWidth) + " " + cell.PadRight(cell.Cut(state, 12), 12)
	for i, n := range nums[:c.count-2] {
		width := [...]int{10, 8, 9, 6, 22}[i]
		out += " " + cell.PadLeft(n, width)
	}
	return out
}

func sourceItem(d *renderContext, l *store.Log, cols sourceColumns) []item {
	last := ""
	if !l.Last.IsZero() {
		last = d.asOf.Exact(l.Last)
	}
	st := cell.Style("")
	switch {
	case l.Err != "" || l.Gaps > 0:
		st = d.th.Bad
	case l.Damaged > 0:
		st = d.th.Warn
	}
	row := cols.row(l.Name, l.State, summary.Grouped(l.Records), summary.Grouped(l.Damaged), summary.Size(l.Bytes), summary.Grouped(l.Files), last)
	text := []cell.Span{cell.Styled(st, row)}
	if cols.count >= 7 {
		text = append(text, cell.Styled(d.th.Faint, sourceDetails(l)))
	}
	out := []item{{text: text, subject: subject{log: l.Name}}}
	if l.Err != "" {
		out = append(out, item{text: cell.OneSpan(d.th.Bad, "  "+l.Err), unselectable: true})
	}
	return out
}

func sourceDetails(l *store.Log) string {
	more := "  " + summary.FormatText(l)
	if l.Gaps > 0 {
		more += ", " + summary.Count(l.Gaps, "gap")
	}
	return more
}
