package fleet

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/store"
)

// TestNothingIsToldAfterTheEnd has a visit that is summing up when the fleet ends, and takes too
// long to be waited for.
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

// TestWhatIsAsBeforeIsNotToldAgain looks at all logs of a client again, which has ended, and finds
// nothing.
func TestWhatIsAsBeforeIsNotToldAgain(t *testing.T) {
	dir := t.TempDir()
	for name, text := range demoLogs(t) {
		write(t, filepath.Join(dir, name), text)
	}
	told := 0
	f := Open([]string{dir}, Options{
		Now:    func() time.Time { return time.Now().AddDate(1, 0, 0) },
		OnNews: func(int, *store.Client) { told++ },
	})
	f.watched.start()
	defer f.watched.stop()
	f.visitAll(t.Context())
	write(t, filepath.Join(dir, "other.bin"), []byte("1"))
	f.visitAll(t.Context())
	if told != 1 {
		t.Errorf("told %d times, want once", told)
	}
	const record = `<![LOG[Nothing of note]LOG]!><time="23:59:59.000+300" date="12-31-2025" component="CcmExec" context="" type="1" thread="7" file="a.cpp:1">`
	write(t, filepath.Join(dir, "CcmExec.log"), []byte(record+"\r\n"))
	f.visitAll(t.Context())
	if told != 2 {
		t.Errorf("with one record more told %d times, want 2", told)
	}
}
