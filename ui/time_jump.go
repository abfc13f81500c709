package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
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
	jumpTargetNames = [jumpTargetCount]string{"change of a state", "failure", "window edge", "mark"}
)

// cycleJumpTarget chooses what ( and ) jump to.
func (a *App) cycleJumpTarget() {
	a.jumpTarget = (a.jumpTarget + 1) % jumpTargetCount
	a.notify("( and ) go to the previous and next "+jumpTargetNames[a.jumpTarget], notifyTime)
}

// jumpAction moves the playhead to a target before or behind it.
func jumpAction(to jumpTarget, by int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { return a.jumpAmong(a.session().jumpTimes(to, a.now()), by, jumpTargetNames[to]) }
}

// jumpTimes are the times of a target, in order.
func (c *session) jumpTimes(to jumpTarget, now time.Time) []time.Time {
	var out []time.Time
	switch s := c.refreshChangeTimes(now); to {
	case jumpToChange:
		return s.changes
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
	slices.SortFunc(out, time.Time.Compare)
	return out
}
