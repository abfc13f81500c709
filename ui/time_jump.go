package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/internal/arrange"
)

// jumpTarget is what the playhead jumps to.
type jumpTarget uint8

const (
	jumpToChange jumpTarget = iota
	jumpToFailure
	jumpToWindowEdge
	jumpToMark
	jumpTargetCount
)

// The targets in the hints, and in a message that there is none.
var (
	jumpTargetHints = [jumpTargetCount]string{"change", "failure", "window edge", "mark"}
	jumpTargetNames = [jumpTargetCount]string{"state change", "failure", "window edge", "mark"}
)

// next chooses the next target.
func (t *jumpTarget) next(keys *keymap) effect {
	*t = (*t + 1) % jumpTargetCount
	return notice{keys.text(actJumpBack) + " " + keys.text(actJumpOn) + " now jump to the previous, next " + jumpTargetNames[*t]}
}

// jump moves the playhead to a target before or behind it.
type jump struct {
	to jumpTarget
	by int
}

func (e jump) do(a *App) tea.Cmd {
	times, at := a.session().jumpTimes(e.to, a.now()), a.session().asOf.At
	t, ok := lastBefore(times, at)
	if e.by > 0 {
		t, ok = firstAfter(times, at)
	}
	if !ok || t.After(a.now()) {
		return a.do(notice{"no " + either(e.by > 0, "later ", "earlier ") + jumpTargetNames[e.to]})
	}
	a.seekTo(t)
	return a.restartClock()
}

// jumpTimes returns the times of a target, in order.
func (c *session) jumpTimes(to jumpTarget, now time.Time) []time.Time {
	var out []time.Time
	switch s := c.refreshChangeTimes(now, 0); to {
	case jumpToChange:
		return s.steps.changes
	case jumpToFailure:
		return s.failures
	case jumpToWindowEdge:
		for _, w := range s.windows {
			out = append(out, w.Start, w.End)
		}
	case jumpToMark:
		for id := range c.marks {
			out = append(out, c.client.Records.Time(id))
		}
	}
	arrange.By(out, time.Time.Compare)
	return out
}
