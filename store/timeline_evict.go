package store

import "ccmtail/model"

// truncatedPrefix stands for the oldest events of a timeline, which are evicted.
type truncatedPrefix struct {
	begin, blocks int          // how many events are evicted, and how many blocks of them
	baseState     *model.State // the state they led to; nil: none are evicted
	lateEvents    int          // events that belong among them and arrived later
	lostAtStart   int          // those of them that arrived before SetLive
	maxUpdates    int          // that states keep; 0: all
	folded        bool         // the events were not evicted but folded as they should, see Timeline.KeepEndOnly
}

// NewBoundedTimeline returns an empty timeline that evicts its oldest events when they take up more
// than about limit bytes, or three times as much until SetLive is called; 0 means no limit.
func NewBoundedTimeline(limit int64) *Timeline {
	t := NewTimeline()
	t.limit = limit
	if limit > 0 {
		t.arena.maxSlabs = int(max(limit/segmentsInLimit/slabBytes, 1))
	}
	return t
}

// An arena segment takes up a sixteenth of the limit, and a 256th of the limit is evicted at a
// time.
const (
	segmentsInLimit       = 16
	timelineEvictionSteps = 256
)

// loadingFactor is how many times the limit events may take up while everything is read for the
// first time. Records need less of the budget then, and an old event may follow newer ones.
const loadingFactor = 3

// LimitUpdates sets how many updates states keep, see model.NewBoundedState. It is called before
// the first Add.
func (t *Timeline) LimitUpdates(n int) { t.maxUpdates = n }

// newState returns the state before the first event.
func (p *truncatedPrefix) newState() *model.State { return model.NewBoundedState(p.maxUpdates) }

// SetLive says that everything that was there at the start has been added, so that old events may
// be evicted: further ones are new. Before that, an old event may follow many newer ones, and
// events are only evicted when they exceed three times the limit.
func (t *Timeline) SetLive() {
	t.live = true
	t.enforceLimit()
}

// Size returns about how many bytes of memory the events take up.
func (t *Timeline) Size() int64 {
	return t.arena.size() + int64(t.list.Len()*eventRefBytes)
}

// enforceLimit evicts the oldest events, in whole blocks, if there are too many.
func (t *Timeline) enforceLimit() {
	limit := t.limit
	if !t.live {
		limit *= loadingFactor
	}
	if limit == 0 || t.usedBytes+t.arena.internersSize() <= limit {
		return
	}
	if t.endOnly {
		t.spoiled = true
		return
	}
	view := t.list.View()
	if t.runningBase == nil {
		t.runningBase = t.newState()
	}
	n := 0
	for target := t.usedBytes - t.limit/timelineEvictionSteps; n < view.Blocks()-1 && (n == 0 || t.usedBytes > target); n++ {
		_, refs := view.Block(n)
		for _, ref := range refs {
			t.arena.load(ref, &t.newestEvicted)
			t.runningBase.Apply(&t.newestEvicted)
			t.usedBytes -= int64(t.arena.release(ref))
		}
	}
	t.begin, t.blocks = t.begin+t.list.DropBlocks(n), t.blocks+n
	t.arena.trimUnused()
	t.baseIsOld = true
}
