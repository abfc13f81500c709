package ui

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
)

// The calendar of the service window pane: a row for each of the coming days, with the windows on an axis of 24 hours.

// calendar is what its rows are drawn from.
type calendar struct {
	d        *draw
	days     int
	openings []model.Opening
	cells    int // of the axis
}

// dayWidth is the cells before the axis: "Tue 03-17 ".
const dayWidth = 10

// calendarItems is the calendar in w cells, for as many days as there are rows; nothing where no window holds updates back.
func calendarItems(d *draw, w, rows int) []item {
	switch {
	case d.m.window.Restricted != event.Yes:
		return nil
	case w < dayWidth+14:
		return nil
	}
	c := &calendar{d: d, days: min(max(rows-1, 7), 14), cells: axisCells(w - dayWidth - 2)}
	first := c.midnight(0)
	c.openings = d.m.state.Openings(d.m.at, d.m.at.AddDate(0, 0, c.days))
	if len(c.openings) == 0 {
		return []item{{text: say(d.th.faint, "the coming days: unknown, no line names an opening"), plain: true}}
	}
	out := []item{{text: []span{{d.th.faint, padded(first.Format("2006"), dayWidth)}, {d.th.faint, c.scale()}}, plain: true}}
	for n := range c.days {
		out = append(out, c.dayItems(n, w)...)
	}
	return append(out, c.notes(w)...)
}

// axisCells is how many cells the 24 hours take: two hours a cell, one, or parts of one.
func axisCells(room int) int {
	if room < 24 {
		return 12
	}
	return 24 * min(room/24, 4)
}

// scale names the hours.
func (c *calendar) scale() string {
	step := 3
	if c.cells < 48 {
		step = 6
	}
	var b strings.Builder
	for h := 0; h < 24; h += step {
		b.WriteString(padded(fmt.Sprintf("%02d", h), c.cells*step/24))
	}
	return strings.TrimRight(b.String(), " ")
}

// midnight is when a day begins, counted from the screen's own; its fields are the clock's, its zone is UTC.
func (c *calendar) midnight(n int) time.Time {
	y, m, day := c.d.m.wall(c.d.m.at).Date()
	return time.Date(y, m, day+n, 0, 0, 0, 0, time.UTC)
}

// dayItems is a day's row, and where there is room for them what its openings are good for.
func (c *calendar) dayItems(n, w int) []item {
	d, day := c.d, c.midnight(n)
	begin := c.beginning(day)
	text := []span{{pickStyle(n == 0, d.th.strong, d.th.faint), padded(day.Format("Mon 01-02"), dayWidth)}}
	text = append(text, c.bar(day)...)
	it := item{text: text, plain: true}
	if len(begin) > 0 {
		it.subject, it.plain = evident(begin[0].Listed), begin[0].Listed.At.IsZero()
	}
	out := []item{it}
	for i, o := range begin {
		more := c.words(o)
		if room := w - dayWidth - c.cells - 4; i == 0 && room >= 40 {
			out[0].text = append(out[0].text, span{"", "  "})
			out[0].text = append(out[0].text, more...)
		} else if w >= 60 {
			out = append(out, item{text: append(say("", spaces(dayWidth)), more...), plain: true})
		}
	}
	return out
}

// beginning is the openings that begin on a day, or are open when the calendar begins.
func (c *calendar) beginning(day time.Time) []model.Opening {
	var out []model.Opening
	for _, o := range c.openings {
		start := c.edge(o.Start, o.Wall.Start)
		if start.Before(c.midnight(0)) {
			start = c.midnight(0)
		}
		if !start.Before(day) && start.Before(day.AddDate(0, 0, 1)) {
			out = append(out, o)
		}
	}
	return out
}

// edge is an opening's beginning or end on the clock shown, its zone UTC. On the client's clock it is as the window has it.
func (c *calendar) edge(t, wall time.Time) time.Time {
	if c.d.m.loc == nil && !wall.IsZero() {
		return wall
	}
	w := c.d.m.wall(t)
	return time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, time.UTC)
}

// words says from when to when an opening is, and which of the waiting updates it is long enough for.
func (c *calendar) words(o model.Opening) []span {
	d := c.d
	from := c.edge(o.Start, o.Wall.Start)
	if o.End.IsZero() {
		return []span{{"", onMinute(from).Format("15:04") + " " + d.g.arrow + " ?"}, {d.th.faint, "  its end is unknown"}}
	}
	to := c.edge(o.End, o.Wall.End)
	text := fmt.Sprintf("%s %s %s (%s)", onMinute(from).Format("15:04"), d.g.arrow, onMinute(to).Format("15:04"), summary.Duration(o.End.Sub(o.Start)))
	return append([]span{{"", padded(text, 24)}}, c.fits(o)...)
}

