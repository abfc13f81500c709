package ui

import (
	"fmt"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The service window pane: whether updates may install now, until when or from when, and what fits.

const paneWindow paneID = "service window"

var windowSpec = paneSpec{
	id: paneWindow, name: "Service window", key: "2", help: "service window", place: placeRight, hints: recordHints,
	new: func() pane { return newWindowPane() },
}

func windowPaneTitle(d *renderContext) []cell.Span {
	w := d.asOf.window
	switch {
	case !w.Known(), w.Restricted == event.No:
		return nil
	case w.Open:
		return cell.OneSpan(d.th.Good, "open")
	}
	return cell.OneSpan(d.th.Waiting, "closed")
}

// minCalendarRows is how many rows the calendar of a week needs.
const minCalendarRows = 8

// newWindowPane is a list that shows the coming days where it has the rows for them.
func newWindowPane() *list {
	p := &list{titleMore: windowPaneTitle}
	p.build = func(d *renderContext, w int) []item {
		out := []item{windowStateItem(d)}
		if s := windowEdgesItem(d); s.text != nil {
			out = append(out, s)
		}
		out = append(out, fitItems(d, w)...)
		if rest := p.height - len(out); rest >= minCalendarRows {
			return append(out, calendarItems(d, w, rest)...)
		}
		return append(out, openingItems(d)...)
	}
	return p
}

func windowStateItem(d *renderContext) item {
	w := d.asOf.window
	switch {
	case !w.Known():
		return item{text: []cell.Span{cell.Styled(d.th.Warn, "UNKNOWN"), cell.Styled(d.th.Faint, either(d.asOf.client.Preview, "  the newest records tell of none", "  no line tells of windows"))}, unselectable: true}
	case w.Restricted == event.No:
		return evidenceItem([]cell.Span{cell.Styled(d.th.Good, "NOT RESTRICTED"), cell.Styled(d.th.Faint, "  updates may run any time")}, w.Proof)
	case w.Open && w.Until.IsZero():
		return evidenceItem([]cell.Span{cell.Styled(d.th.Good, "OPEN"), cell.Styled(d.th.Faint, "  when it closes is not logged")}, w.Proof)
	case w.Open:
		return evidenceItem([]cell.Span{cell.Styled(d.th.Good, "OPEN"), cell.Styled("", "  closes in "), cell.Styled(d.th.Strong, d.asOf.countdownText(w.Until))}, w.Proof)
	case w.Next.Start.IsZero():
		return evidenceItem([]cell.Span{cell.Styled(d.th.Waiting, "CLOSED"), cell.Styled(d.th.Faint, "  next opening not logged")}, w.Proof)
	}
	return evidenceItem([]cell.Span{cell.Styled(d.th.Waiting, "CLOSED"), cell.Styled("", "  opens in "), cell.Styled(d.th.Strong, d.asOf.countdownText(w.Next.Start))}, w.Proof)
}

// windowEdgesItem is the edges of the open window, or of the next one.
func windowEdgesItem(d *renderContext) item {
	w := d.asOf.window
	switch {
	case w.Open && !w.Until.IsZero() && !w.Since.IsZero():
		return evidenceItem(cell.OneSpan(d.th.Faint, windowEdgesText(d, model.TimeRange{Start: w.Since, End: w.Until})), w.Proof)
	case w.Open && !w.Until.IsZero():
		return evidenceItem(cell.OneSpan(d.th.Faint, "until "+d.asOf.shortTime(w.Until)), w.Proof)
	case !w.Open && !w.Next.Start.IsZero():
		return evidenceItem(cell.OneSpan(d.th.Faint, windowEdgesText(d, w.Next)), w.Proof)
	}
	return item{}
}

func windowEdgesText(d *renderContext, s model.TimeRange) string {
	s.Start, s.End = roundToMinute(s.Start), roundToMinute(s.End)
	if s.End.IsZero() {
		return d.asOf.shortTime(s.Start) + " " + d.g.Arrow + " ?"
	}
	end := d.asOf.wallTime(s.End).Format("15:04")
	if s.End.Sub(s.Start) >= 24*time.Hour {
		end = d.asOf.shortTime(s.End)
	}
	return fmt.Sprintf("%s %s %s (%s)", d.asOf.shortTime(s.Start), d.g.Arrow, end, summary.Duration(s.End.Sub(s.Start)))
}

// roundToMinute takes the fraction off an edge that was counted from whole seconds left.
func roundToMinute(t time.Time) time.Time {
	if r := t.Round(time.Minute); !t.IsZero() && t.Sub(r).Abs() <= 2*time.Second {
		return r
	}
	return t
}

// fitItems says how many of the waiting updates fit, and why each other one does not.
func fitItems(d *renderContext, w int) []item {
	var yes, no, unsaid, assumed int
	var out []item
	for _, f := range d.asOf.fits {
		assumed += btoi(!f.NeedLogged)
		switch f.Fits {
		case event.Yes:
			yes++
		case event.No:
			no++
			out = append(out, misfitItem(d, f, w))
		default:
			unsaid++
		}
	}
	n := yes + no + unsaid
	if n == 0 || d.asOf.window.Restricted != event.Yes {
		return nil
	}
	var head item
	switch {
	case unsaid == n:
		head = item{text: cell.OneSpan(d.th.Faint, countText(n, "update")+" waiting, time left unknown"), unselectable: true}
	case no == 0:
		head = item{text: []cell.Span{cell.Styled(d.th.Good, "fits: "+either(n == 1, "the one waiting", fmt.Sprintf("all %d waiting", n)))}, unselectable: true}
	default:
		head = item{text: []cell.Span{cell.Styled(d.th.Warn, fmt.Sprintf("fits: %d of %d waiting", yes, n))}, unselectable: true}
	}
	if assumed > 0 && unsaid < n {
		head.text = append(head.text, cell.Styled(d.th.Faint, either(assumed == n, " (run time assumed)", fmt.Sprintf(" (%d assumed)", assumed))))
	}
	return append([]item{head}, out...)
}

// misfitItem is the arithmetic of an update that does not fit; in a narrow pane in minutes.
func misfitItem(d *renderContext, f model.Fit, w int) item {
	text := fmt.Sprintf(" needs %s > %s", summary.Duration(f.Need), summary.Duration(f.Available))
	if w < 40 {
		text = fmt.Sprintf(" %d > %d min", roundedMinutes(f.Need), roundedMinutes(f.Available))
	}
	if !f.NeedLogged {
		text += either(w < 40, "?", " (assumed)")
	}
	return item{
		text:    []cell.Span{cell.Styled(d.th.Bad, d.stateSign(model.Failed)+" "), cell.Styled("", updateLabel(f.Update)), cell.Styled(d.th.Faint, text)},
		subject: subject{id: f.Update.ID},
	}
}

func roundedMinutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// openingItems lists the openings to come, from the windows that count.
func openingItems(d *renderContext) []item {
	type opening struct {
		model.TimeRange
		w *model.Window
	}
	var all []opening
	for _, id := range d.asOf.window.Windows {
		w := d.asOf.state.Windows.ByID[id]
		for _, s := range w.Occurrences(d.asOf.at, 4) {
			if s.Start.After(d.asOf.at) {
				all = append(all, opening{s, w})
			}
		}
	}
	slices.SortFunc(all, func(a, b opening) int { return a.Start.Compare(b.Start) })
	if len(all) > 0 && !d.asOf.window.Open {
		all = all[1:] // told above
	}
	var out []item
	for i, o := range all[:min(len(all), 6)] {
		head := "then "
		if i == 0 && d.asOf.window.Open {
			head = "next "
		}
		out = append(out, evidenceItem([]cell.Span{cell.Styled(d.th.Faint, head), cell.Styled(d.th.Faint, windowEdgesText(d, o.TimeRange)), cell.Styled(d.th.Faint, windowTypeText(o.w))}, o.w.Listed))
	}
	return out
}

func windowTypeText(w *model.Window) string {
	switch w.Type {
	case model.SoftwareUpdateWindow:
		return "  updates"
	case model.AllDeploymentsWindow:
		return "  all"
	}
	return ""
}
