package store

import (
	"slices"
	"sort"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Fold computes the state of a client from its events, as of any moment. It keeps some states on
// its way, as checkpoints to begin the next computation with. It is for one goroutine at a time.
// The zero Fold is ready for use.
type Fold struct {
	last        Events       // of the last call; what is kept below belongs to it
	checkpoints []checkpoint // in the order of events
	thinned     int          // how often every other checkpoint was given up for being too many
	results     []foldResult // the last ones, the newest first: of the end, and of an earlier moment
	once        bool         // nothing is computed after the first state, so no checkpoints are kept
}

// foldResult is a state that was asked for.
type foldResult struct {
	events int // how many of them the state contains
	state  *model.State
}

// maxResults is how many results are kept. While logs are followed, a look at the end often finds an
// event that belongs before the newest ones, and goes on from the result of an earlier look. One that so
// many events have been folded into since shares little any more, and is not kept for that.
const (
	maxResults  = 4
	sharedUntil = 1000
)

// checkpoint is the state at the end of a block.
type checkpoint struct {
	blocks, events int // how many of them the state contains, evicted ones included
	state          *model.State
	unsharedBytes  int  // of the state, not shared with the checkpoint before, about
	nearEnd        bool // kept only for being near the end
}

// Limits of the checkpoints. When there are too many, or what they do not share takes up too much,
// every other one is given up.
const (
	maxCheckpoints      = 128
	maxCheckpointBytes  = 32 << 20
	minCheckpointBlocks = 2 // blocks from one checkpoint to the next, at first
	nearEndBlocks       = 2 // blocks from the checkpoint near the end to the end, at least
)

// AfterFirst returns the state after the first n events, or after the evicted ones if these are
// more. The caller may keep the state and must not change it.
func (f *Fold) AfterFirst(events Events, n int) *model.State {
	f.invalidate(events)
	n = max(n, events.begin)
	if s := f.recall(n); s != nil {
		return s
	}
	base, from := f.nearestState(events, n)
	s := base.Clone()
	var e event.Event
	for k := events.view.BlockOf(from - events.begin); k < events.view.Blocks(); k++ {
		start, refs := events.view.Block(k)
		if start += events.begin; start >= n {
			break
		}
		to := min(len(refs), n-start)
		for _, ref := range refs[min(max(from-start, 0), to):to] {
			events.arena.load(ref, &e)
			s.Apply(&e)
		}
		end := start + len(refs)
		if !f.once && end <= n && k+1 < events.view.Blocks() &&
			f.addCheckpoint(events, checkpoint{blocks: events.blocks + k + 1, events: end, state: s}) {
			s = s.Clone()
		}
	}
	if n-from > sharedUntil {
		f.results = slices.DeleteFunc(f.results, func(r foldResult) bool { return r.state == base })
	}
	f.keep(foldResult{n, s})
	return s
}

// recall returns the result after n events, which becomes the newest; nil if it is not kept.
func (f *Fold) recall(n int) *model.State {
	i := slices.IndexFunc(f.results, func(r foldResult) bool { return r.events == n })
	if i < 0 {
		return nil
	}
	r := f.results[i]
	f.results = slices.Insert(slices.Delete(f.results, i, i+1), 0, r)
	return r.state
}

// keep keeps a result in the place of the oldest.
func (f *Fold) keep(r foldResult) {
	if len(f.results) == maxResults {
		f.results = slices.Delete(f.results, maxResults-1, maxResults)
	}
	f.results = slices.Insert(f.results, 0, r)
}

// At returns the state as of t. The caller may keep it and must not change it.
func (f *Fold) At(events Events, t time.Time) *model.State {
	return f.AfterFirst(events, events.CountUntil(t))
}

// StateAfter returns the state after the first n events, as Fold.AfterFirst does, for those who need no
// other one.
func (s Events) StateAfter(n int) *model.State {
	f := Fold{once: true}
	return f.AfterFirst(s, n)
}

// maxCheckpointBytes returns the limit of what checkpoints take up, which is lower where the states are
// bounded: twice what one of them may take up.
func (p *truncatedPrefix) maxCheckpointBytes() int {
	if p.maxUpdates == 0 {
		return maxCheckpointBytes
	}
	return min(2*p.maxUpdates*updateBytes, maxCheckpointBytes)
}

// nearestState returns the kept state that contains most of the first n events and no others, and
// how many it contains.
func (f *Fold) nearestState(events Events, n int) (s *model.State, contained int) {
	if s, contained = events.baseState, events.begin; s == nil {
		s = events.newState()
	}
	k := sort.Search(len(f.checkpoints), func(i int) bool { return f.checkpoints[i].events > n }) - 1
	if k >= 0 {
		s, contained = f.checkpoints[k].state, f.checkpoints[k].events
	}
	for _, r := range f.results {
		if r.events <= n && r.events > contained {
			s, contained = r.state, r.events
		}
	}
	return s, contained
}

// addCheckpoint keeps a state if it is far enough from the checkpoint before it: folding the events
// in between must cost more than keeping the state does. One checkpoint near the end is kept
// anyway, because late events mostly arrive there; it replaces the one that was near the end
// before. It reports whether the state was kept.
func (f *Fold) addCheckpoint(events Events, c checkpoint) bool {
	if k := f.checkpointIndex(c); k < len(f.checkpoints) && !f.checkpoints[k].nearEnd {
		return false // one between two others shares little with them
	}
	before := f.checkpointBefore(events, c)
	blocks := c.blocks - before.blocks
	if blocks < minCheckpointBlocks<<f.thinned || c.events-before.events < c.state.Entries() {
		left := events.blocks + events.view.Blocks() - c.blocks // blocks to the end
		if left < nearEndBlocks || left > 2*nearEndBlocks || blocks < nearEndBlocks {
			return false
		}
		c.nearEnd = true
		f.checkpoints = slices.DeleteFunc(f.checkpoints, func(old checkpoint) bool { return old.nearEnd })
		before = f.checkpointBefore(events, c)
	}
	c.unsharedBytes = c.state.Unshared(before.state)
	f.checkpoints = slices.Insert(f.checkpoints, f.checkpointIndex(c), c)
	if len(f.checkpoints) > maxCheckpoints || f.checkpointBytes() > events.maxCheckpointBytes() {
		f.thinned++
		f.thinCheckpoints()
	}
	return true
}

// checkpointIndex returns where a checkpoint belongs among the others.
func (f *Fold) checkpointIndex(c checkpoint) int {
	return sort.Search(len(f.checkpoints), func(i int) bool { return f.checkpoints[i].events >= c.events })
}

// checkpointBefore returns the checkpoint before c, or the state that everything begins with.
func (f *Fold) checkpointBefore(events Events, c checkpoint) checkpoint {
	if k := f.checkpointIndex(c); k > 0 {
		return f.checkpoints[k-1]
	}
	if events.baseState == nil {
		return checkpoint{state: model.NewState()}
	}
	return checkpoint{blocks: events.blocks, events: events.begin, state: events.baseState}
}

// thinCheckpoints gives up every other checkpoint.
func (f *Fold) thinCheckpoints() {
	i := -1
	f.checkpoints = slices.DeleteFunc(f.checkpoints, func(c checkpoint) bool {
		i++
		return i%2 == 0 && !c.nearEnd
	})
	before := model.NewState()
	for i := range f.checkpoints {
		f.checkpoints[i].unsharedBytes = f.checkpoints[i].state.Unshared(before)
		before = f.checkpoints[i].state
	}
}

// checkpointBytes returns about how many bytes of memory the checkpoints take up, without what they
// share. What the first one has, the results have too.
func (f *Fold) checkpointBytes() (n int) {
	for i := 1; i < len(f.checkpoints); i++ {
		n += f.checkpoints[i].unsharedBytes
	}
	return n
}

// invalidate gives up the kept states that do not hold for events: those behind the first block
// that differs from the last call's, and those before the first retained event.
func (f *Fold) invalidate(events Events) {
	same := events.countSameBlocks(f.last)
	if same < 0 || events.blocks > 0 && same == events.blocks {
		f.checkpoints, f.results, f.last = nil, nil, events
		return
	}
	k := sort.Search(len(f.checkpoints), func(i int) bool { return f.checkpoints[i].blocks > same })
	first := sort.Search(k, func(i int) bool { return f.checkpoints[i].events >= events.begin })
	f.checkpoints = slices.Delete(f.checkpoints[:k], 0, first)
	unchanged := f.countUnchanged(events, same)
	f.results = slices.DeleteFunc(f.results, func(r foldResult) bool { return r.events > unchanged || r.events < events.begin })
	f.last = events
}

// countUnchanged returns how many of the first events are those of the last call, evicted ones included;
// no result contains more. same is the number of leading blocks that have not changed.
func (f *Fold) countUnchanged(events Events, same int) int {
	n := events.begin
	if same > events.blocks {
		start, refs := events.view.Block(same - events.blocks - 1)
		n += start + len(refs)
	}
	most := 0
	for _, r := range f.results {
		most = max(most, r.events)
	}
	most = min(most, events.Len(), f.last.Len())
	for n < most && events.view.At(n-events.begin) == f.last.view.At(n-f.last.begin) {
		n++
	}
	return n
}
