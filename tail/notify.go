package tail

import (
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"ccmtail/internal/crash"
)

// Notifier notifies of changes in directories. Followers need no notifications, since they also
// poll; a notification only makes them look sooner.
type Notifier interface {
	// Watch calls changed each time a file in dir has changed, with its base name, or with an empty
	// name if any file may have. nameChanged says that a file was created, deleted or renamed. When
	// it can notify no more it calls ended, once. It calls both from a goroutine of its own; they
	// do not block. stop ends the watch and its goroutine; it must not be called from changed or
	// ended. Watch fails if dir cannot be watched.
	Watch(dir string, changed func(name string, nameChanged bool), ended func(error)) (stop func(), err error)
}

// NoNotify is a Notifier that never notifies.
type NoNotify struct{}

// Watch returns a function that does nothing, and no error.
func (NoNotify) Watch(string, func(string, bool), func(error)) (func(), error) {
	return func() {}, nil
}

// notifiesAtWrite says whether a notification arrives with each write. Windows may send it only when
// the file is closed or flushed, and clients leave logs open, so there the poll must not slow down.
const notifiesAtWrite = runtime.GOOS != "windows"

// osNotifier is a Notifier that uses fsnotify, with a watcher for each directory.
type osNotifier struct{}

// Watch implements Notifier.
func (osNotifier) Watch(dir string, changed func(string, bool), ended func(error)) (func(), error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(dir); err != nil {
		w.Close()
		return nil, err
	}
	p := &pump{watcher: w, dir: filepath.Clean(dir), changed: changed, ended: ended, pending: map[string]bool{}}
	var goroutine sync.WaitGroup
	goroutine.Go(crash.Guarded(p.run))
	return func() { w.Close(); goroutine.Wait() }, nil
}

// pump receives the events and errors of a watcher until that is closed.
//
// On Windows, the watcher's thread that sends them also handles Add, Remove and Close, so the pump
// must not call these. After any error but an overflow that thread reads no more events.
type pump struct {
	watcher  *fsnotify.Watcher
	dir      string
	changed  func(name string, nameChanged bool)
	ended    func(error)
	pending  map[string]bool // the arguments of the next calls of changed
	hasEnded bool            // whether ended has been called
}

// run is the goroutine of the pump. After each burst of events it sleeps until the next look may be
// due. Meanwhile the watcher is blocked and the system collects the events, so that a busy log does
// not wake the watcher for each write.
func (p *pump) run() {
	for {
		select {
		case e, ok := <-p.watcher.Events:
			if !ok {
				return
			}
			p.note(e)
			p.gather()
			p.notify()
		case err, ok := <-p.watcher.Errors:
			if !ok {
				return
			}
			p.fail(err)
		}
		time.Sleep(time.Until(nextLook(time.Now())))
	}
}

const (
	// settled is the time without events after which a burst is over. The watcher's goroutine must
	// be scheduled for each event.
	settled = 100 * time.Microsecond
	// longestBurst is the most time that gather takes. Events after that wait until the pump has
	// slept.
	longestBurst = time.Millisecond
)

// gather notes the events that have already happened, or most of them.
func (p *pump) gather() {
	quiet := time.NewTimer(settled)
	defer quiet.Stop()
	for until := time.Now().Add(longestBurst); time.Now().Before(until); quiet.Reset(settled) {
		select {
		case e, ok := <-p.watcher.Events:
			if !ok {
				return
			}
			p.note(e)
		case <-quiet.C:
			return
		}
	}
}

// note adds an event to pending. If the directory itself was deleted or renamed, fsnotify does not
// watch it any more.
func (p *pump) note(e fsnotify.Event) {
	nameChanged := e.Op&(fsnotify.Create|fsnotify.Rename|fsnotify.Remove) != 0
	if e.Name != p.dir {
		name := filepath.Base(e.Name)
		p.pending[name] = p.pending[name] || nameChanged
		return
	}
	p.pending[""] = true
	if e.Op&(fsnotify.Rename|fsnotify.Remove) != 0 {
		p.end(errWatchLost)
	}
}

// notify calls changed for what is pending.
func (p *pump) notify() {
	for name, nameChanged := range p.pending {
		p.changed(name, nameChanged)
	}
	clear(p.pending)
}

// fail handles an error of the watcher.
func (p *pump) fail(err error) {
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		p.changed("", true)
		return
	}
	p.end(err)
}

// end calls ended, unless that has been done.
func (p *pump) end(err error) {
	if !p.hasEnded {
		p.hasEnded = true
		p.ended(err)
	}
}
