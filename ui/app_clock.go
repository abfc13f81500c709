package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// playFrameTime is the time between two frames while time on the screen runs by itself.
const playFrameTime = 33 * time.Millisecond

// clockTick is the beat of the screen's clock: thirty a second while time on the screen runs by itself, else one at each
// turn of the second, for the countdowns.
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

// onTick moves the playhead and asks for the next beat.
func (a *App) onTick(t clockTick) tea.Cmd {
	if t.serial != a.clockSerial {
		a.dirty = false
		return nil
	}
	now := a.options.Now()
	passed := now.Sub(a.lastTick)
	a.lastTick = now
	if a.playhead.isMoving() {
		a.playhead.advance(passed, a.neighbours, a.newestTime())
	}
	if a.toast.text != "" && !now.Before(a.toast.until) {
		a.toast = toast{}
	}
	a.refreshLinks()
	return tea.Batch(a.scheduleTick(), a.continueSearches())
}

// neighbours finds the records next to a time among all clients.
func (a *App) neighbours(t time.Time) (prev, next time.Time, more bool) {
	for _, c := range a.sessions {
		p, n, ok := c.neighbours(t)
		if p.After(prev) {
			prev = p
		}
		if ok && (!more || n.Before(next)) {
			next, more = n, true
		}
	}
	return prev, next, more
}

// newestTime is the newest moment of all clients.
func (a *App) newestTime() time.Time {
	var end time.Time
	for _, c := range a.sessions {
		if n := c.now(a.clockTime); n.After(end) && !c.lastTime().IsZero() {
			end = n
		}
	}
	return end
}
