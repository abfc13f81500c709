package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// member is the place of a client among those of a fleet, in the fleet's order.
type member struct{ at, of int }

// without returns the keymap without an action.
func (k *keymap) without(id actionID) *keymap {
	return keymapOf(slices.DeleteFunc(slices.Clone(k.actions), func(act *action) bool { return act.id == id }))
}

// wake says that the client is on the screen again, as of when, zero leaves it where it was, and how the
// fleet is played, nil if it is not.
type wake struct {
	at   time.Time
	play *Play
}

func (m wake) handle(a *App) tea.Cmd {
	if m.at.IsZero() {
		return a.restartClock()
	}
	a.openAt = m.at
	if m.play != nil {
		a.playhead.wake(m.play)
	} else {
		a.playhead.pinned = pinned{on: true, at: m.at, followed: true}
	}
	a.seekWhenRead()
	return a.restartClock()
}

// seekWhenRead goes to the moment as of which the client was opened, once all of it has been read.
func (a *App) seekWhenRead() {
	if a.openAt.IsZero() || a.session().client.Loading || a.session().lastTime().IsZero() || a.playhead.state == stateLoading {
		return
	}
	t := a.openAt
	a.openAt = time.Time{}
	a.refreshAsOf()
	if a.playhead.home == statePlaying {
		a.seekTo(t)
		return
	}
	a.pin(t)
}
