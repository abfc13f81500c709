package store

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model/event"
)

// TestAFoldKeepsFewStates asks for moments all over a long history: what is kept stays few, and
// right.
func TestAFoldKeepsFewStates(t *testing.T) {
	line := NewTimeline()
	events := make([]*event.Event, 400_000)
	for i := range events {
		events[i] = &event.Event{Kind: event.RestartRequested, At: int64(i), Timed: true}
	}
	line.Add(events)
	v := line.Events()
	rng := rand.New(rand.NewPCG(1, 2))
	var f Fold
	for range 40 {
		n := rng.IntN(v.Len() + 1)
		if s := f.AfterFirst(v, n); s.EventCount != n {
			t.Fatalf("the state after %d events holds %d", n, s.EventCount)
		}
		if len(f.checkpoints) > maxCheckpoints {
			t.Fatalf("%d states are kept for %d blocks", len(f.checkpoints), v.view.Blocks())
		}
	}
}

// BenchmarkFold folds a long history once, from its beginning.
func BenchmarkFold(b *testing.B) {
	line := NewTimeline()
	line.Add(randomEvents(20_000, rand.New(rand.NewPCG(7, 8))))
	v := line.Events()
	b.ReportAllocs()
	for b.Loop() {
		var f Fold
		f.AfterFirst(v, v.Len())
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(v.Len()), "ns/event")
}

// TestAStateKeptOnTheWayHoldsItsOwnEvents goes on from answers within a block and at its end.
func TestAStateKeptOnTheWayHoldsItsOwnEvents(t *testing.T) {
	line := NewTimeline()
	line.Add(randomEvents(60_000, rand.New(rand.NewPCG(4, 4))))
	v := line.Events()
	var f Fold
	for _, n := range []int{30_000, 59_000, 20_000, 45_000, 8_200, 8_192, 60_000, 59_999} {
		var fresh Fold
		if s := f.AfterFirst(v, n); s.EventCount != n || !sameState(s, fresh.AfterFirst(v, n)) {
			t.Errorf("the state after %d events holds %d, or other ones", n, s.EventCount)
		}
	}
}
