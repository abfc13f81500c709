package ui

import (
	"fmt"
	"slices"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// The service window pane: whether updates may install now, until when or from when, and what fits.

func windowHead(d *draw) []span {
	w := d.m.window
	switch {
	case !w.Known(), w.Restricted == event.No:
		return nil
	case w.Open:
		return say(d.th.good, "open")
	}
	return say(d.th.wait, "closed")
}

// calendarFrom is how many rows the calendar of a week needs.
const calendarFrom = 8

// newWindowPane is a list that shows the coming days where it has the rows for them.
func newWindowPane() *list {
	p := &list{name: "Service window", more: windowHead}
	p.build = func(d *draw, w int) []item {
		out := []item{windowNow(d)}
		if s := windowSpan(d); s.text != nil {
			out = append(out, s)
		}
		out = append(out, fitItems(d, w)...)
		if rest := p.height - len(out); rest >= calendarFrom {
			return append(out, calendarItems(d, w, rest)...)
		}
		return append(out, windowNext(d)...)
	}
	return p
}

func proof(text []span, e model.Evidence) item {
	return item{text: text, subject: subject{rec: e.Rec, hasRec: !e.At.IsZero()}, plain: e.At.IsZero()}
}

func windowNow(d *draw) item {
	w := d.m.window
	switch {
	case !w.Known():
		return item{text: []span{{d.th.warn, "UNKNOWN"}, {d.th.faint, pick(d.m.client.Preview, "  the newest records tell of none", "  no line tells of windows")}}, plain: true}
	case w.Restricted == event.No:
		return proof([]span{{d.th.good, "NOT RESTRICTED"}, {d.th.faint, "  updates may run any time"}}, w.Proof)
	case w.Open && w.Until.IsZero():
		return proof([]span{{d.th.good, "OPEN"}, {d.th.faint, "  when it closes is not logged"}}, w.Proof)
	case w.Open:
		return proof([]span{{d.th.good, "OPEN"}, {"", "  closes in "}, {d.th.strong, d.m.left(w.Until)}}, w.Proof)
	case w.Next.Start.IsZero():
		return proof([]span{{d.th.wait, "CLOSED"}, {d.th.faint, "  next opening not logged"}}, w.Proof)
	}
	return proof([]span{{d.th.wait, "CLOSED"}, {"", "  opens in "}, {d.th.strong, d.m.left(w.Next.Start)}}, w.Proof)
}

// windowSpan is the edges of the open window, or of the next one.
func windowSpan(d *draw) item {
	w := d.m.window
	switch {
	case w.Open && !w.Until.IsZero() && !w.Since.IsZero():
		return proof(say(d.th.faint, edges(d, model.TimeRange{Start: w.Since, End: w.Until})), w.Proof)
	case w.Open && !w.Until.IsZero():
		return proof(say(d.th.faint, "until "+d.m.clock(w.Until)), w.Proof)
	case !w.Open && !w.Next.Start.IsZero():
		return proof(say(d.th.faint, edges(d, w.Next)), w.Proof)
	}
	return item{}
}

func edges(d *draw, s model.TimeRange) string {
	s.Start, s.End = onMinute(s.Start), onMinute(s.End)
	if s.End.IsZero() {
		return d.m.clock(s.Start) + " " + d.g.arrow + " ?"
	}
	end := d.m.wall(s.End).Format("15:04")
	if s.End.Sub(s.Start) >= 24*time.Hour {
		end = d.m.clock(s.End)
	}
	return fmt.Sprintf("%s %s %s (%s)", d.m.clock(s.Start), d.g.arrow, end, summary.Duration(s.End.Sub(s.Start)))
}

// onMinute takes the fraction off an edge that was counted from whole seconds left.
func onMinute(t time.Time) time.Time {
	if r := t.Round(time.Minute); !t.IsZero() && t.Sub(r).Abs() <= 2*time.Second {
		return r
	}
	return t
}

// fitItems says how many of the waiting updates fit, and why each other one does not.
func fitItems(d *draw, w int) []item {
	var yes, no, unsaid, assumed int
	var out []item
	for _, f := range d.m.fits {
		assumed += btoi(!f.NeedLogged)
		switch f.Fits {
		case event.Yes:
			yes++
		case event.No:
			no++
			out = append(out, misfit(d, f, w))
		default:
			unsaid++
		}
	}
	n := yes + no + unsaid
	if n == 0 || d.m.window.Restricted != event.Yes {
		return nil
	}
	var head item
	switch {
	case unsaid == n:
		head = item{text: say(d.th.faint, plural(n, "update")+" waiting, time left unknown"), plain: true}
	case no == 0:
		head = item{text: []span{{d.th.good, "fits: " + pick(n == 1, "the one waiting", fmt.Sprintf("all %d waiting", n))}}, plain: true}
	default:
		head = item{text: []span{{d.th.warn, fmt.Sprintf("fits: %d of %d waiting", yes, n)}}, plain: true}
	}
	if assumed > 0 && unsaid < n {
		head.text = append(head.text, span{d.th.faint, pick(assumed == n, " (run time assumed)", fmt.Sprintf(" (%d assumed)", assumed))})
	}
	return append([]item{head}, out...)
}

// misfit is the arithmetic of an update that does not fit; in a narrow pane in minutes.
func misfit(d *draw, f model.Fit, w int) item {
	text := fmt.Sprintf(" needs %s > %s", summary.Duration(f.Need), summary.Duration(f.Available))
	if w < 40 {
		text = fmt.Sprintf(" %d > %d min", minutes(f.Need), minutes(f.Available))
	}
	if !f.NeedLogged {
		text += pick(w < 40, "?", " (assumed)")
	}
	return item{
		text:    []span{{d.th.bad, d.g.states[model.Failed] + " "}, {"", label(f.Update)}, {d.th.faint, text}},
		subject: subject{id: f.Update.ID},
	}
}

func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// windowNext lists the openings to come, from the windows that count.
func windowNext(d *draw) []item {
	type opening struct {
		model.TimeRange
		w *model.Window
	}
	var all []opening
	for _, id := range d.m.window.Windows {
		w := d.m.state.Windows.ByID[id]
		for _, s := range w.Occurrences(d.m.at, 4) {
			if s.Start.After(d.m.at) {
				all = append(all, opening{s, w})
			}
		}
	}
	slices.SortFunc(all, func(a, b opening) int { return a.Start.Compare(b.Start) })
	if len(all) > 0 && !d.m.window.Open {
		all = all[1:] // told above
	}
	var out []item
	for i, o := range all[:min(len(all), 6)] {
		head := "then "
		if i == 0 && d.m.window.Open {
			head = "next "
		}
		out = append(out, proof([]span{{d.th.faint, head}, {d.th.faint, edges(d, o.TimeRange)}, {d.th.faint, typeName(o.w)}}, o.w.Listed))
	}
	return out
}

func typeName(w *model.Window) string {
	switch w.Type {
	case model.SoftwareUpdateWindow:
		return "  updates"
	case model.AllDeploymentsWindow:
		return "  all"
	}
	return ""
}
