package ui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"

	"ccmtail/model/event"
)

// mark marks the selected record, or takes its mark off.
func (a *App) mark() {
	d := a.draw(true)
	s := a.top().subject(d)
	if !s.hasRec {
		return
	}
	if _, ok := d.c.marks[s.rec]; ok {
		delete(d.c.marks, s.rec)
		return
	}
	d.c.marks[s.rec] = ""
}

// note asks for a note to mark the record with.
func (a *App) note() {
	d := a.draw(true)
	if s := a.top().subject(d); s.hasRec {
		a.ask(promptNote)
		a.prompt.set(d.c.marks[s.rec])
	}
}

// copied says how a copy to the system's clipboard went.
type copied struct {
	what string
	err  error
}

// copy puts what is selected on the clipboard, by way of the terminal and by way of the system.
func (a *App) copy() tea.Cmd {
	d := a.draw(true)
	var text, what string
	switch s := a.top().subject(d); {
	case a.telling(d, s):
		text, what = a.ticketOf(d)
	case len(a.pages) > 0:
		text, what = a.pageText(d), "the page"
	case a.focus == paneLog && d.c.log.anchor != nil:
		text, what = d.c.log.rangeText(d), d.c.log.rangeWords(d)
		if strings.Count(text, "\n") >= most {
			what = "the first " + count(most) + " of " + what
		}
		d.c.log.anchor = nil
	case a.focus == paneLog && s.hasRec:
		text, what = recordText(d, s.rec), "the record"
	default:
		text, what = a.subjectText(d, s), "the line"
	}
	if text == "" {
		a.tell("nothing here to copy", toastTime)
		return nil
	}
	native := a.copying
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg { return copied{what, native(text)} })
}

// telling says whether what is on the screen is copied as Markdown: details, and a finding.
func (a *App) telling(d *draw, s subject) bool {
	if n := len(a.pages); n > 0 {
		return a.pages[n-1].ticket != nil && !a.pages[n-1].raw
	}
	return a.focus == paneFindings && d.m.finding(s.finding) != nil
}

// nativeCopy writes to the system's clipboard.
func nativeCopy(s string) error { return clipboard.WriteAll(s) }

// copyEnded says so. A system without a clipboard still has the terminal's.
func (a *App) copyEnded(c copied) tea.Cmd {
	a.tell("copied "+c.what+pick(c.err != nil, " by way of the terminal", ""), toastTime)
	return nil
}

// recordText is a record as it is wanted in a ticket: when, where, what.
func recordText(d *draw, rec event.RecordID) string {
	r := d.m.records.Record(rec)
	return fmt.Sprintf("%s %s  %s  %s  (%s)", d.m.wallOf(rec).Format("2006-01-02 15:04:05.000"), d.m.zoneOf(rec), r.Component,
		printable(r.Message), place(d, rec))
}

// subjectText is an update with its state and the proof, else the proof alone.
func (a *App) subjectText(d *draw, s subject) string {
	if u := d.m.update(s.id); u != nil {
		text := fmt.Sprintf("%s %s: %s%s. %s", label(u), printable(u.Title), d.hedge(), stateText(u, 99), printable(reason(d, u)))
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
func (a *App) pageText(d *draw) string {
	p := a.pages[len(a.pages)-1]
	name, more := p.heading(d)
	more = d.soFar(more)
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s, %s %s)\n", name, plain(more), printable(d.c.client.Name), d.m.exact(d.m.at), d.m.zone(d.m.at))
	for _, it := range p.build(d, 160) {
		b.WriteString(strings.TrimRight(plain(it.text), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

func plain(pieces []span) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(printable(p.s))
	}
	return b.String()
}

// printable is text that may be pasted anywhere, a shell too: its line breaks and tabs stay, other controls become visible.
func printable(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if c := s[i]; c == '\n' || c == '\t' {
			b.WriteByte(c)
			i++
			continue
		} else if c == '\r' {
			i++
			continue
		}
		size, shown, _ := cell(s[i:], 0)
		b.WriteString(shown)
		i += size
	}
	return b.String()
}

func (a *App) nextTheme() {
	for i, t := range themes {
		if t.name == a.th.name {
			a.th = themes[(i+1)%len(themes)]
			break
		}
	}
	a.tell("theme "+a.th.name, toastTime)
}

func (a *App) toggleMouse() {
	a.mouse = !a.mouse
	a.tell(pick(a.mouse, "mouse on", "mouse off: the terminal selects text"), 2*time.Second)
}