// fits weighs the waiting updates whose run time is logged against an opening, each for itself.
func (c *calendar) fits(o model.Opening) []span {
	d := c.d
	left := o.End.Sub(o.Start)
	if o.Start.Before(d.m.at) {
		left = o.End.Sub(d.m.at)
	}
	var yes, no []string
	unknown := 0
	for _, f := range d.m.fits {
		switch {
		case !f.NeedLogged:
			unknown++
		case f.Need <= left:
			yes = append(yes, label(f.Update))
		default:
			no = append(no, label(f.Update))
		}
	}
	var parts []span
	if len(yes) > 0 {
		parts = append(parts, span{d.th.good, "fits " + some(yes)})
	}
	if len(no) > 0 {
		parts = append(parts, span{d.th.bad, "too short for " + some(no)})
	}
	if unknown > 0 {
		parts = append(parts, span{d.th.faint, plural(unknown, "run time") + " unknown"})
	}
	return words(d.sep(), parts...)
}

// some names the first of many.
func some(names []string) string {
	if len(names) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:2], ", "), len(names)-2)
	}
	return strings.Join(names, ", ")
}

// bar is a day's axis: open, not open, or an hour that the clock leaves out.
func (c *calendar) bar(day time.Time) []span {
	d := c.d
	step := 24 * time.Hour / time.Duration(c.cells)
	now := c.edge(d.m.at, time.Time{})
	var out []span
	for x := range c.cells {
		from := day.Add(step * time.Duration(x))
		st, sign := d.th.rule, d.g.dot
		switch open, there := c.open(from, step); {
		case !there:
			st, sign = d.th.faint, " "
		case open && c.endless(from, step):
			st, sign = d.th.good, "?"
		case open:
			st, sign = d.th.good, d.g.full
		}
		if !now.Before(from) && now.Before(from.Add(step)) {
			st, sign = d.th.playhead, d.g.head
		}
		if n := len(out); n > 0 && out[n-1].st == st {
			out[n-1].s += sign
		} else {
			out = append(out, span{st, sign})
		}
	}
	return out
}

// endless says whether an opening begins in a cell whose end is not known.
func (c *calendar) endless(from time.Time, step time.Duration) bool {
	for _, o := range c.openings {
		if s := c.edge(o.Start, o.Wall.Start); o.End.IsZero() && !s.Before(from) && s.Before(from.Add(step)) {
			return true
		}
	}
	return false
}

// open says whether updates may install in a stretch of the clock shown; there is false where the clock is put forward
// over it. A stretch that the clock goes through twice is open if it is so either time.
func (c *calendar) open(from time.Time, step time.Duration) (open, there bool) {
	if c.d.m.loc == nil {
		return c.openOnClient(from, step), true
	}
	for _, t := range instants(from, c.d.m.loc) {
		there = true
		for _, o := range c.openings {
			open = open || overlap(t, t.Add(step), o.Start, o.End)
		}
	}
	return open, there
}

func (c *calendar) openOnClient(from time.Time, step time.Duration) bool {
	for _, o := range c.openings {
		end := time.Time{}
		if !o.End.IsZero() {
			end = c.edge(o.End, o.Wall.End)
		}
		if overlap(from, from.Add(step), c.edge(o.Start, o.Wall.Start), end) {
			return true
		}
	}
	return false
}

// overlap says whether two stretches do; one without an end is a moment.
func overlap(a, b, from, to time.Time) bool {
	if to.IsZero() {
		return !from.Before(a) && from.Before(b)
	}
	return a.Before(to) && from.Before(b)
}

// instants are the moments at which a zone's clock shows a time: none where it is put forward, two where it is put back.
func instants(wall time.Time, zone *time.Location) []time.Time {
	var out []time.Time
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, east := wall.Add(near).In(zone).Zone()
		t := wall.Add(-time.Duration(east) * time.Second)
		if w := t.In(zone); w.Hour() == wall.Hour() && w.Minute() == wall.Minute() && (len(out) == 0 || !out[0].Equal(t)) {
			out = append(out, t)
		}
	}
	return out
}

// notes say what the calendar cannot know.
func (c *calendar) notes(w int) []item {
	var notes []string
	if !c.d.m.state.Recurs(c.d.m.at) {
		notes = append(notes, "Which windows follow is unknown: no schedule is logged.")
	}
	if c.d.m.loc != nil {
		notes = append(notes, "Windows keep to the client's clock. When that is put forward or back next is not in the logs.")
	}
	var out []item
	for _, n := range notes {
		for _, piece := range wrap(n, w-2) {
			out = append(out, item{text: say(c.d.th.faint, piece), plain: true})
		}
	}
	return out
}
