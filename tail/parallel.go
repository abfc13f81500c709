package tail

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// parallel calls f(0) … f(n-1), eight at a time: a share answers each slowly.
func parallel(n int, f func(int)) {
	var next atomic.Int64
	var work sync.WaitGroup
	for range min(n, 8) {
		work.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		})
	}
	work.Wait()
}
