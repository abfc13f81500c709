package report

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestAxisLeavesWaitingOut(t *testing.T) {
	evening := time.Date(2026, 3, 10, 20, 0, 0, 0, time.UTC)
	at := func(d time.Duration) time.Time { return evening.Add(d) }
	for _, c := range []struct {
		name   string
		points []time.Time
		parts  int
	}{
		{"an evening", []time.Time{at(0), at(time.Hour), at(3 * time.Hour)}, 1},
		{"an evening and one a week later", []time.Time{at(0), at(time.Hour), at(7 * day), at(7*day + time.Hour)}, 2},
		{"a moment", []time.Time{at(0)}, 1},
		{"a moment, twice", []time.Time{at(0), at(0)}, 1},
		{"a wait of an hour between two moments", []time.Time{at(0), at(time.Hour)}, 1},
		{"moments weeks apart", []time.Time{at(0), at(7 * day), at(30 * day)}, 3},
		{"every day of a month", days(evening, 30), 1},
	} {
		a := newAxis(c.points, 100, 900)
		if len(a.intervals) != c.parts {
			t.Errorf("%s: %d stretches, want %d", c.name, len(a.intervals), c.parts)
		}
		for _, p := range c.points {
			if x := a.x(p); x < 100 || x > 900 {
				t.Errorf("%s: %v is at %f", c.name, p, x)
			}
		}
	}
}

func days(from time.Time, n int) []time.Time {
	var all []time.Time
	for i := range n {
		all = append(all, from.Add(time.Duration(i)*day))
	}
	return all
}

// TestAxisKeepsOrder: whatever the times, later ones are never further left, no stretch is too
// narrow, and no tick stands outside.
func TestAxisKeepsOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	base := time.Date(2026, 3, 10, 20, 0, 0, 0, time.UTC)
	for range 300 {
		var points []time.Time
		at := base
		for range 1 + rnd.IntN(30) {
			at = at.Add(time.Duration(rnd.ExpFloat64() * float64(time.Second) * float64(int64(1)<<rnd.IntN(22))))
			points = append(points, at)
		}
		a := newAxis(points, 250, 1140)
		last := 0.0
		for at := base.Add(-time.Hour); at.Before(points[len(points)-1].Add(time.Hour)); at = at.Add(points[len(points)-1].Sub(base)/97 + time.Second) {
			x := a.x(at)
			if x < last || x < 250 || x > 1140.001 {
				t.Fatalf("%v is at %f, after %f", at, x, last)
			}
			last = x
		}
		for _, p := range a.intervals {
			if p.x1-p.x0 < minIntervalWidth {
				t.Fatalf("a stretch of %f", p.x1-p.x0)
			}
			ticks := p.ticks(5 * time.Hour)
			if len(ticks) == 0 || len(ticks) > 20 {
				t.Fatalf("%d ticks from %v to %v", len(ticks), p.from, p.to)
			}
			for _, tick := range ticks {
				if x := a.x(tick); x < p.x0-0.001 || x > p.x1+0.001 {
					t.Fatalf("a tick at %f outside %f to %f", x, p.x0, p.x1)
				}
			}
		}
	}
}
