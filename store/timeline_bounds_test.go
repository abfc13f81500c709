package store

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// boundedTimeline returns a timeline whose states keep so many updates.
func boundedTimeline(updates int, events []*event.Event) *Timeline {
	t := NewTimeline()
	t.LimitUpdates(updates)
	t.Add(events)
	return t
}

// TestWhatABoundedStateKeepsDoesNotDependOnArrival compares states of events that arrived in random
// order, at the end and in between, and by way of checkpoints, with those of events in order.
func TestWhatABoundedStateKeepsDoesNotDependOnArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	events := randomEvents(3000, rng)
	for _, limit := range []int{1, 2, 5} {
		ordered := boundedTimeline(limit, slices.Clone(events)).Events()
		var fold Fold
		want := fold.AfterFirst(ordered, len(events))
		if n := len(want.Updates()); want.DroppedUpdates+want.DroppedPending == 0 && limit < 5 || n > max(5*limit, 2) {
			t.Fatalf("%d updates are kept with a limit of %d, %d and %d dropped", n, limit, want.DroppedUpdates, want.DroppedPending)
		}
		for round := range 8 {
			left := slices.Clone(events)
			rng.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
			timeline, f := boundedTimeline(limit, nil), Fold{}
			for len(left) > 0 {
				n := min(len(left), 1+rng.IntN(900))
				timeline.Add(left[:n:n])
				left = left[n:]
				snapshot := timeline.Events()
				f.AfterFirst(snapshot, rng.IntN(snapshot.Len()+1))
			}
			if got := f.AfterFirst(timeline.Events(), len(events)); !sameState(got, want) {
				t.Fatalf("limit %d, round %d: the order of arrival changed the state", limit, round)
			}
			var fresh Fold
			at := rng.IntN(len(events))
			if !sameState(f.AfterFirst(timeline.Events(), at), fresh.AfterFirst(ordered, at)) {
				t.Fatalf("limit %d, round %d: the state after %d events is another one", limit, round, at)
			}
		}
	}
}

// missingUpdate returns the event of a scan that finds update i missing.
func missingUpdate(i int) *event.Event {
	e := &event.Event{Kind: event.UpdateStatus, At: int64(i) * 1e6, Timed: true, Log: event.LogNamed("WUAHandler.log"), Offset: int64(i),
		Update: event.GUID{byte(i >> 16), byte(i >> 8), byte(i)}}
	e.Texts[event.State], e.Texts[event.Title] = "Missing", "Cumulative Update"
	return e
}

// TestStatesOfManyUpdatesAreBounded reads 60,000 updates that need nothing and a few that are
// deployed. The latter are kept, and the newest of the others; memory is measured.
func TestStatesOfManyUpdatesAreBounded(t *testing.T) {
	const n, limit = 60_000, 2000
	target := func(i int) *event.Event {
		e := missingUpdate(i)
		e.Kind, e.Deployment = event.UpdateTargeted, event.GUID{15: 1}
		return e
	}
	s := model.NewBoundedState(limit)
	used := heapGrowth(func() {
		for i := range n {
			s.Apply(missingUpdate(i))
			if i%10_000 == 0 {
				s.Apply(target(i))
			}
		}
	})
	if used > 16<<20 {
		t.Errorf("the state takes up %d MB", used>>20)
	}
	kept := len(s.Updates())
	if kept < limit || kept > limit*5/4 || kept+s.DroppedUpdates != n || s.DroppedPending != 0 {
		t.Errorf("%d kept, %d and %d dropped", kept, s.DroppedUpdates, s.DroppedPending)
	}
	for i := range n {
		if want := i%10_000 == 0 || i > n-limit; want && s.Update(missingUpdate(i).Update) == nil {
			t.Fatalf("update %d is not kept", i)
		}
	}
}

// heapGrowth returns how many bytes of the heap f leaves in use.
func heapGrowth(f func()) int64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc)
}

// TestEventsAreBoundedWhileTheyAreRead adds events in order before SetLive. What exceeds three times
// the limit is evicted, and the state at the end is that of all.
func TestEventsAreBoundedWhileTheyAreRead(t *testing.T) {
	const n, limit = 60_000, 200_000
	timeline, whole := NewBoundedTimeline(limit), model.NewBoundedState(100)
	timeline.LimitUpdates(100)
	for i := range n {
		timeline.Add([]*event.Event{missingUpdate(i)})
		whole.Apply(missingUpdate(i))
	}
	c := Client{Records: New().Records(), Events: timeline.Events()}
	if lost := c.Incomplete(); len(lost) > 0 {
		t.Errorf("incomplete: %v", lost)
	}
	if size := timeline.Size(); size > 5*limit {
		t.Errorf("the events take up %d bytes", size)
	}
	events := timeline.Events()
	if evicted, _, missed := events.EvictedUntil(); evicted < n/2 || missed > 0 || events.Len() != n {
		t.Errorf("%d of %d events evicted, %d missed", evicted, events.Len(), missed)
	}
	var fold Fold
	if !sameFrozen(fold.AfterFirst(events, n), whole) {
		t.Error("the state is another one than that of all events")
	}
	timeline.Add([]*event.Event{missingUpdate(0)}) // from another log, which is read later
	c.Events = timeline.Events()
	if lost := c.Incomplete(); len(lost) != 1 || !strings.Contains(lost[0], "(1 came when newer ones had been dropped; raise --memory)") {
		t.Errorf("incomplete: %v", lost)
	}
}

// TestStatesOfManyOtherThingsAreBounded reads ever new deployments, windows and downloads that fail. The
// newest are kept, and a deployment that has an update.
func TestStatesOfManyOtherThingsAreBounded(t *testing.T) {
	const n, limit = 20_000, 500
	id := func(kind byte, i int) event.GUID { return event.GUID{kind, byte(i >> 16), byte(i >> 8), byte(i)} }
	s := model.NewBoundedState(limit)
	apply := func(i int, e event.Event) {
		e.At, e.Timed, e.Log, e.Offset = int64(i)*1e9, true, event.LogNamed("A.log"), int64(i)
		s.Apply(&e)
	}
	apply(0, event.Event{Kind: event.UpdateTargeted, Update: id(9, 0), Deployment: id(1, 0)})
	for i := range n {
		apply(i, event.Event{Kind: event.DeploymentCICount, Deployment: id(1, i)})
		apply(i, event.Event{Kind: event.WindowListed, Window: id(2, i)})
		apply(i, event.Event{Kind: event.ContentFailed, Content: id(3, i), Code: 0x80072ee7})
	}
	for what, got := range map[string][2]int{
		"deployments": {len(s.Deployments()), s.DroppedDeployments}, "windows": {len(s.Windows.Order), s.DroppedWindows},
	} {
		if got[0] < limit || got[0] > limit*5/4 || got[0]+got[1] != n {
			t.Errorf("%s: %d kept, %d dropped", what, got[0], got[1])
		}
	}
	if len(s.Windows.ByID) != len(s.Windows.Order) || s.Windows.ByID[id(2, n-1)] == nil || s.Deployment(id(1, n-1)) == nil {
		t.Error("the newest are not kept")
	}
	if s.Deployment(id(1, 0)) == nil || !slices.Equal(s.Update(id(9, 0)).Deployments, []event.GUID{id(1, 0)}) {
		t.Error("the deployment with an update is not kept")
	}
	if found := s.SingleFindingsAt(s.At); len(found) > limit*3 {
		t.Errorf("%d findings", len(found))
	}
}
