package store

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"ccmtail/model/event"
)

// randomEvent has any of its fields filled, whatever fields there are.
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

// fillArray fills an id, or some of the numbers or texts.
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

// TestAShelfGivesBackWhatItTook fills every field that an event has, new ones too.
func TestAShelfGivesBackWhatItTook(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	s := eventArena{maxSlabs: 3}
	var events []*event.Event
	var all []eventRef
	for range 20_000 {
		e := randomEvent(rng)
		p, bytes := s.put(e)
		if dropped := s.release(p); dropped != bytes {
			t.Fatalf("an event of %d bytes took %d", dropped, bytes)
		}
		events, all = append(events, e), append(all, p)
	}
	still := s.snapshot()
	var got event.Event
	for i, p := range all {
		if still.load(p, &got); got != *events[i] {
			t.Fatalf("\n got %+v\nwant %+v", got, *events[i])
		}
		if n := countWords(still.of(p).words(p)); i+1 < len(all) && all[i+1].segment() == p.segment() && all[i+1].offset/slabWords == p.offset/slabWords && int(all[i+1].offset-p.offset) != n {
			t.Fatalf("event %d has %d words, is said to have %d", i, all[i+1].offset-p.offset, n)
		}
		j := rng.IntN(len(all))
		if a, b := s.compare(p, all[j]), events[i].Compare(events[j]); (a < 0) != (b < 0) || (a > 0) != (b > 0) {
			t.Fatalf("compared as %d, want %d", a, b)
		}
	}
}

func TestAllIsEveryEventInOrder(t *testing.T) {
	line := NewTimeline()
	line.Add(randomEvents(3000, rand.New(rand.NewPCG(3, 3))))
	v := line.Events()
	n := 0
	for i, e := range v.All() {
		if i != n || *e != *v.At(i) {
			t.Fatalf("event %d is not the one at its place", i)
		}
		n++
	}
	if n != v.Len() {
		t.Errorf("%d events of %d", n, v.Len())
	}
}

func TestMovedEventsStandWhereTheyBelong(t *testing.T) {
	line := NewTimeline()
	line.Add(randomEvents(2000, rand.New(rand.NewPCG(5, 5))))
	before := line.Events()
	first := *before.At(0)
	line.Rezone(func(e *event.Event) *event.Event {
		if e.Offset%2 == 0 {
			return e
		}
		m := *e
		m.At += 1e12
		return &m
	})
	v := line.Events()
	var all []*event.Event
	for i := range v.Len() {
		all = append(all, v.At(i))
	}
	if len(all) != 2000 || !slices.IsSortedFunc(all, (*event.Event).Compare) {
		t.Errorf("%d events, or not in order", len(all))
	}
	if *before.At(0) != first {
		t.Error("an older view has changed")
	}
}

// BenchmarkShelf puts events on a shelf and takes them from it.
func BenchmarkShelf(b *testing.B) {
	events := randomEvents(10_000, rand.New(rand.NewPCG(7, 8)))
	b.Run("put", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var s eventArena
			for _, e := range events {
				s.put(e)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
	})
	b.Run("take", func(b *testing.B) {
		var s eventArena
		var all []eventRef
		for _, e := range events {
			p, _ := s.put(e)
			all = append(all, p)
		}
		b.ReportAllocs()
		var e event.Event
		for b.Loop() {
			for _, p := range all {
				s.load(p, &e)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
	})
}
