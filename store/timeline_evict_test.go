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

// roughlyOrdered returns a long history in about the order of time, as a client's logs tell it.
func roughlyOrdered(n int, rng *rand.Rand) []*event.Event {
	events := randomEvents(n, rng)
	slices.SortFunc(events, func(a, b *event.Event) int {
		return cmp.Compare(a.At+rng.Int64N(20e9), b.At+rng.Int64N(20e9))
	})
	return events
}

// sameFrozen reports whether two states say the same, whatever they share with others.
func sameFrozen(a, b *model.State) bool { return sameState(a.Freeze(), b.Freeze()) }

// TestForgettingChangesNoState holds a timeline that forgets against one that does not: at the end,
// and at any moment that is kept, while others look at older pictures of it.
func TestForgettingChangesNoState(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	events := roughlyOrdered(60_000, rng)
	whole, line := NewTimeline(), NewBoundedTimeline(400_000)
	whole.Add(events[:5000])
	line.Add(events[:5000])
	if n, _, _ := line.Events().EvictedUntil(); n > 0 {
		t.Fatal("forgets what it is not said to be live of")
	}
	line.SetLive()
	var f, g, all Fold
	var lookers sync.WaitGroup
	for at := 5000; at < len(events); {
		n := min(1+rng.IntN(300), len(events)-at)
		whole.Add(slices.Clone(events[at : at+n]))
		line.Add(slices.Clone(events[at : at+n]))
		at += n
		if rng.IntN(8) > 0 {
			continue
		}
		v := line.Events()
		if size := line.Size(); size > 600_000 {
			t.Fatalf("%d bytes", size)
		}
		if s := f.AfterFirst(v, v.Len()); s.EventCount != at {
			t.Fatalf("a state of %d events, of %d", s.EventCount, at)
		}
		if rng.IntN(10) > 0 {
			continue
		}
		i := v.begin + rng.IntN(v.Len()-v.begin+1)
		if !sameFrozen(g.AfterFirst(v, i), all.AfterFirst(whole.Events(), i)) {
			t.Fatalf("the state after %d of %d events, %d of them forgotten, is another one", i, v.Len(), v.begin)
		}
		lookers.Go(func() {
			var mine Fold
			mine.AfterFirst(v, v.Len())
			if s := mine.AfterFirst(v, v.begin/2); s.EventCount != v.begin {
				t.Errorf("before what is kept: a state of %d events, %d are forgotten", s.EventCount, v.begin)
			}
		})
	}
	lookers.Wait()
	v, w := line.Events(), whole.Events()
	n, until, missed := v.EvictedUntil()
	if n < 50_000 || missed > 0 || !until.Before(time.Unix(0, v.At(v.Begin()).At)) {
		t.Errorf("%d of %d events forgotten until %v, %d missed", n, v.Len(), until, missed)
	}
	if v.Len() != w.Len() || !sameFrozen(f.AfterFirst(v, v.Len()), all.AfterFirst(w, w.Len())) {
		t.Error("the state at the end is another one")
	}
	for i, e := range v.All() {
		if *e != *w.At(i) || *v.At(i) != *e {
			t.Fatalf("event %d is another one", i)
		}
	}
}

func TestAnEventFromBeforeWhatIsKeptIsSaidToBeMissed(t *testing.T) {
	line := NewBoundedTimeline(100_000)
	line.SetLive()
	for i := range 20_000 {
		line.Add([]*event.Event{{Kind: event.RestartRequested, At: int64(i) * 1e9, Timed: true}})
	}
	before := line.Events()
	line.Add([]*event.Event{{Kind: event.RestartRequested, At: 5, Timed: true}})
	v := line.Events()
	if _, _, missed := v.EvictedUntil(); missed != 1 || v.Len() != before.Len() {
		t.Errorf("%d missed, %d events", missed, v.Len())
	}
}

// TestAFrozenStateSharesNoRoom walks over all that a state holds: a list with room behind its end
// could be written to.
func TestAFrozenStateSharesNoRoom(t *testing.T) {
	line := NewTimeline()
	line.Add(randomEvents(30_000, rand.New(rand.NewPCG(31, 32))))
	var f Fold
	s := f.AfterFirst(line.Events(), 30_000)
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
				t.Fatalf("%s has room behind its end", path)
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
