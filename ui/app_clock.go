package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// playFrameTime is the time between two frames while time on the screen runs by itself.
const playFrameTime = 33 * time.Millisecond

// The screen's clock goes by the second while something goes on, and by the minute when nothing has come and no key was pressed
// for one, and nothing in sight runs by the second. All of the screen is as of that clock, and so need not be drawn in between.
const (
	idleAfter = time.Minute
	// glance is how often a slow clock is compared with that of the computer, which may have slept.
	resyncEvery = 10 * time.Second
)

// updateClock sets the screen's clock to now: a slow one only at the turn of the minute. It reports whether the clock shows
// another time than before.
func (a *App) updateClock() (turned bool) {
	now, slow, wall := a.options.Now(), a.slowClock, a.clockTime
	a.slowClock = !a.playhead.isMoving() && !a.showsSeconds && a.toast.text == "" && now.Sub(a.lastActivity) >= idleAfter
	switch turn := now.Truncate(time.Minute); {
	case !a.slowClock:
		a.clockTime = now
	case a.clockTime.Before(turn) || a.clockTime.After(now):
		a.clockTime = turn
		if a.refreshAsOf().changesSoon() {
			a.slowClock, a.clockTime = false, now
		}
	}
	return slow != a.slowClock || !a.clockTime.Equal(wall)
}

// noteActivity says that something goes on, for which any message but a tick stands. A clock that was slow is started anew.
func (a *App) noteActivity(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(clockTick); ok {
		return nil
	}
	slow := a.slowClock
	a.lastActivity = a.options.Now()
	a.updateClock()
	if slow {
		return a.restartClock()
	}
	return nil
}

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
		now, every := a.options.Now(), time.Second
		if a.slowClock {
			every = resyncEvery
		}
		d = now.Truncate(every).Add(every).Sub(now)
	}
	clock := a.clockSerial
	return tea.Tick(d, func(time.Time) tea.Msg { return clockTick{clock} })
}

// onTick sets the clock, moves the playhead and asks for the next beat.
func (a *App) onTick(t clockTick) tea.Cmd {
	if t.serial != a.clockSerial {
		a.dirty = false
		return nil
	}
	a.dirty = a.updateClock()
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
