//go:build linux

package main

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is the master end of a pseudo terminal. It never waits for the program for ever: what the
// program does not take in time is not typed, and its output is asked for anew each time, whatever the
// runtime has been told of it. A program that hangs is then told from a harness that does.
type terminal struct{ fd int }

// newTerminal returns the terminal of a master end, which must stay open.
func newTerminal(master *os.File) (terminal, error) {
	t := terminal{int(master.Fd())}
	return t, unix.SetNonblock(t.fd, true)
}

// maxWait is how long one read or write waits.
const maxWait = 100 * time.Millisecond

// wait waits until the terminal is ready for events, and reports whether it is.
func (t terminal) wait(events int16) bool {
	fds := []unix.PollFd{{Fd: int32(t.fd), Events: events}} //nolint:gosec // a descriptor is small
	n, err := unix.Poll(fds, int(maxWait.Milliseconds()))
	return err == nil && n > 0 && fds[0].Revents&events != 0
}

// write types a text, and reports whether the terminal took all of it.
func (t terminal) write(text string) bool {
	for text != "" {
		if !t.wait(unix.POLLOUT) {
			return false
		}
		n, err := unix.Write(t.fd, []byte(text))
		if err != nil && !isPassing(err) {
			return false
		}
		text = text[max(n, 0):]
	}
	return true
}

// read reads what the program has written, 0 bytes if there is nothing now.
func (t terminal) read(buf []byte) (int, error) {
	if !t.wait(unix.POLLIN) {
		return 0, nil
	}
	n, err := unix.Read(t.fd, buf)
	if err != nil && isPassing(err) {
		return 0, nil
	}
	return max(n, 0), err
}

// isPassing reports whether an error says nothing but that there is nothing to do now. EIO is one: the
// other end may be opened again.
func isPassing(err error) bool {
	return errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR) || errors.Is(err, unix.EIO)
}

// resize tells the program that the terminal has another size.
func (t terminal) resize(rows, columns int) {
	_ = unix.IoctlSetWinsize(t.fd, unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(rows), Col: uint16(columns)}) //nolint:gosec // a few hundred
}
