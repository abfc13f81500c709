package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Layout is how the screen is divided, in thousandths, so that it suits a terminal of any size. 0 stands for what suits the
// size; what leaves a pane without room is taken as near as there is.
type Layout struct {
	Side    int `toml:"side"`    // of the width: the panes on the right
	Upper   int `toml:"upper"`   // of the height between header and footer: the panes above the log
	Window  int `toml:"window"`  // of the upper panes' height: the service window
	Reboots int `toml:"reboots"` // of the same: the reboots
}

// part is a part of n cells in thousandths, whole is the way back.
func part(cells, n int) int { return (cells*1000 + n/2) / max(n, 1) }

func whole(part, n int) int { return (min(part, 1000)*n + 500) / 1000 }

// between is the nearest number to n that is not less than low nor, if there are any such, more than high.
func between(n, low, high int) int { return max(min(n, high), low) }

// least is the size of the smallest pane.
const leastWidth, leastHeight = 16, 3

// divider is a line between panes that can be moved.
type divider uint8

const (
	noDivider divider = iota
	sideDivider
	upperDivider
	windowDivider
	rebootsDivider
)

// divider is the one at a cell.
func (l *layout) divider(x, y int) divider {
	r := l.panes[paneReboots]
	switch {
	case l.split == 0:
	case y == l.panes[paneLog].y:
		return upperDivider
	case x == l.split && y >= l.body.y && y < l.panes[paneLog].y:
		return sideDivider
	case x > l.split && r.h > 0 && y == r.y:
		return windowDivider
	case x > l.split && l.panes[paneFindings].h > 0 && y == l.panes[paneFindings].y:
		return rebootsDivider
	}
	return noDivider
}

// put moves a divider to a cell.
func (s *Layout) put(d divider, l *layout, x, y int) {
	upper := l.panes[paneLog].y - l.body.y
	switch d {
	case sideDivider:
		s.Side = part(between(l.body.w-1-x, leastWidth, l.body.w-leastWidth), l.body.w)
	case upperDivider:
		s.Upper = part(between(y-l.body.y, 2*leastHeight, l.body.h-leastHeight), l.body.h)
	case windowDivider:
		s.Window = part(between(y-l.body.y, leastHeight, upper-leastHeight), upper)
	case rebootsDivider:
		s.Reboots = part(between(y-l.panes[paneReboots].y, leastHeight, upper-leastHeight), upper)
	}
}

// forget puts a divider back to where it stands by itself.
func (s *Layout) forget(d divider) {
	switch d {
	case sideDivider:
		s.Side = 0
	case upperDivider:
		s.Upper = 0
	case windowDivider:
		s.Window = 0
	case rebootsDivider:
		s.Reboots = 0
	}
}

// drag is what the mouse holds.
type drag struct {
	what  divider
	scrub bool // the playhead
	// pressed and when are the divider pressed last: pressed again soon it is put back.
	pressed divider
	when    time.Time
}

// twice is the time within which a second click makes a double one.
const twice = 400 * time.Millisecond

// grab takes hold of what is under the mouse; a divider that is clicked twice goes back to where it stood.
func (a *App) grab(m tea.Mouse) {
	d := noDivider
	if len(a.pages) == 0 {
		d = a.layout.divider(m.X, m.Y)
	}
	again := d != noDivider && d == a.drag.pressed && a.o.Now().Sub(a.drag.when) < twice
	a.drag = drag{what: d, scrub: a.onTime(m), pressed: d, when: a.o.Now()}
	if again {
		a.sizes.forget(d)
		a.drag = drag{}
	}
}

// onTime says whether a cell stands for a moment: on the scrubber and the histogram above it.
func (a *App) onTime(m tea.Mouse) bool {
	return a.layout.scrubber.in(m.X, m.Y) || a.layout.histogram.in(m.X, m.Y)
}

// dragTo moves what the mouse holds.
func (a *App) dragTo(m tea.Mouse) tea.Cmd {
	switch {
	case m.Button != tea.MouseLeft:
	case a.drag.scrub:
		a.scrub(m.X)
		return a.startClock()
	case a.drag.what != noDivider:
		a.sizes.put(a.drag.what, &a.layout, m.X, m.Y)
		a.drag.pressed = noDivider
	}
	return nil
}

// The steps by which keys move dividers.
const widerBy, tallerBy = 4, 1

// wider gives the pane in focus more columns, or fewer.
func (a *App) wider(by int) {
	switch l := &a.layout; {
	case !a.divided():
	case a.focus == paneLog:
		a.tell("the log is as wide as the screen", toastTime)
	case a.focus == paneUpdates:
		a.sizes.put(sideDivider, l, l.split+by*widerBy, 0)
	default:
		a.sizes.put(sideDivider, l, l.split-by*widerBy, 0)
	}
}

// taller gives the pane in focus more rows, or fewer. A pane in the right column takes them from the one below it, the
// lowest one from the one above.
func (a *App) taller(by int) {
	if !a.divided() {
		return
	}
	l, findings := &a.layout, a.layout.panes[paneFindings]
	move := func(d divider, y int) { a.sizes.put(d, l, 0, y) }
	switch a.focus {
	case paneUpdates:
		move(upperDivider, l.panes[paneLog].y+by*tallerBy)
	case paneLog:
		move(upperDivider, l.panes[paneLog].y-by*tallerBy)
	case paneWindow:
		move(windowDivider, l.panes[paneReboots].y+by*tallerBy)
	case paneReboots:
		if findings.h > 0 {
			move(rebootsDivider, findings.y+by*tallerBy)
		} else {
			move(windowDivider, l.panes[paneReboots].y-by*tallerBy)
		}
	case paneFindings:
		move(rebootsDivider, findings.y-by*tallerBy)
	}
}

// divided says whether there are dividers, and tells if not.
func (a *App) divided() bool {
	if a.layout.split == 0 || len(a.pages) > 0 {
		a.tell("one pane alone has the whole screen", toastTime)
		return false
	}
	return true
}

// resetLayout puts all dividers back.
func (a *App) resetLayout() {
	a.sizes = Layout{}
	a.tell("the panes are as the screen's size suggests", toastTime)
}
