package store

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// randomEvents returns a long random history over a few updates, contents and deployments.
func randomEvents(n int, rng *rand.Rand) []*event.Event {
	id := func(kind, k int) event.GUID { return event.GUID{byte(kind), 15: byte(k + 1)} }
	names := []string{"Missing", "Installed", "Downloading", "WaitInstall", "START", "END"}
	all := make([]*event.Event, n)
	for i := range all {
		e := &event.Event{
			Kind: event.Kind(rng.IntN(event.Kinds)), At: int64(rng.IntN(n/2)) * 1e9, Timed: true,
			Log: event.LogNamed(names[rng.IntN(3)]), Offset: int64(i), Rec: event.RecordID(i),
			Update: id(1, rng.IntN(9)), Deployment: id(2, rng.IntN(3)), Content: id(3, rng.IntN(12)), Job: id(4, i%200),
			Request: id(4, rng.IntN(200)), Window: id(5, rng.IntN(4)), Linked: id(4, rng.IntN(200)),
			Bias: int16(rng.IntN(2) * 60), Zoned: true,
			Numbers: event.Numbers{event.WindowType: 4},
		}
		n := int64(rng.IntN(4000))
		e.Code, e.Answer = event.Code(rng.IntN(2))<<31, event.Tri(rng.IntN(3))
		e.Numbers[i%int(event.When)] = n
		name := names[rng.IntN(len(names))]
		e.Texts[event.Name], e.Texts[event.State] = name, name
		all[i] = e
	}
	return all
}

func sameState(a, b *model.State) bool {
	return reflect.DeepEqual(a, b)
}

func TestAnyInterleavingGivesTheSameState(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	events := randomEvents(3000, rng)
	want := func() *model.State {
		timeline := NewTimeline()
		timeline.Add(append([]*event.Event(nil), events...))
		var f Fold
		return f.AfterFirst(timeline.Events(), len(events))
	}()
	for round := range 200 {
		timeline := NewTimeline()
		var f Fold
		left := append([]*event.Event(nil), events...)
		rng.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
		for len(left) > 0 {
			n := min(len(left), 1+rng.IntN(900))
			timeline.Add(left[:n:n])
			left = left[n:]
			snapshot := timeline.Events()
			f.AfterFirst(snapshot, rng.IntN(snapshot.Len()+1)) // results on the way must not matter
		}
		if got := f.AfterFirst(timeline.Events(), len(events)); !sameState(got, want) {
			t.Fatalf("round %d: the order of arrival changed the state", round)
		}
	}
}

func TestStateAtAnyMomentIsTheFoldOfWhatCameBefore(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	timeline := NewTimeline()
	timeline.Add(randomEvents(5000, rng))
	snapshot := timeline.Events()
	var f Fold
	for range 60 {
		at := time.Unix(int64(rng.IntN(2600)), 0)
		var fresh Fold
		cut := NewTimeline()
		var before []*event.Event
		for i := range snapshot.CountUntil(at) {
			before = append(before, snapshot.At(i))
		}
		cut.Add(before)
		if !sameState(f.At(snapshot, at), fresh.AfterFirst(cut.Events(), len(before))) {
			t.Fatalf("state at %v is not that of the log cut there", at)
		}
		if !sameState(snapshot.StateAfter(len(before)), f.AfterFirst(snapshot, len(before))) {
			t.Fatalf("the only state at %v is not that of the log cut there", at)
		}
	}
}

// TestAReturnedStateNeverChanges checks states that share much with those folded from them, also
// when late events have changed the history.
func TestAReturnedStateNeverChanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	timeline := NewTimeline()
	events := randomEvents(30_000, rng)
	rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
	type result struct {
		events Events
		n      int
		state  *model.State
	}
	var f Fold
	var all []result
	for len(events) > 0 {
		n := min(len(events), 1+rng.IntN(4000))
		timeline.Add(events[:n:n])
		events = events[n:]
		for snapshot := timeline.Events(); rng.IntN(4) > 0; {
			n := rng.IntN(snapshot.Len() + 1)
			all = append(all, result{snapshot, n, f.AfterFirst(snapshot, n)})
		}
	}
	for _, r := range all {
		var fresh Fold
		if !sameState(r.state, fresh.AfterFirst(r.events, r.n)) {
			t.Fatalf("the state after %d of %d events has changed", r.n, r.events.Len())
		}
	}
}

func BenchmarkSeek(b *testing.B) {
	rng := rand.New(rand.NewPCG(7, 8))
	timeline := NewTimeline()
	timeline.Add(randomEvents(20000, rng))
	snapshot := timeline.Events()
	var f Fold
	f.AfterFirst(snapshot, snapshot.Len())
	for b.Loop() {
		f.AfterFirst(snapshot, rng.IntN(snapshot.Len()))
	}
}
