package ui

import (
	"fmt"
	"strings"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// statusRows returns the prompt while something is typed, else a message, else the reason behind
// what is selected; on the right what is wrong in all.
func (a *App) statusRows(w, _ int) []cell.Row {
	d := a.renderContext(false)
	if a.prompt != nil {
		return []cell.Row{a.promptRow(d, w)}
	}
	if a.showWelcome && a.toast.text == "" && a.alert.text == "" {
		return []cell.Row{d.welcomeRow(w)}
	}
	right := d.statusTotals()
	room := w - cell.TotalWidth(right) - 1
	if room < 20 {
		room, right = w, nil
	}
	left := cell.NewBuilder(room, "")
	left.Put("", " ")
	left.PutSpans(wholeWordsOf(a.statusText(d), room-1))
	l := cell.NewBuilder(w-room, "")
	l.FillTo("", w-room-cell.TotalWidth(right))
	l.PutSpans(right)
	return []cell.Row{left.Row().Beside(l.Row())}
}

// promptRow returns what is being typed, with what has failed just now beside it.
func (a *App) promptRow(d *renderContext, w int) cell.Row {
	alert := a.alertSpans()
	n := min(cell.TotalWidth(alert)+2, w/2)
	if alert == nil {
		return a.prompt.row(&d.look, w)
	}
	l := cell.NewBuilder(n, "")
	l.Put("", " ")
	l.PutSpans(alert)
	return a.prompt.row(&d.look, w-n).Beside(l.Row())
}

// statusText returns the message for the moment, or what is to be said about the selection.
func (a *App) statusText(d *renderContext) []cell.Span {
	if alert := a.alertSpans(); alert != nil {
		if a.toast.text != "" {
			alert = append(alert, d.separator(), cell.Styled("", a.toast.text))
		}
		return alert
	}
	if a.toast.text != "" {
		return cell.OneSpan(eitherStyle(a.toast.isError, d.th.Bad, d.th.Strong), a.toast.text)
	}
	p := a.activePane()
	if p, ok := p.(statusTeller); ok {
		return p.status(d)
	}
	s := p.subject(d)
	if u := d.asOf.FindUpdate(s.id); u != nil {
		return d.updateStatus(u)
	}
	return d.recordStatus(s)
}

func (d *renderContext) updateStatus(u *model.Update) []cell.Span {
	state, why := summary.StateText(u), d.asOf.Reason(u)
	out := []cell.Span{cell.Styled(d.th.Strong, summary.UpdateLabel(u)), cell.Styled("", " "), cell.Styled(d.th.Busy, d.previewPrefix())}
	switch {
	case why == "":
		out = append(out, cell.Styled(stateStyle(d.th, u.State), state))
	case saysTheSame(state, why):
		out = append(out, cell.Styled(stateStyle(d.th, u.State), why))
	default:
		out = append(out, cell.Styled(stateStyle(d.th, u.State), state), cell.Styled(d.th.Faint, " "+d.g.Dash+" "), cell.Styled("", why))
	}
	if e := u.Since(); !e.At().IsZero() {
		out = append(out, cell.Styled(d.th.Faint, "  "+d.asOf.Where(e)))
	}
	return out
}

// saysTheSame reports whether a reason begins with its state: "waiting for window", "waits for the
// window that opens at 21:00".
func saysTheSame(state, why string) bool {
	const stem = 4
	return len(state) >= stem && strings.HasPrefix(why, state[:stem])
}

// recordStatus returns where a record stands and what is odd about it; with an update in it, how
// that is doing.
func (d *renderContext) recordStatus(s subject) []cell.Span {
	if !s.hasRec {
		return nil
	}
	if d.asOf.Records.Evicted(s.rec) {
		return []cell.Span{cell.Styled(d.th.Warn, "record no longer kept"+d.session.evictedSuffix())}
	}
	r := d.asOf.Records.Record(s.rec)
	out := []cell.Span{cell.Styled(d.th.Faint, d.asOf.WhereRecord(s.rec)), cell.Styled(d.th.Faint, " "+d.g.Dot+" "+d.asOf.RecordTime(s.rec))}
	if r.Thread != 0 {
		out = append(out, cell.Styled(d.th.Faint, fmt.Sprintf(" %s thread %d", d.g.Dot, r.Thread)))
	}
	if odd := d.flagText(s.rec); odd != "" {
		out = append(out, cell.Styled(d.th.Warn, " "+d.g.Dot+" "+odd))
	}
	if note := d.session.marks[s.rec]; note != "" {
		out = append(out, cell.Styled(d.th.Mark, " "+d.g.Dot+" "+note))
	}
	if u := d.asOf.FindUpdate(s.id); u != nil {
		out = append(out, cell.Styled(d.th.Faint, " "+d.g.Dot+" "), cell.Styled(stateStyle(d.th, u.State), summary.UpdateLabel(u)+" "+d.previewPrefix()+summary.StateText(u)))
	}
	return out
}

// statusTotals returns what is wrong in all, up to the screen's time.
func (d *renderContext) statusTotals() []cell.Span {
	lasting, st := 0, d.th.Faint
	for _, f := range d.asOf.Findings() {
		if f.Active() {
			lasting++
			if f.Severity != model.SeverityInfo {
				st = d.th.Bad
			}
		}
	}
	var parts []cell.Span
	if lasting > 0 {
		parts = append(parts, cell.Styled(st, summary.Count(lasting, "finding")))
	}
	e, w := summary.Grouped(d.asOf.levels[model.LevelError]), summary.Grouped(d.asOf.levels[model.LevelWarning])
	if d.width >= 100 {
		e, w = d.previewPrefix()+"errors "+e, "warnings "+w
	} else {
		e, w = e+" E", w+" W"
	}
	parts = append(parts, cell.Styled(eitherStyle(d.asOf.levels[model.LevelError] > 0, d.th.Bad, d.th.Faint), e),
		cell.Styled(eitherStyle(d.asOf.levels[model.LevelWarning] > 0, d.th.Warn, d.th.Faint), w))
	return append(cell.Join(d.separator(), parts...), cell.Styled("", " "))
}
