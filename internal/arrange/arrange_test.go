package arrange_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"ccmtail/internal/arrange"
)

// TestByDoesWhatStableSortingDoes compares it with the standard library's.
func TestByDoesWhatStableSortingDoes(t *testing.T) {
	type numbered struct{ key, number int }
	byKey := func(a, b numbered) int { return cmp.Compare(a.key, b.key) }
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.IntRange(0, 20)).Draw(t, "keys")
		got := make([]numbered, len(keys))
		for i, key := range keys {
			got[i] = numbered{key, i}
		}
		want := slices.Clone(got)
		slices.SortStableFunc(want, byKey)
		arrange.By(got, byKey)
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}
