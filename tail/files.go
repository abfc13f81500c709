package tail

import (
	"io"
	"os"

	nxtail "github.com/nxadm/tail"
)

// Files is the file layer under the followers. The operating system's is the
// default; tests put one that fails on purpose in its place.
type Files interface {
	// Open opens a file for reading so that its writer can still write, rename
	// and delete it.
	Open(path string) (File, error)
	// Stat asks for the file now found at path, links followed, without
	// getting in the way of anyone's sharing mode.
	Stat(path string) (Info, error)
	// List returns the base names in a directory that may be logs: no
	// directories, no devices. Links are named whatever they lead to.
	List(dir string) ([]string, error)
}

// File is one open file.
type File interface {
	// ReadOnce reads at an offset with a single call of the system. It may
	// return less than asked for; io.EOF comes alone, when there is nothing.
	// A loop as in os.File.ReadAt can join what stood in the file before it
	// was cut short with what stands there after.
	ReadOnce(p []byte, off int64) (n int, err error)
	io.Closer
	// Stat asks the open file, not its name: file systems keep what they show
	// under a name up to date lazily.
	Stat() (Info, error)
}

// Info is what a file layer knows about a file.
type Info struct {
	ID   Identity
	Size int64 // bytes
	// Modified is the time of the last write in nanoseconds since 1970, 0 if
	// unknown. File systems update it late.
	Modified int64
	Dir      bool
	Regular  bool
	// Deleted says that the file only lives on because it is held open and that
	// this keeps its name from being used again (Windows).
	Deleted bool
}

// Identity tells a file from all others of its time, whatever its name.
type Identity struct {
	Volume, Index uint64
	// Birth is the creation time in nanoseconds, 0 if unknown. It tells a file
	// from a later one that was given the same index.
	Birth int64
}

// same compares what both sides know. Wine reports volume 0 for a file that was
// renamed while open.
// Two files without an index are not known to be the same.
func (a Identity) same(b Identity) bool {
	return a.Index == b.Index && a.Index != 0 &&
		(a.Volume == b.Volume || a.Volume == 0 || b.Volume == 0) &&
		(a.Birth == b.Birth || a.Birth == 0 || b.Birth == 0)
}

// osFiles is the operating system's file layer.
type osFiles struct{}

type osFile struct{ *os.File }

func (osFiles) Open(path string) (File, error) {
	f, err := nxtail.OpenFile(longPath(path))
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

func (osFiles) Stat(path string) (Info, error) { return statPath(path) }

func (f osFile) Stat() (Info, error) { return statFile(f.File) }

func (f osFile) ReadOnce(p []byte, off int64) (int, error) { return readOnce(f.File, p, off) }

// readFull reads all of p, or up to the end of the file.
func readFull(f File, p []byte, off int64) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = f.ReadOnce(p[n:], off+int64(n))
		n += m
	}
	return n, err
}

func (osFiles) List(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if t := e.Type(); t.IsRegular() || t&os.ModeSymlink != 0 {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
