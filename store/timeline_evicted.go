package store

import (
	"time"

	"ccmtail/model"
)

// past is what stands for the events that are forgotten, when there were too many of them.
type past struct {
	begin, blocks int          // how many events, and blocks of them
	base          *model.State // that they led to, nil if there are none
	missed        int          // events that belong among them and came later
}

// Begin is how many events are forgotten.
func (v Events) Begin() int { return v.begin }

// Forgot is how many events are forgotten, and when the newest of them happened: what was known before that is not known
// any more. missed are others that belong there and came too late to be told of.
func (v Events) Forgot() (n int, until time.Time, missed int) {
	if v.base == nil {
		return 0, time.Time{}, 0
	}
	return v.begin, v.base.At, v.missed
}

// NewBoundedTimeline is an empty timeline that forgets its oldest events when they take up more than about limit bytes, 0 is any
// number. It does so only once it is Live.
func NewBoundedTimeline(limit int64) *Timeline {
	t := NewTimeline()
	t.limit = limit
	if limit > 0 {
		t.shelf.pages = int(max(limit/volumesInLimit/(4*pageWords), 1))
	}
	return t
}

// A volume of events takes up a sixteenth of the limit, and a 256th of it is forgotten at a time.
const (
	volumesInLimit = 16
	stepsInLimit   = 256
)

// Live says that all that was there has been added: what comes from now on is new, and what is old may be forgotten. Before
// that an old event may come after many newer ones.
func (t *Timeline) Live() {
	t.live = true
	t.makeRoom()
}

// Size is about how many bytes of memory the events take up.
func (t *Timeline) Size() int64 {
	return t.shelf.size() + int64(t.list.Len()*packedBytes)
}

// makeRoom forgets the oldest events if there are too many.
func (t *Timeline) makeRoom() {
	if !t.live || t.limit == 0 || t.used+t.shelf.tables() <= t.limit {
		return
	}
	view := t.list.View()
	if t.folded == nil {
		t.folded = model.NewState()
	}
	n := 0
	for enough := t.used - t.limit/stepsInLimit; n < view.Blocks()-1 && (n == 0 || t.used > enough); n++ {
		_, events := view.Block(n)
		for _, p := range events {
			t.shelf.take(p, &t.newest)
			t.folded.Apply(&t.newest)
			t.used -= int64(t.shelf.drop(p))
		}
	}
	t.begin, t.blocks = t.begin+t.list.Drop(n), t.blocks+n
	t.shelf.unused()
	t.base = t.folded.Freeze()
}
