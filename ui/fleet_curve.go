package ui

import (
	"slices"
	"time"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The night's curve: how many clients were done, how many had failed, over time.

// curve is how many clients there were of each kind in each column.
type curve struct {
	first, last time.Time
	of          [][]summary.StateSince // the histories it was made of
	done, bad   []int
	all         int
}

// isBad reports whether a state counts as failed in the curve.
func isBad(s summary.ClientState) bool {
	return s >= summary.ClientFailed && s != summary.ClientUnreadable
}

// newCurve counts clients with some histories in so many columns between two moments.
func newCurve(histories [][]summary.StateSince, first, last time.Time, width int) *curve {
	c := &curve{first: first, last: last, of: histories, done: make([]int, width), bad: make([]int, width), all: len(histories)}
	t := timeScale{first, last, width}
	count := func(s summary.ClientState, x, by int) {
		switch {
		case s == summary.ClientDone:
			c.done[x] += by
		case isBad(s):
			c.bad[x] += by
		}
	}
	for _, history := range histories {
		was := summary.ClientUnknown
		for _, h := range history {
			if x := max(t.column(h.Since), 0); x < width {
				count(was, x, -1)
				count(h.State, x, 1)
				was = h.State
			}
		}
	}
	for x := 1; x < width; x++ {
		c.done[x] += c.done[x-1]
		c.bad[x] += c.bad[x-1]
	}
	return c
}

// curveSpan returns the moments between which the curve is drawn, and in which columns.
func (s *fleetScreen) curveSpan(w int) (first, last time.Time, from, to int) {
	first, last = s.known.past.first, s.known.past.last
	n := cell.Width(s.curveTime(first, last)) + 2
	return first, last, n, w - n
}

// curveTime returns a moment at an end of the curve: with its date if the other end has another.
func (s *fleetScreen) curveTime(t, other time.Time) string {
	x, y := t.In(s.zone()), other.In(s.zone())
	if x.YearDay() != y.YearDay() || x.Year() != y.Year() {
		return x.Format("01-02 15:04")
	}
	return x.Format("15:04")
}

// curveRows returns the curve: done from below, failed from above, the rest between them, in
// proportion. As of another moment that moment is marked.
func (s *fleetScreen) curveRows(d *look, w, h int) []cell.Row {
	first, last, from, to := s.curveSpan(w)
	var out []cell.Row
	if h > 2 {
		out = append(out, d.titleRow("Night", s.curveLegend(d), w, -1))
		h--
	}
	if !last.After(first) || to-from < 8 {
		return append(out, cell.FillRows(nil, w, h)...)
	}
	c := s.curve(first, last, to-from)
	now := -1
	if !s.at.IsZero() {
		now = timeScale{first, last, to - from}.column(s.at)
	}
	for y := range h {
		l := cell.NewBuilder(w, "")
		ends := y == h-1
		l.Put(d.th.Faint, cell.PadRight(either(ends, " "+s.curveTime(first, last), ""), from))
		for x := range c.done {
			c.put(d, l, x, h, h-1-y, x == now)
		}
		l.Put(d.th.Faint, either(ends, " "+s.curveTime(last, first), ""))
		out = append(out, l.Row())
	}
	return out
}

// curve returns the curve of the clients; it is made anew only if something has changed.
func (s *fleetScreen) curve(first, last time.Time, width int) *curve {
	c := s.lastCurve
	if c == nil || len(c.done) != width || !sameHistories(c.of, s.known.past.histories) {
		c = newCurve(s.known.past.histories, first, last, width)
		s.lastCurve = c
	}
	return c
}

// sameHistories reports whether two lists are one.
func sameHistories(a, b [][]summary.StateSince) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// put draws a cell of a column; row is counted from below.
func (c *curve) put(d *look, l *cell.Builder, x, h, row int, playhead bool) {
	done := barRune(d.g, c.done[x]*h*8, max(c.all, 1), row)
	switch {
	case playhead:
		l.Put(d.th.Playhead, d.g.Playhead)
	case c.isBadAt(x, h, h-1-row):
		l.Put(d.th.Bad, d.g.TickFailure)
	case done != ' ':
		l.Put(d.th.Good, string(done))
	default:
		l.Put(d.th.BarRest, d.restSign())
	}
}

// isBadAt reports whether a row of a column, counted from above, stands for clients that have failed. What
// they fill of a row are so many eighths of its columns: a few are seen, too, and not as many.
func (c *curve) isBadAt(x, h, row int) bool {
	if c.bad[x] == 0 {
		return false
	}
	n := max((2*c.bad[x]*h*8+c.all)/(2*max(c.all, 1)), 1)
	full, part := n/8, n%8
	return row < full || row == full && (x+1)*part/8 > x*part/8
}

// restSign is the sign of clients that are neither done nor failed.
func (d *look) restSign() string { return either(d.g.ASCII, "-", d.g.Dot) }

// curveLegend says what is what.
func (s *fleetScreen) curveLegend(d *look) []cell.Span {
	f := s.known.sums
	done, bad := f.States[summary.ClientDone], 0
	for state, n := range f.States {
		if isBad(summary.ClientState(state)) {
			bad += n
		}
	}
	if !slices.ContainsFunc(s.known.past.histories, func(h []summary.StateSince) bool { return len(h) > 0 }) {
		return cell.OneSpan(d.th.Faint, "no changes known yet")
	}
	return cell.Join(cell.Styled("", "   "),
		cell.Styled(d.th.Good, d.g.BarFull+" "+summary.ClientCount{State: summary.ClientDone, Badge: summary.ClientBadges[summary.ClientDone], N: done}.Text()),
		cell.Styled(d.th.Bad, d.g.TickFailure+" "+summary.Grouped(bad)+" failed, stuck or silent"),
		cell.Styled(d.th.Faint, d.restSign()+" "+summary.Grouped(f.Clients()-done-bad)+" others"))
}

// seekToColumn goes to the moment that a column of the curve stands for.
func (s *fleetScreen) seekToColumn(x int) {
	first, last, from, to := s.curveSpan(s.layout.w)
	if to-from >= 8 && last.After(first) {
		s.seek(timeScale{first, last, to - from}.timeAt(min(max(x, from), to-1) - from))
	}
}
