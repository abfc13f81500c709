package sorted

// tournament is a loser tree over readers, for knowing which of them has the smallest next value.
// The loser of each game stays where it was played, so that when the winner has read a value, only
// the games on its way to the top are played again.
type tournament[T any] struct {
	list    *List[T]
	readers []runReader[T]
	keys    []int64 // of the readers' next values; at the end of a run the largest
	losers  []int   // of games 1, 2, …; the winners of games 2i and 2i+1 meet in game i
	winner  int     // index in readers
}

// start plays all games and returns the number of readers.
func (t *tournament[T]) start() int {
	n := len(t.readers)
	t.losers = make([]int, n)
	if n > 0 {
		t.winner = t.play(1)
	}
	return n
}

// play plays a game and those before it, and returns the winner. The games behind the last stand
// for the readers themselves.
func (t *tournament[T]) play(game int) (winner int) {
	if n := len(t.readers); game >= n {
		return game - n
	}
	a, b := t.play(2*game), t.play(2*game+1)
	if t.keys[b] < t.keys[a] || t.keys[b] == t.keys[a] && t.winsTie(b, a) {
		a, b = b, a
	}
	t.losers[game] = b
	return a
}

// advance plays the games of the winner again. The processor cannot predict who wins a game, so the
// code is written to compile without a branch on it.
func (t *tournament[T]) advance() {
	winner := t.winner
	key := t.keys[winner]
	for game := (winner + len(t.losers)) / 2; game > 0; game /= 2 {
		other := t.losers[game]
		otherKey := t.keys[other]
		otherWins := otherKey < key
		if otherKey == key {
			otherWins = t.winsTie(other, winner)
		}
		loser := other
		if otherWins {
			loser = winner
		}
		if otherWins {
			winner = other
		}
		if otherWins {
			key = otherKey
		}
		t.losers[game] = loser
	}
	t.winner = winner
}

// winsTie reports whether the next value of reader a comes before that of b, which has the same
// key.
func (t *tournament[T]) winsTie(a, b int) bool {
	x, y := t.readers[a].values, t.readers[b].values
	if len(x) == 0 || len(y) == 0 {
		return len(x) > 0
	}
	return t.list.compare(x[0], y[0]) < 0
}
