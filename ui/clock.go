package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// smooth is the time between two frames while time on the screen runs by itself.
const smooth = 33 * time.Millisecond

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
		now := a.o.Now()
		d = now.Truncate(time.Second).Add(time.Second).Sub(now)
	}
	clock := a.ticks
	return tea.Tick(d, func(time.Time) tea.Msg { return tick{clock} })
}

// tick moves the playhead and asks for the next beat.
func (a *App) tick(t tick) tea.Cmd {
	if t.clock != a.ticks {
		a.dirty = false
		return nil
	}
	now := a.o.Now()
	passed := now.Sub(a.ticked)
	a.ticked = now
	if a.head.moving() {
		a.head.advance(passed, a.around, a.end())
	}
	if a.toast.text != "" && !now.Before(a.toast.until) {
		a.toast = toast{}
	}
	a.moment()
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
		if n := c.now(a.o.Now()); n.After(end) && !c.last().IsZero() {
			end = n
		}
	}
	return end
}
