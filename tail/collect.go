package tail

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// sumParallel adds up f(0) … f(n-1), eight at a time.
func sumParallel(n int, f func(int) int64) int64 {
	var sum, next atomic.Int64
	var work sync.WaitGroup
	for range min(n, 8) {
		work.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				sum.Add(f(int(i)))
			}
		})
	}
	work.Wait()
	return sum.Load()
}
