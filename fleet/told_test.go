package fleet

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/store"
)

// TestNothingIsToldAfterTheEnd has a visit that is summing up when the fleet ends, and takes too long to be
// waited for.
func TestNothingIsToldAfterTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked, told atomic.Int32
		goOn := make(chan struct{})
		f := newFleet(Options{
			Now: func() time.Time {
				if asked.Add(1) == 2 { // the visit has been made
					<-goOn
				}
				return time.Now()
			},
			OnNews: func(int, *store.Client) { told.Add(1) },
		})
		f.add(&fakeClient{name: "PC0001", records: store.New().Records()})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); f.runLanes(ctx) }()
		synctest.Wait()
		cancel()
		<-done
		close(goOn)
		synctest.Wait()
		if n := told.Load(); asked.Load() < 2 || n > 0 {
			t.Errorf("told %d times after the end", n)
		}
	})
}
