package ui

import (
	"strings"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// fleetColumns is how wide the columns of the clients are; 0 is left out.
type fleetColumns struct{ name, done, now, since, why, window int }

// fleetLead is what stands before the name: the cursor, the sign and a blank.
const fleetLead = 3

// fleetCells is what a row says in its columns.
type fleetCells struct {
	name, done, now, since, why, window string
	badge                               summary.Badge
}

// cellsOf returns what a row says: of its client, or of the one update that all rows are about.
func (s *fleetScreen) cellsOf(r fleetRow) fleetCells {
	c, at := r.client, s.known.sums.At
	out := fleetCells{
		name: c.Name, done: c.DoneText(), now: c.NowText(), why: c.DetailText(), window: c.WindowText(at), badge: c.Badge(),
		since: c.LastedText(s.since(r), at),
	}
	if again := c.RetryText(s.clockTime); again != "" && s.at.IsZero() {
		out.why += ", " + again
	}
	if s.keptKB != "" {
		out.badge, out.now, out.why = r.update.Badge(), r.update.StateText(), r.update.Reason
	}
	return out
}

// fitFleetColumns lays out w cells for rows. All but the reason have what they need, within limits;
// what is left is the reason's.
func fitFleetColumns(rows []fleetCells, w int) fleetColumns {
	c := fleetColumns{name: 6, done: 4, now: 8, since: 5, window: 6}
	for i := range rows {
		r := &rows[i]
		c.name, c.done, c.now = max(c.name, cell.Width(r.name)), max(c.done, cell.Width(r.done)), max(c.now, cell.Width(r.now))
		c.since, c.window = max(c.since, cell.Width(r.since)), max(c.window, cell.Width(r.window))
	}
	c.name, c.now = min(c.name, max(w/6, 10)), min(c.now, max(w/4, 18))
	fixed := func() int {
		n := fleetLead
		for _, width := range []int{c.name, c.done, c.now, c.since, c.window} {
			n += width + btoi(width > 0)
		}
		return n
	}
	for _, column := range []*int{&c.window, &c.since, &c.done} { // what matters least goes first
		if w-fixed() >= minReasonWidth {
			break
		}
		*column = 0
	}
	if c.why = w - fixed(); c.why < minReasonWidth {
		c.now, c.why = max(c.now+c.why, 0), 0
	}
	return c
}

// fleetHeads are the names of the columns that are shown, and what a click on one sorts by.
func (c fleetColumns) heads() []fleetHead {
	x, out := fleetLead, []fleetHead(nil)
	for _, h := range []fleetHead{
		{"client", 0, c.name, fleetByName, false}, {"done", 0, c.done, fleetByDone, true}, {"now", 0, c.now, fleetByStuck, false},
		{"since", 0, c.since, fleetBySince, true}, {"why", 0, c.why, fleetByStuck, false}, {"window", 0, c.window, fleetByStuck, true},
	} {
		if h.width > 0 {
			h.x = x
			x += h.width + 1
			out = append(out, h)
		}
	}
	return out
}

type fleetHead struct {
	name     string
	x, width int
	order    fleetOrder
	right    bool
}

// clientHead lays out the columns for the rows in sight, and returns their names.
func (s *fleetScreen) clientHead(d *look, shown []fleetRow, w int) cell.Row {
	var cells []fleetCells
	for _, r := range shown {
		if r.client != nil {
			cells = append(cells, s.cellsOf(r))
		}
	}
	s.columns = fitFleetColumns(cells, w)
	l := cell.NewBuilder(w, "")
	for _, h := range s.columns.heads() {
		l.FillTo("", h.x)
		name := h.name
		if h.order == s.order && (h.name != "why" && h.name != "window") && (s.order != fleetByStuck || s.reversed) {
			name += either(d.g.ASCII, either(s.reversed, "v", "^"), either(s.reversed, "▼", "▲"))
		}
		if h.right {
			name = cell.PadLeft(name, h.width)
		}
		l.PutIn(h.width, d.th.Faint, name)
	}
	return l.Row()
}

// clientRow returns a client's row, or that of a heading.
func (s *fleetScreen) clientRow(d *look, r fleetRow, w int, selected bool) cell.Row {
	l := cell.NewBuilder(w, d.rowStyle(selected))
	l.Put("", d.cursorSign(selected))
	if r.client == nil {
		l.Put(d.th.Faint, either(s.closed[r.heading], d.g.GroupClosed, d.g.GroupOpen)+" ")
		l.Put(d.th.Title, wholeWords(r.heading, max(l.Room()-14, 8)))
		l.Put(d.th.Faint, " "+d.g.Dot+" "+summary.Count(r.n, "client"))
		return l.Row()
	}
	c, x := s.columns, s.cellsOf(r)
	st := toneStyle(d.th, x.badge.Tone)
	l.Put(st, d.badgeSign(x.badge.Sign))
	put := func(width int, st cell.Style, text string, right bool) {
		if width > 0 {
			l.Put("", " ")
			l.PutIn(width, st, either(right, cell.PadLeft(text, width), text))
		}
	}
	put(c.name, d.th.Strong, oneLine(x.name), false)
	put(c.done, "", x.done, true)
	put(c.now, st, wholeWords(x.now, c.now), false)
	put(c.since, d.th.Faint, x.since, true)
	put(c.why, d.th.Faint, wholeWords(strings.TrimSpace(oneLine(x.why)), c.why), false)
	put(c.window, eitherStyle(strings.HasPrefix(x.window, "open"), d.th.Good, d.th.Faint), x.window, true)
	return l.Row()
}
