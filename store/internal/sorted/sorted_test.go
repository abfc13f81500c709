package sorted

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func viewValues(v View[int]) []int {
	var all []int
	for k := range v.Blocks() {
		_, b := v.Block(k)
		all = append(all, b...)
	}
	return all
}

// appendThirds appends the keys of values, of which three have the same.
func appendThirds(keys []int64, values []int) []int64 {
	for _, v := range values {
		keys = append(keys, int64(v/3))
	}
	return keys
}

func TestAnyOrderOfArrivalGivesTheSortedSequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := New(appendThirds, cmp.Compare[int])
		var want []int
		var views []View[int]
		var wants [][]int
		for range rapid.IntRange(1, 40).Draw(t, "batches") {
			base := rapid.IntRange(0, 5000).Draw(t, "base")
			batch := rapid.SliceOfN(rapid.IntRange(base, base+300), 0, 400).Draw(t, "batch")
			want = append(want, batch...)
			l.Insert(batch)
			if rapid.IntRange(0, 3).Draw(t, "look") == 0 {
				s := slices.Clone(want)
				slices.Sort(s)
				views, wants = append(views, l.View()), append(wants, s)
			}
		}
		slices.Sort(want)
		views, wants = append(views, l.View()), append(wants, want)
		for i, v := range views {
			if got := viewValues(v); !slices.Equal(got, wants[i]) {
				t.Fatalf("view %d of %d has changed or is wrong", i, len(views))
			}
			for j := range v.Len() {
				if v.At(j) != wants[i][j] {
					t.Fatalf("At(%d) = %d, want %d", j, v.At(j), wants[i][j])
				}
			}
			x := rapid.IntRange(0, 6000).Draw(t, "sought")
			wantAt, _ := slices.BinarySearch(wants[i], x)
			if got := v.Search(func(y int) bool { return y >= x }); got != wantAt {
				t.Fatalf("Search(%d) = %d, want %d", x, got, wantAt)
			}
		}
	})
}

func TestBlocksBeforeAnInsertionStayTheSame(t *testing.T) {
	l := New(appendThirds, cmp.Compare[int])
	batch := make([]int, 10*blockSize)
	for i := range batch {
		batch[i] = 2 * i
	}
	l.Insert(batch)
	before := l.View()
	l.Insert([]int{2*5*blockSize + 1})
	after := l.View()
	for k := range 5 {
		if !before.SameBlock(k, after, k) {
			t.Errorf("block %d changed, and the insertion was behind it", k)
		}
	}
	if before.SameBlock(5, after, 5) {
		t.Error("the block that was inserted into counts as the same")
	}
}
