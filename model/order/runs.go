package order

import "slices"

// While several logs are read, each of them sorted, what arrives falls anywhere into what is there. It waits
// in sorted runs, one for about each log, until someone looks: then all of it is merged at once.

// mostRuns is how many runs may wait.
const mostRuns = 64

// run is a sorted sequence in blocks of at most full values.
type run[T any] struct {
	blocks [][]T
	end    T // the last value, and its key
	key    int64
}

// hold puts a sorted batch behind the run that ends closest before it, or into a run of its own.
func (l *List[T]) hold(batch []T) {
	first := l.key(batch[0])
	var best *run[T]
	for i := range l.runs {
		r := &l.runs[i]
		if l.order(r.key, r.end, first, batch[0]) <= 0 && (best == nil || l.order(best.key, best.end, r.key, r.end) < 0) {
			best = r
		}
	}
	if best == nil {
		if len(l.runs) == mostRuns {
			l.settle()
		}
		l.runs = append(l.runs, run[T]{})
		best = &l.runs[len(l.runs)-1]
	}
	best.add(batch)
	best.end = batch[len(batch)-1]
	best.key = l.key(best.end)
}

// add puts values behind the others.
func (r *run[T]) add(batch []T) {
	for len(batch) > 0 {
		k := len(r.blocks) - 1
		if k < 0 || len(r.blocks[k]) == full {
			r.blocks = append(r.blocks, nil)
			k++
		}
		n := min(full-len(r.blocks[k]), len(batch))
		if k > 0 && r.blocks[k] == nil {
			r.blocks[k] = make([]T, 0, full)
		}
		r.blocks[k] = append(r.blocks[k], batch[:n]...)
		batch = batch[n:]
	}
}

// settle merges the waiting runs into the blocks.
func (l *List[T]) settle() {
	if len(l.runs) == 0 {
		return
	}
	runs := l.runs
	l.runs = nil
	if !l.seen { // nobody holds a block: all of them are one more run
		l.blocks = l.mergeAll(append(runs, run[T]{blocks: l.blocks}))
		return
	}
	all := slices.Concat(l.mergeAll(runs)...)
	l.own()
	if l.follows(all) {
		l.append(all)
		return
	}
	l.merge(all)
}

// cursor is what is left of a run.
type cursor[T any] struct {
	values []T
	whole  []T // the block that values are of
	blocks [][]T
}

// next goes on to the next value; false at the end. A block that is used up is spare.
func (c *cursor[T]) next(spare *[][]T) bool {
	if len(c.values) > 0 {
		return true
	}
	if cap(c.whole) == full {
		*spare = append(*spare, c.whole[:0])
	}
	for len(c.values) == 0 {
		if len(c.blocks) == 0 {
			return false
		}
		c.values, c.whole, c.blocks[0] = c.blocks[0], c.blocks[0], nil
		c.blocks = c.blocks[1:]
	}
	return true
}

// first is the first value of a cursor: its key is at hand.
type first[T any] struct {
	key int64
	of  *cursor[T]
}

// mergeAll is all runs in one, in blocks. It takes their blocks for its own, so that it needs hardly any room.
func (l *List[T]) mergeAll(runs []run[T]) (blocks [][]T) {
	var spare [][]T
	var heap []first[T] // the smallest on top
	for _, r := range runs {
		if c := (&cursor[T]{blocks: r.blocks}); c.next(&spare) {
			heap = append(heap, first[T]{l.key(c.values[0]), c})
		}
	}
	for i := len(heap)/2 - 1; i >= 0; i-- {
		l.sift(heap, i)
	}
	var out []T
	for len(heap) > 0 {
		c := heap[0].of
		if len(out) == full {
			blocks, out = append(blocks, out), nil
		}
		if out == nil {
			if k := len(spare) - 1; k >= 0 {
				out, spare = spare[k], spare[:k]
			} else {
				out = make([]T, 0, full)
			}
		}
		out = append(out, c.values[0])
		c.values = c.values[1:]
		if c.next(&spare) {
			heap[0].key = l.key(c.values[0])
		} else {
			heap[0] = heap[len(heap)-1]
			heap = heap[:len(heap)-1]
		}
		l.sift(heap, 0)
	}
	if len(out) > 0 {
		blocks = append(blocks, out)
	}
	return blocks
}

// sift puts the i-th of a heap in its place below.
func (l *List[T]) sift(heap []first[T], i int) {
	if i >= len(heap) {
		return
	}
	f := heap[i]
	for {
		k := 2*i + 1
		if k >= len(heap) {
			break
		}
		if k+1 < len(heap) && l.before(heap[k+1], heap[k]) {
			k++
		}
		if !l.before(heap[k], f) {
			break
		}
		heap[i] = heap[k]
		i = k
	}
	heap[i] = f
}

// before says whether a's value comes before b's.
func (l *List[T]) before(a, b first[T]) bool {
	return a.key < b.key || a.key == b.key && l.compare(a.of.values[0], b.of.values[0]) < 0
}

// order compares two values whose keys are at hand.
func (l *List[T]) order(k int64, a T, m int64, b T) int {
	switch {
	case k < m:
		return -1
	case k > m:
		return 1
	}
	return l.compare(a, b)
}

// sorted says whether a batch is in order.
func (l *List[T]) sorted(batch []T) bool {
	last := l.key(batch[0])
	for i := 1; i < len(batch); i++ {
		k := l.key(batch[i])
		if k < last || k == last && l.compare(batch[i], batch[i-1]) < 0 {
			return false
		}
		last = k
	}
	return true
}
