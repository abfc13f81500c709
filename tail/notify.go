package tail

import (
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Notifier tells of changes in a directory. What it tells are hints: the
// followers look for themselves, and look anyway when nothing is told.
type Notifier interface {
	// Watch calls hint with a base name each time that file changed; moved is
	// set when it appeared, vanished or changed its name. An empty name stands
	// for every file. When it can tell no more it calls lost, once. Both are
	// called from a goroutine of its own and must not block. stop ends the
	// watch and its goroutine and must not be called from hint or lost.
	Watch(dir string, hint func(name string, moved bool), lost func(error)) (stop func(), err error)
}

// NoNotify is a Notifier that never tells anything.
type NoNotify struct{}

// Watch does nothing and succeeds.
func (NoNotify) Watch(string, func(string, bool), func(error)) (func(), error) {
	return func() {}, nil
}

// notifiesAtWrite says that notifications tell of a write when it is made. Windows may tell of it
// only when the file is closed or what it keeps of it is written to the disk, and a client may
// leave its log open: there the poll stays as it is.
const notifiesAtWrite = runtime.GOOS != "windows"

// osNotifier is fsnotify on one directory per watch.
type osNotifier struct{}

// Watch implements Notifier.
func (osNotifier) Watch(dir string, hint func(string, bool), lost func(error)) (func(), error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(dir); err != nil {
		w.Close()
		return nil, err
	}
	p := &pump{w: w, dir: filepath.Clean(dir), hint: hint, lost: lost, changed: map[string]bool{}}
	var running sync.WaitGroup
	running.Go(p.run)
	return func() { w.Close(); running.Wait() }, nil
}

// pump takes a watcher's events and errors until the watcher is closed.
//
// On Windows the thread that delivers them also serves Add, Remove and Close,
// so the pump calls none of these; and after any error but an overflow that
// thread reads no further, so the watch is over.
type pump struct {
	w       *fsnotify.Watcher
	dir     string
	hint    func(name string, moved bool)
	lost    func(error)
	changed map[string]bool // by base name, since the last hints: whether a name was moved
	ended   bool            // lost was called
}

// run rests until the next beat after each burst. The followers look no oftener, and meanwhile the
// watcher stands still and the system gathers what happens, so that a log that is written all the
// time does not wake it for each write.
func (p *pump) run() {
	for {
		select {
		case e, ok := <-p.w.Events:
			if !ok {
				return
			}
			p.note(e)
			p.gather()
			p.tell()
		case err, ok := <-p.w.Errors:
			if !ok {
				return
			}
			p.fail(err)
		}
		time.Sleep(time.Until(nextLook(time.Now())))
	}
}

const (
	// settled is how long no event has come when a burst is over: who hands them over needs its
	// turn for each.
	settled = 100 * time.Microsecond
	// longestBurst is how long a burst is listened to. What is left of it is told at the next beat.
	longestBurst = time.Millisecond
)

// gather notes the events that the system holds, or most of them.
func (p *pump) gather() {
	quiet := time.NewTimer(settled)
	defer quiet.Stop()
	for until := time.Now().Add(longestBurst); time.Now().Before(until); quiet.Reset(settled) {
		select {
		case e, ok := <-p.w.Events:
			if !ok {
				return
			}
			p.note(e)
		case <-quiet.C:
			return
		}
	}
}

// note keeps in mind what an event says. Where it is said of the folder that it
// has gone or has another name, fsnotify watches it no more.
func (p *pump) note(e fsnotify.Event) {
	moved := e.Op&(fsnotify.Create|fsnotify.Rename|fsnotify.Remove) != 0
	if e.Name != p.dir {
		name := filepath.Base(e.Name)
		p.changed[name] = p.changed[name] || moved
		return
	}
	p.changed[""] = true
	if e.Op&(fsnotify.Rename|fsnotify.Remove) != 0 {
		p.end(errWatchLost)
	}
}

// tell hints at what was noted.
func (p *pump) tell() {
	for name, moved := range p.changed {
		p.hint(name, moved)
	}
	clear(p.changed)
}

func (p *pump) fail(err error) {
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		p.hint("", true)
		return
	}
	p.end(err)
}

func (p *pump) end(err error) {
	if !p.ended {
		p.ended = true
		p.lost(err)
	}
}
