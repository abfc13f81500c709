package store

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model/event"
)

// TestAFoldKeepsFewCheckpoints asks for moments all over a long history: the checkpoints stay few
// and the states correct.
func TestAFoldKeepsFewCheckpoints(t *testing.T) {
	timeline := NewTimeline()
	events := make([]*event.Event, 400_000)
	for i := range events {
		events[i] = &event.Event{Kind: event.RestartRequested, At: int64(i), Timed: true}
	}
	timeline.Add(events)
	snapshot := timeline.Events()
	rng := rand.New(rand.NewPCG(1, 2))
	var f Fold
	for range 40 {
		n := rng.IntN(snapshot.Len() + 1)
		if s := f.AfterFirst(snapshot, n); s.EventCount != n {
			t.Fatalf("the state after %d events contains %d", n, s.EventCount)
		}
		if len(f.checkpoints) > maxCheckpoints {
			t.Fatalf("%d checkpoints for %d blocks", len(f.checkpoints), snapshot.view.Blocks())
		}
	}
}

// TestCheckpointsOfLargeStatesStay goes to moments all over a history of many downloads, of whose
// states only some fit: going there gives up none of them.
func TestCheckpointsOfLargeStatesStay(t *testing.T) {
	const n = 240_000
	timeline := NewTimeline()
	for i := range n {
		e := missingUpdate(i % 500)
		e.At = int64(i) * 1e6
		if i%8 == 0 {
			e.Kind, e.Content, e.Job = event.ContentCTMJob, missingUpdate(i).Update, missingUpdate(i+n).Update
		}
		timeline.Add([]*event.Event{e})
	}
	snapshot := timeline.Events()
	var f Fold
	f.AfterFirst(snapshot, n)
	kept := len(f.checkpoints)
	if b := f.checkpointBytes(); f.thinned == 0 || kept < 3 || b > maxCheckpointBytes {
		t.Fatalf("%d checkpoints, %d bytes, thinned %d times", kept, b, f.thinned)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		f.AfterFirst(snapshot, rng.IntN(n))
	}
	if len(f.checkpoints) < kept {
		t.Errorf("%d of %d checkpoints are left", len(f.checkpoints), kept)
	}
}

// BenchmarkFold folds a long history once, from its beginning.
func BenchmarkFold(b *testing.B) {
	timeline := NewTimeline()
	timeline.Add(randomEvents(20_000, rand.New(rand.NewPCG(7, 8))))
	snapshot := timeline.Events()
	b.ReportAllocs()
	for b.Loop() {
		var f Fold
		f.AfterFirst(snapshot, snapshot.Len())
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(snapshot.Len()), "ns/event")
}

// TestACheckpointContainsItsOwnEvents goes on from results within a block and at its end.
func TestACheckpointContainsItsOwnEvents(t *testing.T) {
	timeline := NewTimeline()
	timeline.Add(randomEvents(60_000, rand.New(rand.NewPCG(4, 4))))
	snapshot := timeline.Events()
	var f Fold
	for _, n := range []int{30_000, 59_000, 20_000, 45_000, 8_200, 8_192, 60_000, 59_999} {
		var fresh Fold
		if s := f.AfterFirst(snapshot, n); s.EventCount != n || !sameState(s, fresh.AfterFirst(snapshot, n)) {
			t.Errorf("the state after %d events contains %d, or other ones", n, s.EventCount)
		}
	}
}
