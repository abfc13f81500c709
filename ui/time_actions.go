package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// toggleFollow goes back to the newest moment; there, it lets the log stand still.
func (a *App) toggleFollow() {
	p := a.session().log
	if p.following && !a.playhead.pinned.on && a.playhead.state != statePaused {
		p.following = false
		d := a.renderContext(true)
		n := p.lines.Len(d.asOf.shownRows)
		p.selectLine(n-1, n)
		a.notify("stopped following; "+a.keys.text(actFollowLog)+" resumes", notifyTime)
		return
	}
	p.following = true
	a.playhead.goLive()
}

func (a *App) togglePause() tea.Cmd {
	if a.playhead.state == stateLoading {
		a.playhead.held = !a.playhead.held
		return nil
	}
	if a.playhead.pinned.on {
		a.session().log.following, a.playhead.pinned = true, pinned{}
	}
	a.playhead.pause(a.now())
	return a.restartClock()
}

// changeSpeed changes the speed. In the past of a live client it begins to play from there.
func (a *App) changeSpeed(steps int) tea.Cmd {
	p := &a.playhead
	if p.home == stateLive && p.state == stateLive && !p.pinned.on {
		a.notify("already live; go back in time first ("+a.keys.text(actGoToTime)+"), then "+a.keys.text(actFaster)+" replays from there", notifyTime)
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
		a.notify("replaying from here at "+speedText(p.speed)+"; "+a.keys.text(actSlower)+" "+a.keys.text(actFaster)+" change the speed, "+a.keys.text(actFollowLog)+" returns to live", notifyTime)
		return a.restartClock()
	}
	p.changeSpeed(steps)
	return a.restartClock()
}

// stepRecord stands one record on or back.
func (a *App) stepRecord(by int) tea.Cmd {
	m, c := a.session().asOf, a.session()
	if a.playhead.home == stateLive && a.playhead.state == stateLive {
		return a.stepPin(by)
	}
	r := m.Records
	row := m.pastRows - 1
	if by > 0 {
		row = m.pastRows
	} else if row >= 0 {
		row = r.CountUntil(r.Time(r.ID(row)).Add(-1)) - 1
	}
	if row < 0 || row >= r.Len() {
		a.notify(either(by > 0, "at the last record", "at the first record"), notifyTime)
		return nil
	}
	if a.playhead.state == statePlaying {
		a.playhead.pause(a.now())
	}
	a.playhead.seek(r.Time(r.ID(row)), a.now())
	c.log.following = true
	return a.restartClock()
}

// stepPin shows what is live as of the record before or behind the one whose moment is shown.
func (a *App) stepPin(by int) tea.Cmd {
	a.focus, a.pages = paneLog, nil
	d, log, followed := a.renderContext(true), a.session().log, a.followsOrReturns()
	if a.playhead.pinned.on {
		log.selectRecord(d, a.playhead.pinned.rec)
	}
	cmd := a.do(log.moveBy(d, by))
	if log.following || !log.hasSelected {
		return cmd
	}
	a.playhead.pinned = pinned{on: true, rec: log.selected, at: d.asOf.Records.Time(log.selected), followed: followed}
	return nil
}

// seekTo shows a time: in what is live by pinning it, so that the log after it stays in sight; else
// by moving the playhead there.
func (a *App) seekTo(t time.Time) {
	c := a.session()
	now := c.now(a.clockTime)
	if a.playhead.home == stateLive && a.playhead.state == stateLive {
		if !t.Before(now) {
			c.log.following, a.playhead.pinned = true, pinned{}
			return
		}
		a.pin(t)
		return
	}
	if t.After(now) {
		t = now
	}
	a.playhead.seek(t, now)
	c.log.following = true
	if a.playhead.home != stateLive {
		c.changes.restart()
	}
}

// pin shows all panes as of a moment, and the log around it.
func (a *App) pin(t time.Time) {
	d, followed, log := a.renderContext(true), a.followsOrReturns(), a.session().log
	log.following = false
	log.selectTime(d, t)
	a.playhead.pinned = pinned{on: true, rec: log.selected, at: t, followed: followed}
}

// startPlayback starts to play when everything has been read.
func (a *App) startPlayback() {
	if a.playhead.state != stateLoading {
		return
	}
	if first, last, read := a.client.span(); read {
		a.readTypedEnds()
		a.playhead.begin(first, last)
		a.lastTick = a.options.Now()
	}
}

// readTypedEnds reads the times from which and to which a capture is to be played.
func (a *App) readTypedEnds() {
	play := a.options.Play
	for _, end := range []struct {
		typed string
		to    *time.Time
	}{{play.TypedFrom, &a.playhead.from}, {play.TypedTo, &a.playhead.to}} {
		if end.typed == "" {
			continue
		}
		t, err := a.parseTime(end.typed)
		if err != nil {
			a.notifyError(err.Error())
			continue
		}
		*end.to = t
	}
}

// span returns the times of the first and the last record; read is false as long as not all have been read.
func (c *session) span() (first, last time.Time, read bool) {
	if c.client.Loading || c.client.Records.Len() == 0 && c.client.Err == nil {
		return first, last, false
	}
	return c.firstTime(), c.lastTime(), true
}
