package tail

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// promptly says that notifications tell of a write when it is made.
const promptly = true

// fileEvents is inotify on one directory per watch, read by a thread that waits in
// the kernel. Go's own waiting for files, which fsnotify uses, is woken by each
// write to a log even while nobody wants to know: at ten thousand writes a second
// that was a fifth of what following them cost.
type fileEvents struct{}

// changes is what is asked for.
const changes = unix.IN_MODIFY | unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO |
	unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ONLYDIR

func (fileEvents) Watch(dir string, hint func(string, bool), lost func(error)) (func(), error) {
	w, err := newInotify(dir)
	if err != nil {
		return nil, err
	}
	var pump sync.WaitGroup
	pump.Go(func() { w.pump(hint, lost) })
	return func() {
		_, _ = unix.Write(w.end, binary.NativeEndian.AppendUint64(nil, 1))
		pump.Wait()
		w.close()
	}, nil
}

// inotify is a watch: the descriptor to read from, and one that can be read from when
// the watch is to end.
type inotify struct{ events, end int }

func newInotify(dir string) (w inotify, err error) {
	if w.events, err = unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK); err != nil {
		return w, os.NewSyscallError("inotify_init1", err)
	}
	if _, err = unix.InotifyAddWatch(w.events, dir, changes); err != nil {
		unix.Close(w.events)
		return w, &fs.PathError{Op: "watch", Path: dir, Err: err}
	}
	if w.end, err = unix.Eventfd(0, unix.EFD_CLOEXEC); err != nil {
		unix.Close(w.events)
		return w, os.NewSyscallError("eventfd", err)
	}
	return w, nil
}

func (w inotify) close() {
	unix.Close(w.events)
	unix.Close(w.end)
}

// pump passes on what has changed until the watch is to end. After that it rests until the
// next beat: the followers look no oftener, and what happens meanwhile wakes nobody.
func (w inotify) pump(hint func(string, bool), lost func(error)) {
	buf := make([]byte, 64<<10)
	changed := map[string]bool{}
	for {
		fds := []unix.PollFd{{Fd: int32(w.events), Events: unix.POLLIN}, {Fd: int32(w.end), Events: unix.POLLIN}}
		err := retryPoll(fds)
		if err == nil && fds[1].Revents != 0 {
			return
		}
		if err == nil {
			err = w.read(buf, changed)
		}
		for name, moved := range changed {
			hint(name, moved)
		}
		clear(changed)
		if err != nil {
			lost(err)
			return
		}
		time.Sleep(time.Until(beat(time.Now())))
	}
}

// read notes the names that have changed, and whether they appeared, vanished or were changed themselves.
func (w inotify) read(buf []byte, changed map[string]bool) error {
	for {
		n, err := unix.Read(w.events, buf)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EAGAIN):
			return nil
		case err != nil:
			return os.NewSyscallError("read inotify", err)
		}
		if !noteEvents(buf[:n], changed) {
			return errWatchLost
		}
		if n < len(buf)/2 {
			return nil
		}
	}
}

// noteEvents reads inotify's events; it reports whether there will be more.
func noteEvents(b []byte, changed map[string]bool) bool {
	more := true
	for len(b) >= unix.SizeofInotifyEvent {
		mask, size := binary.NativeEndian.Uint32(b[4:]), int(binary.NativeEndian.Uint32(b[12:]))
		name, _, _ := bytes.Cut(b[unix.SizeofInotifyEvent:unix.SizeofInotifyEvent+size], []byte{0})
		b = b[unix.SizeofInotifyEvent+size:]
		moved := mask&^unix.IN_MODIFY != 0
		if was, known := changed[string(name)]; !known || moved && !was {
			changed[string(name)] = moved // without a name: the folder itself, or more than could be kept
		}
		more = more && mask&unix.IN_IGNORED == 0
	}
	return more
}
