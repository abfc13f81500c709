package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"

	"ccmtail/model/event"
	"ccmtail/ui/cell"
)

// copied says how a copy to the system's clipboard went.
type copied struct {
	what string
	err  error
}

// copySelected puts what is selected on the clipboard, by way of the terminal and by way of the
// system.
func (a *App) copySelected() tea.Cmd {
	d, s := a.selection()
	text, what := copiedSubject(d, s)
	if p, ok := a.activePane().(copier); ok {
		text, what = p.copied(d)
	}
	if text == "" {
		a.notify("nothing to copy", notifyTime)
		return nil
	}
	native := a.writeClipboard
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg { return copied{what, native(text)} })
}

// copiedSubject returns what is copied of something selected, and a word for it: a finding is
// Markdown.
func copiedSubject(d *renderContext, s subject) (text, what string) {
	if d.asOf.FindFinding(s.finding) != nil {
		return d.findingMarkdown(s.finding), "the finding as Markdown"
	}
	return subjectText(d, s), "the line"
}

// writeClipboard writes to the system's clipboard.
func writeClipboard(s string) error { return clipboard.WriteAll(s) }

// handle says so. A system without a clipboard still has the terminal's.
func (c copied) handle(a *App) tea.Cmd {
	a.notify("copied "+c.what+either(c.err != nil, " (OSC 52)", ""), notifyTime)
	return nil
}

// recordText returns a record as it is wanted in a ticket.
func recordText(d *renderContext, rec event.RecordID) string {
	return cell.Printable(d.asOf.RecordLine(rec))
}

// subjectText returns an update with its state and the proof, else the proof alone.
func subjectText(d *renderContext, s subject) string {
	if u := d.asOf.FindUpdate(s.id); u != nil {
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

// status returns where the record selected stands.
func (p *page) status(d *renderContext) []cell.Span { return d.recordStatus(p.subject(d)) }

// copied returns the page as Markdown where it is details, else as text.
func (p *page) copied(d *renderContext) (text, what string) {
	if p.markdown != nil && !p.raw {
		return p.markdown(d), "the page as Markdown"
	}
	return p.text(d), "the page"
}

// text returns the page as plain text, with the screen's time.
func (p *page) text(d *renderContext) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s, %s)\n", p.name, cell.PlainText(p.title(d)), cell.Printable(d.session.client.Name), d.asOf.Zoned(d.asOf.At))
	for _, it := range p.build(d, 160) {
		b.WriteString(strings.TrimRight(cell.PlainText(it.text), " "))
		b.WriteByte('\n')
	}
	return b.String()
}
