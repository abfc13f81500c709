package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// toggleFollow goes back to the newest moment; there, it lets the log stand still.
func (a *App) toggleFollow() {
	p := a.session().log
	if p.follow && !a.head.pin.on && a.head.state != paused {
		p.follow = false
		d := a.draw(true)
		n := p.lines.Len(d.m.bound)
		p.at(n-1, n)
		a.tell("the log stands still; "+a.key("F")+" follows again", toastTime)
		return
	}
	a.followLog()
	a.head.goLive()
}

func (a *App) pause() tea.Cmd {
	if a.head.state == waiting {
		a.head.held = !a.head.held
		return nil
	}
	if a.head.pin.on {
		a.followLog()
	}
	a.head.pause(a.now())
	return a.startClock()
}

// faster changes the speed. In the past of a live client it begins to play from there.
func (a *App) faster(steps int) tea.Cmd {
	p := &a.head
	if p.home == live && p.state == live && !p.pin.on {
		a.tell("live already; go back in time first (in the log, or "+a.key("t")+"), then "+a.key(">")+" plays from there", toastTime)
		return nil
	}
	if p.home == live && p.state != playing {
		a.session().log.follow = true
		p.speed = 1
		p.play(a.now())
		if steps < 0 {
			return a.startClock()
		}
		p.speed = 60
		a.tell("plays on from here at "+speed(p.speed)+"; "+a.key("<")+" "+a.key(">")+" change it, "+a.key("F")+" is live", toastTime)
		return a.startClock()
	}
	p.faster(steps)
	return a.startClock()
}

// stepRecord stands one record on or back.
func (a *App) stepRecord(by int) tea.Cmd {
	m, c := a.session().m, a.session()
	if a.head.home == live && a.head.state == live {
		a.focus = paneLog
		a.pages = nil
		a.move(by)
		return nil
	}
	r := m.records
	row := m.then - 1
	if by > 0 {
		row = m.then
	} else if row >= 0 {
		row = r.CountUntil(r.Time(r.ID(row)).Add(-1)) - 1
	}
	if row < 0 || row >= r.Len() {
		a.tell(pick(by > 0, "that was the last record", "that was the first record"), toastTime)
		return nil
	}
	a.stand(c, r.Time(r.ID(row)))
	return a.startClock()
}

// stand pauses at a time.
func (a *App) stand(c *session, t time.Time) {
	if a.head.state == playing {
		a.head.pause(a.now())
	}
	a.head.seek(t, c.now(a.wall))
	c.log.follow = true
}

func (a *App) stepAmong(times []time.Time, by int, what string) tea.Cmd {
	at := a.session().m.at
	t, ok := lastBefore(times, at)
	if by > 0 {
		t, ok = nextAfter(times, at)
	}
	if !ok || t.After(a.now()) {
		a.tell("no "+pick(by > 0, "further ", "earlier ")+what, toastTime)
		return nil
	}
	a.seekTo(t)
	return a.startClock()
}

// seekTo shows a time: in what is live by pinning it, so that the log after it stays in sight; else by moving the
// playhead there.
func (a *App) seekTo(t time.Time) {
	c := a.session()
	now := c.now(a.wall)
	if a.head.home == live && a.head.state == live {
		if !t.Before(now) {
			a.followLog()
			return
		}
		d := a.draw(true)
		c.log.follow = false
		c.log.showTime(d, t)
		a.head.pin = pin{on: true, rec: c.log.sel, at: t}
		return
	}
	if t.After(now) {
		t = now
	}
	a.head.seek(t, now)
	c.log.follow = true
}

func (a *App) timeColumn() {
	p := a.session().log
	p.times = (p.times + 1) % timeColumns
	a.tell([...]string{"times on " + clockWords[a.clock], "time since the line before", "times in UTC"}[p.times], toastTime)
}
