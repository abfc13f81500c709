package sorted

import (
	"math"
)

// While several logs are read, each of them sorted in itself, new values fall anywhere between
// those that are there. They wait in sorted runs, about one for each log, until a view is taken:
// then all runs are merged at once.

// maxRuns is how many runs may wait.
const maxRuns = 64

// run is a sorted sequence in blocks of at most blockSize values.
type run[T any] struct {
	blocks  [][]T
	shared  bool // a view may have any of the blocks
	last    T    // the last value
	lastKey int64
}

// addToRun appends a sorted batch to the run whose end is closest before it, or to a new one.
func (l *List[T]) addToRun(batch []T) {
	first := l.key(batch[0])
	var best *run[T]
	for i := range l.runs {
		r := &l.runs[i]
		if l.compareKeyed(r.lastKey, r.last, first, batch[0]) <= 0 &&
			(best == nil || l.compareKeyed(best.lastKey, best.last, r.lastKey, r.last) < 0) {
			best = r
		}
	}
	if best == nil {
		if len(l.runs) == maxRuns {
			l.mergeRuns()
		}
		l.runs = append(l.runs, run[T]{})
		best = &l.runs[len(l.runs)-1]
	}
	best.add(batch)
	best.last = batch[len(batch)-1]
	best.lastKey = l.key(best.last)
}

// add appends values. The first block grows as needed, so that a small run stays small.
func (r *run[T]) add(batch []T) {
	for len(batch) > 0 {
		k := len(r.blocks) - 1
		if k < 0 || len(r.blocks[k]) == blockSize {
			r.blocks = append(r.blocks, nil)
			k++
		}
		n := min(blockSize-len(r.blocks[k]), len(batch))
		if k > 0 && r.blocks[k] == nil {
			r.blocks[k] = make([]T, 0, blockSize)
		}
		r.blocks[k] = append(r.blocks[k], batch[:n]...)
		batch = batch[n:]
	}
}

// mergeRuns merges the waiting runs into the blocks.
func (l *List[T]) mergeRuns() {
	if len(l.runs) == 0 {
		return
	}
	runs := l.runs
	l.runs = nil
	if !l.viewTaken { // no view has a block: they can be merged as one more run
		l.blocks = l.mergeAll(append(runs, run[T]{blocks: l.blocks}))
		return
	}
	late := l.mergeAll(runs)
	l.unshareBlocks()
	if !l.isBehindBlocks(late[0]) {
		l.merge(late)
		return
	}
	for _, block := range late {
		l.append(block)
	}
}

// runReader reads the values of a run in order.
type runReader[T any] struct {
	values []T     // the next values, of block
	keys   []int64 // of the first of them
	buffer []int64 // storage of keys
	block  []T     // the block being read
	blocks [][]T   // the blocks behind it
	shared bool    // a view may have any of the blocks
}

// next makes sure that values is not empty, and returns false at the end of the run. It adds a
// block that was read to spare.
func (r *runReader[T]) next(spare *[][]T) bool {
	if len(r.values) > 0 {
		return true
	}
	if cap(r.block) == blockSize && !r.shared {
		*spare = append(*spare, r.block[:0])
	}
	for len(r.values) == 0 {
		if len(r.blocks) == 0 {
			return false
		}
		r.values, r.block, r.blocks = r.blocks[0], r.blocks[0], r.blocks[1:]
	}
	return true
}

// mergeAll merges runs into blocks, which are about equally long. It reuses their blocks, but for shared
// ones, so that it needs hardly any memory.
func (l *List[T]) mergeAll(runs []run[T]) (blocks [][]T) {
	var spare [][]T
	t, total := tournament[T]{list: l}, 0
	for _, r := range runs {
		for _, block := range r.blocks {
			total += len(block)
		}
		if reader := (runReader[T]{blocks: r.blocks, shared: r.shared}); reader.next(&spare) {
			t.keys = append(t.keys, reader.nextKey(l))
			t.readers = append(t.readers, reader)
		}
	}
	count := (total + blockSize - 1) / blockSize
	blocks = make([][]T, 0, count)
	var out []T
	room := 0 // of out
	for left := t.start(); left > 0; t.advance() {
		if room == 0 {
			room = (total + count - 1) / count
			total, count = total-room, count-1
			out = takeSpare(&spare, room)
		}
		reader := &t.readers[t.winner]
		out = append(out, reader.take())
		if room--; room == 0 {
			blocks = append(blocks, out)
		}
		if reader.next(&spare) {
			t.keys[t.winner] = reader.nextKey(l)
		} else {
			t.keys[t.winner] = math.MaxInt64
			left--
		}
	}
	return blocks
}

// nextKey returns the key of the next value, which there must be.
func (r *runReader[T]) nextKey(l *List[T]) int64 {
	if len(r.keys) == 0 {
		r.keys = l.appendKeys(r.buffer[:0], r.values[:min(len(r.values), keysAtOnce)])
		r.buffer = r.keys
	}
	return r.keys[0]
}

// take removes the next value, whose key is known, and returns it.
func (r *runReader[T]) take() T {
	v := r.values[0]
	r.values, r.keys = r.values[1:], r.keys[1:]
	return v
}

// takeSpare returns an empty block with room for so many values, a spare one if there is one.
func takeSpare[T any](spare *[][]T, room int) []T {
	k := len(*spare) - 1
	if k < 0 {
		return make([]T, 0, room)
	}
	block := (*spare)[k]
	*spare = (*spare)[:k]
	return block
}

// compareKeyed compares two values whose keys are known.
func (l *List[T]) compareKeyed(aKey int64, a T, bKey int64, b T) int {
	switch {
	case aKey < bKey:
		return -1
	case aKey > bKey:
		return 1
	}
	return l.compare(a, b)
}

// isSorted reports whether a batch is sorted.
func (l *List[T]) isSorted(batch []T) bool {
	last := l.key(batch[0])
	for i := 1; i < len(batch); {
		l.keys = l.appendKeys(l.keys[:0], batch[i:min(len(batch), i+keysAtOnce)])
		for _, k := range l.keys {
			if k < last || k == last && l.compare(batch[i], batch[i-1]) < 0 {
				return false
			}
			last = k
			i++
		}
	}
	return true
}
