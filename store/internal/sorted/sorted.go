// Package sorted keeps values sorted that arrive in any order, and hands out views that never
// change.
//
// A List stores its values in blocks and rewrites only the blocks that a late value falls into.
// What arrives out of order waits in sorted runs and is merged when a View is taken. A List has no
// lock: one goroutine at a time uses it. A View may be read by any number of goroutines.
package sorted

import (
	"slices"
	"sort"
)

// blockSize is how many values a block has room for.
const blockSize = 1024

// List is a sorted sequence in blocks. Once a view was taken, the values of a block stay as they
// are: values at the end are appended behind them, and values in the middle go into new blocks.
type List[T any] struct {
	appendKeys   func(keys []int64, values []T) []int64
	compare      func(a, b T) int
	blocks       [][]T
	blocksShared bool // a view has the same blocks slice: copy it before changing an element
	viewTaken    bool // a view may have any of the blocks: do not change their values
	n            int
	runs         []run[T] // not merged into blocks yet
	keys         []int64  // reused from call to call
	one          [1]T     // the same
}

// keysAtOnce is how many keys are asked for at a time.
const keysAtOnce = 128

// New returns an empty list ordered by compare, which must be consistent with the keys that appendKeys
// appends for values: a smaller key comes first, and compare decides between equal keys. The order does
// not depend on the order of arrival if no two values are equal.
func New[T any](appendKeys func(keys []int64, values []T) []int64, compare func(a, b T) int) *List[T] {
	return &List[T]{appendKeys: appendKeys, compare: compare}
}

// key returns the key of a value.
func (l *List[T]) key(v T) int64 {
	l.one[0] = v
	l.keys = l.appendKeys(l.keys[:0], l.one[:])
	return l.keys[0]
}

// Len returns the number of values.
func (l *List[T]) Len() int { return l.n }

// Insert adds the values of batch, which it may sort in place and does not keep.
func (l *List[T]) Insert(batch []T) {
	if len(batch) == 0 {
		return
	}
	if !l.isSorted(batch) {
		slices.SortStableFunc(batch, l.compare)
	}
	l.InsertSorted(batch)
}

// InsertSorted adds the values of batch, which are sorted and which it does not keep.
func (l *List[T]) InsertSorted(batch []T) {
	if len(batch) == 0 {
		return
	}
	l.n += len(batch)
	if len(l.runs) == 0 && l.isBehindBlocks(batch) {
		l.unshareBlocks()
		l.append(batch)
		return
	}
	l.addToRun(batch)
}

// isBehindBlocks reports whether a sorted batch belongs behind everything in the blocks.
func (l *List[T]) isBehindBlocks(batch []T) bool {
	return len(l.blocks) == 0 || l.compare(l.last(), batch[0]) <= 0
}

// unshareBlocks makes the blocks slice safe to change.
func (l *List[T]) unshareBlocks() {
	if l.blocksShared {
		l.blocks = slices.Clone(l.blocks)
		l.blocksShared = false
	}
}

func (l *List[T]) last() T {
	b := l.blocks[len(l.blocks)-1]
	return b[len(b)-1]
}

// append puts a sorted batch behind everything in the blocks.
func (l *List[T]) append(batch []T) {
	for len(batch) > 0 {
		k := len(l.blocks) - 1
		if k < 0 || len(l.blocks[k]) >= blockSize {
			var block []T
			if k++; k > 0 { // the first one grows as needed, so that a short list stays small
				block = make([]T, 0, blockSize)
			}
			l.blocks = append(l.blocks, block)
		}
		n := min(blockSize-len(l.blocks[k]), len(batch))
		l.blocks[k] = append(l.blocks[k], batch[:n]...)
		batch = batch[n:]
	}
}

