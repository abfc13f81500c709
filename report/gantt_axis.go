package report

import (
	"slices"
	"time"

	"ccmtail/internal/arrange"
)

// timeAxis lays times out from left to right. Long stretches in which nothing happens are left out:
// a deployment is minutes of work with days of waiting between them.
type timeAxis struct {
	intervals []axisInterval
}

// axisInterval is a piece of time drawn to scale.
type axisInterval struct {
	from, to time.Time
	x0, x1   float64
}

const (
	breakWidth       = 26.0          // pixels of a left-out stretch
	minIntervalWidth = 56.0          // pixels of a stretch drawn
	maxBreaks        = 5             // more would be a row of crumbs
	minBreak         = 4 * time.Hour // shorter waiting is drawn
	breakShare       = 0.3           // of all that is drawn, for a wait to be left out
	paddingShare     = 0.02          // of all that is drawn, at each end of a stretch
)

// newAxis lays out the points, and the time between them that is worth it, between two pixels.
func newAxis(points []time.Time, x0, x1 float64) timeAxis {
	arrange.By(points, time.Time.Compare)
	points = slices.CompactFunc(points, time.Time.Equal)
	if len(points) == 0 {
		return timeAxis{}
	}
	cuts := findBreaks(points)
	var a timeAxis
	first := 0
	for _, cut := range append(cuts, len(points)) {
		a.intervals = append(a.intervals, axisInterval{from: points[first], to: points[cut-1]})
		first = cut
	}
	a.layOut(x0, x1)
	return a
}

// findBreaks returns the indexes of the points before which time is left out, in order.
func findBreaks(points []time.Time) []int {
	drawn := points[len(points)-1].Sub(points[0])
	var cuts []int
	for len(cuts) < maxBreaks {
		at, widest := 0, minBreak-1
		for i := 1; i < len(points); i++ {
			if gap := points[i].Sub(points[i-1]); gap > widest && !slices.Contains(cuts, i) {
				at, widest = i, gap
			}
		}
		if at == 0 || float64(widest) < breakShare*float64(drawn) {
			break
		}
		cuts, drawn = append(cuts, at), drawn-widest
	}
	slices.Sort(cuts)
	return cuts
}

// layOut gives every stretch its pixels: some to each, the rest by length.
func (a *timeAxis) layOut(x0, x1 float64) {
	var drawn time.Duration
	for _, p := range a.intervals {
		drawn += p.to.Sub(p.from)
	}
	pad := max(time.Duration(paddingShare*float64(drawn)), 30*time.Second)
	n := float64(len(a.intervals))
	drawn += time.Duration(2*n) * pad
	rest := x1 - x0 - n*minIntervalWidth - (n-1)*breakWidth
	for i := range a.intervals {
		p := &a.intervals[i]
		p.from, p.to = p.from.Add(-pad), p.to.Add(pad)
		p.x0 = x0
		p.x1 = x0 + minIntervalWidth + rest*float64(p.to.Sub(p.from))/float64(drawn)
		x0 = p.x1 + breakWidth
	}
}

// x returns the place of a time; what lies outside is at the edge.
func (a *timeAxis) x(t time.Time) float64 {
	for i, p := range a.intervals {
		switch {
		case t.Before(p.from) && i == 0:
			return p.x0
		case t.Before(p.from):
			before := a.intervals[i-1]
			return before.x1 + breakWidth*fractionOf(t, before.to, p.from)
		case t.Before(p.to):
			return p.x0 + (p.x1-p.x0)*fractionOf(t, p.from, p.to)
		}
	}
	return a.intervals[len(a.intervals)-1].x1
}

func fractionOf(t, from, to time.Time) float64 {
	return float64(t.Sub(from)) / float64(to.Sub(from))
}

// from returns the first time on the axis.
func (a *timeAxis) from() time.Time { return a.intervals[0].from }

// to returns the last time on the axis.
func (a *timeAxis) to() time.Time { return a.intervals[len(a.intervals)-1].to }

// tickSteps are the distances of ticks that people count in.
var tickSteps = []time.Duration{
	10 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute,
	30 * time.Minute, time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, day, 2 * day, 7 * day, 14 * day,
	30 * day, 90 * day, 365 * day,
}

const (
	day       = 24 * time.Hour
	tickSpace = 72.0 // pixels a label needs
)

// tickStep returns the distance of the ticks on a stretch.
func (p *axisInterval) tickStep() time.Duration {
	for _, s := range tickSteps {
		if (p.x1-p.x0)*float64(s)/float64(p.to.Sub(p.from)) >= tickSpace {
			return s
		}
	}
	return tickSteps[len(tickSteps)-1]
}

// ticks returns the times on a stretch to be labelled: round ones on the client's clock, whose bias
// is given.
func (p *axisInterval) ticks(bias time.Duration) []time.Time {
	step := p.tickStep()
	var all []time.Time
	for wall := p.from.Add(-bias).Truncate(step).Add(step); ; wall = wall.Add(step) {
		t := wall.Add(bias)
		if !t.Before(p.to) {
			break
		}
		if x := p.x0 + (p.x1-p.x0)*fractionOf(t, p.from, p.to); x < p.x1-8 && x > p.x0+8 {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		all = []time.Time{p.from.Add(p.to.Sub(p.from) / 2).Truncate(time.Minute)}
	}
	return all
}
