package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

func TestARecordImpliesTheIDsOfItsEventsThatItDoesNotName(t *testing.T) {
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
	file := s.AddFile("A.log", "A.log", 0)
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
	appendRecord(file, "a record before them\n", 0, model.Frame{})
	first := file.Append(text, frames, events...)
	r := s.Records()
	for i, test := range tests {
		var got []event.GUID
		for _, id := range []event.GUID{{}, one, two, three} {
			for rec := range r.Implying(id) {
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

// mentioningClient is a client whose records name ids and have events about others.
type mentioningClient struct {
	rng    *rand.Rand
	now    int64
	logs   []*LogFile
	about  map[event.GUID][]event.RecordID // all records so far that name or imply an id
	naming map[event.GUID][]event.RecordID // those that name it
}

func (c *mentioningClient) id() event.GUID { return numberedGUID(1 + c.rng.IntN(40) + int(c.now/4e12)) }

// appendBatch appends records and adds them to about and naming.
func (c *mentioningClient) appendBatch() {
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

// TestLookUpsFindWhatWasAppended compares the look-ups with what was appended, in a store that
// evicts and in old snapshots.
func TestLookUpsFindWhatWasAppended(t *testing.T) {
	budget := NewBudget(3 << 20)
	budget.warmLimit = 256 << 10
	s := NewWithBudget(budget)
	c := mentioningClient{
		rng: rand.New(rand.NewPCG(7, 7)), about: map[event.GUID][]event.RecordID{}, naming: map[event.GUID][]event.RecordID{},
	}
	for _, log := range []string{"A.log", "B.log", "C.log"} {
		c.logs = append(c.logs, s.AddFile(log, log, 0))
	}
	var old []*Records
	for k := range 1500 {
		c.appendBatch()
		if k%200 > 0 {
			continue
		}
		old = append(old, s.Records())
		for _, r := range old {
			c.compare(t, r)
		}
	}
	if n, _ := old[len(old)-1].EvictedUntil(); n < segmentRecords {
		t.Errorf("only %d records are evicted", n)
	}
}

// compare looks up ids in a snapshot.
func (c *mentioningClient) compare(t *testing.T, r *Records) {
	t.Helper()
	for range 10 {
		ids := []event.GUID{c.id(), c.id(), numberedGUID(1 + c.rng.IntN(100))}
		var named, about []event.RecordID
		for _, id := range ids {
			named, about = append(named, c.naming[id]...), append(about, c.about[id]...)
		}
		naming, implying := slices.Collect(r.Mentioning(ids...)), slices.Collect(r.Implying(ids...))
		if got, want := once(naming), retainedOnce(r, named); !slices.Equal(got, want) {
			t.Fatalf("%d records of %d name %v, not %d", len(got), r.Len(), ids, len(want))
		}
		if got, want := once(append(naming, implying...)), retainedOnce(r, about); !slices.Equal(got, want) {
			t.Fatalf("%d records of %d are about %v, not %d", len(got), r.Len(), ids, len(want))
		}
	}
}

// retainedOnce returns those of some records that a snapshot has, each once, in ascending order.
func retainedOnce(r *Records, all []event.RecordID) []event.RecordID {
	return once(slices.DeleteFunc(all, func(id event.RecordID) bool { return id >= r.End() || r.Evicted(id) }))
}

func once(all []event.RecordID) []event.RecordID {
	return slices.Compact(slices.Sorted(slices.Values(all)))
}
