package sorted

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

func viewValues(v View[int]) []int {
	var all []int
	for k := range v.Blocks() {
		_, b := v.Block(k)
		all = append(all, b...)
	}
	return all
}

func TestAnyOrderOfArrivalGivesTheSortedSequence(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 50 {
		l := New(func(v int) int64 { return int64(v / 3) }, cmp.Compare[int])
		var want []int
		var views []View[int]
		var wants [][]int
		for range 1 + rng.IntN(60) {
			batch := make([]int, rng.IntN(400))
			base := rng.IntN(5000)
			for i := range batch {
				batch[i] = base + rng.IntN(300)
			}
			want = append(want, batch...)
			l.Insert(batch)
			if rng.IntN(4) == 0 {
				s := slices.Clone(want)
				slices.Sort(s)
				views, wants = append(views, l.View()), append(wants, s)
			}
		}
		slices.Sort(want)
		views, wants = append(views, l.View()), append(wants, want)
		for i, v := range views {
			if got := viewValues(v); !slices.Equal(got, wants[i]) {
				t.Fatalf("round %d: view %d of %d has changed or is wrong", round, i, len(views))
			}
			for range 20 {
				if v.Len() == 0 {
					break
				}
				j := rng.IntN(v.Len())
				if v.At(j) != wants[i][j] {
					t.Fatalf("At(%d) = %d, want %d", j, v.At(j), wants[i][j])
				}
				x := rng.IntN(6000)
				wantAt, _ := slices.BinarySearch(wants[i], x)
				if got := v.Search(func(y int) bool { return y >= x }); got != wantAt {
					t.Fatalf("Search(%d) = %d, want %d", x, got, wantAt)
				}
			}
		}
	}
}

func TestBlocksBeforeAnInsertionStayTheSame(t *testing.T) {
	l := New(func(v int) int64 { return int64(v / 3) }, cmp.Compare[int])
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
