package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"

	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// copied says how a copy to the system's clipboard went.
type copied struct {
	what string
	err  error
}

// copySelected puts what is selected on the clipboard, by way of the terminal and by way of the system.
func (a *App) copySelected() tea.Cmd {
	d := a.renderContext(true)
	var text, what string
	switch s := a.activePane().subject(d); {
	case a.copiesMarkdown(d, s):
		text, what = a.markdownOf(d)
	case len(a.pages) > 0:
		text, what = a.pageText(d), "the page"
	case a.focus == paneLog && d.session.log.rangeStart != nil:
		text, what = d.session.log.rangeText(d), d.session.log.rangeSummary(d)
		if strings.Count(text, "\n") >= maxCopiedRecords {
			what = "the first " + summary.Grouped(maxCopiedRecords) + " of " + what
		}
		d.session.log.rangeStart = nil
	case a.focus == paneLog && s.hasRec:
		text, what = recordText(d, s.rec), "the record"
	default:
		text, what = a.subjectText(d, s), "the line"
	}
	if text == "" {
		a.notify("nothing here to copy", notifyTime)
		return nil
	}
	native := a.writeClipboard
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg { return copied{what, native(text)} })
}

// copiesMarkdown says whether what is on the screen is copied as Markdown: details, and a finding.
func (a *App) copiesMarkdown(d *renderContext, s subject) bool {
	if n := len(a.pages); n > 0 {
		return a.pages[n-1].markdown != nil && !a.pages[n-1].raw
	}
	return a.focus == paneFindings && d.asOf.finding(s.finding) != nil
}

// writeClipboard writes to the system's clipboard.
func writeClipboard(s string) error { return clipboard.WriteAll(s) }

// onCopied says so. A system without a clipboard still has the terminal's.
func (a *App) onCopied(c copied) tea.Cmd {
	a.notify("copied "+c.what+either(c.err != nil, " (OSC 52)", ""), notifyTime)
	return nil
}

// recordText is a record as it is wanted in a ticket.
func recordText(d *renderContext, rec event.RecordID) string {
	return cell.Printable(d.asOf.RecordLine(rec))
}

// subjectText is an update with its state and the proof, else the proof alone.
func (a *App) subjectText(d *renderContext, s subject) string {
	if u := d.asOf.update(s.id); u != nil {
		text := cell.Printable(d.asOf.UpdateLine(u))
		if e := u.Since(); !e.At.IsZero() {
			text += "\n" + recordText(d, e.Rec)
		}
		return text
	}
	if s.hasRec {
		return recordText(d, s.rec)
	}
	return ""
}

// pageText is the page on top as plain text, with the screen's time.
func (a *App) pageText(d *renderContext) string {
	p := a.pages[len(a.pages)-1]
	name, more := p.title(d)
	more = d.markPreview(more)
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s, %s)\n", name, cell.PlainText(more), cell.Printable(d.session.client.Name), d.asOf.Zoned(d.asOf.at))
	for _, it := range p.build(d, 160) {
		b.WriteString(strings.TrimRight(cell.PlainText(it.text), " "))
		b.WriteByte('\n')
	}
	return b.String()
}
