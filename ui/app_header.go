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

// headerRows returns who is shown on the left and when on the right. What matters least goes first
// where there is no room.
func (d *renderContext) headerRows(w, _ int) []cell.Row {
	badge := d.playheadBadge()
	l := cell.NewBuilder(w, d.th.Header)
	room := w - cell.TotalWidth(badge) - 1
	if room < 10 {
		l.PutSpans(badge)
		return []cell.Row{l.Row()}
	}
	left := cell.NewBuilder(room, d.th.Header)
	left.Put(d.th.Strong, " ccmtail ")
	facts := d.headerFacts()
	for i, f := range facts {
		if i > 0 && cell.Width(f.Text)+3 > left.Room() {
			break
		}
		if i > 0 {
			left.Put(d.th.Faint, " "+d.g.Dot+" ")
		}
		left.Put(f.Style, f.Text)
	}
	return []cell.Row{left.Row().Beside(d.headerRight(badge, w-room))}
}

func (d *renderContext) headerRight(badge []cell.Span, w int) cell.Row {
	l := cell.NewBuilder(w, d.th.Header)
	l.FillTo("", w-cell.TotalWidth(badge))
	l.PutSpans(badge)
	return l.Row()
}

// headerFacts returns what the header says about the client, the most important first.
func (d *renderContext) headerFacts() []cell.Span {
	c := &d.session.client
	name := c.Name
	if d.clients > 1 {
		keys := d.keys.label(actPreviousClient, actNextClient)
		name = fmt.Sprintf("%s (%d of %d%s)", name, d.client+1, d.clients, either(keys != "", ": "+keys, ""))
	}
	facts := []cell.Span{cell.Styled(d.th.ClientName, " "+name+" ")}
	if c.Err != nil {
		return append(facts, cell.Styled(d.th.Bad, oneLine(c.Err.Error())))
	}
	switch {
	case c.Preview:
		for _, words := range d.session.loadProgress(d.width >= 100) {
			facts = append(facts, cell.Styled(d.th.Busy, words))
		}
	case c.Loading:
		facts = append(facts, cell.Styled(d.th.Busy, d.session.loadRate.describe(c)))
	}
	errs := 0
	for i := range c.Logs {
		errs += btoi(c.Logs[i].Err != "")
	}
	if errs > 0 {
		facts = append(facts, cell.Styled(d.th.Bad, summary.Count(errs, "log")+" unreadable: "+d.keys.text(paneSources.action())))
	}
	if d.asOf.At.Before(c.EvictedUntil()) {
		facts = append(facts, cell.Styled(d.th.Bad, d.session.evictedText()))
	}
	if !c.Preview {
		facts = append(facts, cell.Styled("", summary.Count(d.asOf.pastRows, "record")))
	}
	facts = append(facts, cell.Styled(d.th.Faint, summary.Count(len(c.Logs), "log")))
	if c.Path != "" && c.Path != c.Name {
		facts = append(facts, cell.Styled(d.th.Faint, c.Path))
	}
	return facts
}

// quietAfter is how long nothing must have come for the header to say so; it counts the minutes.
const quietAfter = time.Minute

// playheadBadge returns the playhead in words: its state and its time on the client's clock.
func (d *renderContext) playheadBadge() []cell.Span {
	p, m := &d.playhead, d.asOf
	clock := " " + m.Wall(m.At).Format(time.TimeOnly) + " " + m.Offset(m.At) + " "
	switch {
	case d.session.client.Err != nil:
		return []cell.Span{cell.Styled(d.th.Bad, " UNREADABLE ")}
	case m.Records.Len() == 0:
		clock = " " + m.At.Format(time.TimeOnly) + " UTC "
	case m.zoneKnown && d.clockKind == viewerClock:
		clock += "local "
	}
	wait := ""
	if m.unshownRows > 0 && p.home == stateLive {
		wait = fmt.Sprintf(" %s new ", summary.Grouped(m.unshownRows))
	}
	st, word := d.playheadState()
	if m.At.IsZero() {
		clock = ""
	}
	return []cell.Span{cell.Styled(d.th.Warn, wait), cell.Styled(st, " "+word+" "), cell.Styled(d.th.Strong, clock)}
}

func (d *renderContext) playheadState() (cell.Style, string) {
	p := &d.playhead
	switch {
	case p.pinned.on:
		back := d.now()
		if p.state != stateLive {
			back = p.Edge(back)
		}
		return d.th.Pinned, d.g.Pinned + " PINNED " + behindText(back.Sub(d.asOf.At))
	case p.state == stateLoading:
		return d.th.Paused, d.g.Paused + " LOADING"
	case p.state == statePlaying && !p.skippedGap.Start.IsZero():
		return d.th.Playing, fmt.Sprintf("%s%s SKIPPING %s gap", d.g.Playing, d.g.Playing, summary.Duration(p.skippedGap.End.Sub(p.skippedGap.Start)))
	case p.state == statePlaying:
		return d.th.Playing, d.g.Playing + " PLAY " + speedText(p.speed)
	case p.state == statePaused && p.held:
		return d.th.Paused, d.g.Ended + " END"
	case p.state == statePaused && p.home == statePlaying:
		return d.th.Paused, d.g.Paused + " PAUSED " + speedText(p.speed)
	case p.state == statePaused:
		return d.th.Paused, d.g.Paused + " PAUSED"
	case !d.session.followsClock(d.clock) && !d.session.lastTime().IsZero():
		return d.th.Paused, d.g.Ended + " " + d.endText()
	}
	switch silence := d.session.silence(d.clock); {
	case silence >= store.StaleAfter:
		return d.th.Live, d.g.Live + " LIVE, SILENT " + summary.Duration(silence)
	case silence >= quietAfter:
		return d.th.Live, d.g.Live + " LIVE, quiet " + summary.Duration(silence.Truncate(time.Minute))
	}
	return d.th.Live, d.g.Live + " LIVE"
}

// endText returns why the screen's time is that of the last record.
func (d *renderContext) endText() string {
	last, clock := d.session.lastTime(), d.clock
	day := d.asOf.Wall(last).Format("2006-01-02")
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

// behindText returns how far behind the newest moment a pin is.
func behindText(d time.Duration) string {
	if d < time.Second {
		return ""
	}
	return summary.Duration(-d)
}
