package order

import (
	"cmp"
	"slices"
)

// While several logs are read, each of them sorted, what arrives falls anywhere into what is there. It waits
// in sorted runs, one for about each log, until someone looks: then all of it is merged at once.

// mostRuns is how many runs may wait.
const mostRuns = 64

// hold puts a sorted batch behind the run that ends closest before it, or into a run of its own.
func (l *List[T]) hold(batch []T) {
	best := -1
	for i, r := range l.runs {
		if l.compare(r[len(r)-1], batch[0]) <= 0 && (best < 0 || l.compare(end(l.runs[best]), end(r)) < 0) {
			best = i
		}
	}
	if best >= 0 {
		l.runs[best] = append(l.runs[best], batch...)
		return
	}
	if len(l.runs) == mostRuns {
		l.settle()
	}
	l.runs = append(l.runs, slices.Clone(batch))
}

func end[T any](run []T) T { return run[len(run)-1] }

// settle merges the waiting runs into the blocks.
func (l *List[T]) settle() {
	if len(l.runs) == 0 {
		return
	}
	all := l.joined()
	l.runs = nil
	l.own()
	if l.follows(all) {
		l.append(all)
		return
	}
	l.merge(all)
}

// joined is all runs in one, the short ones merged first.
func (l *List[T]) joined() []T {
	runs := l.runs
	for len(runs) > 1 {
		slices.SortFunc(runs, func(a, b []T) int { return cmp.Compare(len(a), len(b)) })
		runs[1] = l.merged(runs[0], runs[1])
		runs = runs[1:]
	}
	return runs[0]
}
