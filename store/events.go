package store

import (
	"iter"
	"time"

	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Events is an immutable sequence of events in the order of time; any number of goroutines may read
// it. Its first events may be evicted: they count, but only the state that they led to is kept, for
// Fold. The zero Events is empty.
type Events struct {
	view  sorted.View[eventRef]
	arena eventArena
	truncatedPrefix
}

// Len returns the number of events, evicted ones included.
func (s Events) Len() int { return s.begin + s.view.Len() }

// At returns a copy of the i-th event, Begin ≤ i < Len.
func (s Events) At(i int) *event.Event {
	e := new(event.Event)
	s.arena.load(s.view.At(i-s.begin), e)
	return e
}

// All yields the retained events in the order of time, each with its index. An event is valid until
// the next one.
func (s Events) All() iter.Seq2[int, *event.Event] {
	return func(yield func(int, *event.Event) bool) {
		var e event.Event
		for k := range s.view.Blocks() {
			start, refs := s.view.Block(k)
			for i, ref := range refs {
				s.arena.load(ref, &e)
				if !yield(s.begin+start+i, &e) {
					return
				}
			}
		}
	}
}

// Where returns the retained events that keep returns true for, behind those that are evicted. keep must
// not keep an event.
func (s Events) Where(keep func(*event.Event) bool) Events {
	var refs []eventRef
	var e event.Event
	for k := range s.view.Blocks() {
		_, block := s.view.Block(k)
		for _, ref := range block {
			if s.arena.load(ref, &e); keep(&e) {
				refs = append(refs, ref)
			}
		}
	}
	list := sorted.New(s.arena.appendTimes, s.arena.compare)
	list.Insert(refs)
	return Events{list.View(), s.arena, s.truncatedPrefix}
}

// CountUntil returns how many events are not later than t, evicted ones included.
func (s Events) CountUntil(t time.Time) int {
	utc := t.UnixNano()
	return s.begin + s.view.Search(func(ref eventRef) bool { return s.arena.time(ref) > utc })
}

// Begin returns the index of the first retained event: how many are evicted.
func (s Events) Begin() int { return s.begin }

// Evicted returns the sequence without its retained events, which it does not keep in memory.
func (s Events) Evicted() Events { return Events{truncatedPrefix: s.truncatedPrefix} }

// EvictedUntil returns how many events are evicted and the time of the newest of them, zero if
// there are none: what was known before that time is no longer known. missed is how many more
// events belong there and arrived too late, so that no state contains them.
func (s Events) EvictedUntil() (n int, until time.Time, missed int) {
	if s.baseState == nil || s.folded {
		return 0, time.Time{}, 0
	}
	return s.begin, s.baseState.At, s.lateEvents
}

// LostAtStart returns how many of the events that were there at the start are in no state, because
// they arrived when newer ones had been evicted.
func (s Events) LostAtStart() int { return s.lostAtStart }

// countSameBlocks returns how many leading blocks, evicted ones included, are the same as in an
// older snapshot of the timeline; -1 if that one is newer.
func (s Events) countSameBlocks(old Events) int {
	if s.blocks < old.blocks {
		return -1
	}
	n := s.blocks
	for s.view.SameBlock(n-s.blocks, old.view, n-old.blocks) && s.blockStart(n) == old.blockStart(n) {
		n++
	}
	return n
}

// blockStart returns how many events are before a block.
func (s Events) blockStart(block int) int {
	start, _ := s.view.Block(block - s.blocks)
	return s.begin + start
}
