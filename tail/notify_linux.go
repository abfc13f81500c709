package tail

import (
	"bytes"
	"encoding/binary"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"ccmtail/internal/crash"
)

// watchedEvents are those that are asked for: what changes a file, its name, or the directory's own.
const watchedEvents = unix.IN_MODIFY | unix.IN_ATTRIB | unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO | unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ONLYDIR

// The events after which the names in the directory are others, and those after which the directory is
// not watched any more.
const (
	nameEvents = unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO
	lastEvents = unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_IGNORED | unix.IN_UNMOUNT
)

// osNotifier is a Notifier that reads the system's events itself, an instance for each directory.
// fsnotify leaves that to Go's poller, which the system wakes for each event, also while nobody reads.
type osNotifier struct{}

// Watch implements Notifier.
func (osNotifier) Watch(dir string, changed func(string, bool), ended func(error)) (func(), error) {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("inotify_init1", err)
	}
	watch, err := unix.InotifyAddWatch(fd, dir, watchedEvents)
	if err != nil {
		_ = unix.Close(fd)
		return nil, &os.PathError{Op: "inotify_add_watch", Path: dir, Err: err}
	}
	r := &inotifyReader{fd: fd, changed: changed, ended: ended, pending: map[string]bool{}}
	var goroutine sync.WaitGroup
	goroutine.Go(crash.Guarded(r.run))
	return func() {
		r.stopped.Store(true)
		_, _ = unix.InotifyRmWatch(fd, uint32(watch)) // which is an event, and ends the read; there may be no watch any more
		goroutine.Wait()
		_ = unix.Close(fd)
	}, nil
}

// inotifyReader receives the events of a directory until its watch ends.
type inotifyReader struct {
	fd      int
	changed func(name string, nameChanged bool)
	ended   func(error)
	pending map[string]bool // the arguments of the next calls of changed
	stopped atomic.Bool     // nobody wants to know any more
}

// run is the goroutine of the reader. It waits in the system for events, takes all that have come,
// and sleeps until the next look may be due, while the system collects more.
func (r *inotifyReader) run() {
	buf := make([]byte, 64<<10)
	for {
		n, err := unix.Read(r.fd, buf)
		if err == unix.EINTR {
			continue
		}
		isLast := err != nil || r.note(buf[:n])
		if r.stopped.Load() {
			return
		}
		for name, nameChanged := range r.pending {
			r.changed(name, nameChanged)
		}
		clear(r.pending)
		if isLast {
			r.ended(errWatchLost)
			return
		}
		if n < len(buf)/2 { // more than that may not be all
			time.Sleep(time.Until(nextLook(time.Now())))
		}
	}
}

// note adds events to pending, and reports whether the directory is not watched any more.
func (r *inotifyReader) note(events []byte) (isLast bool) {
	for len(events) >= unix.SizeofInotifyEvent {
		mask, size := binary.NativeEndian.Uint32(events[4:]), unix.SizeofInotifyEvent+int(binary.NativeEndian.Uint32(events[12:]))
		name, _, _ := bytes.Cut(events[unix.SizeofInotifyEvent:size], []byte{0})
		switch {
		case mask&lastEvents != 0:
			r.pending[""], isLast = true, true
		case mask&unix.IN_Q_OVERFLOW != 0:
			r.pending[""] = true
		default:
			r.pending[string(name)] = r.pending[string(name)] || mask&nameEvents != 0
		}
		events = events[size:]
	}
	return isLast
}
