package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// leastGarbage is how many bytes of garbage there may be at least before they are collected: a screen on
// which nothing happens makes a little each second, and has so small a heap that it would be collected
// all the time.
const leastGarbage = 8 << 20

// mostGarbage is how many bytes there are at most on a screen, but for a tenth of what is in use: little of
// a large heap has pointers, so that it costs little to collect it more often than in proportion.
const mostGarbage = 48 << 20

// setGCPercentOf sets the target of the garbage collector, and sets it anew after each collection so
// that there is no less than leastGarbage and no more than so many bytes.
func setGCPercentOf(percent int, most int64) {
	adapt := gcPercentWith(percent, most, liveHeap())
	debug.SetGCPercent(adapt)
	afterCollection(func() bool {
		now := gcPercentWith(percent, most, liveHeap())
		if now == adapt {
			return true
		}
		if was := debug.SetGCPercent(now); was != adapt { // somebody else has set another
			debug.SetGCPercent(was)
			return false
		}
		adapt = now
		return true
	})
}

// gcPercentWith returns the target at which there is so much garbage in percent of what is in use, within
// the two limits.
func gcPercentWith(percent int, most, live int64) int {
	live = max(live, leastGarbage/4)
	return gcPercentFor(live, leastGarbage, min(percent, gcPercentFor(live, most, 10)))
}

// gcPercentFor returns the value for debug.SetGCPercent that lets there be so many bytes of garbage beside
// those that are alive, or least if that is more.
func gcPercentFor(live, garbage int64, least int) int { return max(least, int(100*garbage/live)) }

// afterCollection calls f after each collection until it returns false.
func afterCollection(f func() bool) {
	token := new([16]byte) // not tiny: tiny objects share their memory, and so their end
	runtime.AddCleanup(token, func(struct{}) {
		if f() {
			afterCollection(f)
		}
	}, struct{}{})
}

// liveHeap returns how many bytes of the heap were alive when garbage was collected last.
func liveHeap() int64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int64(live[0].Value.Uint64())
}
