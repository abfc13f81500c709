// Package sorted keeps values sorted while they arrive in any order, and hands out views that never
// change however much arrives later. It holds no locks: one goroutine inserts and takes views; a
// view may be read by any number of goroutines.
package sorted

import (
	"slices"
	"sort"
)

// blockSize is the size at which a block is closed; a block that grows past it by insertion is
// split.
const blockSize = 1024

// List is a sorted sequence in blocks. A block that a view has seen is never changed within the
// length the view saw: what arrives at the end is appended behind it, what arrives in the middle
// makes a new block.
type List[T any] struct {
	key          func(T) int64
	compare      func(a, b T) int
	blocks       [][]T
	blocksShared bool // a view holds blocks: copy it before changing an element
	viewTaken    bool // a view was taken: values within blocks may be held
	n            int
	runs         []run[T] // not merged into the blocks yet
}

// New returns an empty list in the order of key and, where keys are the same, of compare, which
// must tell any two values apart if their order is to be the same whatever the order of arrival; it
// compares keys, too.
func New[T any](key func(T) int64, compare func(a, b T) int) *List[T] {
	return &List[T]{key: key, compare: compare}
}

// Len returns how many values there are.
func (l *List[T]) Len() int { return l.n }

// Insert adds a batch, which it may sort in place.
func (l *List[T]) Insert(batch []T) {
	if len(batch) == 0 {
		return
	}
	if !l.isSorted(batch) {
		slices.SortStableFunc(batch, l.compare)
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

// append puts a sorted batch behind everything else.
func (l *List[T]) append(batch []T) {
	for len(batch) > 0 {
		k := len(l.blocks) - 1
		if k < 0 || len(l.blocks[k]) >= blockSize {
			l.blocks = append(l.blocks, make([]T, 0, blockSize))
			k++
		}
		n := min(blockSize-len(l.blocks[k]), len(batch))
		l.blocks[k] = append(l.blocks[k], batch[:n]...)
		batch = batch[n:]
	}
}

// merge puts a sorted batch where it belongs, rewriting only the blocks it falls into.
func (l *List[T]) merge(batch []T) {
	out := make([][]T, 0, len(l.blocks)+len(batch)/blockSize+2)
	// What sorts before a block's first value belongs into one before it.
	first := sort.Search(len(l.blocks), func(i int) bool { return l.compare(l.blocks[i][0], batch[0]) > 0 }) - 1
	out = append(out, l.blocks[:max(first, 0)]...)
	for i := len(out); i < len(l.blocks); i++ {
		if len(batch) == 0 {
			out = append(out, l.blocks[i:]...)
			break
		}
		b, n := l.blocks[i], len(batch)
		if i+1 < len(l.blocks) {
			next := l.blocks[i+1][0]
			n = sort.Search(len(batch), func(j int) bool { return l.compare(batch[j], next) >= 0 })
		}
		if n == 0 {
			out = append(out, b)
			continue
		}
		out = appendSplit(out, l.merged(b, batch[:n]))
		batch = batch[n:]
	}
	l.blocks = out
}

// merged returns a and b in one sorted slice; a's values come first among equals.
func (l *List[T]) merged(a, b []T) []T {
	m := make([]T, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if l.compare(b[0], a[0]) < 0 {
			m, b = append(m, b[0]), b[1:]
		} else {
			m, a = append(m, a[0]), a[1:]
		}
	}
	return append(append(m, a...), b...)
}

// appendSplit adds m to blocks in pieces of at most full values. A piece has spare room only if it
// is small, so that an append behind it cannot be seen by a view.
func appendSplit[T any](blocks [][]T, m []T) [][]T {
	for len(m) > blockSize {
		n := blockSize * 3 / 4
		blocks, m = append(blocks, m[:n:n]), m[n:]
	}
	return append(blocks, m[:len(m):len(m)])
}

// FilterPrefix drops, of the first part of the values, for which old is true, those that are not to
// be kept. Blocks behind that part stay the same.
func (l *List[T]) FilterPrefix(old, keep func(T) bool) {
	l.mergeRuns()
	k := sort.Search(len(l.blocks), func(i int) bool { b := l.blocks[i]; return !old(b[len(b)-1]) })
	var rest []T
	for _, b := range l.blocks[:k] {
		rest = appendIf(rest, b, keep)
	}
	if k < len(l.blocks) && old(l.blocks[k][0]) {
		b := l.blocks[k]
		n := sort.Search(len(b), func(i int) bool { return !old(b[i]) })
		rest = append(appendIf(rest, b[:n], keep), b[n:]...)
		k++
	}
	blocks := make([][]T, 0, len(l.blocks)-k+len(rest)/blockSize+2)
	if len(rest) > 0 {
		blocks = appendSplit(blocks, rest)
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

// DropBlocks drops the first n blocks, and says how many values they held.
func (l *List[T]) DropBlocks(n int) (values int) {
	l.mergeRuns()
	for _, b := range l.blocks[:n] {
		values += len(b)
	}
	l.blocks, l.blocksShared = slices.Clone(l.blocks[n:]), false
	l.n -= values
	return values
}

// View returns the list as it is now. It stays as it is.
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

// View is an unchanging sorted sequence. The zero View is empty.
type View[T any] struct {
	blocks [][]T
	starts []int
	n      int
}

// Len returns the number of values.
func (v View[T]) Len() int { return v.n }

// At returns the i-th value, 0 ≤ i < Len.
func (v View[T]) At(i int) T {
	k := sort.SearchInts(v.starts, i+1) - 1
	return v.blocks[k][i-v.starts[k]]
}

// Values returns a copy of all values.
func (v View[T]) Values() []T { return slices.Concat(v.blocks...) }

// Search returns the index of the first value for which f is true, Len if there is none; f must be
// false for a first part of the values and true for the rest.
func (v View[T]) Search(f func(T) bool) int {
	k := sort.Search(len(v.blocks), func(i int) bool { return f(v.blocks[i][len(v.blocks[i])-1]) })
	if k == len(v.blocks) {
		return v.n
	}
	b := v.blocks[k]
	return v.starts[k] + sort.Search(len(b), func(j int) bool { return f(b[j]) })
}

// BlockOf returns the block that holds the i-th value; of Len, the last one.
func (v View[T]) BlockOf(i int) int { return max(sort.SearchInts(v.starts, i+1)-1, 0) }

// Blocks returns the number of blocks, for walking the sequence without a search per value.
func (v View[T]) Blocks() int { return len(v.blocks) }

// Block returns the k-th block and the index of its first value.
func (v View[T]) Block(k int) (start int, values []T) { return v.starts[k], v.blocks[k] }

// SameBlock reports whether the k-th block is the very same as the j-th of another view: then
// nothing in it has changed, and if that holds for all blocks before it too, nothing before its end
// has.
func (v View[T]) SameBlock(k int, o View[T], j int) bool {
	if k >= len(v.blocks) || j >= len(o.blocks) {
		return false
	}
	a, b := v.blocks[k], o.blocks[j]
	return len(a) == len(b) && &a[0] == &b[0]
}
