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
	return []cell.Row{d.headerRow(w, d.headerFacts(), d.playheadBadge(), d.playhead.pinned.on)}
}

// headerRow returns facts on the left and a badge on the right; pinned says that they are not about now.
func (d *look) headerRow(w int, facts, badge []cell.Span, pinned bool) cell.Row {
	base := d.th.Header
	if pinned { // the whole row says so
		base, badge, facts = d.th.Pinned, unstyled(badge), unstyled(facts)
	}
	l := cell.NewBuilder(w, base)
	room := w - cell.TotalWidth(badge) - 1
	if room < 10 {
		l.PutSpans(wholeWordsOf(badge, w))
		return l.Row()
	}
	left := cell.NewBuilder(room, base)
	left.Put(eitherStyle(pinned, "", d.th.Strong), " ccmtail ")
	for i, f := range facts {
		if i > 0 && cell.Width(f.Text)+3 > left.Room() {
			break
		}
		if i > 0 {
			left.Put(eitherStyle(pinned, "", d.th.Faint), " "+d.g.Dot+" ")
		}
		left.Put(f.Style, f.Text)
	}
	return left.Row().Beside(headerRight(badge, base, w-room))
}

// unstyled returns some text in the style of what is around it.
func unstyled(text []cell.Span) (out []cell.Span) {
	for _, s := range text {
		out = append(out, cell.Styled("", s.Text))
	}
	return out
}

func headerRight(badge []cell.Span, base cell.Style, w int) cell.Row {
	l := cell.NewBuilder(w, base)
	l.FillTo("", w-cell.TotalWidth(badge))
	l.PutSpans(badge)
	return l.Row()
}

