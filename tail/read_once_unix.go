//go:build !windows

package tail

import (
	"io"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// readOnce implements File.ReadOnce.
func readOnce(f *os.File, p []byte, off int64) (int, error) {
	for {
		n, err := unix.Pread(int(f.Fd()), p, off)
		switch {
		case n > 0:
			return n, nil
		case err == nil:
			return 0, io.EOF
		case err != unix.EINTR:
			return 0, &fs.PathError{Op: "read", Path: f.Name(), Err: err}
		}
	}
}