// merge puts sorted blocks, which no view has, where their values belong, replacing only the blocks that
// they fall into.
func (l *List[T]) merge(late [][]T) {
	merged := make([][]T, 0, len(l.blocks)+len(late)+1)
	// What sorts before the first value of a block goes into the block before.
	first := sort.Search(len(l.blocks), func(i int) bool { return l.compare(l.blocks[i][0], late[0][0]) > 0 }) - 1
	merged = append(merged, l.blocks[:max(first, 0)]...)
	for i := len(merged); i < len(l.blocks); i++ {
		here := late
		if i+1 < len(l.blocks) {
			here, late = l.splitBefore(late, l.blocks[i+1][0])
		}
		if len(here) == 0 {
			merged = append(merged, l.blocks[i])
			continue
		}
		merged = append(merged, l.mergeAll([]run[T]{{blocks: l.blocks[i : i+1 : i+1], shared: true}, {blocks: here}})...)
	}
	l.blocks = merged
}

// splitBefore splits sorted blocks, which it may change, into the values before a value and the others.
func (l *List[T]) splitBefore(blocks [][]T, v T) (before, others [][]T) {
	k := sort.Search(len(blocks), func(i int) bool { b := blocks[i]; return l.compare(b[len(b)-1], v) >= 0 })
	if k == len(blocks) {
		return blocks, nil
	}
	before, b := blocks[:k:k], blocks[k]
	if n := sort.Search(len(b), func(i int) bool { return l.compare(b[i], v) >= 0 }); n > 0 {
		before, blocks[k] = append(before, b[:n:n]), b[n:]
	}
	return before, blocks[k:]
}

// appendSplit adds values to blocks in blocks of at most blockSize. These have no spare capacity,
// so that appending to one reallocates it and cannot overwrite the next.
func appendSplit[T any](blocks [][]T, values []T) [][]T {
	for len(values) > blockSize {
		n := blockSize * 3 / 4
		blocks, values = append(blocks, values[:n:n]), values[n:]
	}
	return append(blocks, values[:len(values):len(values)])
}

// FilterPrefix removes those of the leading values for which old is true that keep rejects. old
// must be true for a first part of the values and false for the rest; blocks behind that part stay
// as they are.
func (l *List[T]) FilterPrefix(old, keep func(T) bool) {
	l.mergeRuns()
	k := sort.Search(len(l.blocks), func(i int) bool { b := l.blocks[i]; return !old(b[len(b)-1]) })
	var kept []T
	for _, b := range l.blocks[:k] {
		kept = appendIf(kept, b, keep)
	}
	if k < len(l.blocks) && old(l.blocks[k][0]) {
		b := l.blocks[k]
		n := sort.Search(len(b), func(i int) bool { return !old(b[i]) })
		kept = append(appendIf(kept, b[:n], keep), b[n:]...)
		k++
	}
	blocks := make([][]T, 0, len(l.blocks)-k+len(kept)/blockSize+2)
	if len(kept) > 0 {
		blocks = appendSplit(blocks, kept)
	}
	l.blocks, l.blocksShared = append(blocks, l.blocks[k:]...), false
	l.n = 0
	for _, b := range l.blocks {
		l.n += len(b)
	}
}

func appendIf[T any](to, from []T, keep func(T) bool) []T {
	for _, v := range from {
		if keep(v) {
			to = append(to, v)
		}
	}
	return to
}

// DropBlocks removes the first n blocks and returns how many values they held.
func (l *List[T]) DropBlocks(n int) (values int) {
	l.mergeRuns()
	for _, b := range l.blocks[:n] {
		values += len(b)
	}
	l.blocks, l.blocksShared = slices.Clone(l.blocks[n:]), false
	l.n -= values
	return values
}

// View returns the list as it is now.
func (l *List[T]) View() View[T] {
	l.mergeRuns()
	v := View[T]{blocks: l.blocks, starts: make([]int, len(l.blocks)), n: l.n}
	start := 0
	for i, b := range l.blocks {
		v.starts[i] = start
		start += len(b)
	}
	l.blocksShared, l.viewTaken = true, true
	return v
}
