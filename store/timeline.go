package store

import (
	"iter"
	"slices"
	"sort"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store/internal/sorted"
)

// Timeline is the events of one client in the order of time. One goroutine adds to it.
type Timeline struct {
	shelf eventArena
	list  *sorted.List[eventRef]
	batch []eventRef // room for the next one
	live  bool
	limit int64
	used  int64 // by the events that are kept, beside ids, texts and places
	past
	folded *model.State // past.base, to be folded on
	newest event.Event  // of the forgotten ones
}

// NewTimeline is an empty timeline.
func NewTimeline() *Timeline {
	t := &Timeline{}
	t.list = sorted.New(eventRef.time, t.shelf.compare)
	return t
}

// Add puts copies of events where they belong.
func (t *Timeline) Add(events []*event.Event) {
	all := t.batch[:0]
	for _, e := range events {
		if t.begin > 0 && e.Compare(&t.newest) <= 0 {
			t.missed++
			continue
		}
		all = append(all, t.put(e))
	}
	t.list.Insert(all)
	t.batch = all
	t.makeRoom()
}

func (t *Timeline) put(e *event.Event) eventRef {
	p, bytes := t.shelf.put(e)
	t.used += int64(bytes)
	return p
}

// Move gives every event whose record carries no bias of its own the place that f says it has by now: f returns the event
// itself, or another one in its stead. It must not keep the event.
func (t *Timeline) Move(f func(*event.Event) *event.Event) {
	old := t.list.View()
	var all []eventRef // nil as long as none has moved
	var e event.Event
	for k := range old.Blocks() {
		start, events := old.Block(k)
		for i, p := range events {
			if p.ownZone() {
				continue
			}
			t.shelf.take(p, &e)
			m := f(&e)
			if m == &e || *m == e {
				continue
			}
			if all == nil {
				all = old.Values()
			}
			t.used -= int64(t.shelf.drop(p))
			all[start+i] = t.put(m)
		}
	}
	if all != nil {
		t.list = sorted.New(eventRef.time, t.shelf.compare)
		t.list.Insert(all)
	}
}

// Events is the timeline as it is now.
func (t *Timeline) Events() Events { return Events{t.list.View(), t.shelf.still(), t.past} }

// Events is an unchanging sequence of events in the order of time. The zero Events is empty. Its first events may be
// forgotten: then there is the state that they had led to.
type Events struct {
	view  sorted.View[eventRef]
	shelf eventArena
	past
}

// Len is the number of events, the forgotten ones included.
func (v Events) Len() int { return v.begin + v.view.Len() }

// At is a copy of the i-th event, which must not be before Begin.
func (v Events) At(i int) *event.Event {
	e := new(event.Event)
	v.shelf.take(v.view.At(i-v.begin), e)
	return e
}

// All walks over all events that are kept, in the order of time. An event is good until the next one.
func (v Events) All() iter.Seq2[int, *event.Event] {
	return func(yield func(int, *event.Event) bool) {
		var e event.Event
		for k := range v.view.Blocks() {
			start, events := v.view.Block(k)
			for i, p := range events {
				v.shelf.take(p, &e)
				if !yield(v.begin+start+i, &e) {
					return
				}
			}
		}
	}
}

// Until is how many events are not later than t, the forgotten ones included.
func (v Events) Until(t time.Time) int {
	utc := t.UnixNano()
	return v.begin + v.view.Search(func(p eventRef) bool { return p.at > utc })
}

