package ui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui/cell"
)

// headerRows is who is shown on the left and when on the right. What matters least goes first where there is no room.
func (a *App) headerRows(w, _ int) []string {
	d := a.renderContext(false)
	badge := a.playheadBadge(d)
	l := cell.NewBuilder(w, a.th.Header)
	room := w - cell.TotalWidth(badge) - 1
	if room < 10 {
		l.PutSpans(badge)
		return []string{l.String()}
	}
	left := cell.NewBuilder(room, a.th.Header)
	left.Put(a.th.Strong, " ccmtail ")
	facts := a.headerFacts(d)
	for i, f := range facts {
		if i > 0 && cell.Width(f.Text)+3 > left.Room() {
			break
		}
		if i > 0 {
			left.Put(a.th.Faint, " "+a.g.Dot+" ")
		}
		left.Put(f.Style, f.Text)
	}
	return []string{left.String() + a.headerRight(badge, w-room)}
}

func (a *App) headerRight(badge []cell.Span, w int) string {
	l := cell.NewBuilder(w, a.th.Header)
	l.FillTo("", w-cell.TotalWidth(badge))
	l.PutSpans(badge)
	return l.String()
}

// headerFacts are what the header says about the client, the most important first.
func (a *App) headerFacts(d *renderContext) []cell.Span {
	c := &d.session.client
	name := c.Name
	if len(a.sessions) > 1 {
		name = fmt.Sprintf("%s (%d of %d: { })", name, a.shownClient+1, len(a.sessions))
	}
	facts := []cell.Span{cell.Styled(a.th.ClientName, " "+name+" ")}
	if c.Err != nil {
		return append(facts, cell.Styled(a.th.Bad, oneLine(c.Err.Error())))
	}
	switch {
	case c.Preview:
		for _, words := range d.session.loadProgress(a.layout.w >= 100) {
			facts = append(facts, cell.Styled(a.th.Busy, words))
		}
	case c.Loading:
		facts = append(facts, cell.Styled(a.th.Busy, d.session.loadRate.describe(c)))
	}
	errs := 0
	for i := range c.Logs {
		errs += btoi(c.Logs[i].Err != "")
	}
	if errs > 0 {
		facts = append(facts, cell.Styled(a.th.Bad, summary.Count(errs, "log")+" unreadable: 8"))
	}
	if d.asOf.at.Before(c.EvictedUntil()) {
		facts = append(facts, cell.Styled(a.th.Bad, d.session.evictedText()))
	}
	if !c.Preview {
		facts = append(facts, cell.Styled("", summary.Count(d.asOf.pastRows, "record")))
	}
	facts = append(facts, cell.Styled(a.th.Faint, summary.Count(len(c.Logs), "log")))
	if c.Path != "" && c.Path != c.Name {
		facts = append(facts, cell.Styled(a.th.Faint, c.Path))
	}
	return facts
}

// quietAfter is how long nothing must have come for the header to say so; it counts the minutes.
const quietAfter = time.Minute

// playheadBadge is the playhead in words: its state and its time on the client's clock.
func (a *App) playheadBadge(d *renderContext) []cell.Span {
	p, m := &a.playhead, d.asOf
	clock := " " + m.wallTime(m.at).Format(time.TimeOnly) + " " + m.Offset(m.at) + " "
	switch {
	case d.session.client.Err != nil:
		return []cell.Span{cell.Styled(a.th.Bad, " UNREADABLE ")}
	case m.records.Len() == 0:
		clock = " " + m.at.Format(time.TimeOnly) + " UTC "
	case m.zoneKnown && a.clockKind == viewerClock:
		clock += "here "
	}
	wait := ""
	if m.unshownRows > 0 && p.home == stateLive {
		wait = fmt.Sprintf(" %s new ", summary.Grouped(m.unshownRows))
	}
	st, word := a.playheadState(d)
	if m.at.IsZero() {
		clock = ""
	}
	return []cell.Span{cell.Styled(a.th.Warn, wait), cell.Styled(st, " "+word+" "), cell.Styled(a.th.Strong, clock)}
}

func (a *App) playheadState(d *renderContext) (cell.Style, string) {
	p := &a.playhead
	switch {
	case p.pin.on:
		back := d.session.now(a.clockTime)
		if p.state != stateLive {
			back = p.Edge(back)
		}
		return a.th.Pinned, a.g.Pinned + " PINNED " + behindText(back.Sub(d.asOf.at))
	case p.state == stateLoading:
		return a.th.Paused, a.g.Paused + " READING"
	case p.state == statePlaying && !p.skippedGap.Start.IsZero():
		return a.th.Playing, fmt.Sprintf("%s%s SKIPS %s idle", a.g.Playing, a.g.Playing, summary.Duration(p.skippedGap.End.Sub(p.skippedGap.Start)))
	case p.state == statePlaying:
		return a.th.Playing, a.g.Playing + " PLAY " + speedText(p.speed)
	case p.state == statePaused && p.held:
		return a.th.Paused, a.g.Ended + " END"
	case p.state == statePaused && p.home == statePlaying:
		return a.th.Paused, a.g.Paused + " PAUSED " + speedText(p.speed)
	case p.state == statePaused:
		return a.th.Paused, a.g.Paused + " PAUSED"
	case !d.session.followsClock(a.clockTime) && !d.session.lastTime().IsZero():
		return a.th.Paused, a.g.Ended + " " + a.endText(d)
	}
	switch silence := d.session.silence(a.clockTime); {
	case silence >= store.StaleAfter:
		return a.th.Live, a.g.Live + " LIVE, SILENT " + summary.Duration(silence)
	case silence >= quietAfter:
		return a.th.Live, a.g.Live + " LIVE, quiet " + summary.Duration(silence.Truncate(time.Minute))
	}
	return a.th.Live, a.g.Live + " LIVE"
}

// endText says why the screen's time is that of the last record.
func (a *App) endText(d *renderContext) string {
	last, clock := d.session.lastTime(), a.clockTime
	day := d.asOf.wallTime(last).Format("2006-01-02")
	if !d.session.client.Live || clock.Sub(last) >= store.StaleAfter {
		return "END OF LOG " + day
	}
	return "LAST RECORD " + day
}

func speedText(s float64) string {
	switch {
	case math.IsInf(s, 1):
		return "×max"
	case s == math.Trunc(s):
		return fmt.Sprintf("×%d", int(s))
	}
	return "×" + strings.TrimRight(fmt.Sprintf("%.2f", s), "0")
}

// behindText says how far behind the newest moment a pin is.
func behindText(d time.Duration) string {
	if d < time.Second {
		return ""
	}
	return summary.Duration(-d)
}
