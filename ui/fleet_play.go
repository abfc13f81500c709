package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Playing the fleet: the clock moves the playhead, and the clients are summed up again for where it
// stands, not more often than that can be done at ease.

// fleetFrameTime is how long a moment of the fleet is shown while it is played: long enough for each
// client to be summed up again.
func fleetFrameTime(clients int) time.Duration {
	return max(250*time.Millisecond, time.Duration(clients)*time.Millisecond)
}

// fleetTick is the beat of the fleet's clock: at each turn of the second, more often while it is played.
type fleetTick struct{ serial int }

// restartClock lets the clock tick anew at the rate that is right now.
func (s *fleetScreen) restartClock() tea.Cmd {
	s.clockSerial++
	s.lastTick = s.options.Now()
	return s.scheduleTick()
}

func (s *fleetScreen) scheduleTick() tea.Cmd {
	now := s.options.Now()
	d := now.Truncate(time.Second).Add(time.Second).Sub(now)
	if s.playhead.isMoving() {
		d = fleetFrameTime(s.fleet.Len())
	}
	serial := s.clockSerial
	return tea.Tick(d, func(time.Time) tea.Msg { return fleetTick{serial} })
}

func (t fleetTick) handleFleet(m *fleetApp) tea.Cmd {
	if t.serial != m.screen.clockSerial {
		return nil
	}
	m.screen.tick(m.shown == nil)
	return m.screen.scheduleTick()
}

// tick lets the clock go on, the playhead if the fleet is shown, and a message end.
func (s *fleetScreen) tick(plays bool) {
	s.dirty, s.clockTime = true, s.options.Now()
	passed := s.clockTime.Sub(s.lastTick)
	s.lastTick = s.clockTime
	if plays && s.playhead.isMoving() {
		s.playhead.advance(passed, s.momentsAround, s.known.past.last)
		s.follow()
	}
	if s.toast.text != "" && !s.clockTime.Before(s.toast.until) {
		s.toast = toast{}
	}
	s.sayTroubles()
}

// momentsAround returns the last moment not after a time at which a client came into another state, and
// the first after it.
func (s *fleetScreen) momentsAround(t time.Time) (before, after time.Time, more bool) {
	after, more = firstAfter(s.known.moments, t)
	before, ok := lastBefore(s.known.moments, t.Add(1))
	if !ok {
		before = time.Time{}
	}
	return before, after, more
}

// startPlayback starts to play when all clients have been read.
func (s *fleetScreen) startPlayback() tea.Cmd {
	p := &s.playhead
	if p.state != stateLoading || s.fleet.Progress().Clients < s.fleet.Len() {
		return nil
	}
	s.refresh()
	for _, end := range []struct {
		typed string
		to    *time.Time
	}{{s.options.Play.TypedFrom, &p.from}, {s.options.Play.TypedTo, &p.to}} {
		if end.typed == "" {
			continue
		}
		t, err := s.parseTime(end.typed)
		if err != nil {
			s.say(err.Error(), true)
			continue
		}
		*end.to = t
	}
	p.begin(s.known.past.first, s.known.past.last)
	s.follow()
	return s.restartClock()
}

func (s *fleetScreen) togglePause() tea.Cmd {
	if s.playhead.state == stateLoading {
		s.playhead.held = !s.playhead.held
		return nil
	}
	s.playhead.pause(s.now())
	s.follow()
	return s.restartClock()
}

// changeSpeed changes the speed. In the past of what is live it begins to play from there.
func (s *fleetScreen) changeSpeed(steps int) tea.Cmd {
	p := &s.playhead
	switch {
	case p.state == stateLive:
		s.say("already live; go back in time first ("+s.keys.text(actGoToTime)+"), then "+s.keys.text(actFaster)+" replays from there", false)
		return nil
	case p.home == stateLive && p.state != statePlaying:
		p.speed = 60
		if steps < 0 {
			p.speed = 1
		}
		p.play(s.now())
	default:
		p.changeSpeed(steps)
	}
	return s.restartClock()
}

// clientPlay returns how a client that is opened is to be played, nil if it is not.
func (s *fleetScreen) clientPlay() *Play {
	p := &s.playhead
	if !s.replays() {
		return nil
	}
	return &Play{Speed: p.speed, From: p.from, To: p.to, Paused: p.state != statePlaying}
}

// takePlayhead goes on from where a client's replay has been left. What is beyond the end of its logs is
// none of the client's.
func (s *fleetScreen) takePlayhead(a *App) {
	p, of := &s.playhead, &a.playhead
	if !s.replays() || of.state == stateLoading || !a.openAt.IsZero() {
		return
	}
	p.speed = of.speed
	if of.at.Before(a.client.newestTime(a.clockTime)) {
		p.at, p.state, p.was, p.held = of.at, of.state, of.was, of.held
	} else if of.at.After(p.at) {
		p.at = of.at
	}
	s.follow()
}
