package store

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFoldingAtOnceChangesNoState compares a timeline whose first events are folded while others
// come with one that keeps all, and checks that it tells of events that came too late for it.
func TestFoldingAtOnceChangesNoState(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	events := roughlyOrdered(15_000, rng)
	whole, timeline := NewTimeline(), NewTimeline()
	timeline.KeepEndOnly()
	timeline.arena.maxSlabs = 1
	most := int64(0)
	for at := 0; at < len(events); {
		n := min(1+rng.IntN(300), len(events)-at)
		whole.Add(slices.Clone(events[at : at+n]))
		timeline.Add(slices.Clone(events[at : at+n]))
		at += n
		b := timeline.TakeUntil(events[at-1].At - 60e9)
		if b == nil {
			continue
		}
		b.Fold()
		timeline.Release(b)
		most = max(most, timeline.Size())
		if rng.IntN(20) > 0 {
			continue
		}
		all, folded := whole.Events(), timeline.Events()
		if folded.Len() != at || !sameFrozen(folded.StateAfter(at), all.StateAfter(at)) {
			t.Fatalf("the state after %d events, of %d, is another one", at, folded.Len())
		}
	}
	if most > whole.Size()/2 {
		t.Errorf("%d bytes are kept, %d of all events", most, whole.Size())
	}
	if n, until, missed := timeline.Events().EvictedUntil(); n > 0 || !until.IsZero() || missed > 0 {
		t.Errorf("%d events are said to be evicted until %v, %d missed", n, until, missed)
	}
	if timeline.IsSpoiled() {
		t.Error("spoiled, though no event came too late")
	}
	timeline.Add(slices.Clone(events[:1]))
	if !timeline.IsSpoiled() {
		t.Error("not spoiled by an event that belongs among those that were folded")
	}
	if timeline.TakeUntil(math.MaxInt64) != nil {
		t.Error("a spoiled timeline goes on folding")
	}
}

// TestFoldingAtOnceKeepsToTheLimit: events that cannot be folded and are too many spoil the
// timeline.
func TestFoldingAtOnceKeepsToTheLimit(t *testing.T) {
	timeline := NewBoundedTimeline(100_000)
	timeline.KeepEndOnly()
	events := roughlyOrdered(20_000, rand.New(rand.NewPCG(33, 34)))
	for len(events) > 0 && !timeline.IsSpoiled() {
		timeline.Add(events[:100])
		events = events[100:]
	}
	if len(events) == 0 {
		t.Error("all events are kept, though they exceed the limit")
	}
}
