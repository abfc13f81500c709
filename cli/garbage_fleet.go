package cli

import (
	"context"
	"os"
	"runtime/debug"
	"time"

	"ccmtail/internal/crash"
)

// How large the heap of a fleet may grow before its garbage is collected. Most of what the first visits
// leave is kept, so that to collect it often costs more than to read the logs.
const (
	fleetHeap       = 32 << 20
	fleetHeapClient = 190 << 10 // of each client
	fleetHeapMost   = 224 << 20
)

// collectInterval is how often the target of the garbage collector is set anew, while it is.
const collectInterval = 20 * time.Millisecond

// keepGarbageLow sets the target of the garbage collector for clients that are kept, many at a time, unless
// GOGC does.
func keepGarbageLow() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercentRead)
	}
}

// collectLate lets the heap of so many clients grow before its garbage is collected until all are loaded,
// or ctx ends, unless GOGC sets the target. From then on the target is that of keepGarbageLow.
func collectLate(ctx context.Context, clients int, loaded <-chan struct{}) {
	if os.Getenv("GOGC") != "" {
		return
	}
	go crash.Guarded(func() {
		tick := time.NewTicker(collectInterval)
		defer tick.Stop()
		defer keepGarbageLow()
		set := 0
		for {
			if p := fleetPercent(liveHeap(), fleetHeapOf(clients)); p != set {
				debug.SetGCPercent(p)
				set = p
			}
			select {
			case <-tick.C:
			case <-loaded:
				return
			case <-ctx.Done():
				return
			}
		}
	})()
}

// fleetHeapOf returns how large the heap of so many clients may grow before garbage is collected.
func fleetHeapOf(clients int) int64 {
	return min(fleetHeap+int64(clients)*fleetHeapClient, fleetHeapMost)
}

// fleetPercent returns the value for debug.SetGCPercent that lets a heap of which so many bytes are
// alive grow to a size, or in proportion if it is about that large.
func fleetPercent(live, size int64) int {
	live = max(live, 4<<20)
	return gcPercentFor(live, size-live, gcPercentRead)
}
