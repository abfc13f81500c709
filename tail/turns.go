package tail

import (
	"slices"
	"sync"
)

// turns lets a few of many logs be read at once: those of which the most is left. So they come to their ends together, and no
// processor is left with one of them when there is nothing else to read.
type turns struct {
	mu      sync.Mutex
	free    int
	waiting []waiting
}

// waiting is a log that waits for its turn.
type waiting struct {
	left int64 // bytes to be read
	turn chan struct{}
}

// fairly is how much more another log must have left to get the turn: whatever a log is read with has to come near again.
const fairly = 12 << 20

// take waits for a turn.
func (t *turns) take(left int64) {
	t.mu.Lock()
	if t.free > 0 {
		t.free--
		t.mu.Unlock()
		return
	}
	t.wait(left)
}

// give gives a turn back.
func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.waiting) == 0 {
		t.free++
		return
	}
	t.next()
}

// due reports whether another log should be read before this one is read on.
func (t *turns) due(left int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.ContainsFunc(t.waiting, func(w waiting) bool { return w.left > left+fairly })
}

// pass gives a turn to another log, if there is one, and waits for the next.
func (t *turns) pass(left int64) {
	t.mu.Lock()
	if len(t.waiting) == 0 {
		t.mu.Unlock()
		return
	}
	t.next()
	t.wait(left)
}

// wait waits for a turn. The caller holds the lock, which it gives up.
func (t *turns) wait(left int64) {
	w := waiting{left, make(chan struct{})}
	t.waiting = append(t.waiting, w)
	t.mu.Unlock()
	<-w.turn
}

// next gives a turn to the log that has the most left of those that wait. The caller holds the lock.
func (t *turns) next() {
	most := 0
	for i, w := range t.waiting {
		if w.left > t.waiting[most].left {
			most = i
		}
	}
	close(t.waiting[most].turn)
	t.waiting = slices.Delete(t.waiting, most, most+1)
}
