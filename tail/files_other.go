//go:build !linux && !windows

package tail

import (
	"os"
	"syscall"
)

// locksNames says whether a file cannot be renamed onto one that is open.
const locksNames = false

// longPath returns the path, which these systems do not limit to a length that matters.
func longPath(path string) string { return path }

// statPath returns information about the file that path leads to.
func statPath(path string) (Info, error) {
	fi, err := os.Stat(path)
	if err != nil {
		return Info{}, err
	}
	return statInfo(fi), nil
}

// statFile returns information about an open file.
func statFile(f *os.File) (Info, error) {
	fi, err := f.Stat()
	if err != nil {
		return Info{}, err
	}
	return statInfo(fi), nil
}

// statInfo returns the information in a result of stat.
func statInfo(fi os.FileInfo) Info {
	info := Info{Size: fi.Size(), Modified: fi.ModTime().UnixNano(), Dir: fi.IsDir(), Regular: fi.Mode().IsRegular()}
	if st, ok := fi.Sys().(*syscall.Stat_t); ok {
		info.ID = Identity{Volume: uint64(st.Dev), Index: uint64(st.Ino)}
	}
	return info
}
