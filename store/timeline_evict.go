package store

import (
	"time"

	"ccmtail/model"
)

// truncatedPrefix is what stands for the events that are forgotten, when there were too many of
// them.
type truncatedPrefix struct {
	begin, blocks int          // how many events, and blocks of them
	baseState     *model.State // that they led to, nil if there are none
	lateEvents    int          // events that belong among them and came later
}

// Begin returns how many events are forgotten.
func (v Events) Begin() int { return v.begin }

// EvictedUntil returns how many events are forgotten, and when the newest of them happened: what
// was known before that is not known any more. missed are others that belong there and came too
// late to be told of.
func (v Events) EvictedUntil() (n int, until time.Time, missed int) {
	if v.baseState == nil {
		return 0, time.Time{}, 0
	}
	return v.begin, v.baseState.At, v.lateEvents
}

// NewBoundedTimeline returns an empty timeline that forgets its oldest events when they take up
// more than about limit bytes, 0 is any number. It does so only once it is Live.
func NewBoundedTimeline(limit int64) *Timeline {
	t := NewTimeline()
	t.limit = limit
	if limit > 0 {
		t.arena.maxSlabs = int(max(limit/segmentsInLimit/(4*slabWords), 1))
	}
	return t
}

// A volume of events takes up a sixteenth of the limit, and a 256th of it is forgotten at a time.
const (
	segmentsInLimit       = 16
	timelineEvictionSteps = 256
)

// SetLive says that all that was there has been added: what comes from now on is new, and what is
// old may be forgotten. Before that an old event may come after many newer ones.
func (t *Timeline) SetLive() {
	t.live = true
	t.enforceLimit()
}

// Size returns about how many bytes of memory the events take up.
func (t *Timeline) Size() int64 {
	return t.arena.size() + int64(t.list.Len()*eventRefBytes)
}

// enforceLimit forgets the oldest events if there are too many.
func (t *Timeline) enforceLimit() {
	if !t.live || t.limit == 0 || t.usedBytes+t.arena.internersSize() <= t.limit {
		return
	}
	view := t.list.View()
	if t.runningBase == nil {
		t.runningBase = model.NewState()
	}
	n := 0
	for enough := t.usedBytes - t.limit/timelineEvictionSteps; n < view.Blocks()-1 && (n == 0 || t.usedBytes > enough); n++ {
		_, events := view.Block(n)
		for _, p := range events {
			t.arena.load(p, &t.newestEvicted)
			t.runningBase.Apply(&t.newestEvicted)
			t.usedBytes -= int64(t.arena.release(p))
		}
	}
	t.begin, t.blocks = t.begin+t.list.DropBlocks(n), t.blocks+n
	t.arena.trimUnused()
	t.baseState = t.runningBase.Freeze()
}
