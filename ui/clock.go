package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// smooth is the time between two frames while time on the screen runs by itself.
const smooth = 33 * time.Millisecond

// The screen's clock goes by the second while something goes on, and by the minute when nothing has come and no key was pressed
// for one, and nothing in sight runs by the second. All of the screen is as of that clock, and so need not be drawn in between.
const (
	calm = time.Minute
	// glance is how often a slow clock is compared with that of the computer, which may have slept.
	glance = 10 * time.Second
)

// setClock sets the screen's clock to now: a slow one only at the turn of the minute. It reports whether the clock shows
// another time than before.
func (a *App) setClock() (turned bool) {
	now, slow, wall := a.o.Now(), a.slow, a.wall
	a.slow = !a.head.moving() && !a.seconds && a.toast.text == "" && now.Sub(a.stirred) >= calm
	switch turn := now.Truncate(time.Minute); {
	case !a.slow:
		a.wall = now
	case a.wall.Before(turn) || a.wall.After(now):
		a.wall = turn
		if a.moment().soon() {
			a.slow, a.wall = false, now
		}
	}
	return slow != a.slow || !a.wall.Equal(wall)
}

// stir says that something goes on, for which any message but a tick stands. A clock that was slow is started anew.
func (a *App) stir(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tick); ok {
		return nil
	}
	slow := a.slow
	a.stirred = a.o.Now()
	a.setClock()
	if slow {
		return a.startClock()
	}
	return nil
}

// tick is the beat of the screen's clock: thirty a second while time on the screen runs by itself, else one at each
// turn of the second, for the countdowns.
type tick struct{ clock int }

// startClock lets the clock tick anew at the rate that is right now.
func (a *App) startClock() tea.Cmd {
	a.ticks++
	a.ticked = a.o.Now()
	return a.nextTick()
}

func (a *App) nextTick() tea.Cmd {
	d := smooth
	if !a.head.moving() {
		now, every := a.o.Now(), time.Second
		if a.slow {
			every = glance
		}
		d = now.Truncate(every).Add(every).Sub(now)
	}
	clock := a.ticks
	return tea.Tick(d, func(time.Time) tea.Msg { return tick{clock} })
}

// tick sets the clock, moves the playhead and asks for the next beat.
func (a *App) tick(t tick) tea.Cmd {
	if t.clock != a.ticks {
		a.dirty = false
		return nil
	}
	a.dirty = a.setClock()
	now := a.o.Now()
	passed := now.Sub(a.ticked)
	a.ticked = now
	if a.head.moving() {
		a.head.advance(passed, a.around, a.end())
	}
	if a.toast.text != "" && !now.Before(a.toast.until) {
		a.toast = toast{}
	}
	a.relink()
	return tea.Batch(a.nextTick(), a.scanOn())
}

// around finds the records next to a time among all clients.
func (a *App) around(t time.Time) (prev, next time.Time, more bool) {
	for _, c := range a.sessions {
		p, n, ok := c.around(t)
		if p.After(prev) {
			prev = p
		}
		if ok && (!more || n.Before(next)) {
			next, more = n, true
		}
	}
	return prev, next, more
}

// end is the newest moment of all clients.
func (a *App) end() time.Time {
	var end time.Time
	for _, c := range a.sessions {
		if n := c.now(a.wall); n.After(end) && !c.last().IsZero() {
			end = n
		}
	}
	return end
}
