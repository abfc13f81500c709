package ui

import (
	"context"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/summary"
)

// benchFleet returns a screen of a thousand clients, as drawn first.
func benchFleet(b *testing.B) (*fleetApp, *fakeFleet) {
	b.Helper()
	fleet := fatedFleet(1000)
	m := newFleetApp(context.Background(), fleet, Options{Now: fleetNow, Zone: time.UTC})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 35})
	m.View()
	return m, fleet
}

// slowest reports the time of the slowest of a hundred.
func slowest(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}

// BenchmarkFleetKey is the time from a key to its frame with a thousand clients: of keys that move, and
// of those that list all anew.
func BenchmarkFleetKey(b *testing.B) {
	for name, keys := range map[string][]string{
		"move": {"down", "pgdown", "G", "g", "tab"}, "list": {"x", "%", "X", "*"},
		"filter": {"&", "s", "t", "a", "t", "e", ":", "f", "a", "enter", "backspace"}, "find": {"/", "5", "0", "5", "enter", "n", "esc"},
	} {
		b.Run(name, func(b *testing.B) {
			m, _ := benchFleet(b)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				begin := time.Now()
				m.Update(keyMsg(keys[i%len(keys)]))
				m.View()
				took = append(took, time.Since(begin))
			}
			slowest(b, took)
		})
	}
}

// BenchmarkFleetNews is the same for news of twenty clients, of which there are at most four a second,
// without what is summed up beside the screen.
func BenchmarkFleetNews(b *testing.B) {
	m, fleet := benchFleet(b)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		for k := range 20 {
			fleet.change((i*20+k)%1000, func(c *summary.ClientSummary) { c.LastRecord = c.LastRecord.Add(time.Second) })
		}
		begin := time.Now()
		m.screen.takeChanges()
		sums := m.screen.sumUp()
		m.View()
		took = append(took, time.Since(begin))
		made := sums()
		begin = time.Now()
		m.Update(made)
		m.View()
		took = append(took, time.Since(begin))
	}
	slowest(b, took)
}

// BenchmarkFleetSums is what is done beside the screen, at most four times a second.
func BenchmarkFleetSums(b *testing.B) {
	m, _ := benchFleet(b)
	for b.Loop() {
		m.screen.summing()()
	}
}

// BenchmarkFleetIdle is a beat of the clock without news, of which there is one a second.
func BenchmarkFleetIdle(b *testing.B) {
	m, _ := benchFleet(b)
	for b.Loop() {
		m.Update(fleetTick{})
		m.View()
	}
}
