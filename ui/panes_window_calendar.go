package ui

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The calendar of the service window pane: a row for each of the coming days, with the windows on
// an axis of 24 hours.

// calendar is what its rows are drawn from.
type calendar struct {
	d         *renderContext
	days      int
	openings  []model.Opening
	axisWidth int // of the axis
}

// dayWidth is the cells before the axis: "Tue 03-17 ".
const dayWidth = 10

// calendarItems returns the calendar in w cells, for as many days as there are rows; nothing where
// no window holds updates back.
func calendarItems(d *renderContext, w, rows int) []item {
	switch {
	case d.asOf.WindowStatus().Restricted != event.Yes:
		return nil
	case w < dayWidth+14:
		return nil
	}
	c := &calendar{d: d, days: min(max(rows-1, 7), 14), axisWidth: axisWidth(w - dayWidth - 2)}
	first := c.midnight(0)
	c.openings = d.asOf.State.Openings(d.asOf.At, d.asOf.At.AddDate(0, 0, c.days))
	if len(c.openings) == 0 {
		return []item{{text: cell.OneSpan(d.th.Faint, "Coming days unknown: no opening in the logs"), unselectable: true}}
	}
	out := []item{{text: []cell.Span{cell.Styled(d.th.Faint, cell.PadRight(first.Format("2006"), dayWidth)), cell.Styled(d.th.Faint, c.hourScale())}, unselectable: true}}
	for n := range c.days {
		out = append(out, c.dayItems(n, w)...)
	}
	return append(out, c.noteItems(w)...)
}

// axisWidth returns how many cells the 24 hours take: two hours a cell, one, or parts of one.
func axisWidth(room int) int {
	if room < 24 {
		return 12
	}
	return 24 * min(room/24, 4)
}

// hourScale names the hours.
func (c *calendar) hourScale() string {
	step := 3
	if c.axisWidth < 48 {
		step = 6
	}
	var b strings.Builder
	for h := 0; h < 24; h += step {
		b.WriteString(cell.PadRight(fmt.Sprintf("%02d", h), c.axisWidth*step/24))
	}
	return strings.TrimRight(b.String(), " ")
}

// midnight returns when a day begins, counted from the screen's own; its fields are the clock's,
// its zone is UTC.
func (c *calendar) midnight(n int) time.Time {
	y, m, day := c.d.asOf.Wall(c.d.asOf.At).Date()
	return time.Date(y, m, day+n, 0, 0, 0, 0, time.UTC)
}

// dayItems returns a day's row, and where there is room for them what its openings are good for.
func (c *calendar) dayItems(n, w int) []item {
	d, day := c.d, c.midnight(n)
	begin := c.openingsOn(day)
	text := []cell.Span{cell.Styled(eitherStyle(n == 0, d.th.Strong, d.th.Faint), cell.PadRight(day.Format("Mon 01-02"), dayWidth))}
	text = append(text, c.dayBar(day)...)
	it := item{text: text, unselectable: true}
	if len(begin) > 0 {
		it.subject, it.unselectable = evidenceSubject(begin[0].Listed), begin[0].Listed.At().IsZero()
	}
	out := []item{it}
	for i, o := range begin {
		more := c.openingSpans(o)
		if room := w - dayWidth - c.axisWidth - 4; i == 0 && room >= 40 {
			out[0].text = append(out[0].text, cell.Styled("", "  "))
			out[0].text = append(out[0].text, more...)
		} else if w >= 60 {
			out = append(out, item{text: append(cell.OneSpan("", cell.Spaces(dayWidth)), more...), unselectable: true})
		}
	}
	return out
}

// openingsOn returns the openings that begin on a day, or are open when the calendar begins.
func (c *calendar) openingsOn(day time.Time) []model.Opening {
	var out []model.Opening
	for _, o := range c.openings {
		start := c.onShownClock(o.Start, o.Wall.Start)
		if start.Before(c.midnight(0)) {
			start = c.midnight(0)
		}
		if !start.Before(day) && start.Before(day.AddDate(0, 0, 1)) {
			out = append(out, o)
		}
	}
	return out
}

// onShownClock returns an opening's beginning or end on the clock shown, its zone UTC. On the
// client's clock it is as the window has it.
func (c *calendar) onShownClock(t, wall time.Time) time.Time {
	if c.d.asOf.Location() == nil && !wall.IsZero() {
		return wall
	}
	w := c.d.asOf.Wall(t)
	return time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, time.UTC)
}

