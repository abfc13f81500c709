package ui

import (
	"time"

	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// headerRow returns how many clients there are, how many cannot be read and whose windows are open, and
// on the right as of when that is.
func (s *fleetScreen) headerRow(d *look, w int) cell.Row {
	pinned := s.isPinned()
	return d.headerRow(w, s.headerFacts(d), s.badge(d), pinned)
}

func (s *fleetScreen) headerFacts(d *look) []cell.Span {
	f, p := s.known.sums, s.fleet.Progress()
	facts := []cell.Span{cell.Styled(d.th.ClientName, " FLEET "), cell.Styled("", summary.Count(s.fleet.Len(), "client"))}
	if !p.Away.IsZero() {
		facts = append(facts, cell.Styled(d.th.Bad, summary.AwayText(p.Away, s.zone())))
	}
	if said := summary.SilentText(p.Silent, s.zone()); said != "" && p.Away.IsZero() { // else nobody is heard
		facts = append(facts, cell.Styled(d.th.Bad, oneLine(said)))
	}
	if p.Clients < s.fleet.Len() {
		facts = append(facts, cell.Styled(d.th.Busy, "read "+summary.Grouped(p.Clients)+" of "+summary.Grouped(s.fleet.Len())+", "+summary.Size(p.Bytes)))
	}
	windows, short := f.WindowsText(f.At, s.zone())
	if d.width < 110 || p.isOld() {
		windows = short
	}
	if windows != "" {
		facts = append(facts, cell.Styled(d.th.Good, windows))
	}
	if n := f.States[summary.ClientUnreadable]; n > 0 {
		facts = append(facts, cell.Styled(d.th.Bad, summary.Grouped(n)+" "+summary.ClientBadges[summary.ClientUnreadable].Word))
	}
	return facts
}

// isPinned reports whether all is about a moment of what is live.
func (s *fleetScreen) isPinned() bool { return s.playhead.state == statePaused && !s.replays() }

// badge returns as of when all is, in the zone of the screen.
func (s *fleetScreen) badge(d *look) []cell.Span {
	now, p := s.now(), s.fleet.Progress()
	at := now.In(s.zone())
	offset := either(s.clockKind == utcClock, "UTC", at.Format("-07:00"))
	switch {
	case s.playhead.state == stateLoading:
		st, word := d.playText(&s.playhead)
		return cell.OneSpan(st, " "+word+" ")
	case !s.isPinned() && !s.at.IsZero():
		st, word := d.playText(&s.playhead)
		return []cell.Span{cell.Styled(st, " "+word+" "), cell.Styled(d.th.Strong, " "+at.Format(time.TimeOnly)+" "+offset+" ")}
	case !s.at.IsZero():
		return cell.OneSpan(d.th.Pinned, d.asOfText(at, offset, s.known.past.last.Sub(s.at)))
	case s.known.newest.IsZero():
		return cell.OneSpan(d.th.Paused, " "+d.g.Paused+" WAITING ")
	case p.Away.IsZero() && len(p.Silent) > 0:
		return []cell.Span{cell.Styled(d.th.Paused, " "+d.g.Paused+" PERHAPS OLD "), cell.Styled(d.th.Strong, " "+at.Format("15:04")+" "+offset+" ")}
	case p.isOld():
		return []cell.Span{cell.Styled(d.th.Paused, " "+d.g.Paused+" NOT UP TO DATE "), cell.Styled(d.th.Strong, " "+at.Format("15:04")+" "+offset+" ")}
	case s.followsClock():
		return []cell.Span{cell.Styled(d.th.Live, " "+d.g.Live+" LIVE "), cell.Styled(d.th.Strong, " "+at.Format("15:04")+" "+offset+" ")}
	}
	return []cell.Span{cell.Styled(d.th.Paused, " "+d.g.Ended+" END OF LOGS "), cell.Styled(d.th.Strong, " "+at.Format("2006-01-02 15:04")+" "+offset+" ")}
}

// verdictRow returns how the clients stand in one sentence, or the one update that all rows are about.
func (s *fleetScreen) verdictRow(d *look, w int) cell.Row {
	text := s.known.sums.Verdict()
	if u := s.keptUpdate(); u != nil {
		text = u.Sentence()
	}
	l := cell.NewBuilder(w, "")
	l.Put("", " ")
	l.Put(d.th.Strong, wholeWords(text, w-2))
	return l.Row()
}

// statusRow returns what is being typed, a message, or what is to be said of the selection.
func (s *fleetScreen) statusRow(d *look, w int) cell.Row {
	if s.prompt != nil {
		return s.prompt.row(d, w)
	}
	l := cell.NewBuilder(w, "")
	l.Put("", " ")
	if s.toast.text != "" {
		l.PutSpans(cell.OneSpan(eitherStyle(s.toast.isError, d.th.Bad, d.th.Strong), s.toast.text))
		return l.Row()
	}
	l.PutSpans(s.statusText(d))
	return l.Row()
}

func (s *fleetScreen) statusText(d *look) []cell.Span {
	switch s.focus {
	case paneKBs:
		if u, ok := s.kbs.current(); ok {
			return cell.OneSpan("", u.Sentence())
		}
	case paneReasons:
		if r, ok := s.reasons.current(); ok {
			return cell.Join(d.separator(), cell.Styled(d.th.Strong, r.ID), cell.Styled("", oneLine(r.Text)), cell.Styled("", summary.Count(r.Clients, "client")))
		}
	default:
		r, ok := s.clients.current()
		if !ok || r.client == nil {
			return nil
		}
		out := []cell.Span{cell.Styled(d.th.Strong, oneLine(r.client.Name)), cell.Styled("", ": "+oneLine(statusOf(r.client)))}
		if again := r.client.RetryText(s.clockTime); again != "" && s.at.IsZero() {
			out = append(out, cell.Styled(d.th.Faint, ", "+again))
		}
		if r.client.State == summary.ClientStuck && r.client.Stuck[0].Evidence.File != "" {
			out = append(out, cell.Styled(d.th.Faint, "  "+oneLine(r.client.Stuck[0].Evidence.String())))
		}
		return out
	}
	return nil
}

// statusOf returns the most that is known of how a client stands.
func statusOf(c *summary.ClientSummary) string {
	if c.State == summary.ClientUnreadable {
		return c.Error
	}
	if c.State == summary.ClientSilent || c.State == summary.ClientStuck || c.Verdict == "" {
		return c.WhyText()
	}
	if c.Replaced != "" {
		return c.Replaced + ". " + c.Verdict
	}
	return c.Verdict
}
