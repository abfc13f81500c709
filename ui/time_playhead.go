package ui

import (
	"math"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
)

// longGapShown is how long a gap of more than query.LongGap takes to be played, whatever the speed.
const longGapShown = 2 * time.Second

// recordsPerFrame is how many records are passed one by one between two frames.
const recordsPerFrame = 3000

// speeds are what < and > choose from; the last plays without waiting.
var speeds = []float64{0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, math.Inf(1)}

// Playhead is where in time the screen stands. Everything on the screen is as of its time: live it
// is now, playing it moves at a speed of its own, paused it stands. A pin on top of any of these
// looks at one record's moment while the rest goes on underneath.
type Playhead struct {
	state playState
	at    time.Time // playing and paused: where
	speed float64
	from  time.Time // where a capture begins and ends to be played; zero: its ends
	to    time.Time
	// home is where F leads: live, or playing. was is what a pause interrupted.
	home, was playState
	// held: paused where the capture ended.
	held bool
	// skippedGap is the idle gap being skipped, zero if none is.
	skippedGap model.TimeRange
	pinned     pinned
}

// pinned is a record whose moment is looked at.
type pinned struct {
	on       bool
	rec      event.RecordID
	at       time.Time
	followed bool // the log followed what came before
}

type playState uint8

const (
	stateLive playState = iota
	statePlaying
	statePaused
	stateLoading // for the capture to be read, before it is played
)

// newPlayhead returns a playhead that is live without a play, and waits for the capture with one.
func newPlayhead(p *Play) Playhead {
	if p == nil {
		return Playhead{speed: 60}
	}
	h := Playhead{state: stateLoading, home: statePlaying, was: statePlaying, speed: p.Speed, from: p.From, to: p.To, held: p.Paused}
	if h.speed <= 0 {
		h.speed = 60
	}
	return h
}

// Edge returns the newest moment shown when now is the client's newest one: records behind it stay
// hidden.
func (p *Playhead) Edge(now time.Time) time.Time {
	if p.state == stateLive || p.state == stateLoading || p.at.After(now) && p.home == stateLive {
		return now
	}
	return p.at
}

// At returns the time everything on the screen is computed for.
func (p *Playhead) At(now time.Time) time.Time {
	if p.pinned.on {
		return p.pinned.at
	}
	return p.Edge(now)
}

// isMoving reports whether the time on the screen is not that of the clock and goes on.
func (p *Playhead) isMoving() bool { return p.state == statePlaying }

// begin starts to play once the capture is there; first and last are its ends.
func (p *Playhead) begin(first, last time.Time) {
	if p.state != stateLoading {
		return
	}
	if p.from.IsZero() {
		p.from = first
	}
	if p.to.IsZero() {
		p.to = last
	}
	p.at, p.state = p.from, statePlaying
	if p.held {
		p.state, p.held = statePaused, false
	}
}

// wake plays on, or stands, as another playhead does.
func (p *Playhead) wake(as *Play) {
	p.speed = as.Speed
	switch {
	case p.state == stateLoading:
		p.held = as.Paused
	case as.Paused:
		p.state, p.was, p.held = statePaused, statePlaying, false
	default:
		p.state, p.was, p.held = statePlaying, statePlaying, false
	}
}

// pause stops and goes on: what was live is live again, what was played is played on.
func (p *Playhead) pause(now time.Time) {
	switch p.state {
	case stateLive:
		p.state, p.at, p.was = statePaused, now, stateLive
	case statePlaying:
		p.state, p.was = statePaused, statePlaying
	case statePaused:
		p.resume()
	}
}

func (p *Playhead) resume() {
	if p.held && p.home == statePlaying {
		p.at = p.from // the end was reached: once more from the start
	}
	p.held, p.state = false, p.was
}

// play begins to play from where the screen stands.
func (p *Playhead) play(now time.Time) {
	p.at = p.At(now)
	p.pinned, p.held = pinned{}, false
	p.state, p.was = statePlaying, statePlaying
}

// goLive gives up the pin, and a pause or a seek in what is live.
func (p *Playhead) goLive() {
	p.pinned = pinned{}
	if p.home == stateLive {
		p.state = stateLive
	}
}

// seek stands at a time; playing goes on from there.
func (p *Playhead) seek(t, now time.Time) {
	p.pinned, p.held = pinned{}, false
	if p.home == stateLive && !t.Before(now) {
		p.state = stateLive
		return
	}
	if p.state == stateLive {
		p.was = stateLive
	}
	p.at = t
	if p.state != statePlaying {
		p.state = statePaused
	}
}

// changeSpeed moves the speed by some steps.
func (p *Playhead) changeSpeed(steps int) {
	k := 0
	for k < len(speeds)-1 && speeds[k] < p.speed {
		k++
	}
	p.speed = speeds[min(max(k+steps, 0), len(speeds)-1)]
}

// neighboursFunc finds the neighbours of a time: the last record not after it, the first after it.
type neighboursFunc func(t time.Time) (prev, next time.Time, more bool)

// advance plays on by a stretch of wall time, up to end. It says whether the end is reached.
func (p *Playhead) advance(wall time.Duration, near neighboursFunc, end time.Time) bool {
	if p.state != statePlaying {
		return false
	}
	if !p.to.IsZero() && p.to.Before(end) {
		end = p.to
	}
	p.skippedGap = model.TimeRange{}
	for step := 0; wall > 0 && p.at.Before(end); step++ {
		prev, next, more := near(p.at)
		if !more || next.After(end) {
			next = end
		}
		rate := p.speed
		if gap := next.Sub(prev); gap > query.LongGap && !prev.IsZero() && gap.Seconds()/longGapShown.Seconds() > rate {
			rate, p.skippedGap = gap.Seconds()/longGapShown.Seconds(), model.TimeRange{Start: prev, End: next}
		} else {
			p.skippedGap = model.TimeRange{}
		}
		if need := next.Sub(p.at).Seconds() / rate; need > wall.Seconds() || step > recordsPerFrame {
			p.leap(wall.Seconds()*rate, end)
			break
		} else {
			p.at, wall, p.skippedGap = next, wall-time.Duration(need*1e9), model.TimeRange{}
		}
	}
	return p.finish(end)
}

// leap plays on by some seconds at once, but not past the end. Without waiting, it is a hundredth of
// the capture, so that a large one ends too.
func (p *Playhead) leap(seconds float64, end time.Time) {
	left := end.Sub(p.at).Seconds()
	if math.IsInf(seconds, 1) {
		seconds = end.Sub(p.from).Seconds() / 100
	}
	if seconds >= left {
		p.at = end
		return
	}
	p.at = p.at.Add(time.Duration(seconds * float64(time.Second)))
}

// finish stops at the end; what is live goes on live.
func (p *Playhead) finish(end time.Time) bool {
	if p.at.Before(end) {
		return false
	}
	p.at, p.skippedGap = end, model.TimeRange{}
	if p.home == stateLive {
		p.state = stateLive
		return true
	}
	p.state, p.held, p.was = statePaused, true, statePlaying
	return true
}
