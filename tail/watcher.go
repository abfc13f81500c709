package tail

import (
	"errors"
	"path/filepath"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"ccmtail/internal/crash"
)

// Watcher notifies of changes in any number of directories, with one notifier of the system for all. It
// is for visits: which file has changed it does not tell.
type Watcher struct {
	fs        *fsnotify.Watcher
	changed   func(dir string)
	goroutine sync.WaitGroup
	pending   map[string]bool // directories of which changed is to be called
}

// watcherRest is how long a Watcher sleeps between two notifications. Meanwhile the system collects
// what happens.
const watcherRest = 250 * time.Millisecond

// NewWatcher returns a watcher that calls changed, from one goroutine of its own, after something has
// changed in a directory; with "" if something may have changed in any of them. changed must not call
// the watcher. Where notifications do not arrive with each write there is no watcher.
func NewWatcher(changed func(dir string)) (*Watcher, error) {
	if !notifiesAtWrite {
		return nil, errors.ErrUnsupported
	}
	fs, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &Watcher{fs: fs, changed: changed, pending: map[string]bool{}}
	w.goroutine.Go(crash.Guarded(w.run))
	return w, nil
}

// Add watches a directory.
func (w *Watcher) Add(dir string) error { return w.fs.Add(dir) }

// Remove ends the watch of a directory.
func (w *Watcher) Remove(dir string) { _ = w.fs.Remove(dir) } // it may not be watched any more

// Close ends all watches.
func (w *Watcher) Close() {
	w.fs.Close()
	w.goroutine.Wait()
}

// run is the goroutine of the watcher.
func (w *Watcher) run() {
	for {
		select {
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			w.note(e)
		case _, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			w.pending[""] = true // an overflow, or worse: visits find what has happened
		}
		w.gather()
		for dir := range w.pending {
			w.changed(dir)
		}
		clear(w.pending)
		time.Sleep(watcherRest)
	}
}

const (
	// watcherSettled is the time without events after which those that have already happened are taken
	// to be gathered. Thousands may have, and nobody waits for less than watcherRest.
	watcherSettled = 2 * time.Millisecond
	// longestGathering is the most time that gather takes.
	longestGathering = 100 * time.Millisecond
)

// gather takes the events that have already happened. All of them are taken: those left behind would wait
// for one rest after the other, while more keep coming.
func (w *Watcher) gather() {
	quiet := time.NewTimer(watcherSettled)
	defer quiet.Stop()
	for until := time.Now().Add(longestGathering); time.Now().Before(until); quiet.Reset(watcherSettled) {
		select {
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			w.note(e)
		case <-quiet.C:
			return
		}
	}
}

// note notes in which directory something has happened: that of the event's file, or the directory
// itself.
func (w *Watcher) note(e fsnotify.Event) {
	w.pending[filepath.Dir(e.Name)] = true
	if e.Op&(fsnotify.Rename|fsnotify.Remove) != 0 {
		w.pending[e.Name] = true
	}
}
