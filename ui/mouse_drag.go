package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// drag is what the mouse holds.
type drag struct {
	divider   divider
	scrubbing bool // the playhead
	// lastPressed is the divider pressed last, at pressedAt: pressed again soon, it is put back.
	lastPressed divider
	pressedAt   time.Time
}

// doubleClickTime is the time within which a second click makes a double one.
const doubleClickTime = 400 * time.Millisecond

// startDrag takes hold of what is under the mouse; a divider that is clicked twice goes back to
// where it stood.
func (a *App) startDrag(m tea.Mouse) {
	d := noDivider
	if len(a.pages) == 0 {
		d = a.layout.dividerAt(m.X, m.Y)
	}
	again := d != noDivider && d == a.drag.lastPressed && a.options.Now().Sub(a.drag.pressedAt) < doubleClickTime
	a.drag = drag{divider: d, scrubbing: a.layout.overTimeline(m), lastPressed: d, pressedAt: a.options.Now()}
	if again {
		a.paneSizes.resetDivider(d)
		a.drag = drag{}
	}
}

// overTimeline reports whether a cell stands for a moment: on the scrubber and the histogram above
// it.
func (l *layout) overTimeline(m tea.Mouse) bool {
	return l.scrubber.contains(m.X, m.Y) || l.histogram.contains(m.X, m.Y)
}

// onDrag moves what the mouse holds.
func (a *App) onDrag(m tea.Mouse) tea.Cmd {
	switch {
	case m.Button != tea.MouseLeft:
	case a.drag.scrubbing:
		return a.seekToColumn(m.X)
	case a.drag.divider != noDivider:
		a.paneSizes.moveDivider(a.drag.divider, &a.layout, m.X, m.Y)
		a.drag.lastPressed = noDivider
	}
	return nil
}