// headerFacts returns what the header says about the client, the most important first.
func (d *renderContext) headerFacts() []cell.Span {
	c := &d.session.client
	name := c.Name
	if d.member != nil && d.member.of > 1 {
		keys := d.keys.label(actPreviousClient, actNextClient)
		name = fmt.Sprintf("%s (%d of %d%s)", name, d.member.at+1, d.member.of, either(keys != "", " <"+keys+">", ""))
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
		facts = append(facts, cell.Styled(d.th.Bad, summary.Count(errs, "log")+" unreadable "+d.keys.hint(paneSources.action())))
	}
	if d.asOf.At.Before(c.EvictedUntil()) {
		facts = append(facts, cell.Styled(d.th.Bad, d.session.evictedText()))
	}
	if dropped := d.asOf.DroppedText(); dropped != "" {
		facts = append(facts, cell.Styled(d.th.Bad, dropped))
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
	news, age := d.newsSpans(), cell.Styled(d.th.Faint, d.ageText())
	if p.pinned.on {
		return append(news, cell.Styled(d.th.Pinned, d.pinnedBadge()), age)
	}
	st, word := d.playheadState()
	if m.At.IsZero() || !hasTime(m.At) {
		clock = either(m.Records.Len() > 0, " no times ", "")
	}
	return append(news, cell.Styled(st, " "+word+" "), cell.Styled(d.th.Strong, clock), age)
}

// ageText returns how old the newest record is that is shown: beside the wall clock, in a replay beside
// the playhead's.
func (d *renderContext) ageText() string {
	n := d.asOf.shownRows
	if n == 0 || !d.asOf.zoneKnown {
		return ""
	}
	at, newest := d.clock, d.asOf.Records.Time(d.asOf.Records.ID(n-1))
	if d.playhead.home != stateLive {
		at = d.edge()
	}
	said := d.playhead.state == stateLive && !d.playhead.pinned.on && d.session.silence(d.clock) >= quietAfter && d.session.logTrouble() == ""
	if said || !summary.HasTime(newest) || at.Before(newest) {
		return ""
	}
	age := summary.Duration(at.Sub(newest))
	if d.playhead.home == stateLive && !d.session.followsClock(d.clock) { // it ended long ago: no frame a second for that
		age = summary.ShortDuration(at.Sub(newest).Truncate(time.Minute), 1)
	}
	return either(d.width >= 120, "newest ", "") + age + either(d.width >= 80, " ago", "") + " "
}

// pinnedBadge returns as of when all panes are, how long ago that is, and what leads back.
func (d *renderContext) pinnedBadge() string {
	return d.asOfText(d.asOf.Wall(d.asOf.At), d.asOf.Offset(d.asOf.At), d.edge().Sub(d.asOf.At))
}

// asOfText says so of a moment on a clock with an offset, and of how far it is behind.
func (d *look) asOfText(at time.Time, offset string, behind time.Duration) string {
	text := " " + d.g.Pinned + " AS OF " + at.Format("01-02 15:04")
	if d.width >= 80 {
		text += at.Format(":05") + " " + offset
	}
	if behind := behindText(behind); d.width >= 120 && behind != "" {
		text += " (" + behind + ")"
	}
	return text + " " + d.g.Dot + " " + d.keys.text(actBack) + " back "
}

// edge returns the moment that the panes go back to when the pin is given up.
func (d *renderContext) edge() time.Time { return d.playhead.Edge(d.now()) }

// homeName returns what that moment is.
func (d *renderContext) homeName() string {
	switch p := &d.playhead; {
	case p.home != stateLive:
		return "replay"
	case p.state == stateLive && d.session.followsClock(d.clock):
		return "now"
	case p.state == stateLive:
		return "the end"
	}
	return "where it is paused"
}

// playText returns what a playhead does that does not follow the clock.
func (d *look) playText(p *Playhead) (cell.Style, string) {
	switch {
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
	}
	return d.th.Paused, d.g.Paused + " PAUSED"
}

// playheadState returns what the playhead does.
func (d *renderContext) playheadState() (cell.Style, string) {
	switch {
	case d.playhead.state != stateLive:
		return d.playText(&d.playhead)
	case d.session.logTrouble() == "" && !d.session.followsClock(d.clock) && !d.session.lastTime().IsZero():
		return d.th.Paused, d.g.Ended + " " + d.endText()
	}
	return d.liveState()
}

// liveState returns how a client is that is followed.
func (d *renderContext) liveState() (cell.Style, string) {
	silence := d.session.silence(d.clock)
	switch trouble := d.session.logTrouble(); {
	case trouble != "":
		return d.th.Bad, d.g.Ended + " " + trouble
	case d.session.awaitsLogs():
		return d.th.Paused, d.g.Paused + " WAITING for *.log"
	case silence >= d.notify.silentAfter():
		return d.th.Paused, d.g.Live + " LIVE, SILENT " + summary.Duration(silence)
	case silence >= quietAfter:
		return d.th.Live, d.g.Live + " LIVE, quiet " + summary.Duration(silence.Truncate(time.Minute))
	}
	return d.th.Live, d.g.Live + " LIVE"
}

// stateGone is the state of a log of which there is no file any more.
const stateGone = "gone"

// logTrouble returns what a client is whose logs can all not be read: gone with their folder, or
// unreadable; "" if one can.
func (c *session) logTrouble() string {
	failing, gone := 0, 0
	for i := range c.client.Logs {
		switch l := &c.client.Logs[i]; {
		case l.Err != "":
			failing++
			gone += btoi(l.State == stateGone)
		case l.State != "complete":
			return ""
		}
	}
	switch {
	case failing == 0 || !c.client.Live:
		return ""
	case gone == failing:
		return "GONE"
	}
	return "UNREADABLE"
}

// awaitsLogs reports whether the client's folder has been looked at and there is no log yet.
func (c *session) awaitsLogs() bool {
	k := &c.client
	return k.Live && k.Err == nil && !k.Loading && len(k.Logs) == 0 && k.Records.Len() == 0
}

// endText returns why the screen's time is that of the last record.
func (d *renderContext) endText() string {
	last, clock := d.session.lastTime(), d.clock
	day := d.asOf.Wall(last).Format("2006-01-02")
	switch over := !d.session.client.Live || clock.Sub(last) >= store.StaleAfter; {
	case over && (d.width < 80 || !hasTime(last)):
		return "END OF LOG"
	case over:
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
