package store

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// roughlyOrdered returns a long history in about the order of time, as the logs of a client have
// it.
func roughlyOrdered(n int, rng *rand.Rand) []*event.Event {
	events := randomEvents(n, rng)
	slices.SortFunc(events, func(a, b *event.Event) int {
		return cmp.Compare(a.At+rng.Int64N(20e9), b.At+rng.Int64N(20e9))
	})
	return events
}

// sameFrozen reports whether two states are equal, whatever they share with others.
func sameFrozen(a, b *model.State) bool { return sameState(a.Freeze(), b.Freeze()) }

// TestEvictionChangesNoState compares a timeline that evicts with one that does not, at the end and
// at any retained moment, while other goroutines read older snapshots of it.
func TestEvictionChangesNoState(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	events := roughlyOrdered(60_000, rng)
	whole, timeline := NewTimeline(), NewBoundedTimeline(400_000)
	whole.Add(events[:5000])
	timeline.Add(events[:5000])
	if n, _, _ := timeline.Events().EvictedUntil(); n > 0 {
		t.Fatal("events are evicted before SetLive")
	}
	timeline.SetLive()
	var atEnd, within, unbounded Fold
	var readers sync.WaitGroup
	for at := 5000; at < len(events); {
		n := min(1+rng.IntN(300), len(events)-at)
		whole.Add(slices.Clone(events[at : at+n]))
		timeline.Add(slices.Clone(events[at : at+n]))
		at += n
		if rng.IntN(8) > 0 {
			continue
		}
		bounded := timeline.Events()
		if size := timeline.Size(); size > 600_000 {
			t.Fatalf("%d bytes", size)
		}
		if s := atEnd.AfterFirst(bounded, bounded.Len()); s.EventCount != at {
			t.Fatalf("a state of %d events, of %d", s.EventCount, at)
		}
		if rng.IntN(10) > 0 {
			continue
		}
		begin := bounded.Begin()
		i := begin + rng.IntN(bounded.Len()-begin+1)
		if !sameFrozen(within.AfterFirst(bounded, i), unbounded.AfterFirst(whole.Events(), i)) {
			t.Fatalf("the state after %d of %d events, %d of them evicted, is another one", i, bounded.Len(), begin)
		}
		readers.Go(func() {
			var fold Fold
			fold.AfterFirst(bounded, bounded.Len())
			if s := fold.AfterFirst(bounded, begin/2); s.EventCount != begin {
				t.Errorf("a state of %d events before the first retained one, %d are evicted", s.EventCount, begin)
			}
		})
	}
	readers.Wait()
	bounded, all := timeline.Events(), whole.Events()
	n, until, missed := bounded.EvictedUntil()
	if n < 50_000 || missed > 0 || until.After(time.Unix(0, bounded.At(bounded.Begin()).At)) {
		t.Errorf("%d of %d events evicted until %v, %d missed", n, bounded.Len(), until, missed)
	}
	if bounded.Len() != all.Len() ||
		!sameFrozen(atEnd.AfterFirst(bounded, bounded.Len()), unbounded.AfterFirst(all, all.Len())) {
		t.Error("the state at the end is another one")
	}
	for i, e := range bounded.All() {
		if *e != *all.At(i) || *bounded.At(i) != *e {
			t.Fatalf("event %d is another one", i)
		}
	}
}

func TestAnEventAmongTheEvictedOnesIsCountedAsMissed(t *testing.T) {
	timeline := NewBoundedTimeline(100_000)
	timeline.SetLive()
	for i := range 20_000 {
		timeline.Add([]*event.Event{{Kind: event.RestartRequested, At: int64(i) * 1e9, Timed: true}})
	}
	before := timeline.Events()
	timeline.Add([]*event.Event{{Kind: event.RestartRequested, At: 5, Timed: true}})
	after := timeline.Events()
	if _, _, missed := after.EvictedUntil(); missed != 1 || after.Len() != before.Len() {
		t.Errorf("%d missed, %d events", missed, after.Len())
	}
}

// TestAFrozenStateHasNoSpareCapacity walks over everything in a state: a slice with capacity behind
// its end could be written to.
func TestAFrozenStateHasNoSpareCapacity(t *testing.T) {
	for seed := range uint64(8) {
		checkSpareCapacity(t, seed)
	}
}

func checkSpareCapacity(t *testing.T, seed uint64) {
	t.Helper()
	timeline := NewTimeline()
	timeline.Add(randomEvents(10_000, rand.New(rand.NewPCG(31, seed))))
	var f Fold
	s := f.AfterFirst(timeline.Events(), 10_000)
	lists := 0
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() && v.Type() != reflect.TypeFor[*time.Location]() {
				walk(path, v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Map:
			for m := v.MapRange(); m.Next(); {
				walk(path+"[]", m.Value())
			}
		case reflect.Slice:
			if lists++; v.Cap() > v.Len() {
				t.Fatalf("seed %d: %s has spare capacity", seed, path)
			}
			for i := range v.Len() {
				walk(path+"[]", v.Index(i))
			}
		}
	}
	walk("state", reflect.ValueOf(s.Freeze()))
	if lists < 30 {
		t.Errorf("%d lists", lists)
	}
}
