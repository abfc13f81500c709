package ui

import (
	"fmt"

	"ccmtail/model"
	"ccmtail/model/event"
)

// The reboots pane: who waits for a restart, who asked for it, and until when.

func rebootHead(d *draw) []span {
	if n := len(d.m.state.PendingRestarts()); n > 0 {
		return say(d.th.warn, plural(n, "update"))
	}
	return nil
}

func rebootItems(d *draw, w int) []item {
	r := &d.m.state.Restart
	waiting := d.m.state.PendingRestarts()
	var out []item
	out = append(out, rebootNow(d, waiting)...)
	switch {
	case r.Deadline.IsZero():
	case r.Deadline.After(d.m.at):
		out = append(out, proof([]span{{"", "restart by " + d.m.clock(r.Deadline) + ", in "}, {d.th.strong, d.m.left(r.Deadline)}}, r.Requested))
	default:
		out = append(out, proof([]span{{"", "restart was due " + d.m.clock(r.Deadline) + ", "}, {d.th.bad, d.m.until(r.Deadline)}}, r.Requested))
	}
	if r.Agent != "" {
		out = append(out, proof(say(d.th.faint, "asked by "+r.Agent+" "+d.m.clock(r.Requested.At)), r.Requested))
	}
	out = append(out, rebootMore(d)...)
	for _, u := range waiting {
		text := []span{{d.th.warn, d.g.states[u.State] + " "}, {"", label(u)}}
		if w >= 40 && u.Title != "" && u.KB != "" {
			text = append(text, span{d.th.faint, "  " + u.Title})
		}
		out = append(out, item{text: text, subject: subject{id: u.ID, rec: u.Since().Rec, hasRec: true}})
	}
	return out
}

func rebootNow(d *draw, waiting []*model.Update) []item {
	r := &d.m.state.Restart
	switch {
	case !r.Initiated.At.IsZero():
		return []item{proof(say(d.th.warn, "restarting since "+d.m.clock(r.Initiated.At)), r.Initiated)}
	case len(waiting) > 0:
		return []item{{text: say(d.th.warn, plural(len(waiting), "update")+waits(len(waiting))+" for a restart"), plain: true}}
	case r.HasCount && r.PendingCount > 0:
		return []item{{text: say(d.th.warn, fmt.Sprintf("the client counts %d waiting", r.PendingCount)), plain: true}}
	case !r.Requested.At.IsZero():
		return []item{proof(say(d.th.warn, "a restart is pending"), r.Requested)}
	case !r.ClientStarted.At.IsZero():
		return []item{{text: say(d.th.good, "no restart pending"), plain: true},
			proof(say(d.th.faint, "client started "+d.m.clock(r.ClientStarted.At)+", "+d.m.until(r.ClientStarted.At)), r.ClientStarted)}
	}
	return d.none("no restart asked for in the logs")
}

// waits is the verb: one waits, two wait.
func waits(n int) string {
	if n == 1 {
		return " waits"
	}
	return " wait"
}

func rebootMore(d *draw) []item {
	r := &d.m.state.Restart
	var out []item
	add := func(text string, e model.Evidence) { out = append(out, proof(say(d.th.faint, text), e)) }
	if r.Grace > 0 {
		add(fmt.Sprintf("user told %s, countdown %s, last %s", d.m.clock(r.Notified.At), rough(r.Grace), rough(r.Final)), r.Notified)
	} else if !r.Notified.At.IsZero() {
		add("user told "+d.m.clock(r.Notified.At), r.Notified)
	}
	switch {
	case !r.Allowed.At.IsZero():
		add("allowed since "+d.m.clock(r.Allowed.At), r.Allowed)
	case r.IgnoresWindow == event.Yes:
		add("does not wait for a window", r.Notified)
	case r.IgnoresWindow == event.No && d.m.window.Restricted == event.Yes && !d.m.window.Open:
		add("held back until the window opens", r.Notified)
	}
	return out
}
