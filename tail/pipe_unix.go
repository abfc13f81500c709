//go:build !windows

package tail

import (
	"context"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// openPipe opens a named pipe or device without waiting for a program that writes to it.
func openPipe(path string) (io.ReadCloser, error) {
	return os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK, 0)
}

// awaitInput waits until a read from a file does not block, or ctx ends, since a read that blocks
// cannot be cancelled. Other readers are read at once.
func awaitInput(ctx context.Context, r io.Reader) error {
	f, ok := underlying(r).(*os.File)
	if !ok {
		return ctx.Err()
	}
	cancelled, cancel, err := os.Pipe()
	if err != nil {
		return err
	}
	defer cancelled.Close()
	defer cancel.Close()
	stop := context.AfterFunc(ctx, func() { _, _ = cancel.Write([]byte{0}) })
	defer stop()
	fds := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}, {Fd: int32(cancelled.Fd()), Events: unix.POLLIN}}
	if err := retryPoll(fds); err != nil {
		return err
	}
	return ctx.Err()
}

// retryPoll waits until one of the files can be read, whatever signals interrupt it.
func retryPoll(fds []unix.PollFd) error {
	for {
		if _, err := unix.Poll(fds, -1); err != unix.EINTR {
			return err
		}
	}
}
