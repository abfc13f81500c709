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
	err  error // why it is not in the system's
	// tmux says that the terminal is tmux, and tmuxErr why its buffer has not got it.
	tmux    bool
	tmuxErr error
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
	text = cell.Printable(text) // whatever it was made of
	native, tmux := a.writeClipboard, a.options.CopyToTmux
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg { return copyText(text, what, native, tmux) })
}

// copyText puts a text on the system's clipboard, or else on tmux's if there is one.
func copyText(text, what string, native, tmux func(string) error) copied {
	c := copied{what: what, err: native(text), tmux: tmux != nil}
	if c.err != nil && c.tmux {
		c.tmuxErr = tmux(text)
	}
	return c
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

// text says so. A system without a clipboard still has the terminal's, which tmux may keep to itself.
func (c copied) text() (text string, bad bool) {
	switch {
	case c.err == nil:
		return "copied " + c.what, false
	case !c.tmux:
		return "copied " + c.what + " (OSC 52)", false
	case c.tmuxErr == nil:
		return "copied " + c.what + " (tmux buffer)", false
	}
	return "sent " + c.what + " to tmux, which hands it on only after: tmux set -s set-clipboard on", true
}

func (c copied) handle(a *App) tea.Cmd {
	if text, bad := c.text(); bad {
		a.notifyError(text)
	} else {
		a.notify(text, notifyTime)
	}
	return nil
}

// recordText returns a record as it is wanted in a ticket. Only its message may have several lines:
// a component or a log with a line break in its name would end the line where it is pasted.
func recordText(d *renderContext, rec event.RecordID) string {
	component, message, where := d.asOf.RecordLine(rec)
	return d.asOf.RecordTime(rec) + "  " + printableLine(component) + "  " + cell.Printable(message) + "  (" + printableLine(where) + ")"
}

// printableLine returns a text of a log on one line, without what controls a terminal.
func printableLine(s string) string { return cell.Printable(oneLine(s)) }

// subjectText returns an update with its state and the proof, else the proof alone.
func subjectText(d *renderContext, s subject) string {
	if u := d.asOf.FindUpdate(s.id); u != nil {
		text := printableLine(d.asOf.UpdateLine(u))
		if e := u.Since(); !e.At().IsZero() {
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
	fmt.Fprintf(&b, "%s %s (%s, %s)\n", printableLine(p.name), oneLine(cell.PlainText(p.title(d))), printableLine(d.session.client.Name), d.asOf.Zoned(d.asOf.At))
	for _, it := range p.build(d, 160) {
		b.WriteString(strings.TrimRight(cell.PlainText(it.text), " "))
		b.WriteByte('\n')
	}
	return b.String()
}
