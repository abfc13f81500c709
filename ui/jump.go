package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// target is what the playhead jumps to.
type target uint8

const (
	toChange target = iota
	toError
	toEdge
	toMark
	targets
)

// The targets in the hints, and in a message that there is none.
var (
	targetWords = [targets]string{"change", "failure", "window edge", "mark"}
	targetNames = [targets]string{"change of a state", "failure", "window edge", "mark"}
)

// nextTarget chooses what ( and ) jump to.
func (a *App) nextTarget() {
	a.target = (a.target + 1) % targets
	a.tell("( and ) go to the previous and next "+targetNames[a.target], toastTime)
}

// jump moves the playhead to a target before or behind it.
func jump(to target, by int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd { return a.stepAmong(a.session().moments(to, a.now()), by, targetNames[to]) }
}

// moments are the times of a target, in order.
func (c *session) moments(to target, now time.Time) []time.Time {
	var out []time.Time
	switch s := c.refreshSteps(now); to {
	case toChange:
		return s.changes
	case toError:
		return s.errors
	case toEdge:
		for _, w := range s.windows {
			out = append(out, w.Start, w.End)
		}
	case toMark:
		for id := range c.marks {
			out = append(out, c.client.Records.Time(id))
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
