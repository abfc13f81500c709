package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The row below the header: how the client stands, in one sentence, as of what the panes show.

// verdictText returns the client's verdict, or why there is none yet.
func (d *renderContext) verdictText() (text string, st cell.Style) {
	c := &d.session.client
	switch {
	case c.Err != nil:
		return oneLine(c.Err.Error()), d.th.Bad
	case c.Loading && !c.Preview:
		return "The verdict comes when loading has finished", d.th.Faint
	case d.session.awaitsLogs():
		return "Waiting for *.log in " + c.Path, d.th.Faint
	case c.Preview && len(d.asOf.Updates()) == 0:
		return summary.Capitalized(nothingInPreview), d.th.Faint
	}
	return d.asOf.verdictSentence(), d.th.Strong
}

// verdictSentence returns the verdict; it is asked for once.
func (m *clientAsOf) verdictSentence() string {
	if m.verdict == "" {
		m.verdict = m.VerdictSentence()
	}
	return m.verdict
}

// verdictRows returns the verdict in one row. Where it has no room it is cut between words, and the
// key that shows all of it stands behind.
func (d *renderContext) verdictRows(w, _ int) []cell.Row {
	l := cell.NewBuilder(w, "")
	text, st := d.verdictText()
	l.Put("", " ")
	if more := d.keys.hint(actVerdict); cell.Width(text) > w-2 && more != "" {
		room := w - cell.Width(more) - 3
		l.PutIn(room, st, wholeWords(text, room))
		l.Put(d.th.Key, " "+more)
	} else {
		l.Put(st, wholeWords(text, w-2))
	}
	return []cell.Row{l.Row()}
}

// toggleVerdict opens the page of the verdict, or leaves it.
func (a *App) toggleVerdict() tea.Cmd {
	if p := a.pages.top(); p != nil && p.name == verdictPageName {
		a.pages.close()
		return nil
	}
	return a.do(openPage{verdictPage()})
}

const verdictPageName = "Verdict"

// verdictPage returns the whole verdict, and below it the causes that last, each with what it explains
// and what to do.
func verdictPage() *page {
	p := &page{name: verdictPageName}
	p.titleMore = func(d *renderContext) []cell.Span {
		return cell.OneSpan(d.th.Faint, "as of "+d.asOf.Exact(d.asOf.At))
	}
	p.build = func(d *renderContext, w int) []item {
		text, st := d.verdictText()
		var out []item
		for _, piece := range cell.Wrap(text, w-2) {
			out = append(out, item{text: cell.OneSpan(st, strings.TrimRight(piece, " ")), unselectable: true})
		}
		causes := d.asOf.Causes()
		if len(causes) == 0 || d.asOf.Client.Preview {
			return out
		}
		out = append(out, d.sectionItems(summary.Count(len(causes), "finding"))...)
		for _, f := range causes {
			out = append(out, findingItem(d, f, w)...)
		}
		return out
	}
	return p
}
