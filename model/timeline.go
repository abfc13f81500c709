package model

import (
	"iter"
	"slices"
	"sort"
	"time"

	"ccmtail/model/order"
)

// Timeline is the events of one client in the order of time. One goroutine adds to it.
type Timeline struct {
	shelf shelf
	list  *order.List[packed]
}

// NewTimeline is an empty timeline.
func NewTimeline() *Timeline {
	t := &Timeline{}
	t.list = order.New(t.shelf.compare)
	return t
}

// Add puts copies of events where they belong.
func (t *Timeline) Add(events []*Event) {
	all := make([]packed, len(events))
	for i, e := range events {
		all[i] = t.shelf.put(e)
	}
	t.list.Insert(all)
}

// Move gives every event the place that f says it has by now: f returns the event itself, or another one
// in its stead. It must not keep the event.
func (t *Timeline) Move(f func(*Event) *Event) {
	old := t.list.View()
	all := make([]packed, 0, old.Len())
	var e Event
	for k := range old.Blocks() {
		_, events := old.Block(k)
		for _, p := range events {
			t.shelf.take(p, &e)
			if m := f(&e); m != &e && *m != e {
				p = t.shelf.put(m)
			}
			all = append(all, p)
		}
	}
	t.list = order.New(t.shelf.compare)
	t.list.Insert(all)
}

// Events is the timeline as it is now.
func (t *Timeline) Events() Events { return Events{t.list.View(), t.shelf.still()} }

// Events is an unchanging sequence of events in the order of time. The zero Events is empty.
type Events struct {
	view  order.View[packed]
	shelf shelf
}

// Len is the number of events.
func (v Events) Len() int { return v.view.Len() }

// At is a copy of the i-th event.
func (v Events) At(i int) *Event {
	e := new(Event)
	v.shelf.take(v.view.At(i), e)
	return e
}

// All walks over all events in the order of time. An event is good until the next one.
func (v Events) All() iter.Seq2[int, *Event] {
	return func(yield func(int, *Event) bool) {
		var e Event
		for k := range v.view.Blocks() {
			start, events := v.view.Block(k)
			for i, p := range events {
				v.shelf.take(p, &e)
				if !yield(start+i, &e) {
					return
				}
			}
		}
	}
}

// Until is how many events are not later than t.
func (v Events) Until(t time.Time) int {
	utc := t.UnixNano()
	return v.view.Search(func(p packed) bool { return p.at > utc })
}

// Upto is how many events do not come after a record at a time: what was known at that line.
func (v Events) Upto(at int64, log string, generation int, offset int64) int {
	mark, e := Event{At: at, Log: log, Generation: generation, Offset: offset, Kind: Kinds}, Event{}
	return v.view.Search(func(p packed) bool {
		v.shelf.take(p, &e)
		return e.Compare(&mark) > 0
	})
}

// Fold answers what was known at a moment, and quickly what was known at another one. It belongs to one goroutine. The zero
// Fold is ready.
//
// On its way to an answer it keeps states to begin the next one with, some blocks apart.
type Fold struct {
	last   Events
	checks []check // at ends of blocks, in order
	sparse int     // how often every other one was given up
	now    *State  // the last answer and how many events it holds
	n      int
}

// check is the state after a whole number of blocks.
type check struct {
	blocks, events int
	state          *State
}

const (
	// mostChecks is how many states are kept: where there are more, every other one goes.
	mostChecks = 128
	// apart is how many blocks lie between them at least.
	apart = 2
)

// First is the state after the first n events of v. The caller must not change it.
func (f *Fold) First(v Events, n int) *State {
	f.forget(v)
	if f.now != nil && f.n == n {
		return f.now
	}
	base, from := f.base(n)
	s := base.clone()
	var e Event
	for k := v.view.BlockOf(from); k < v.view.Blocks(); k++ {
		start, events := v.view.Block(k)
		if start >= n {
			break
		}
		upto := min(len(events), n-start)
		for _, p := range events[min(max(from-start, 0), upto):upto] {
			v.shelf.take(p, &e)
			s.apply(&e)
		}
		if end := start + len(events); end <= n && k+1 < v.view.Blocks() && f.keeps(check{k + 1, end, s}) {
			s = s.clone()
		}
	}
	f.now, f.n = s, n
	return s
}

// At is the state as of t.
func (f *Fold) At(v Events, t time.Time) *State { return f.First(v, v.Until(t)) }

// base is the best state to begin with, and how many events it holds: at most n, as many as possible.
func (f *Fold) base(n int) (s *State, holds int) {
	s = NewState()
	if k := sort.Search(len(f.checks), func(i int) bool { return f.checks[i].events > n }) - 1; k >= 0 {
		s, holds = f.checks[k].state, f.checks[k].events
	}
	if f.now != nil && f.n <= n && f.n > holds {
		s, holds = f.now, f.n
	}
	return s, holds
}

// keeps keeps a state, if it is far enough behind the one kept before it: what lies between costs more to fold than the
// state does to keep.
func (f *Fold) keeps(c check) bool {
	k := sort.Search(len(f.checks), func(i int) bool { return f.checks[i].events >= c.events })
	before := check{}
	if k > 0 {
		before = f.checks[k-1]
	}
	if c.blocks-before.blocks < apart<<f.sparse || c.events-before.events < c.state.size() {
		return false
	}
	f.checks = slices.Insert(f.checks, k, c)
	if len(f.checks) > mostChecks {
		f.sparse++
		odd := 0
		f.checks = slices.DeleteFunc(f.checks, func(check) bool { odd ^= 1; return odd == 1 })
	}
	return true
}

// forget drops what a changed timeline makes wrong: everything behind the first changed block.
func (f *Fold) forget(v Events) {
	same := 0
	for same < v.view.Blocks() && v.view.Same(same, f.last.view) {
		same++
	}
	k := sort.Search(len(f.checks), func(i int) bool { return f.checks[i].blocks > same })
	f.checks = f.checks[:k]
	if !f.keepsNow(v, same) {
		f.now, f.n = nil, 0
	}
	f.last = v
}

// keepsNow says whether the last answer still holds: all its events stand where they stood.
func (f *Fold) keepsNow(v Events, same int) bool {
	if f.now == nil || f.n > v.Len() {
		return false
	}
	end := 0
	if same > 0 {
		start, events := v.view.Block(same - 1)
		end = start + len(events)
	}
	if f.n <= end {
		return true
	}
	for i := end; i < f.n; i++ {
		if i >= f.last.Len() || v.view.At(i) != f.last.view.At(i) {
			return false
		}
	}
	return true
}
