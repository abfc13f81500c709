package tail

import (
	"context"
	"hash/fnv"
	"io"
	"io/fs"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// memFS is a file system in memory that can be made to fail.
type memFS struct {
	mu     sync.Mutex
	files  map[string]*memNode // by path
	free   []uint64            // indexes of deleted files, to be used again
	next   uint64              // the last index
	opened int                 // how many files are open
	clock  int64               // counts writes; serves as the time of modification of files
	named  int64               // counts changes of names; serves as that of directories

	before   func(path string)           // called before each Stat
	fault    func(op, path string) error // called before each operation, which fails with its error
	short    bool                        // reads return at most 100 bytes
	unstable bool                        // each call of Stat returns another index
	noIndex  bool                        // Stat returns no indexes
	byPath   bool                        // indexes belong to paths and not to files, as with sshfs
	locks    bool                        // a file that is open cannot be replaced, as on Windows
	refused  int                         // how often that was refused
	reuse    bool                        // indexes of deleted files are used again, as on ext4
	stale    int64                       // how many bytes are missing from the end of files
}

// memNode is a file, whatever its name.
type memNode struct {
	index   uint64
	data    []byte
	links   int   // 0 if it was deleted
	written int64 // when it was last written to
	open    int   // how often it is open
}

// newMemFS returns a file system without files.
func newMemFS() *memFS { return &memFS{files: map[string]*memNode{}} }

// check returns the error with which an operation is to fail. m.mu must be held.
func (m *memFS) check(op, path string) error {
	if m.fault != nil {
		if err := m.fault(op, path); err != nil {
			return &fs.PathError{Op: op, Path: path, Err: err}
		}
	}
	return nil
}

// setFault sets the function that decides which operations fail; nil for none.
func (m *memFS) setFault(f func(op, path string) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fault = f
}

func (m *memFS) Open(path string) (File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check("open", path); err != nil {
		return nil, err
	}
	n := m.files[path]
	if n == nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	n.open++
	m.opened++
	return &memFile{m, n, path}, nil
}

func (m *memFS) Stat(path string) (Info, error) {
	m.mu.Lock()
	before := m.before
	m.mu.Unlock()
	if before != nil {
		before(path)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check("stat", path); err != nil {
		return Info{}, err
	}
	if n := m.files[path]; n != nil {
		return m.info(n, path), nil
	}
	for p := range m.files {
		if filepath.Dir(p) == path {
			return Info{Dir: true, ID: Identity{Index: 1 << 40}, Modified: m.named}, nil
		}
	}
	return Info{}, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
}

// info returns the information about a file by its path. m.mu must be held.
func (m *memFS) info(n *memNode, path string) Info {
	i := Info{ID: Identity{Volume: 1, Index: n.index}, Size: max(0, int64(len(n.data))-m.stale), Modified: n.written, Regular: true}
	if m.unstable {
		m.next++
		i.ID.Index = m.next
	}
	if m.byPath {
		h := fnv.New64a()
		h.Write([]byte(path))
		i.ID.Index = h.Sum64()
	}
	if m.noIndex {
		i.ID = Identity{}
	}
	return i
}

func (m *memFS) List(dir string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.check("list", dir); err != nil {
		return nil, err
	}
	var names []string
	for _, p := range sortedKeys(m.files) {
		if filepath.Dir(p) == dir {
			names = append(names, filepath.Base(p))
		}
	}
	return names, nil
}

// memFile is an open file.
type memFile struct {
	m    *memFS
	n    *memNode
	path string
}

func (f *memFile) ReadOnce(p []byte, off int64) (int, error) {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	if err := f.m.check("read", f.path); err != nil {
		return 0, err
	}
	end := int64(len(f.n.data)) - f.m.stale
	if off >= end {
		return 0, io.EOF
	}
	if f.m.short {
		end = min(end, off+100)
	}
	return copy(p, f.n.data[off:end]), nil
}

func (f *memFile) Stat() (Info, error) {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	return f.m.info(f.n, f.path), f.m.check("fstat", f.path)
}

func (f *memFile) Close() error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	f.n.open--
	f.m.opened--
	f.m.release(f.n)
	return nil
}

// release frees the index of a file that was deleted and is not open. m.mu must be held.
func (m *memFS) release(n *memNode) {
	if n.links == 0 && n.open == 0 && m.reuse {
		m.free = append(m.free, n.index)
	}
}

// write appends to a file, and creates it if need be.
func (m *memFS) write(path, text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := m.files[path]
	if n == nil {
		n = &memNode{links: 1}
		if k := len(m.free); k > 0 {
			n.index, m.free = m.free[k-1], m.free[:k-1]
		} else {
			m.next++
			n.index = m.next
		}
		m.files[path] = n
		m.named++
	}
	n.data = append(n.data, text...)
	m.clock++
	n.written = m.clock
}

// LocksNames implements nameLocker.
func (m *memFS) LocksNames() bool { return m.locks }

// rename renames a file, and deletes one that has the new name.
func (m *memFS) rename(from, to string) {
	if m.isLocked(to) {
		return
	}
	if _, err := m.Stat(from); err == nil {
		m.remove(to)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := m.files[from]; n != nil {
		m.files[to] = n
		delete(m.files, from)
		m.named++
	}
}

// isLocked reports whether a file cannot be replaced, and counts that.
func (m *memFS) isLocked(path string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := m.files[path]
	locked := m.locks && n != nil && n.open > 0
	if locked {
		m.refused++
	}
	return locked
}

// remove deletes a file.
func (m *memFS) remove(path string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := m.files[path]; n != nil {
		delete(m.files, path)
		m.named++
		n.links = 0
		m.release(n)
	}
}

// replace sets the content of a file, which keeps its index.
func (m *memFS) replace(path, text string) {
	m.write(path, "")
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path].data = []byte(text)
}

// inBubble follows a folder of m while script runs, with the clock of package synctest. It fails if
// a file is open afterwards, or if the promises of Sink were broken.
func inBubble(t *testing.T, m *memFS, dir string, o Options, script func(c *collector)) {
	t.Helper()
	inBubbleRead(t, m, dir, o, (*Source).Run, script)
}

// inBubbleRead is inBubble with a function that reads the source until its context ends.
func inBubbleRead(t *testing.T, m *memFS, dir string, o Options, read func(*Source, context.Context, Sink) error, script func(c *collector)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o.Follow, o.Wait = true, true
		if o.Files == nil {
			o.Files = m
		}
		if o.Notify == nil && !isUNC(dir) {
			o.Notify = NoNotify{}
		}
		s, err := Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		c := newCollector()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- read(s, ctx, c) }()
		settle()
		script(c)
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
		c.check(t)
		if m.opened != 0 {
			t.Errorf("%d files are open at the end", m.opened)
		}
	})
}

// settle waits longer than any poll, grace period or backoff takes.
func settle() {
	time.Sleep(15 * time.Second)
	synctest.Wait()
}

// beforeNextStat calls f before the next Stat of the live file.
func (m *memFS) beforeNextStat(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.before = func(path string) {
		m.mu.Lock()
		due := path == worldLive && m.before != nil
		if due {
			m.before = nil
		}
		m.mu.Unlock()
		if due {
			f()
		}
	}
}

// cancelBefore cancels beforeNextStat, in case that there was no Stat.
func (m *memFS) cancelBefore() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.before = nil
}
