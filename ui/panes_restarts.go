package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/ui/cell"
)

// The reboots pane: who waits for a restart, who asked for it, and until when.

func restartsTitle(d *renderContext) []cell.Span {
	if n := len(d.asOf.state.PendingRestarts()); n > 0 {
		return cell.OneSpan(d.th.Warn, countText(n, "update"))
	}
	return nil
}

func restartItems(d *renderContext, w int) []item {
	r := &d.asOf.state.Restart
	waiting := d.asOf.state.PendingRestarts()
	var out []item
	out = append(out, restartStateItems(d, waiting)...)
	switch {
	case r.Deadline.IsZero():
	case r.Deadline.After(d.asOf.at):
		out = append(out, evidenceItem([]cell.Span{cell.Styled("", "restart by "+d.asOf.shortTime(r.Deadline)+", in "), cell.Styled(d.th.Strong, d.asOf.countdownText(r.Deadline))}, r.Requested))
	default:
		out = append(out, evidenceItem([]cell.Span{cell.Styled("", "restart was due "+d.asOf.shortTime(r.Deadline)+", "), cell.Styled(d.th.Bad, d.asOf.relativeText(r.Deadline))}, r.Requested))
	}
	if r.Agent != "" {
		out = append(out, evidenceItem(cell.OneSpan(d.th.Faint, "asked by "+r.Agent+" "+d.asOf.shortTime(r.Requested.At)), r.Requested))
	}
	out = append(out, restartDetailItems(d)...)
	for _, u := range waiting {
		text := []cell.Span{cell.Styled(d.th.Warn, d.stateSign(u.State)+" "), cell.Styled("", updateLabel(u))}
		if w >= 40 && u.Title != "" && u.KB != "" {
			text = append(text, cell.Styled(d.th.Faint, "  "+u.Title))
		}
		out = append(out, item{text: text, subject: subject{id: u.ID, rec: u.Since().Rec, hasRec: true}})
	}
	return out
}

func restartStateItems(d *renderContext, waiting []*model.Update) []item {
	r := &d.asOf.state.Restart
	switch {
	case !r.Initiated.At.IsZero():
		return []item{evidenceItem(cell.OneSpan(d.th.Warn, "restarting since "+d.asOf.shortTime(r.Initiated.At)), r.Initiated)}
	case len(waiting) > 0:
		return []item{{text: cell.OneSpan(d.th.Warn, countText(len(waiting), "update")+waitsVerb(len(waiting))+" for a restart"), unselectable: true}}
	case r.HasCount && r.PendingCount > 0:
		return []item{{text: cell.OneSpan(d.th.Warn, fmt.Sprintf("the client counts %d waiting", r.PendingCount)), unselectable: true}}
	case !r.Requested.At.IsZero():
		return []item{evidenceItem(cell.OneSpan(d.th.Warn, "a restart is pending"), r.Requested)}
	case !r.ClientStarted.At.IsZero():
		return []item{{text: cell.OneSpan(d.th.Good, "no restart pending"), unselectable: true},
			evidenceItem(cell.OneSpan(d.th.Faint, "client started "+d.asOf.shortTime(r.ClientStarted.At)+", "+d.asOf.relativeText(r.ClientStarted.At)), r.ClientStarted)}
	}
	return d.emptyItems("no restart asked for in the logs")
}

// waitsVerb is the verb: one waits, two wait.
func waitsVerb(n int) string {
	if n == 1 {
		return " waits"
	}
	return " wait"
}

func restartDetailItems(d *renderContext) []item {
	r := &d.asOf.state.Restart
	var out []item
	add := func(text string, e model.Evidence) {
		out = append(out, evidenceItem(cell.OneSpan(d.th.Faint, text), e))
	}
	if r.Grace > 0 {
		add(fmt.Sprintf("user told %s, countdown %s, last %s", d.asOf.shortTime(r.Notified.At), durationText(r.Grace), durationText(r.Final)), r.Notified)
	} else if !r.Notified.At.IsZero() {
		add("user told "+d.asOf.shortTime(r.Notified.At), r.Notified)
	}
	switch {
	case !r.Allowed.At.IsZero():
		add("allowed since "+d.asOf.shortTime(r.Allowed.At), r.Allowed)
	case r.IgnoresWindow == event.Yes:
		add("does not wait for a window", r.Notified)
	case r.IgnoresWindow == event.No && d.asOf.window.Restricted == event.Yes && !d.asOf.window.Open:
		add("held back until the window opens", r.Notified)
	}
	return out
}
