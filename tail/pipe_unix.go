//go:build !windows

package tail

import (
	"context"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// openPipe opens a named pipe or device. Opening a pipe that nobody writes to
// would block for good, so it does not wait.
func openPipe(path string) (io.ReadCloser, error) {
	return os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK, 0)
}

// awaitInput waits until a file can be read, or ctx ends. A read that blocks
// in the kernel cannot be called back, so it is not begun before.
func awaitInput(ctx context.Context, r io.Reader) error {
	f, ok := underlying(r).(*os.File)
	if !ok {
		return ctx.Err()
	}
	awake, wake, err := os.Pipe()
	if err != nil {
		return err
	}
	defer awake.Close()
	defer wake.Close()
	stop := context.AfterFunc(ctx, func() { _, _ = wake.Write([]byte{0}) }) // a full pipe wakes as well
	defer stop()
	fds := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}, {Fd: int32(awake.Fd()), Events: unix.POLLIN}}
	if err := retryPoll(fds); err != nil {
		return err
	}
	return ctx.Err()
}

func retryPoll(fds []unix.PollFd) error {
	for {
		if _, err := unix.Poll(fds, -1); err != unix.EINTR {
			return err
		}
	}
}
