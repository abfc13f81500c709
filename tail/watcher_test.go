package tail

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// runWatcher runs a watcher with a clock of its own. do sends events; the result counts how often changed
// was called, by directory.
func runWatcher(t *testing.T, do func(events chan<- fsnotify.Event)) map[string]int {
	calls := map[string]int{}
	synctest.Test(t, func(*testing.T) {
		fs := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
		w := &Watcher{fs: fs, changed: func(dir string) { calls[dir]++ }, pending: map[string]bool{}}
		go w.run()
		do(fs.Events)
		close(fs.Events)
		time.Sleep(2 * watcherRest)
	})
	return calls
}

// A thousand clients that write all the time make more events than fit into a moment. Those left behind
// would be told later and later.
func TestAWatcherTakesAllEventsThatHaveHappened(t *testing.T) {
	calls := runWatcher(t, func(events chan<- fsnotify.Event) {
		for i := range 1000 {
			events <- fsnotify.Event{Name: filepath.Join("logs", string(rune('A'+i%10)), "A.log"), Op: fsnotify.Write}
			time.Sleep(50 * time.Microsecond)
		}
	})
	if n := calls[filepath.Join("logs", "A")]; n != 1 || len(calls) != 10 {
		t.Errorf("told of %d directories, the first one %d times, want 10 and once", len(calls), n)
	}
}

func TestAWatcherTellsWhileEventsDoNotEnd(t *testing.T) {
	calls := runWatcher(t, func(events chan<- fsnotify.Event) {
		for range 10_000 {
			events <- fsnotify.Event{Name: filepath.Join("logs", "A.log"), Op: fsnotify.Write}
			time.Sleep(watcherSettled / 20)
		}
	})
	if n := calls["logs"]; n < 3 || n > 20 {
		t.Errorf("told %d times in the time of %d gatherings", n, 10_000/20*watcherSettled/longestGathering)
	}
}
