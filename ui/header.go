package ui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"ccmtail/store"
)

// headerRows is who is shown on the left and when on the right. What matters least goes first where there is no room.
func (a *App) headerRows(w, _ int) []string {
	d := a.draw(false)
	badge := a.badge(d)
	l := newLine(w, a.th.header)
	room := w - width(badge) - 1
	if room < 10 {
		l.spans(badge)
		return []string{l.String()}
	}
	left := newLine(room, a.th.header)
	left.put(a.th.strong, " ccmtail ")
	facts := a.facts(d)
	for i, f := range facts {
		if i > 0 && cells(f.s)+3 > left.left() {
			break
		}
		if i > 0 {
			left.put(a.th.faint, " "+a.g.dot+" ")
		}
		left.put(f.st, f.s)
	}
	return []string{left.String() + a.headerRest(badge, w-room)}
}

func (a *App) headerRest(badge []span, w int) string {
	l := newLine(w, a.th.header)
	l.fill("", w-width(badge))
	l.spans(badge)
	return l.String()
}

// facts are what the header says about the client, the most important first.
func (a *App) facts(d *draw) []span {
	c := &d.c.client
	name := c.Name
	if len(a.sessions) > 1 {
		name = fmt.Sprintf("%s (%d of %d: { })", name, a.client+1, len(a.sessions))
	}
	facts := []span{{a.th.client, " " + name + " "}}
	if c.Err != nil {
		return append(facts, span{a.th.bad, oneLine(c.Err.Error())})
	}
	switch {
	case c.Preview:
		for _, words := range d.c.progress(a.layout.w >= 100) {
			facts = append(facts, span{a.th.busy, words})
		}
	case c.Loading:
		facts = append(facts, span{a.th.busy, d.c.pace.words(c)})
	}
	errs := 0
	for i := range c.Logs {
		errs += btoi(c.Logs[i].Err != "")
	}
	if errs > 0 {
		facts = append(facts, span{a.th.bad, plural(errs, "log") + " unreadable: 8"})
	}
	if d.m.at.Before(c.EvictedUntil()) {
		facts = append(facts, span{a.th.bad, d.c.forgotten()})
	}
	if !c.Preview {
		facts = append(facts, span{"", plural(d.m.then, "record")})
	}
	facts = append(facts, span{a.th.faint, plural(len(c.Logs), "log")})
	if c.Path != "" && c.Path != c.Name {
		facts = append(facts, span{a.th.faint, c.Path})
	}
	return facts
}

// badge is the playhead in words: its state and its time on the client's clock.
func (a *App) badge(d *draw) []span {
	p, m := &a.head, d.m
	hands := pick(m.coarse, "15:04", "15:04:05")
	clock := " " + m.wall(m.at).Format(hands) + " " + m.zone(m.at) + " "
	switch {
	case d.c.client.Err != nil:
		return []span{{a.th.bad, " UNREADABLE "}}
	case m.records.Len() == 0:
		clock = " " + m.at.Format(hands) + " UTC "
	case m.zoned && a.clock == viewerClock:
		clock += "here "
	}
	wait := ""
	if m.waiting > 0 && p.home == live {
		wait = fmt.Sprintf(" %s new ", count(m.waiting))
	}
	st, word := a.state(d)
	if m.at.IsZero() {
		clock = ""
	}
	return []span{{a.th.warn, wait}, {st, " " + word + " "}, {a.th.strong, clock}}
}

func (a *App) state(d *draw) (style, string) {
	p := &a.head
	switch {
	case p.pin.on:
		back := d.c.now(a.wall)
		if p.state != live {
			back = p.Edge(back)
		}
		return a.th.pinned, a.g.pin + " PINNED " + d.m.backBy(back.Sub(d.m.at))
	case p.state == waiting:
		return a.th.paused, a.g.pause + " READING"
	case p.state == playing && !p.skip.Start.IsZero():
		return a.th.play, fmt.Sprintf("%s%s SKIPS %s idle", a.g.play, a.g.play, rough(p.skip.End.Sub(p.skip.Start)))
	case p.state == playing:
		return a.th.play, a.g.play + " PLAY " + speed(p.speed)
	case p.state == paused && p.held:
		return a.th.paused, a.g.end + " END"
	case p.state == paused && p.home == playing:
		return a.th.paused, a.g.pause + " PAUSED " + speed(p.speed)
	case p.state == paused:
		return a.th.paused, a.g.pause + " PAUSED"
	case !d.c.ticking(a.wall) && !d.c.last().IsZero():
		return a.th.paused, a.g.end + " " + a.endWord(d)
	}
	switch silence := d.c.silence(a.wall); {
	case silence >= store.StaleAfter:
		return a.th.live, a.g.live + " LIVE, SILENT " + rough(silence)
	case d.m.coarse && silence >= minutesFrom:
		return a.th.live, a.g.live + " LIVE, quiet " + rough(silence)
	}
	return a.th.live, a.g.live + " LIVE"
}

// endWord says why the screen's time is that of the last record.
func (a *App) endWord(d *draw) string {
	last, clock := d.c.last(), a.wall
	day := d.m.wall(last).Format("2006-01-02")
	if !d.c.client.Live || clock.Sub(last) >= store.StaleAfter {
		return "END OF LOG " + day
	}
	return "LAST RECORD " + day
}

func speed(s float64) string {
	switch {
	case math.IsInf(s, 1):
		return "×max"
	case s == math.Trunc(s):
		return fmt.Sprintf("×%d", int(s))
	}
	return "×" + strings.TrimRight(fmt.Sprintf("%.2f", s), "0")
}

// backBy is how far behind the newest moment a pin is.
func (m *moment) backBy(d time.Duration) string {
	if d < time.Second {
		return ""
	}
	return "−" + m.distance(d)
}
