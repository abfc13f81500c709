package ui

import (
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The maintenance window pane: whether updates may install now, until when or from when, and what
// fits.

const paneWindow paneID = "maintenance window"

var windowSpec = paneSpec{
	id: paneWindow, name: "Maintenance window", key: "2", help: "maintenance window (in the logs: service window)", place: placeRight, hints: recordHints,
	new: func() pane { return newWindowPane() },
}

// minCalendarRows is how many rows the calendar of a week needs.
const minCalendarRows = 8

// newWindowPane returns a list that shows the coming days where it has the rows for them.
func newWindowPane() *list {
	p := &list{}
	p.build = func(d *renderContext, w int) []item {
		out := windowStateItems(d, w)
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

// windowStateItems returns the state of the windows, in further rows what has no room in the first.
func windowStateItems(d *renderContext, w int) []item {
	badge := d.asOf.WindowBadge()
	text, left := d.asOf.WindowCountdown()
	st := d.th.Faint
	if left != "" {
		st = ""
		text += " "
	}
	colon := either(d.asOf.WindowStatus().Known(), " ", ":")
	word, proof := badge.Upper()+colon, d.asOf.WindowStatus().Proof
	if head := word + " " + text; left == "" && cell.Width(head) > w {
		var out []item
		for _, piece := range cell.Wrap(head, w) {
			rest, ok := strings.CutPrefix(piece, word)
			out = append(out, evidenceItem([]cell.Span{cell.Styled(toneStyle(d.th, badge.Tone), either(ok, word, "")), cell.Styled(st, rest)}, proof))
		}
		return out
	}
	return []item{evidenceItem([]cell.Span{
		cell.Styled(toneStyle(d.th, badge.Tone), word), cell.Styled(st, " "+text), cell.Styled(d.th.Strong, left),
	}, proof)}
}

// windowEdgesItem returns the edges of the open window, or of the next one.
func windowEdgesItem(d *renderContext) item {
	edges := d.asOf.WindowEdges()
	if edges == "" {
		return item{}
	}
	return evidenceItem(cell.OneSpan(d.th.Faint, edges), d.asOf.WindowStatus().Proof)
}

// fitItems returns how many of the waiting updates fit, and why each other one does not.
func fitItems(d *renderContext, w int) []item {
	text, assumed, tone := d.asOf.FitsText()
	if text == "" {
		return nil
	}
	out := []item{{text: []cell.Span{cell.Styled(toneStyle(d.th, tone), text), cell.Styled(d.th.Faint, assumed)}, unselectable: true}}
	for _, f := range d.asOf.Fits() {
		if f.Fits == event.No {
			out = append(out, misfitItem(d, f, w))
		}
	}
	return out
}

// misfitItem returns the arithmetic of an update that does not fit.
func misfitItem(d *renderContext, f model.Fit, w int) item {
	label := summary.UpdateLabel(f.Update) + " "
	room := w - cell.Width(label) - 3
	return item{
		text: []cell.Span{
			cell.Styled(d.th.Bad, d.stateSign(model.Failed)+" "), cell.Styled("", label),
			cell.Styled(d.th.Faint, wholeWords(summary.ShortFit(f, room), room)),
		},
		subject: subject{id: f.Update.ID},
	}
}

// openingItems lists the openings to come, from the windows that count.
func openingItems(d *renderContext) []item {
	var out []item
	for i, o := range d.asOf.Openings(6) {
		head := either(i == 0 && d.asOf.WindowStatus().Open, "next ", "then ")
		out = append(out, evidenceItem(cell.OneSpan(d.th.Faint, head+d.asOf.Span(o.TimeRange)+"  "+summary.WindowKind(o.Window)), o.Window.Listed))
	}
	return out
}
