package ui

import (
	"ccmtail/ui/cell"
	"fmt"
	"slices"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// statusRows is the prompt while something is typed, else a message, else the reason behind what is selected; on the
// right what is wrong in all.
func (a *App) statusRows(w, _ int) []string {
	d := a.renderContext(false)
	if a.prompt != nil {
		return []string{a.prompt.row(d, w)}
	}
	if a.showWelcome && a.toast.text == "" {
		return []string{a.welcomeRow(w)}
	}
	right := a.statusTotals(d)
	room := w - cell.TotalWidth(right) - 1
	if room < 20 {
		room, right = w, nil
	}
	left := cell.NewBuilder(room, "")
	left.Put("", " ")
	left.PutSpans(a.statusText(d))
	l := cell.NewBuilder(w-room, "")
	l.FillTo("", w-room-cell.TotalWidth(right))
	l.PutSpans(right)
	return []string{left.String() + l.String()}
}

// statusText is the message for the moment, or what is to be said about the selection.
func (a *App) statusText(d *renderContext) []cell.Span {
	if a.toast.text != "" {
		return cell.OneSpan(eitherStyle(a.toast.isError, a.th.Bad, a.th.Strong), a.toast.text)
	}
	if len(a.pages) > 0 {
		return a.recordStatus(d, a.pages[len(a.pages)-1].list.subject(d))
	}
	s := a.panes[a.focus].subject(d)
	if a.focus == paneLog {
		return a.recordStatus(d, s)
	}
	if u := d.asOf.update(s.id); u != nil {
		return a.updateStatus(d, u)
	}
	return a.recordStatus(d, s)
}

func (a *App) updateStatus(d *renderContext, u *model.Update) []cell.Span {
	out := []cell.Span{cell.Styled(a.th.Strong, updateLabel(u)), cell.Styled("", " "), cell.Styled(a.th.Busy, d.previewPrefix()), cell.Styled(stateStyle(&a.th, u.State), stateText(u, 99))}
	if why := updateReason(d, u); why != "" && why != updateStateWords[u.State] {
		out = append(out, cell.Styled(a.th.Faint, " "+a.g.Dash+" "), cell.Styled("", why))
	}
	if e := u.Since(); !e.At.IsZero() {
		out = append(out, cell.Styled(a.th.Faint, "  "+where(e)))
	}
	return out
}

// recordStatus says where a record stands and what is odd about it; with an update in it, how that is doing.
func (a *App) recordStatus(d *renderContext, s subject) []cell.Span {
	if !s.hasRec {
		return nil
	}
	if d.asOf.records.Evicted(s.rec) {
		return []cell.Span{cell.Styled(a.th.Warn, "the record is not kept any more"+d.session.evictedSuffix())}
	}
	r := d.asOf.records.Record(s.rec)
	if words := d.session.log.rangeSummary(d); words != "" && a.focus == paneLog {
		return []cell.Span{cell.Styled(a.th.Strong, words), cell.Styled(a.th.Faint, "  "+a.keyText("y")+" copies them, "+a.keyText("Esc")+" gives the range up")}
	}
	out := []cell.Span{cell.Styled(a.th.Faint, recordWhere(d, s.rec)), cell.Styled(a.th.Faint, " "+a.g.Dot+" "+d.asOf.recordWallTime(s.rec).Format("2006-01-02 15:04:05.000")+" "+d.asOf.recordOffsetText(s.rec))}
	if r.Thread != 0 {
		out = append(out, cell.Styled(a.th.Faint, fmt.Sprintf(" %s thread %d", a.g.Dot, r.Thread)))
	}
	if odd := d.flagText(s.rec); odd != "" {
		out = append(out, cell.Styled(a.th.Warn, " "+a.g.Dot+" "+odd))
	}
	if note := d.session.marks[s.rec]; note != "" {
		out = append(out, cell.Styled(a.th.Mark, " "+a.g.Dot+" "+note))
	}
	if u := d.asOf.update(s.id); u != nil {
		out = append(out, cell.Styled(a.th.Faint, " "+a.g.Dot+" "), cell.Styled(stateStyle(&a.th, u.State), updateLabel(u)+" "+d.previewPrefix()+stateText(u, 99)))
	}
	return out
}

// recordWhere is the file of a record, and its line if it is known.
func recordWhere(d *renderContext, rec event.RecordID) string {
	if rec >= d.asOf.records.End() {
		return ""
	}
	return whereText(d.asOf.records.LogName(rec), d.asOf.records.Line(rec))
}

// statusTotals is what is wrong in all, up to the screen's time.
func (a *App) statusTotals(d *renderContext) []cell.Span {
	lasting, st := 0, a.th.Faint
	for _, f := range d.asOf.findings {
		if f.Active() {
			lasting++
			if f.Severity != model.SeverityInfo {
				st = a.th.Bad
			}
		}
	}
	var parts []cell.Span
	if lasting > 0 {
		parts = append(parts, cell.Styled(st, countText(lasting, "finding")))
	}
	e, w := groupThousands(d.asOf.levels[model.LevelError]), groupThousands(d.asOf.levels[model.LevelWarning])
	if a.layout.w >= 100 {
		e, w = d.previewPrefix()+"errors "+e, "warnings "+w
	} else {
		e, w = e+" E", w+" W"
	}
	parts = append(parts, cell.Styled(eitherStyle(d.asOf.levels[model.LevelError] > 0, a.th.Bad, a.th.Faint), e),
		cell.Styled(eitherStyle(d.asOf.levels[model.LevelWarning] > 0, a.th.Warn, a.th.Faint), w))
	return append(cell.Join(d.separator(), parts...), cell.Styled("", " "))
}

// hintRows is the keys that do something here, as many as fit, most wanted first.
func (a *App) hintRows(w, h int) []string {
	var rows []string
	hints := a.hints()
	for len(rows) < h {
		l := cell.NewBuilder(w, "")
		hints = a.putHints(l, hints)
		rows = append(rows, l.String())
	}
	return rows
}

// putHints puts as many hints on a line as fit and gives back the others.
func (a *App) putHints(l *cell.Builder, hints []hint) []hint {
	for len(hints) > 0 {
		k, what := hints[0].key, hints[0].what
		need := cell.Width(k) + cell.Width(what) + 2
		if l.Used() > 0 {
			need++
		}
		if need > l.Room() {
			break
		}
		l.Put("", strings.Repeat(" ", 1+btoi(l.Used() > 0)))
		l.Put(a.th.Key, k)
		l.Put(a.th.Hint, " "+what)
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
		return a.withCurrentKeys(p.hints())
	}
	return a.withCurrentKeys(a.keyHints())
}

// keyHints are the hints where keys do something, by their default keys.
func (a *App) keyHints() []hint {
	var out []hint
	if a.playhead.state == statePlaying || a.playhead.state == statePaused || a.playhead.state == stateLoading {
		out = append(out, hint{"=", either(a.playhead.state == statePlaying, "pause", either(a.playhead.held, "play again", "go on"))}, hint{"< >", "slower, faster"},
			hint{"t", "go to time"}, hint{"( )", "previous, next " + jumpTargetHints[a.jumpTarget]}, hint{", .", "record back, on"}, hint{"J", "what " + a.keyText("(") + " " + a.keyText(")") + " go to"})
		if a.playhead.home == stateLive {
			out = append(out, hint{"F", "live"})
		}
	}
	if a.playhead.pin.on {
		out = append(out, hint{"Esc", either(a.playhead.home == stateLive, "back to live", "back to the play")})
	}
	out = append(out, a.paneHints()...)
	if a.playhead.state == stateLive && !a.playhead.pin.on {
		out = append(out, hint{"=", "pause"})
	}
	for _, h := range []hint{{"?", "all keys"}, {":", "commands"}, {"q", "quit"}, {"f", either(a.fullScreen, "all panes", "full screen")}, {"t", "go to time"},
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
		if a.session().groupSelected {
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
