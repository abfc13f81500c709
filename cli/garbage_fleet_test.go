package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

func TestTheHeapOfAFleet(t *testing.T) {
	for _, c := range []struct {
		clients int
		live    int64
		want    int
	}{
		{1, 0, 704},                // as large as it may be from the start
		{1000, 0, 5338},            // of the least that counts
		{1000, 45 << 20, 383},      // up to the whole
		{1000, 180 << 20, 25},      // there is less room than is collected for anyway
		{1000, 1000 << 20, 25},     // more than the whole
		{1_000_000, 4 << 20, 5500}, // no more than the whole
	} {
		if got := fleetPercent(c.live, fleetHeapOf(c.clients)); got != c.want {
			t.Errorf("%d clients of %d bytes: %d %%, want %d", c.clients, c.live, got, c.want)
		}
	}
}

// TestAFleetsGarbageIsCollectedAgain: what the heap may grow to at the start is not what it may grow to ever
// after.
func TestAFleetsGarbageIsCollectedAgain(t *testing.T) {
	t.Setenv("GOGC", "")
	runtime.GC() // what other tests have left is not what the fleet has
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	loaded := make(chan struct{})
	collectLate(t.Context(), 1000, loaded)
	awaitPercent := func(what string, ok func(percent uint64) bool) {
		for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
			set := []metrics.Sample{{Name: "/gc/gogc:percent"}}
			if metrics.Read(set); ok(set[0].Value.Uint64()) {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s the target is %d %%", what, set[0].Value.Uint64())
			}
		}
	}
	awaitPercent("at the start", func(percent uint64) bool { return percent > 200 })
	close(loaded)
	awaitPercent("once all are loaded", func(percent uint64) bool { return percent == gcPercentRead })
}
