//go:build !linux

package tail

import (
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// promptly says that notifications tell of a write when it is made. Windows may tell of it only when the file is closed or what
// it keeps of it is written to the disk, and a client may leave its log open: there the poll stays as it is.
const promptly = runtime.GOOS != "windows"

// fileEvents is fsnotify on one directory per watch.
//
// On Windows the thread that delivers events also serves Add, Remove and Close,
// so the goroutine that drains the events calls none of them; and after any
// error but an overflow that thread reads no further, so the watch is over.
type fileEvents struct{}

func (fileEvents) Watch(dir string, hint func(string, bool), lost func(error)) (func(), error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(dir); err != nil {
		w.Close()
		return nil, err
	}
	var pump sync.WaitGroup
	pump.Go(func() { drainEvents(w, dir, hint, lost) })
	return func() { w.Close(); pump.Wait() }, nil
}

// rest is the pause after a burst of events. What happens meanwhile the system gathers, so that a log that is written
// all the time does not wake the machine for each write.
const rest = 5 * time.Millisecond

// drainEvents runs until the watcher is closed.
func drainEvents(w *fsnotify.Watcher, dir string, hint func(string, bool), lost func(error)) {
	told := false
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			pass(e, dir, hint)
			drainBurst(w, dir, hint)
			time.Sleep(rest)
		case err, ok := <-w.Errors:
			switch {
			case !ok:
				return
			case errors.Is(err, fsnotify.ErrEventOverflow):
				hint("", true)
			case !told:
				told = true
				lost(err)
			}
		}
	}
}

// drainBurst passes on what has been read from the system already. Who hands the events over needs its turn for each.
func drainBurst(w *fsnotify.Watcher, dir string, hint func(string, bool)) {
	for {
		runtime.Gosched()
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			pass(e, dir, hint)
		default:
			return
		}
	}
}

func pass(e fsnotify.Event, dir string, hint func(string, bool)) {
	if filepath.Clean(e.Name) == filepath.Clean(dir) {
		hint("", true)
		return
	}
	hint(filepath.Base(e.Name), e.Op&(fsnotify.Create|fsnotify.Rename|fsnotify.Remove) != 0)
}
