package tail

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// locksNames says whether a file cannot be renamed onto one that is open.
const locksNames = false

// longPath returns the path, which Linux does not limit to a length that matters.
func longPath(path string) string { return path }

// statxMask selects the fields of Info. The system call stat has no time of creation.
const statxMask = unix.STATX_TYPE | unix.STATX_INO | unix.STATX_SIZE | unix.STATX_MTIME | unix.STATX_BTIME

// statPath returns information about the file that path leads to.
func statPath(path string) (Info, error) {
	var st unix.Statx_t
	if err := retryEINTR(func() error { return unix.Statx(unix.AT_FDCWD, path, 0, statxMask, &st) }); err != nil {
		return Info{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	return statxInfo(&st), nil
}

// statFile returns information about an open file.
func statFile(f *os.File) (Info, error) {
	var st unix.Statx_t
	if err := retryEINTR(func() error { return unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, statxMask, &st) }); err != nil {
		return Info{}, &fs.PathError{Op: "stat", Path: f.Name(), Err: err}
	}
	return statxInfo(&st), nil
}

// statxInfo returns the information in a result of statx.
func statxInfo(st *unix.Statx_t) Info {
	info := Info{
		ID:       Identity{Volume: unix.Mkdev(st.Dev_major, st.Dev_minor), Index: st.Ino},
		Size:     int64(st.Size),
		Modified: st.Mtime.Sec*1e9 + int64(st.Mtime.Nsec),
		Dir:      st.Mode&unix.S_IFMT == unix.S_IFDIR,
		Regular:  st.Mode&unix.S_IFMT == unix.S_IFREG,
	}
	if st.Mask&unix.STATX_BTIME != 0 {
		info.ID.Birth = st.Btime.Sec*1e9 + int64(st.Btime.Nsec)
	}
	return info
}

// retryEINTR calls f until it is not interrupted by a signal.
func retryEINTR(f func() error) error {
	for {
		if err := f(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