// Upto is how many events do not come after a record at a time: what was known at that line.
func (v Events) Upto(at int64, log string, generation int, offset int64) int {
	mark, e := event.Event{At: at, Log: log, Generation: generation, Offset: offset, Kind: event.Kinds}, event.Event{}
	return v.begin + v.view.Search(func(p eventRef) bool {
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
	checks []check      // at ends of blocks, in order
	sparse int          // how often every other one was given up
	now    *model.State // the last answer and how many events it holds
	n      int
}

// check is the state after a whole number of blocks.
type check struct {
	blocks, events int
	state          *model.State
	bytes          int  // of it that the one before does not share, about
	near           bool // kept because the end is near
}

const (
	// mostChecks is how many states are kept, mostBytes about how much of it they do not share: where there are more, every
	// other one goes.
	mostChecks = 128
	mostBytes  = 32 << 20
	// blocksApart is how many blocks lie between them at least.
	blocksApart = 2
	// nearest is how many blocks lie between the state that is kept near the end, and the end.
	nearest = 2
)

// First is the state after the first n events of v, or after the forgotten ones, if those are more. The caller must not
// change it.
func (f *Fold) First(v Events, n int) *model.State {
	f.forget(v)
	n = max(n, v.begin)
	if f.now != nil && f.n == n {
		return f.now
	}
	base, from := f.base(v, n)
	s := base.Clone()
	var e event.Event
	for k := v.view.BlockOf(from - v.begin); k < v.view.Blocks(); k++ {
		start, events := v.view.Block(k)
		if start += v.begin; start >= n {
			break
		}
		upto := min(len(events), n-start)
		for _, p := range events[min(max(from-start, 0), upto):upto] {
			v.shelf.take(p, &e)
			s.Apply(&e)
		}
		if end := start + len(events); end <= n && k+1 < v.view.Blocks() && f.keeps(v, check{blocks: v.blocks + k + 1, events: end, state: s}) {
			s = s.Clone()
		}
	}
	f.now, f.n = s, n
	return s
}

// At is the state as of t.
func (f *Fold) At(v Events, t time.Time) *model.State { return f.First(v, v.Until(t)) }

// base is the best state to begin with, and how many events it holds: at most n, as many as possible.
func (f *Fold) base(v Events, n int) (s *model.State, holds int) {
	if s, holds = v.base, v.begin; s == nil {
		s = model.NewState()
	}
	if k := sort.Search(len(f.checks), func(i int) bool { return f.checks[i].events > n }) - 1; k >= 0 {
		s, holds = f.checks[k].state, f.checks[k].events
	}
	if f.now != nil && f.n <= n && f.n > holds {
		s, holds = f.now, f.n
	}
	return s, holds
}

// keeps keeps a state, if it is far enough behind the one kept before it: what lies between costs more to fold than the
// state does to keep. One that is near the end is kept anyway, in the place of the one that was: what comes late comes
// there.
func (f *Fold) keeps(v Events, c check) bool {
	before := f.before(v, c)
	if c.blocks-before.blocks < blocksApart<<f.sparse || c.events-before.events < c.state.Entries() {
		if behind := v.blocks + v.view.Blocks() - c.blocks; behind < nearest || behind > 2*nearest || c.blocks-before.blocks < nearest {
			return false
		}
		c.near = true
		f.checks = slices.DeleteFunc(f.checks, func(o check) bool { return o.near })
		before = f.before(v, c)
	}
	c.bytes = c.state.Unshared(before.state)
	f.checks = slices.Insert(f.checks, f.place(c), c)
	switch {
	case len(f.checks) > mostChecks:
		f.sparse++
		f.thin(len(f.checks))
	case f.bytes() > mostBytes:
		f.thin(len(f.checks) * 3 / 4)
	}
	return true
}

// place is where a state belongs among those that are kept.
func (f *Fold) place(c check) int {
	return sort.Search(len(f.checks), func(i int) bool { return f.checks[i].events >= c.events })
}

// before is what is kept before a state, if nothing else the beginning.
func (f *Fold) before(v Events, c check) check {
	if k := f.place(c); k > 0 {
		return f.checks[k-1]
	}
	if v.base == nil {
		return check{state: model.NewState()}
	}
	return check{blocks: v.blocks, events: v.begin, state: v.base}
}

// thin gives up every other one of the first n kept states.
func (f *Fold) thin(n int) {
	i := -1
	f.checks = slices.DeleteFunc(f.checks, func(c check) bool {
		i++
		return i < n && i%2 == 0 && !c.near
	})
	before := model.NewState()
	for i := range f.checks {
		f.checks[i].bytes = f.checks[i].state.Unshared(before)
		before = f.checks[i].state
	}
}

// bytes is about how much the kept states take up that they do not share.
func (f *Fold) bytes() (n int) {
	for i := range f.checks {
		n += f.checks[i].bytes
	}
	return n
}

// forget drops what a changed timeline makes wrong, everything behind the first changed block, and what is before its begin.
func (f *Fold) forget(v Events) {
	same := v.same(f.last)
	if same < 0 || v.blocks > 0 && same == v.blocks {
		f.checks, f.now, f.n, f.last = nil, nil, 0, v
		return
	}
	k := sort.Search(len(f.checks), func(i int) bool { return f.checks[i].blocks > same })
	first := sort.Search(k, func(i int) bool { return f.checks[i].events >= v.begin })
	f.checks = slices.Delete(f.checks[:k], 0, first)
	if !f.keepsNow(v, same) {
		f.now, f.n = nil, 0
	}
	f.last = v
}

// same is how many blocks, the forgotten ones included, are those that they were in an older sequence; -1 if it is not older.
func (v Events) same(o Events) int {
	if v.blocks < o.blocks {
		return -1
	}
	n := v.blocks
	for v.view.Same(n-v.blocks, o.view, n-o.blocks) && v.startOf(n) == o.startOf(n) {
		n++
	}
	return n
}

// startOf is how many events are before a block.
func (v Events) startOf(block int) int {
	start, _ := v.view.Block(block - v.blocks)
	return v.begin + start
}

// keepsNow says whether the last answer still holds: all its events stand where they stood.
func (f *Fold) keepsNow(v Events, same int) bool {
	if f.now == nil || f.n > v.Len() || f.n < v.begin {
		return false
	}
	end := v.begin
	if same > v.blocks {
		start, events := v.view.Block(same - v.blocks - 1)
		end += start + len(events)
	}
	if f.n <= end {
		return true
	}
	for i := end; i < f.n; i++ {
		if i >= f.last.Len() || v.view.At(i-v.begin) != f.last.view.At(i-f.last.begin) {
			return false
		}
	}
	return true
}
