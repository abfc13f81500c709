package store

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"ccmtail/model/event"
)

// randomEvent returns an event with any of its fields set, whatever fields there are.
func randomEvent(rng *rand.Rand) *event.Event {
	e := &event.Event{}
	v := reflect.ValueOf(e).Elem()
	for i := range v.NumField() {
		f := v.Field(i)
		if rng.IntN(3) == 0 {
			continue
		}
		switch f.Kind() {
		case reflect.Bool:
			f.SetBool(true)
		case reflect.String:
			f.SetString([]string{"a", "b", "KB1"}[rng.IntN(3)])
		case reflect.Array:
			fillArray(f, rng)
		case reflect.Int, reflect.Int16, reflect.Int32, reflect.Int64:
			f.SetInt(int64(int16(rng.Uint64())))
			if f.Kind() == reflect.Int64 && rng.IntN(2) == 0 {
				f.SetInt(int64(rng.Uint64()))
			}
		case reflect.Uint32:
			f.SetUint(uint64(rng.Uint32()))
		case reflect.Uint8:
			f.SetUint(uint64(rng.IntN(3)))
		default:
			panic("an event has a field of a new kind: " + f.Kind().String())
		}
	}
	return e
}

// fillArray sets an id, or some of the numbers or texts.
func fillArray(f reflect.Value, rng *rand.Rand) {
	switch f.Interface().(type) {
	case event.GUID:
		f.Set(reflect.ValueOf(event.GUID{byte(rng.IntN(5)), 15: 1}))
	case event.Numbers:
		for i := range f.Len() {
			if rng.IntN(3) > 0 {
				f.Index(i).SetInt(int64(rng.Uint64()) >> (48 * rng.IntN(2)))
			}
		}
	case event.Texts:
		for i := range f.Len() {
			f.Index(i).SetString([]string{"", "a", "b", "KB1"}[rng.IntN(4)])
		}
	default:
		panic("an event has an array of a new kind: " + f.Type().String())
	}
}

// TestTheArenaReturnsWhatWasPut sets every field that an event has, new ones too.
func TestTheArenaReturnsWhatWasPut(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	a := eventArena{maxSlabs: 3}
	var events []*event.Event
	var refs []eventRef
	for range 20_000 {
		e := randomEvent(rng)
		ref, bytes := a.put(e)
		if released := a.release(ref); released != bytes {
			t.Fatalf("an event of %d bytes releases %d", bytes, released)
		}
		events, refs = append(events, e), append(refs, ref)
	}
	snapshot := a.snapshot()
	var got event.Event
	for i, ref := range refs {
		if snapshot.load(ref, &got); got != *events[i] {
			t.Fatalf("\n got %+v\nwant %+v", got, *events[i])
		}
		if got := snapshot.time(ref); got != events[i].At {
			t.Fatalf("event %d is at %d, was at %d", i, got, events[i].At)
		}
		j := rng.IntN(len(refs))
		if c, want := a.compare(ref, refs[j]), events[i].Compare(events[j]); (c < 0) != (want < 0) || (c > 0) != (want > 0) {
			t.Fatalf("compared as %d, want %d", c, want)
		}
	}
}

func TestAllIsEveryEventInOrder(t *testing.T) {
	timeline := NewTimeline()
	timeline.Add(randomEvents(3000, rand.New(rand.NewPCG(3, 3))))
	snapshot := timeline.Events()
	n := 0
	for i, e := range snapshot.All() {
		if i != n || *e != *snapshot.At(i) {
			t.Fatalf("event %d is not the one at its place", i)
		}
		n++
	}
	if n != snapshot.Len() {
		t.Errorf("%d events of %d", n, snapshot.Len())
	}
}

func TestMovedEventsStandWhereTheyBelong(t *testing.T) {
	timeline := NewTimeline()
	timeline.Add(randomEvents(2000, rand.New(rand.NewPCG(5, 5))))
	before := timeline.Events()
	first := *before.At(0)
	timeline.Rezone(func(e *event.Event) *event.Event {
		if e.Offset%2 == 0 {
			return e
		}
		m := *e
		m.At += 1e12
		return &m
	})
	snapshot := timeline.Events()
	var all []*event.Event
	for i := range snapshot.Len() {
		all = append(all, snapshot.At(i))
	}
	if len(all) != 2000 || !slices.IsSortedFunc(all, (*event.Event).Compare) {
		t.Errorf("%d events, or not in order", len(all))
	}
	if *before.At(0) != first {
		t.Error("an older snapshot has changed")
	}
}

// BenchmarkArena puts events into an arena and loads them from it.
func BenchmarkArena(b *testing.B) {
	events := randomEvents(10_000, rand.New(rand.NewPCG(7, 8)))
	b.Run("put", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var a eventArena
			for _, e := range events {
				a.put(e)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
	})
	b.Run("load", func(b *testing.B) {
		var a eventArena
		var refs []eventRef
		for _, e := range events {
			ref, _ := a.put(e)
			refs = append(refs, ref)
		}
		b.ReportAllocs()
		var e event.Event
		for b.Loop() {
			for _, ref := range refs {
				a.load(ref, &e)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
	})
}
