package tail

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"ccmtail/internal/crash"
)

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// parallel calls f(0) to f(n-1), up to eight at a time, and waits for them. It is for calls of the
// file system, which take a round trip each on a share.
func parallel(n int, f func(int)) {
	var next atomic.Int64
	var goroutines sync.WaitGroup
	for range min(n, 8) {
		goroutines.Go(crash.Guarded(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		}))
	}
	goroutines.Wait()
}
