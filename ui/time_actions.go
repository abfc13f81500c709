package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// toggleFollow goes back to the newest moment; there, it lets the log stand still.
func (a *App) toggleFollow() {
	p := a.session().log
	if p.following && !a.playhead.pin.on && a.playhead.state != statePaused {
		p.following = false
		d := a.renderContext(true)
		n := p.lines.Len(d.asOf.shownRows)
		p.selectLine(n-1, n)
		a.notify("the log stands still; "+a.keyText("F")+" follows again", notifyTime)
		return
	}
	a.followNewest()
	a.playhead.goLive()
}

func (a *App) togglePause() tea.Cmd {
	if a.playhead.state == stateLoading {
		a.playhead.held = !a.playhead.held
		return nil
	}
	if a.playhead.pin.on {
		a.followNewest()
	}
	a.playhead.pause(a.now())
	return a.restartClock()
}

// changeSpeed changes the speed. In the past of a live client it begins to play from there.
func (a *App) changeSpeed(steps int) tea.Cmd {
	p := &a.playhead
	if p.home == stateLive && p.state == stateLive && !p.pin.on {
		a.notify("live already; go back in time first (in the log, or "+a.keyText("t")+"), then "+a.keyText(">")+" plays from there", notifyTime)
		return nil
	}
	if p.home == stateLive && p.state != statePlaying {
		a.session().log.following = true
		p.speed = 1
		p.play(a.now())
		if steps < 0 {
			return a.restartClock()
		}
		p.speed = 60
		a.notify("plays on from here at "+speedText(p.speed)+"; "+a.keyText("<")+" "+a.keyText(">")+" change it, "+a.keyText("F")+" is live", notifyTime)
		return a.restartClock()
	}
	p.changeSpeed(steps)
	return a.restartClock()
}

// stepRecord stands one record on or back.
func (a *App) stepRecord(by int) tea.Cmd {
	m, c := a.session().asOf, a.session()
	if a.playhead.home == stateLive && a.playhead.state == stateLive {
		a.focus = paneLog
		a.pages = nil
		a.moveSelection(by)
		return nil
	}
	r := m.records
	row := m.pastRows - 1
	if by > 0 {
		row = m.pastRows
	} else if row >= 0 {
		row = r.CountUntil(r.Time(r.ID(row)).Add(-1)) - 1
	}
	if row < 0 || row >= r.Len() {
		a.notify(either(by > 0, "that was the last record", "that was the first record"), notifyTime)
		return nil
	}
	a.pauseAt(c, r.Time(r.ID(row)))
	return a.restartClock()
}

// pauseAt pauses at a time.
func (a *App) pauseAt(c *session, t time.Time) {
	if a.playhead.state == statePlaying {
		a.playhead.pause(a.now())
	}
	a.playhead.seek(t, c.now(a.clockTime))
	c.log.following = true
}

func (a *App) jumpAmong(times []time.Time, by int, what string) tea.Cmd {
	at := a.session().asOf.at
	t, ok := lastBefore(times, at)
	if by > 0 {
		t, ok = firstAfter(times, at)
	}
	if !ok || t.After(a.now()) {
		a.notify("no "+either(by > 0, "further ", "earlier ")+what, notifyTime)
		return nil
	}
	a.seekTo(t)
	return a.restartClock()
}

// seekTo shows a time: in what is live by pinning it, so that the log after it stays in sight; else by moving the
// playhead there.
func (a *App) seekTo(t time.Time) {
	c := a.session()
	now := c.now(a.clockTime)
	if a.playhead.home == stateLive && a.playhead.state == stateLive {
		if !t.Before(now) {
			a.followNewest()
			return
		}
		d := a.renderContext(true)
		c.log.following = false
		c.log.selectTime(d, t)
		a.playhead.pin = pin{on: true, rec: c.log.selected, at: t}
		return
	}
	if t.After(now) {
		t = now
	}
	a.playhead.seek(t, now)
	c.log.following = true
}

// startPlayback starts to play when everything has been read.
func (a *App) startPlayback() {
	if a.playhead.state != stateLoading {
		return
	}
	var first, last time.Time
	for _, c := range a.sessions {
		if c.client.Loading || c.client.Records.Len() == 0 && c.client.Err == nil {
			return
		}
		if f := c.firstTime(); first.IsZero() || f.Before(first) {
			first = f
		}
		if l := c.lastTime(); l.After(last) {
			last = l
		}
	}
	a.playhead.begin(first, last)
	a.lastTick = a.options.Now()
}
