package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// The playhead of the fleet. Live all is about now; a moment of the past, or one that is played, is asked
// for with follow.

// seek shows all as of a moment. Live, the end or later is now.
func (s *fleetScreen) seek(t time.Time) {
	if s.replays() && t.After(s.known.past.last) {
		t = s.known.past.last
	}
	s.playhead.seek(t, s.known.past.last)
	s.follow()
}

// replays reports whether a capture is played, and nothing is live.
func (s *fleetScreen) replays() bool { return s.playhead.home == statePlaying }

// follow shows all as of where the playhead stands.
func (s *fleetScreen) follow() {
	switch p := &s.playhead; {
	case p.state == stateLoading:
	case p.state != stateLive:
		s.setAt(p.at)
	case !s.at.IsZero():
		s.setAt(time.Time{})
	}
}

func (s *fleetScreen) setAt(t time.Time) {
	if s.at.IsZero() {
		s.known.collectMoments()
	}
	s.at = t
	s.fleet.SetAt(t)
	s.known.changed = true // what is silent or open depends on the moment
	s.known.take(s.fleet)
	s.dirty = true
}

// goLive shows all as of now.
func (s *fleetScreen) goLive() {
	s.playhead.goLive()
	s.follow()
}

// stepChange goes to the next moment at which a client came into another state, or the one before.
func (s *fleetScreen) stepChange(by int) tea.Cmd {
	if s.at.IsZero() {
		s.known.collectMoments()
	}
	at := s.now()
	t, ok := lastBefore(s.known.moments, at)
	if by > 0 {
		t, ok = firstAfter(s.known.moments, at)
	}
	if s.playhead.isMoving() {
		s.playhead.pause(at)
	}
	switch {
	case ok && by > 0 && s.at.IsZero():
		s.say("already at now", false)
	case ok:
		s.seek(t)
	case by > 0 && !s.at.IsZero() && !s.replays():
		s.goLive()
	default:
		s.say(either(by > 0, "no later change", "no earlier change"), false)
	}
	return s.restartClock()
}
