package model

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model/event"
)

// TestActiveFindingsAreCounted folds random events and goes on from copies.
func TestActiveFindingsAreCounted(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	id := func(n int) event.GUID { return event.GUID{0: byte(n), 15: 1} }
	s := NewState()
	for i := range 30_000 {
		if rng.IntN(50) == 0 {
			s = s.Clone()
		}
		s.Apply(&event.Event{
			Kind: event.Kind(1 + rng.IntN(int(event.Kinds)-1)), At: int64(i) * 1e10, Timed: true, Log: event.LogNamed("a.log"), Offset: int64(i), Rec: event.RecordID(i),
			Update: id(rng.IntN(9)), Deployment: id(20 + rng.IntN(3)), Content: id(30 + rng.IntN(12)), Job: id(50 + rng.IntN(200)),
			Numbers: event.Numbers{event.Seconds: int64(rng.IntN(4000)), event.Count: int64(rng.IntN(4000)), event.TotalBytes: int64(rng.IntN(4000)), event.WindowType: 4}, Code: event.Code(rng.IntN(2)) << 31, Answer: event.Tri(rng.IntN(3)),
		})
		if i%500 == 0 {
			checkActiveCounts(t, s)
		}
	}
}

func checkActiveCounts(t *testing.T, s *State) {
	t.Helper()
	lasting := s.activeCounts
	for i, f := range s.findings.values() {
		if f.Active() {
			lasting[s.findings.keys[i].number]--
		}
	}
	if lasting != [len(lasting)]uint32{} {
		t.Fatalf("more findings are counted than last, or fewer: %v", lasting)
	}
}
