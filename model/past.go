package model

import (
	"maps"
	"slices"
	"time"

	"ccmtail/model/event"
)

// past is what stands for the events that are forgotten, when there were too many of them.
type past struct {
	begin, blocks int    // how many events, and blocks of them
	base          *State // that they led to, nil if there are none
	missed        int    // events that belong among them and came later
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

// Within is an empty timeline that forgets its oldest events when they take up more than about limit bytes, 0 is any
// number. It does so only once it is Live.
func Within(limit int64) *Timeline {
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
	return t.shelf.size() + int64(t.list.Len()*packedBytes) + t.postings.size()
}

// makeRoom forgets the oldest events if there are too many.
func (t *Timeline) makeRoom() {
	if !t.live || t.limit == 0 || t.used+t.shelf.tables()+t.postings.size() <= t.limit {
		return
	}
	view := t.list.View()
	if t.folded == nil {
		t.folded = NewState()
	}
	n := 0
	for enough := t.used - t.limit/stepsInLimit; n < view.Blocks()-1 && (n == 0 || t.used > enough); n++ {
		_, events := view.Block(n)
		for _, p := range events {
			t.shelf.take(p, &t.newest)
			t.folded.apply(&t.newest)
			t.used -= int64(t.shelf.drop(p))
		}
	}
	t.begin, t.blocks = t.begin+t.list.Drop(n), t.blocks+n
	t.shelf.unused()
	t.postings.forget(t.shelf.first)
	t.base = t.folded.frozen()
}

// frozen is a copy that shares nothing that s may still write to, so that it can be read, and cloned, beside s.
func (s *State) frozen() *State {
	c := *s
	c.me = new(mark)
	c.updates = s.updates.frozen(func(u *Update) {
		u.Deployments, u.Contents, u.Transitions = slices.Clip(u.Deployments), slices.Clip(u.Contents), slices.Clip(u.Transitions)
	})
	c.deployments = s.deployments.frozen(func(d *Deployment) {
		d.Updates, d.Jobs, d.Transitions = slices.Clip(d.Updates), slices.Clip(d.Jobs), slices.Clip(d.Transitions)
	})
	c.contents = s.contents.frozen(func(*Content) {})
	c.findings = s.findings.frozen(func(f *Finding) { f.Evidence = slices.Clip(slices.Clone(f.Evidence)) })
	c.transfers, c.jobs = s.transfers.frozen(), s.jobs.frozen()
	c.batch, c.scanned, c.Restarts = slices.Clip(s.batch), slices.Clip(s.scanned), slices.Clip(s.Restarts)
	c.Windows.ByID, c.Windows.by = make(map[event.GUID]*Window, len(s.Windows.ByID)), nil
	for id, w := range s.Windows.ByID {
		v := *w
		c.Windows.ByID[id] = &v
	}
	c.Windows.Order, c.Windows.Notices = slices.Clip(slices.Clone(s.Windows.Order)), slices.Clip(s.Windows.Notices)
	return &c
}

// frozen is a copy of all things, of which clip clips the lists.
func (t *things[K, V]) frozen(clip func(*V)) things[K, V] {
	c := things[K, V]{order: slices.Clip(t.order), all: make(map[K]thing[V], len(t.all))}
	for k, h := range t.all {
		v := *h.v
		clip(&v)
		c.all[k] = thing[V]{v: &v}
	}
	return c
}

func (l *links) frozen() links { return links{to: maps.Clone(l.to)} }
