package store

import (
	"iter"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Timeline is the events of one client in the order of time. One goroutine adds to it.
type Timeline struct {
	arena      eventArena
	list       *sorted.List[eventRef]
	refScratch []eventRef // room for the next one
	live       bool
	limit      int64
	usedBytes  int64 // by the events that are kept, beside ids, texts and places
	truncatedPrefix
	runningBase   *model.State // truncatedPrefix.baseState, to be folded on
	newestEvicted event.Event  // of the forgotten ones
}

// NewTimeline returns an empty timeline.
func NewTimeline() *Timeline {
	t := &Timeline{}
	t.list = sorted.New(eventRef.time, t.arena.compare)
	return t
}

// Add puts copies of events where they belong.
func (t *Timeline) Add(events []*event.Event) {
	all := t.refScratch[:0]
	for _, e := range events {
		if t.begin > 0 && e.Compare(&t.newestEvicted) <= 0 {
			t.lateEvents++
			continue
		}
		all = append(all, t.addToArena(e))
	}
	t.list.Insert(all)
	t.refScratch = all
	t.enforceLimit()
}

func (t *Timeline) addToArena(e *event.Event) eventRef {
	p, bytes := t.arena.put(e)
	t.usedBytes += int64(bytes)
	return p
}

// Rezone gives every event whose record carries no bias of its own the place that f says it has by
// now: f returns the event itself, or another one in its stead. It must not keep the event.
func (t *Timeline) Rezone(f func(*event.Event) *event.Event) {
	old := t.list.View()
	var all []eventRef // nil as long as none has moved
	var e event.Event
	for k := range old.Blocks() {
		start, events := old.Block(k)
		for i, p := range events {
			if p.hasOwnZone() {
				continue
			}
			t.arena.load(p, &e)
			m := f(&e)
			if m == &e || *m == e {
				continue
			}
			if all == nil {
				all = old.Values()
			}
			t.usedBytes -= int64(t.arena.release(p))
			all[start+i] = t.addToArena(m)
		}
	}
	if all != nil {
		t.list = sorted.New(eventRef.time, t.arena.compare)
		t.list.Insert(all)
	}
}

// Events returns the timeline as it is now.
func (t *Timeline) Events() Events {
	return Events{t.list.View(), t.arena.snapshot(), t.truncatedPrefix}
}

// Events is an unchanging sequence of events in the order of time. The zero Events is empty. Its
// first events may be forgotten: then there is the state that they had led to.
type Events struct {
	view  sorted.View[eventRef]
	arena eventArena
	truncatedPrefix
}

// Len returns the number of events, the forgotten ones included.
func (v Events) Len() int { return v.begin + v.view.Len() }

// At returns a copy of the i-th event, which must not be before Begin.
func (v Events) At(i int) *event.Event {
	e := new(event.Event)
	v.arena.load(v.view.At(i-v.begin), e)
	return e
}

// All walks over all events that are kept, in the order of time. An event is good until the next
// one.
func (v Events) All() iter.Seq2[int, *event.Event] {
	return func(yield func(int, *event.Event) bool) {
		var e event.Event
		for k := range v.view.Blocks() {
			start, events := v.view.Block(k)
			for i, p := range events {
				v.arena.load(p, &e)
				if !yield(v.begin+start+i, &e) {
					return
				}
			}
		}
	}
}

// CountUntil returns how many events are not later than t, the forgotten ones included.
func (v Events) CountUntil(t time.Time) int {
	utc := t.UnixNano()
	return v.begin + v.view.Search(func(p eventRef) bool { return p.at > utc })
}

// CountUpTo returns how many events do not come after a record at a time: what was known at that
// line.
func (v Events) CountUpTo(at int64, log string, generation int, offset int64) int {
	mark, e := event.Event{At: at, Log: log, Generation: generation, Offset: offset, Kind: event.Kinds}, event.Event{}
	return v.begin + v.view.Search(func(p eventRef) bool {
		v.arena.load(p, &e)
		return e.Compare(&mark) > 0
	})
}

const (
	// maxCheckpoints is how many states are kept, maxCheckpointBytes about how much of it they do
	// not share: where there are more, every other one goes.
	maxCheckpoints     = 128
	maxCheckpointBytes = 32 << 20
	// minCheckpointBlocks is how many blocks lie between them at least.
	minCheckpointBlocks = 2
	// nearest is how many blocks lie between the state that is kept near the end, and the end.
	nearEndBlocks = 2
)

// countSameBlocks returns how many blocks, the forgotten ones included, are those that they were in
// an older sequence; -1 if it is not older.
func (v Events) countSameBlocks(o Events) int {
	if v.blocks < o.blocks {
		return -1
	}
	n := v.blocks
	for v.view.SameBlock(n-v.blocks, o.view, n-o.blocks) && v.blockStart(n) == o.blockStart(n) {
		n++
	}
	return n
}

// blockStart returns how many events are before a block.
func (v Events) blockStart(block int) int {
	start, _ := v.view.Block(block - v.blocks)
	return v.begin + start
}
