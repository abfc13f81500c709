package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// playFrameTime is the time between two frames while time on the screen runs by itself.
const playFrameTime = 33 * time.Millisecond

// clockTick is the beat of the screen's clock: thirty a second while time on the screen runs by
// itself, else one at each turn of the second, for the countdowns.
type clockTick struct{ serial int }

// restartClock lets the clock tick anew at the rate that is right now.
func (a *App) restartClock() tea.Cmd {
	a.clockSerial++
	a.lastTick = a.options.Now()
	return a.scheduleTick()
}

func (a *App) scheduleTick() tea.Cmd {
	d := playFrameTime
	if !a.playhead.isMoving() {
		now := a.options.Now()
		d = now.Truncate(time.Second).Add(time.Second).Sub(now)
	}
	clock := a.clockSerial
	return tea.Tick(d, func(time.Time) tea.Msg { return clockTick{clock} })
}

// handle moves the playhead and asks for the next beat.
func (t clockTick) handle(a *App) tea.Cmd {
	if t.serial != a.clockSerial {
		a.unchanged()
		return nil
	}
	now := a.options.Now()
	passed := now.Sub(a.lastTick)
	a.lastTick = now
	if !a.playhead.isMoving() && len(a.client.log.chips) == 0 { // what chips follow is looked at below
		a.stale = max(a.wasStale, frameLate)
	}
	if a.playhead.isMoving() {
		a.playhead.advance(passed, a.client.neighbours, a.client.newestTime(a.clockTime))
	}
	if a.toast.text != "" && !now.Before(a.toast.until) {
		a.toast = toast{}
	}
	if a.alert.text != "" && !now.Before(a.alert.until) {
		a.alert = toast{}
	}
	a.refreshLinks()
	return a.scheduleTick()
}

// newestTime returns the newest moment of the client, zero if it has no record with a time.
func (c *session) newestTime(clock time.Time) time.Time {
	if c.lastTime().IsZero() {
		return time.Time{}
	}
	return c.now(clock)
}