// openingSpans says from when to when an opening is, and which of the waiting updates it is long
// enough for.
func (c *calendar) openingSpans(o model.Opening) []cell.Span {
	d := c.d
	from := c.onShownClock(o.Start, o.Wall.Start)
	if o.End.IsZero() {
		return []cell.Span{cell.Styled("", summary.OnMinute(from).Format("15:04")+" "+d.g.Arrow+" ?"), cell.Styled(d.th.Faint, "  end unknown")}
	}
	to := c.onShownClock(o.End, o.Wall.End)
	text := fmt.Sprintf("%s %s %s (%s)", summary.OnMinute(from).Format("15:04"), d.g.Arrow, summary.OnMinute(to).Format("15:04"), summary.Duration(o.End.Sub(o.Start)))
	return append([]cell.Span{cell.Styled("", cell.PadRight(text, 24))}, c.fitSpans(o)...)
}

// fitSpans weighs the waiting updates whose run time is logged against an opening, each for itself.
func (c *calendar) fitSpans(o model.Opening) []cell.Span {
	var parts []cell.Span
	for _, f := range c.d.asOf.LongEnough(model.TimeRange{Start: o.Start, End: o.End}) {
		parts = append(parts, cell.Styled(toneStyle(c.d.th, f.Tone), f.Value))
	}
	return cell.Join(c.d.separator(), parts...)
}

// dayBar returns a day's axis: open, not open, or an hour that the clock leaves out.
func (c *calendar) dayBar(day time.Time) []cell.Span {
	d := c.d
	step := 24 * time.Hour / time.Duration(c.axisWidth)
	now := c.onShownClock(d.asOf.At, time.Time{})
	var out []cell.Span
	for x := range c.axisWidth {
		from := day.Add(step * time.Duration(x))
		st, sign := d.th.Rule, d.g.Dot
		switch open, there := c.isOpen(from, step); {
		case !there:
			st, sign = d.th.Faint, " "
		case open && c.endUnknown(from, step):
			st, sign = d.th.Good, "?"
		case open:
			st, sign = d.th.Good, d.g.BarFull
		}
		if !now.Before(from) && now.Before(from.Add(step)) {
			st, sign = d.th.Playhead, d.g.Playhead
		}
		if n := len(out); n > 0 && out[n-1].Style == st {
			out[n-1].Text += sign
		} else {
			out = append(out, cell.Styled(st, sign))
		}
	}
	return out
}

// endUnknown reports whether an opening begins in a cell whose end is not known.
func (c *calendar) endUnknown(from time.Time, step time.Duration) bool {
	for _, o := range c.openings {
		if s := c.onShownClock(o.Start, o.Wall.Start); o.End.IsZero() && !s.Before(from) && s.Before(from.Add(step)) {
			return true
		}
	}
	return false
}

// isOpen reports whether updates may install in a stretch of the clock shown; there is false where
// the clock is put forward over it. A stretch that the clock goes through twice is open if it is so
// either time.
func (c *calendar) isOpen(from time.Time, step time.Duration) (open, there bool) {
	if c.d.asOf.Location() == nil {
		return c.isOpenOnClient(from, step), true
	}
	for _, t := range instants(from, c.d.asOf.Location()) {
		there = true
		for _, o := range c.openings {
			open = open || overlaps(t, t.Add(step), o.Start, o.End)
		}
	}
	return open, there
}

func (c *calendar) isOpenOnClient(from time.Time, step time.Duration) bool {
	for _, o := range c.openings {
		end := time.Time{}
		if !o.End.IsZero() {
			end = c.onShownClock(o.End, o.Wall.End)
		}
		if overlaps(from, from.Add(step), c.onShownClock(o.Start, o.Wall.Start), end) {
			return true
		}
	}
	return false
}

// overlaps reports whether two stretches do; one without an end is a moment.
func overlaps(a, b, from, to time.Time) bool {
	if to.IsZero() {
		return !from.Before(a) && from.Before(b)
	}
	return a.Before(to) && from.Before(b)
}

// instants returns the moments at which a zone's clock shows a time: none where it is put forward,
// two where it is put back.
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

// noteItems say what the calendar cannot know.
func (c *calendar) noteItems(w int) []item {
	var notes []string
	if !c.d.asOf.State.Recurs(c.d.asOf.At) {
		notes = append(notes, "Later windows are unknown: the logs contain no schedule.")
	}
	if c.d.asOf.Location() != nil {
		notes = append(notes, "Windows follow the client's local time. The next daylight saving change is not in the logs.")
	}
	var out []item
	for _, n := range notes {
		for _, piece := range cell.Wrap(n, w-2) {
			out = append(out, item{text: cell.OneSpan(c.d.th.Faint, piece), unselectable: true})
		}
	}
	return out
}
