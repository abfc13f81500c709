package sorted

import (
	"math"
	"slices"
)

// While several logs are read, each of them sorted, what arrives falls anywhere into what is there.
// It waits in sorted runs, one for about each log, until someone looks: then all of it is merged at
// once.

// maxRuns is how many runs may wait.
const maxRuns = 64

// run is a sorted sequence in blocks of at most full values.
type run[T any] struct {
	blocks  [][]T
	last    T // the last value, and its key
	lastKey int64
}

// addToRun puts a sorted batch behind the run that ends closest before it, or into a run of its
// own.
func (l *List[T]) addToRun(batch []T) {
	first := l.key(batch[0])
	var best *run[T]
	for i := range l.runs {
		r := &l.runs[i]
		if l.compareKeyed(r.lastKey, r.last, first, batch[0]) <= 0 && (best == nil || l.compareKeyed(best.lastKey, best.last, r.lastKey, r.last) < 0) {
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

// add puts values behind the others.
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
	if !l.viewTaken { // nobody holds a block: all of them are one more run
		l.blocks = l.mergeAll(append(runs, run[T]{blocks: l.blocks}))
		return
	}
	all := slices.Concat(l.mergeAll(runs)...)
	l.unshareBlocks()
	if l.isBehindBlocks(all) {
		l.append(all)
		return
	}
	l.merge(all)
}

// runReader is what is left of a run.
type runReader[T any] struct {
	values []T
	block  []T // the block that values are of
	blocks [][]T
}

// next goes on to the next value; false at the end. A block that is used up is spare.
func (c *runReader[T]) next(spare *[][]T) bool {
	if len(c.values) > 0 {
		return true
	}
	if cap(c.block) == blockSize {
		*spare = append(*spare, c.block[:0])
	}
	for len(c.values) == 0 {
		if len(c.blocks) == 0 {
			return false
		}
		c.values, c.block, c.blocks[0] = c.blocks[0], c.blocks[0], nil
		c.blocks = c.blocks[1:]
	}
	return true
}

// mergeAll returns all runs in one, in blocks. It takes their blocks for its own, so that it needs
// hardly any room.
func (l *List[T]) mergeAll(runs []run[T]) (blocks [][]T) {
	var spare [][]T
	t := tournament[T]{list: l}
	for _, r := range runs {
		if c := (runReader[T]{blocks: r.blocks}); c.next(&spare) {
			t.cursors, t.keys = append(t.cursors, c), append(t.keys, l.key(c.values[0]))
		}
	}
	var out []T
	for left := t.start(); left > 0; t.advance() {
		if len(out) == blockSize {
			blocks, out = append(blocks, out), nil
		}
		if out == nil {
			if k := len(spare) - 1; k >= 0 {
				out, spare = spare[k], spare[:k]
			} else {
				out = make([]T, 0, blockSize)
			}
		}
		c := &t.cursors[t.winner]
		out = append(out, c.values[0])
		c.values = c.values[1:]
		if c.next(&spare) {
			t.keys[t.winner] = l.key(c.values[0])
		} else {
			t.keys[t.winner] = math.MaxInt64
			left--
		}
	}
	if len(out) > 0 {
		blocks = append(blocks, out)
	}
	return blocks
}

// tournament says which of some cursors has the smallest first value. Each game's loser stays where
// it was played, so that only those that the winner has beaten play again when it has gone on.
type tournament[T any] struct {
	list    *List[T]
	cursors []runReader[T]
	keys    []int64 // of their first values; the largest at their ends
	losers  []int   // of the games 1, …: the winners of 2i and 2i+1 meet in i, and the cursors come behind the games
	winner  int
}

// start plays all games, and says how many cursors there are.
func (t *tournament[T]) start() int {
	n := len(t.cursors)
	t.losers = make([]int, n)
	if n > 0 {
		t.winner = t.play(1)
	}
	return n
}

func (t *tournament[T]) play(game int) (winner int) {
	if n := len(t.cursors); game >= n {
		return game - n
	}
	a, b := t.play(2*game), t.play(2*game+1)
	if t.keys[b] < t.keys[a] || t.keys[b] == t.keys[a] && t.winsTie(b, a) {
		a, b = b, a
	}
	t.losers[game] = b
	return a
}

// advance plays the winner's games again. Who wins is not to be foreseen, so that there is no
// branch for it.
func (t *tournament[T]) advance() {
	w := t.winner
	k := t.keys[w]
	for game := (w + len(t.losers)) / 2; game > 0; game /= 2 {
		o := t.losers[game]
		c := t.keys[o]
		before := c < k
		if c == k {
			before = t.winsTie(o, w)
		}
		l := o
		if before {
			l = w
		}
		if before {
			w = o
		}
		if before {
			k = c
		}
		t.losers[game] = l
	}
	t.winner = w
}

// winsTie reports whether the first value of a comes before that of b, which has the same key.
func (t *tournament[T]) winsTie(a, b int) bool {
	x, y := t.cursors[a].values, t.cursors[b].values
	if len(x) == 0 || len(y) == 0 {
		return len(x) > 0
	}
	return t.list.compare(x[0], y[0]) < 0
}

// compareKeyed compares two values whose keys are at hand.
func (l *List[T]) compareKeyed(k int64, a T, m int64, b T) int {
	switch {
	case k < m:
		return -1
	case k > m:
		return 1
	}
	return l.compare(a, b)
}

// isSorted reports whether a batch is in order.
func (l *List[T]) isSorted(batch []T) bool {
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
