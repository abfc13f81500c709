package tail

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

// locksNames says whether a file cannot be renamed onto one that is open.
const locksNames = true

// longPath returns an absolute path of more than 247 characters in the form that Windows does not
// limit to 260, and any other path as it is.
func longPath(path string) string {
	if len(path) < 248 || strings.HasPrefix(path, `\\?\`) || !filepath.IsAbs(path) {
		return path
	}
	path = filepath.Clean(path)
	if strings.HasPrefix(path, `\\`) {
		return `\\?\UNC\` + path[2:]
	}
	return `\\?\` + path
}

// statPath returns information about the file that path leads to. It opens the file for its
// attributes only, which works however another program shares it.
func statPath(path string) (Info, error) {
	name, err := windows.UTF16PtrFromString(longPath(path))
	if err != nil {
		return Info{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	const shareAll = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	h, err := windows.CreateFile(name, windows.FILE_READ_ATTRIBUTES, shareAll, nil,
		windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return Info{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	defer windows.CloseHandle(h)
	return statHandle(h, path)
}

// statFile returns information about an open file.
func statFile(f *os.File) (Info, error) { return statHandle(windows.Handle(f.Fd()), f.Name()) }

// readOnce implements File.ReadOnce.
func readOnce(f *os.File, p []byte, off int64) (int, error) {
	var n uint32
	at := windows.Overlapped{Offset: uint32(off), OffsetHigh: uint32(off >> 32)}
	err := windows.ReadFile(windows.Handle(f.Fd()), p, &n, &at)
	switch {
	case n > 0:
		return int(n), nil
	case err == nil, errors.Is(err, windows.ERROR_HANDLE_EOF):
		return 0, io.EOF
	}
	return 0, &fs.PathError{Op: "read", Path: f.Name(), Err: err}
}

// statHandle returns information about an open file. path is for errors.
func statHandle(h windows.Handle, path string) (Info, error) {
	var by windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(h, &by); err != nil {
		return Info{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	dir := by.FileAttributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0
	return Info{
		ID:       Identity{Volume: uint64(by.VolumeSerialNumber), Index: uint64(by.FileIndexHigh)<<32 | uint64(by.FileIndexLow)},
		Size:     int64(by.FileSizeHigh)<<32 | int64(by.FileSizeLow),
		Modified: by.LastWriteTime.Nanoseconds(),
		Dir:      dir,
		Regular:  !dir,
		Deleted:  deletePending(h),
	}, nil
}

// deletePending reports whether a file was deleted while it was open. Before Windows 10 1809, its
// name cannot be used again until the last handle is closed.
func deletePending(h windows.Handle) bool {
	var std struct { // FILE_STANDARD_INFO
		allocation, end int64
		links           uint32
		pending, dir    bool
		_               [2]byte
	}
	err := windows.GetFileInformationByHandleEx(h, windows.FileStandardInfo, (*byte)(unsafe.Pointer(&std)), uint32(unsafe.Sizeof(std)))
	return err == nil && std.pending
}
