package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

func TestARecordImpliesWhatItsEventsAreAboutAndItDoesNotName(t *testing.T) {
	one, two, three := numberedGUID(1), numberedGUID(2), numberedGUID(3)
	named := one.String() + "\n"
	tests := []struct {
		text    string
		events  []*event.Event
		implied []event.GUID
	}{
		{"nothing\n", []*event.Event{{Update: one}}, []event.GUID{one}},
		{named, []*event.Event{{Update: one}}, nil},
		{"in other words {00000000-0000-0000-0000-000000000001}\n", []*event.Event{{Job: one}}, nil},
		{named, []*event.Event{{Update: one, Deployment: two}}, []event.GUID{two}},
		{named, []*event.Event{{Content: two}, {Job: three}}, []event.GUID{two, three}},
		{"twice\n", []*event.Event{{Update: one}, {Job: one, Request: one}}, []event.GUID{one}},
		{"no matter of its own\n", []*event.Event{{Source: one, Window: two, Linked: three}}, nil},
		{"none\n", []*event.Event{{}}, nil},
	}
	s := New()
	g := s.AddFile("A.log", "A.log", 0)
	var text []byte
	var frames []model.Frame
	var events []*event.Event
	for i, test := range tests { // each beside others, in one batch
		text = append(text, test.text...)
		frames = append(frames, model.Frame{Size: len(test.text), Tail: 1, Lines: 1, Wall: int64(i)})
		for _, e := range test.events {
			e.Rec = event.RecordID(i)
			events = append(events, e)
		}
	}
	appendRecord(g, "a record before them\n", 0, model.Frame{})
	first := g.Append(text, frames, events...)
	v := s.Records()
	for i, test := range tests {
		var got []event.GUID
		for _, id := range []event.GUID{{}, one, two, three} {
			for rec := range v.Implying(id) {
				if rec == first+event.RecordID(i) {
					got = append(got, id)
				}
			}
		}
		if !slices.Equal(got, test.implied) {
			t.Errorf("%q with %v implies %v, not %v", test.text, test.events, got, test.implied)
		}
	}
}

// teller is a client whose records name some ids and have events about others.
type teller struct {
	rng    *rand.Rand
	now    int64
	logs   []*LogFile
	about  map[event.GUID][]event.RecordID // by a name or an event, all there have been
	naming map[event.GUID][]event.RecordID
}

func (c *teller) id() event.GUID { return numberedGUID(1 + c.rng.IntN(40) + int(c.now/4e12)) }

// batch appends some records, and notes what they are about.
func (c *teller) batch() {
	var text []byte
	var frames []model.Frame
	var events []*event.Event
	var named []event.GUID
	for i := range 1 + c.rng.IntN(200) {
		c.now += int64(c.rng.IntN(3e9))
		named = append(named, c.id())
		line := fmt.Sprintln("some words around an id and behind it, for the length of it", named[i], c.rng.Uint64())
		text = append(text, line...)
		frames = append(frames, model.Frame{Size: len(line), Tail: 1, Lines: 1, Wall: c.now})
		for range c.rng.IntN(3) {
			events = append(events, &event.Event{Rec: event.RecordID(i), Update: c.id(), Content: c.id(), Linked: c.id()})
		}
	}
	first := c.logs[c.rng.IntN(len(c.logs))].Append(text, frames, events...)
	for i, id := range named {
		rec := first + event.RecordID(i)
		c.naming[id], c.about[id] = append(c.naming[id], rec), append(c.about[id], rec)
	}
	for _, e := range events {
		for _, id := range [...]event.GUID{e.Update, e.Content} {
			c.about[id] = append(c.about[id], first+e.Rec)
		}
	}
}

// TestWhatIsAboutAnIDIsWhatAWalkFinds holds the look-ups against all that was appended, in a store
// that forgets, and in old snapshots.
func TestWhatIsAboutAnIDIsWhatAWalkFinds(t *testing.T) {
	m := NewBudget(3 << 20)
	m.warmLimit = 256 << 10
	s := NewWithBudget(m)
	c := teller{rng: rand.New(rand.NewPCG(7, 7)), about: map[event.GUID][]event.RecordID{}, naming: map[event.GUID][]event.RecordID{}}
	for _, log := range []string{"A.log", "B.log", "C.log"} {
		c.logs = append(c.logs, s.AddFile(log, log, 0))
	}
	var old []*Records
	for k := range 1500 {
		c.batch()
		if k%200 > 0 {
			continue
		}
		old = append(old, s.Records())
		for _, v := range old {
			c.compare(t, v)
		}
	}
	if n, _ := old[len(old)-1].EvictedUntil(); n < segmentRecords {
		t.Errorf("only %d records are forgotten", n)
	}
}

// compare looks up some ids in a snapshot.
func (c *teller) compare(t *testing.T, v *Records) {
	t.Helper()
	for range 10 {
		ids := []event.GUID{c.id(), c.id(), numberedGUID(1 + c.rng.IntN(100))}
		var named, about []event.RecordID
		for _, id := range ids {
			named, about = append(named, c.naming[id]...), append(about, c.about[id]...)
		}
		naming, implying := slices.Collect(v.Mentioning(ids...)), slices.Collect(v.Implying(ids...))
		if got, want := once(naming), kept(v, named); !slices.Equal(got, want) {
			t.Fatalf("%d records of %d name %v, not %d", len(got), v.Len(), ids, len(want))
		}
		if got, want := once(append(naming, implying...)), kept(v, about); !slices.Equal(got, want) {
			t.Fatalf("%d records of %d are about %v, not %d", len(got), v.Len(), ids, len(want))
		}
	}
}

// kept returns those of some records that a snapshot has, each once.
func kept(v *Records, all []event.RecordID) []event.RecordID {
	return once(slices.DeleteFunc(all, func(id event.RecordID) bool { return id >= v.End() || v.Evicted(id) }))
}

func once(all []event.RecordID) []event.RecordID {
	return slices.Compact(slices.Sorted(slices.Values(all)))
}
