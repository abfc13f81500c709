package ui

import (
	"fmt"
	"slices"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// statusRows is the prompt while something is typed, else a message, else the reason behind what is selected; on the
// right what is wrong in all.
func (a *App) statusRows(w, _ int) []string {
	d := a.draw(false)
	if a.prompt != nil {
		return []string{a.prompt.row(d, w)}
	}
	if a.welcome && a.toast.text == "" {
		return []string{a.welcomeRow(w)}
	}
	right := a.totals(d)
	room := w - width(right) - 1
	if room < 20 {
		room, right = w, nil
	}
	left := newLine(room, "")
	left.put("", " ")
	left.spans(a.why(d))
	l := newLine(w-room, "")
	l.fill("", w-room-width(right))
	l.spans(right)
	return []string{left.String() + l.String()}
}

// why is the message for the moment, or what is to be said about the selection.
func (a *App) why(d *draw) []span {
	if a.toast.text != "" {
		return say(pickStyle(a.toast.bad, a.th.bad, a.th.strong), a.toast.text)
	}
	if len(a.pages) > 0 {
		return a.whyRecord(d, a.pages[len(a.pages)-1].list.subject(d))
	}
	s := a.panes[a.focus].subject(d)
	if a.focus == paneLog {
		return a.whyRecord(d, s)
	}
	if u := d.m.update(s.id); u != nil {
		return a.whyUpdate(d, u)
	}
	return a.whyRecord(d, s)
}

func (a *App) whyUpdate(d *draw, u *model.Update) []span {
	out := []span{{a.th.strong, label(u)}, {"", " "}, {a.th.busy, d.hedge()}, {a.th.stateStyle(u.State), stateText(u, 99)}}
	if why := reason(d, u); why != "" && why != stateWords[u.State] {
		out = append(out, span{a.th.faint, " " + a.g.dash + " "}, span{"", why})
	}
	if e := u.Since(); !e.At.IsZero() {
		out = append(out, span{a.th.faint, "  " + cited(e)})
	}
	return out
}

// whyRecord says where a record stands and what is odd about it; with an update in it, how that is doing.
func (a *App) whyRecord(d *draw, s subject) []span {
	if !s.hasRec {
		return nil
	}
	if d.m.records.Evicted(s.rec) {
		return []span{{a.th.warn, "the record is not kept any more" + d.c.butForgotten()}}
	}
	r := d.m.records.Record(s.rec)
	if words := d.c.log.rangeWords(d); words != "" && a.focus == paneLog {
		return []span{{a.th.strong, words}, {a.th.faint, "  " + a.key("y") + " copies them, " + a.key("Esc") + " gives the range up"}}
	}
	out := []span{{a.th.faint, place(d, s.rec)}, {a.th.faint, " " + a.g.dot + " " + d.m.wallOf(s.rec).Format("2006-01-02 15:04:05.000") + " " + d.m.zoneOf(s.rec)}}
	if r.Thread != 0 {
		out = append(out, span{a.th.faint, fmt.Sprintf(" %s thread %d", a.g.dot, r.Thread)})
	}
	if odd := d.flagWords(s.rec); odd != "" {
		out = append(out, span{a.th.warn, " " + a.g.dot + " " + odd})
	}
	if note := d.c.marks[s.rec]; note != "" {
		out = append(out, span{a.th.mark, " " + a.g.dot + " " + note})
	}
	if u := d.m.update(s.id); u != nil {
		out = append(out, span{a.th.faint, " " + a.g.dot + " "}, span{a.th.stateStyle(u.State), label(u) + " " + d.hedge() + stateText(u, 99)})
	}
	return out
}

// place is the file of a record, and its line if it is known.
func place(d *draw, rec event.RecordID) string {
	if rec >= d.m.records.End() {
		return ""
	}
	return placeOf(d.m.records.LogName(rec), d.m.records.Line(rec))
}

// totals is what is wrong in all, up to the screen's time.
func (a *App) totals(d *draw) []span {
	lasting, st := 0, a.th.faint
	for _, f := range d.m.findings {
		if f.Active() {
			lasting++
			if f.Severity != model.SeverityInfo {
				st = a.th.bad
			}
		}
	}
	var parts []span
	if lasting > 0 {
		parts = append(parts, span{st, plural(lasting, "finding")})
	}
	e, w := count(d.m.levels[model.LevelError]), count(d.m.levels[model.LevelWarning])
	if a.layout.w >= 100 {
		e, w = d.hedge()+"errors "+e, "warnings "+w
	} else {
		e, w = e+" E", w+" W"
	}
	parts = append(parts, span{pickStyle(d.m.levels[model.LevelError] > 0, a.th.bad, a.th.faint), e},
		span{pickStyle(d.m.levels[model.LevelWarning] > 0, a.th.warn, a.th.faint), w})
	return append(words(d.sep(), parts...), span{"", " "})
}

// hintRows is the keys that do something here, as many as fit, most wanted first.
func (a *App) hintRows(w, h int) []string {
	var rows []string
	hints := a.hints()
	for len(rows) < h {
		l := newLine(w, "")
		hints = a.hintsInto(l, hints)
		rows = append(rows, l.String())
	}
	return rows
}

// hintsInto puts as many hints on a line as fit and gives back the others.
func (a *App) hintsInto(l *line, hints []hint) []hint {
	for len(hints) > 0 {
		k, what := hints[0].key, hints[0].what
		need := cells(k) + cells(what) + 2
		if l.used > 0 {
			need++
		}
		if need > l.left() {
			break
		}
		l.put("", strings.Repeat(" ", 1+btoi(l.used > 0)))
		l.put(a.th.key, k)
		l.put(a.th.hint, " "+what)
		hints = hints[1:]
	}
	return hints
}

// hint is a key and what it does, in a word or two.
type hint struct{ key, what string }

// hints are the keys for where the user is.
func (a *App) hints() []hint {
	switch {
	case a.prompt != nil:
		return append(a.savedHints(), a.prompt.hints()...)
	case len(a.pages) > 0:
		p := a.pages[len(a.pages)-1]
		if p.search != nil {
			return p.hints() // typed, not keys of the table
		}
		return a.rekeyed(p.hints())
	}
	return a.rekeyed(a.keyHints())
}

// keyHints are the hints where keys do something, by their default keys.
func (a *App) keyHints() []hint {
	var out []hint
	if a.head.state == playing || a.head.state == paused || a.head.state == waiting {
		out = append(out, hint{"=", pick(a.head.state == playing, "pause", pick(a.head.held, "play again", "go on"))}, hint{"< >", "slower, faster"},
			hint{"t", "go to time"}, hint{"( )", "previous, next " + targetWords[a.target]}, hint{", .", "record back, on"}, hint{"J", "what " + a.key("(") + " " + a.key(")") + " go to"})
		if a.head.home == live {
			out = append(out, hint{"F", "live"})
		}
	}
	if a.head.pin.on {
		out = append(out, hint{"Esc", pick(a.head.home == live, "back to live", "back to the play")})
	}
	out = append(out, a.paneHints()...)
	if a.head.state == live && !a.head.pin.on {
		out = append(out, hint{"=", "pause"})
	}
	for _, h := range []hint{{"?", "all keys"}, {":", "commands"}, {"q", "quit"}, {"f", pick(a.full, "all panes", "full screen")}, {"t", "go to time"},
		{"y", "copy"}, {"1-9", "panes"}, {"e w", "next error, warning"}, {"m u", "mark, next mark"}} {
		if !slices.ContainsFunc(out, func(said hint) bool { return said.key == h.key }) {
			out = append(out, h)
		}
	}
	return out
}

// paneHints are the keys that do something in the pane, most wanted first.
func (a *App) paneHints() []hint {
	switch a.focus {
	case paneLog:
		out := []hint{{"/", "find"}, {"&", "filter"}, {"*", "follow its ids"}, {"Enter", "details"}, {"y", "copy"}, {"F", "follow"}, {"Tab", "pane"}}
		if a.layout.w >= 100 {
			out = append(out, hint{"[ ]", "one log"}, hint{"x", "columns"}, hint{"\\", "wrap"})
		}
		return out
	case paneUpdates:
		if a.session().heading {
			return []hint{{"Enter", "close, open"}, {"*", "only this deployment"}, {"%", "group"}, {"Tab", "pane"}, {"x", "sort"}}
		}
		return []hint{{"Enter", "its story"}, {"*", "only this update"}, {"/", "find"}, {"&", "filter"}, {"Tab", "pane"}, {"%", "group"}, {"x", "sort"}, {"a", "show all"}}
	case paneTimeline:
		return []hint{{"Enter", "its story"}, {"z Z", "zoom"}, {"← →", "move"}, {"*", "only this update"}, {"Tab", "pane"}}
	case paneDeployments:
		return []hint{{"Enter", "its story"}, {"*", "follow its ids"}, {"/", "find"}, {"Tab", "pane"}}
	case paneSources:
		return []hint{{"Enter", "only this log"}, {"j k", "down, up"}, {"Tab", "pane"}, {"Esc", "back"}}
	case paneFindings:
		return []hint{{"Enter", "what to do"}, {"*", "only this update"}, {"y", "copy"}, {"/", "find"}, {"Tab", "pane"}}
	}
	return []hint{{"Enter", "the record that says so"}, {"*", "follow its ids"}, {"/", "find"}, {"Tab", "pane"}}
}
