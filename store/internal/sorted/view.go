package sorted

import (
	"slices"
	"sort"
)

// View is an immutable sorted sequence. The zero View is empty.
type View[T any] struct {
	blocks [][]T
	starts []int // index of the first value of each block
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

// Search returns the index of the first value for which f is true, Len if there is none. f must be
// false for a first part of the values and true for the rest.
func (v View[T]) Search(f func(T) bool) int {
	k := sort.Search(len(v.blocks), func(i int) bool { return f(v.blocks[i][len(v.blocks[i])-1]) })
	if k == len(v.blocks) {
		return v.n
	}
	b := v.blocks[k]
	return v.starts[k] + sort.Search(len(b), func(j int) bool { return f(b[j]) })
}

// BlockOf returns the number of the block that holds the i-th value; of Len, that of the last
// block.
func (v View[T]) BlockOf(i int) int { return max(sort.SearchInts(v.starts, i+1)-1, 0) }

// Blocks returns the number of blocks. Walking over them costs less than calling At for each value.
func (v View[T]) Blocks() int { return len(v.blocks) }

// Block returns the values of the k-th block and the index of the first. The caller must not change
// them.
func (v View[T]) Block(k int) (start int, values []T) { return v.starts[k], v.blocks[k] }

// SameBlock reports whether the k-th block is the j-th one of another view and has not changed in
// between. If that is so for all blocks up to a k, nothing before the end of that block has
// changed.
func (v View[T]) SameBlock(k int, other View[T], j int) bool {
	if k >= len(v.blocks) || j >= len(other.blocks) {
		return false
	}
	a, b := v.blocks[k], other.blocks[j]
	return len(a) == len(b) && &a[0] == &b[0]
}
