package ui

import (
	"slices"

	"ccmtail/model"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// The lists of what clients have in common: updates, and what holds clients up.

const (
	fleetBarWidth   = 8
	fleetCountWidth = 6
)

// kbRow returns an update: how many clients have it, how much of that is done, and in which state it
// is on how many.
func (s *fleetScreen) kbRow(d *look, u *summary.FleetUpdate, w int, selected bool) cell.Row {
	l := cell.NewBuilder(w, d.rowStyle(selected))
	l.Put("", d.cursorSign(selected)+" ")
	label := min(max(cell.Width(u.Label()), 9), max(w/3, 9))
	l.PutIn(label, eitherStyle(u.Label() == s.keptKB, d.th.Match, d.th.Strong), u.Label())
	l.Put("", cell.PadLeft(summary.Grouped(u.Clients), fleetCountWidth)+" ")
	if w >= 44 {
		done := u.States[model.Installed] + u.States[model.Compliant]
		full, rest := d.g.Bar(int64(done), int64(u.Clients), fleetBarWidth)
		l.Put(d.th.Bar, full)
		l.Put(d.th.BarRest, rest)
		l.Put("", " ")
	}
	if !putCounts(d, l, bySign(u.DoneFirst())) {
		return l.Row()
	}
	if u.KB != "" && l.Room() > 14 {
		l.Put("", "  ")
		l.Put(d.th.Faint, wholeWords(oneLine(u.Title), l.Room()))
	}
	return l.Row()
}

// putCounts puts counts of states on a row, and … in place of those without room; all says that there are
// none.
func putCounts(d *look, l *cell.Builder, counts []summary.StateCount) (all bool) {
	for i, c := range counts {
		text := summary.Grouped(c.N) + " " + d.badgeSign(c.Badge.Sign)
		if cell.Width(text)+3*btoi(i > 0)+btoi(i < len(counts)-1) > l.Room() {
			l.Put(d.th.Faint, cell.Ellipsis)
			return false
		}
		if i > 0 {
			l.PutSpans([]cell.Span{d.separator()})
		}
		l.Put(toneStyle(d.th, c.Badge.Tone), text)
	}
	return true
}

// bySign adds up the counts of states that have the same sign, such as downloading and downloaded.
func bySign(counts []summary.StateCount) (out []summary.StateCount) {
	for _, c := range counts {
		if i := slices.IndexFunc(out, func(o summary.StateCount) bool { return o.Badge.Sign == c.Badge.Sign }); i >= 0 {
			out[i].N += c.N
		} else {
			out = append(out, c)
		}
	}
	return out
}

// reasonRow returns a code or a finding, and how many clients have it.
func (s *fleetScreen) reasonRow(d *look, r summary.FleetReason, w int, selected bool) cell.Row {
	l := cell.NewBuilder(w, d.rowStyle(selected))
	l.Put("", d.cursorSign(selected))
	st := toneStyle(d.th, r.Badge.Tone)
	l.Put(st, d.badgeSign(r.Badge.Sign)+" ")
	l.Put(d.th.Strong, r.ID+" ")
	count := summary.Count(r.Clients, "client")
	room := l.Room() - cell.Width(count) - 1
	l.PutIn(room, "", wholeWords(oneLine(r.Text), room))
	l.Put("", " ")
	l.Put(d.th.Faint, count)
	return l.Row()
}

// paneTitle returns what stands behind the name of a list.
func (s *fleetScreen) paneTitle(p fleetPane, d *look) (more []cell.Span) {
	list := s.paneAt(p)
	if said := list.searchTitle(d); said != nil {
		more = append(said, d.separator())
	}
	switch p {
	case paneKBs:
		return append(more, cell.Styled(d.th.Faint, summary.Grouped(len(s.known.sums.KBs))))
	case paneReasons:
		return append(more, cell.Styled(d.th.Faint, summary.Grouped(len(s.reasons.all))))
	}
	if s.keptKB != "" {
		more = append([]cell.Span{cell.Styled(d.th.Match, " "+s.keptKB+" "), d.separator()}, more...)
	}
	parts := []cell.Span{cell.Styled(d.th.Faint, s.orderText())}
	if s.grouping != fleetUngrouped {
		parts = append(parts, cell.Styled(d.th.Faint, fleetGroupingNames[s.grouping]))
	}
	for _, c := range s.known.sums.StateCounts() {
		if s.keptKB != "" {
			break // they are not about the update; the sentence above is
		}
		parts = append(parts, cell.Styled(toneStyle(d.th, c.Badge.Tone), c.Text()))
	}
	return append(more, cell.Join(d.separator(), parts...)...)
}
