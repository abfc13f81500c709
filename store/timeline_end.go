package store

import (
	"sort"

	"ccmtail/model"
	"ccmtail/model/event"
)

// A timeline of which only the state at the end is asked for need not keep all events. Those of
// which it is sure that no earlier ones will come are folded while the others are still being read,
// and dropped. Whether that was so shows when one does come: then the timeline is spoiled, and
// everything must be read once more by one that keeps all.

// EndBatch is the first events of a timeline, taken out to be folded. Its method Fold may be called
// without the timeline's lock.
type EndBatch struct {
	blocks   [][]eventRef
	arena    eventArena
	state    *model.State
	zoneless []ZonelessEvent
}

// ZonelessEvent is what was taken for the time of an event whose record carries no bias.
type ZonelessEvent struct {
	Wall  int64 // local time, nanoseconds
	Bias  int16
	Zoned bool
}

const (
	maxEndBlocks = 32 // that a batch has
	endSlabs     = 16 // of an arena segment, which is freed when all its events have been folded
)

// KeepEndOnly says that only the state after all events will be asked for, so that TakeUntil may be
// called. It is called before the first Add.
func (t *Timeline) KeepEndOnly() {
	t.endOnly = true
	if t.arena.maxSlabs == 0 || t.arena.maxSlabs > endSlabs {
		t.arena.maxSlabs = endSlabs
	}
}

// Pending returns how many events are kept that have not been taken out.
func (t *Timeline) Pending() int { return t.list.Len() }

// IsSpoiled reports whether an event came that belongs before events that were taken out, or more
// had to be kept than the limit allows. The state is then not that of all events.
func (t *Timeline) IsSpoiled() bool { return t.spoiled }

// TakeUntil takes out the first events, as far as they are all before utc; nil if that is not a
// block of them. The batch is to be folded and given to Release before another one is taken.
func (t *Timeline) TakeUntil(utc int64) *EndBatch {
	view := t.list.View()
	n := sort.Search(min(view.Blocks()-1, maxEndBlocks), func(k int) bool {
		_, refs := view.Block(k)
		return t.arena.time(refs[len(refs)-1]) >= utc
	})
	if n <= 0 || t.spoiled {
		return nil
	}
	b := &EndBatch{arena: t.arena.snapshot(), state: t.endState()}
	for k := range n {
		_, refs := view.Block(k)
		b.blocks = append(b.blocks, refs)
	}
	last := b.blocks[n-1]
	t.arena.load(last[len(last)-1], &t.newestEvicted)
	t.begin, t.blocks = t.begin+t.list.DropBlocks(n), t.blocks+n
	return b
}

// endState returns the state to fold into.
func (t *Timeline) endState() *model.State {
	switch {
	case t.runningBase != nil:
	case t.baseState != nil: // a snapshot has it
		t.runningBase = t.baseState.Clone()
	default:
		t.runningBase = t.newState()
	}
	return t.runningBase
}

// Fold folds the events of the batch, and returns those whose records carry no bias.
func (b *EndBatch) Fold() []ZonelessEvent {
	var e event.Event
	for _, refs := range b.blocks {
		for _, ref := range refs {
			b.arena.load(ref, &e)
			b.state.Apply(&e)
			if !ref.hasOwnZone() {
				b.zoneless = append(b.zoneless, ZonelessEvent{e.Wall, e.Bias, e.Zoned})
			}
		}
	}
	return b.zoneless
}

// Release frees the events of a batch that has been folded.
func (t *Timeline) Release(b *EndBatch) {
	for _, refs := range b.blocks {
		for _, ref := range refs {
			t.usedBytes -= int64(t.arena.release(ref))
		}
	}
	t.arena.trimUnused()
	t.baseIsOld = true
}

// isTaken reports whether an event belongs among those that have been taken out, or evicted.
func (t *Timeline) isTaken(e *event.Event) bool {
	return t.begin > 0 && e.Compare(&t.newestEvicted) <= 0
}
