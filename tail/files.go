package tail

import (
	"io"
	"os"
	"path/filepath"

	nxtail "github.com/nxadm/tail"
)

// Files is a file system. The default is that of the operating system; tests use one in which they
// make calls fail. Its methods may be called concurrently, and their errors must wrap those of
// package syscall or io/fs.
type Files interface {
	// Open opens a file for reading. Other programs can still write, rename and delete it.
	Open(path string) (File, error)
	// Stat returns information about the file that path leads to, even if another program does not
	// share it.
	Stat(path string) (Info, error)
	// List returns the base names of the regular files and the symbolic links in a directory.
	List(dir string) ([]string, error)
}

// File is an open file.
type File interface {
	// ReadOnce reads at offset off with a single system call. Like any read it may return fewer
	// bytes than len(p). At the end of the file it returns 0 and io.EOF. It must not read in a loop
	// as os.File.ReadAt does, which can join bytes from before and after a truncation.
	ReadOnce(p []byte, off int64) (n int, err error)
	io.Closer
	// Stat returns information about the open file, whatever its name leads to now. It is more
	// recent than that of Files.Stat.
	Stat() (Info, error)
}

// Info is information about a file.
type Info struct {
	ID   Identity
	Size int64 // in bytes
	// Modified is the time of the last write in nanoseconds since 1970, 0 if unknown. It may be
	// updated with a delay.
	Modified int64
	Dir      bool // whether it is a directory
	Regular  bool // whether it is a regular file
	// Deleted says that the file has been deleted, but its name cannot be used again until it is
	// closed (Windows).
	Deleted bool
}

// Identity identifies a file whatever its name.
type Identity struct {
	Volume, Index uint64 // 0 if not known
	// Birth is the time of creation in nanoseconds since 1970, 0 if not known. It distinguishes a
	// file from a later one with the same index.
	Birth int64
}

// same reports whether two identities are of the same file, as far as both are known. Identities
// without an index are not the same. Wine reports volume 0 for a file that was renamed while open.
func (a Identity) same(b Identity) bool {
	return a.Index == b.Index && a.Index != 0 &&
		(a.Volume == b.Volume || a.Volume == 0 || b.Volume == 0) &&
		(a.Birth == b.Birth || a.Birth == 0 || b.Birth == 0)
}

// nameLocker is a Files that may say that no file can be renamed onto one that is open. Rolled files
// are open on it only while they are read.
type nameLocker interface{ LocksNames() bool }

// LocksNames implements nameLocker.
func (osFiles) LocksNames() bool { return locksNames }

// osFiles is the file system of the operating system.
type osFiles struct{}

// osFile is a file in it.
type osFile struct{ *os.File }

// Open implements Files.
func (osFiles) Open(path string) (File, error) {
	f, err := nxtail.OpenFile(longPath(path))
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

// Stat implements Files.
func (osFiles) Stat(path string) (Info, error) { return statPath(path) }

// Stat implements File.
func (f osFile) Stat() (Info, error) { return statFile(f.File) }

// ReadOnce implements File.
func (f osFile) ReadOnce(p []byte, off int64) (int, error) { return readOnce(f.File, p, off) }

// readFull fills p or reads to the end of the file, where it returns io.EOF.
func readFull(f File, p []byte, off int64) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = f.ReadOnce(p[n:], off+int64(n))
		n += m
	}
	return n, err
}

// leadsToDevice reports whether a link leads to a device or a pipe, which may have no end. One that
// leads nowhere is a file that cannot be read.
func leadsToDevice(link string) bool {
	info, err := os.Stat(link)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// List implements Files.
func (osFiles) List(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if t := e.Type(); t.IsRegular() || t&os.ModeSymlink != 0 && !leadsToDevice(filepath.Join(dir, e.Name())) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
