package store

import (
	"slices"
	"sort"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Fold answers what was known at a moment, and quickly what was known at another one. It belongs to
// one goroutine. The zero Fold is ready.
//
// On its way to an answer it keeps states to begin the next one with, some blocks apart.
type Fold struct {
	last        Events
	checkpoints []checkpoint // at ends of blocks, in order
	thinned     int          // how often every other one was given up
	current     *model.State // the last answer and how many events it holds
	currentLen  int
}

// checkpoint is the state after a whole number of blocks.
type checkpoint struct {
	blocks, events int
	state          *model.State
	unsharedBytes  int  // of it that the one before does not share, about
	nearEnd        bool // kept because the end is near
}

// AfterFirst returns the state after the first n events of v, or after the forgotten ones, if those
// are more. The caller must not change it.
func (f *Fold) AfterFirst(v Events, n int) *model.State {
	f.invalidate(v)
	n = max(n, v.begin)
	if f.current != nil && f.currentLen == n {
		return f.current
	}
	base, from := f.nearestState(v, n)
	s := base.Clone()
	var e event.Event
	for k := v.view.BlockOf(from - v.begin); k < v.view.Blocks(); k++ {
		start, events := v.view.Block(k)
		if start += v.begin; start >= n {
			break
		}
		upto := min(len(events), n-start)
		for _, p := range events[min(max(from-start, 0), upto):upto] {
			v.arena.load(p, &e)
			s.Apply(&e)
		}
		if end := start + len(events); end <= n && k+1 < v.view.Blocks() && f.addCheckpoint(v, checkpoint{blocks: v.blocks + k + 1, events: end, state: s}) {
			s = s.Clone()
		}
	}
	f.current, f.currentLen = s, n
	return s
}

// At returns the state as of t.
func (f *Fold) At(v Events, t time.Time) *model.State { return f.AfterFirst(v, v.CountUntil(t)) }

// nearestState returns the best state to begin with, and how many events it holds: at most n, as
// many as possible.
func (f *Fold) nearestState(v Events, n int) (s *model.State, holds int) {
	if s, holds = v.baseState, v.begin; s == nil {
		s = model.NewState()
	}
	if k := sort.Search(len(f.checkpoints), func(i int) bool { return f.checkpoints[i].events > n }) - 1; k >= 0 {
		s, holds = f.checkpoints[k].state, f.checkpoints[k].events
	}
	if f.current != nil && f.currentLen <= n && f.currentLen > holds {
		s, holds = f.current, f.currentLen
	}
	return s, holds
}

// addCheckpoint keeps a state, if it is far enough behind the one kept before it: what lies between
// costs more to fold than the state does to keep. One that is near the end is kept anyway, in the
// place of the one that was: what comes late comes there.
func (f *Fold) addCheckpoint(v Events, c checkpoint) bool {
	before := f.checkpointBefore(v, c)
	if c.blocks-before.blocks < minCheckpointBlocks<<f.thinned || c.events-before.events < c.state.Entries() {
		if behind := v.blocks + v.view.Blocks() - c.blocks; behind < nearEndBlocks || behind > 2*nearEndBlocks || c.blocks-before.blocks < nearEndBlocks {
			return false
		}
		c.nearEnd = true
		f.checkpoints = slices.DeleteFunc(f.checkpoints, func(o checkpoint) bool { return o.nearEnd })
		before = f.checkpointBefore(v, c)
	}
	c.unsharedBytes = c.state.Unshared(before.state)
	f.checkpoints = slices.Insert(f.checkpoints, f.checkpointIndex(c), c)
	switch {
	case len(f.checkpoints) > maxCheckpoints:
		f.thinned++
		f.thinCheckpoints(len(f.checkpoints))
	case f.checkpointBytes() > maxCheckpointBytes:
		f.thinCheckpoints(len(f.checkpoints) * 3 / 4)
	}
	return true
}

// checkpointIndex returns where a state belongs among those that are kept.
func (f *Fold) checkpointIndex(c checkpoint) int {
	return sort.Search(len(f.checkpoints), func(i int) bool { return f.checkpoints[i].events >= c.events })
}

// checkpointBefore returns what is kept before a state, if nothing else the beginning.
func (f *Fold) checkpointBefore(v Events, c checkpoint) checkpoint {
	if k := f.checkpointIndex(c); k > 0 {
		return f.checkpoints[k-1]
	}
	if v.baseState == nil {
		return checkpoint{state: model.NewState()}
	}
	return checkpoint{blocks: v.blocks, events: v.begin, state: v.baseState}
}

// thinCheckpoints gives up every other one of the first n kept states.
func (f *Fold) thinCheckpoints(n int) {
	i := -1
	f.checkpoints = slices.DeleteFunc(f.checkpoints, func(c checkpoint) bool {
		i++
		return i < n && i%2 == 0 && !c.nearEnd
	})
	before := model.NewState()
	for i := range f.checkpoints {
		f.checkpoints[i].unsharedBytes = f.checkpoints[i].state.Unshared(before)
		before = f.checkpoints[i].state
	}
}

// checkpointBytes returns about how much the kept states take up that they do not share.
func (f *Fold) checkpointBytes() (n int) {
	for i := range f.checkpoints {
		n += f.checkpoints[i].unsharedBytes
	}
	return n
}

// invalidate drops what a changed timeline makes wrong, everything behind the first changed block,
// and what is before its begin.
func (f *Fold) invalidate(v Events) {
	same := v.countSameBlocks(f.last)
	if same < 0 || v.blocks > 0 && same == v.blocks {
		f.checkpoints, f.current, f.currentLen, f.last = nil, nil, 0, v
		return
	}
	k := sort.Search(len(f.checkpoints), func(i int) bool { return f.checkpoints[i].blocks > same })
	first := sort.Search(k, func(i int) bool { return f.checkpoints[i].events >= v.begin })
	f.checkpoints = slices.Delete(f.checkpoints[:k], 0, first)
	if !f.isCurrentValid(v, same) {
		f.current, f.currentLen = nil, 0
	}
	f.last = v
}

// isCurrentValid reports whether the last answer still holds: all its events stand where they
// stood.
func (f *Fold) isCurrentValid(v Events, same int) bool {
	if f.current == nil || f.currentLen > v.Len() || f.currentLen < v.begin {
		return false
	}
	end := v.begin
	if same > v.blocks {
		start, events := v.view.Block(same - v.blocks - 1)
		end += start + len(events)
	}
	if f.currentLen <= end {
		return true
	}
	for i := end; i < f.currentLen; i++ {
		if i >= f.last.Len() || v.view.At(i-v.begin) != f.last.view.At(i-f.last.begin) {
			return false
		}
	}
	return true
}
