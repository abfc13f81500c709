package tail

import (
	"context"
	"io"
	"io/fs"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// memFS is a file layer in memory that fails when it is told to.
type memFS struct {
	mu     sync.Mutex
	files  map[string]*memNode
	free   []uint64 // indexes to be given out again
	next   uint64
	opened int
	clock  int64 // counts writes
	named  int64 // counts changes of names

	before   func(path string)           // called before each Stat, as another process may come in
	fault    func(op, path string) error // asked before each operation
	short    bool                        // reads return at most 100 bytes
	unstable bool                        // each open file has another index
	noIndex  bool                        // no file has one
	reuse    bool                        // indexes of deleted files are used again, as on ext4
	stale    int64                       // sizes are told this much too small
}

type memNode struct {
	index   uint64
	data    []byte
	links   int
	written int64
	open    int
}

func newMemFS() *memFS { return &memFS{files: map[string]*memNode{}} }

func (m *memFS) check(op, path string) error {
	if m.fault != nil {
		if err := m.fault(op, path); err != nil {
			return &fs.PathError{Op: op, Path: path, Err: err}
		}
	}
	return nil
}

// setFault changes what fails; nil for nothing.
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
		return m.info(n), nil
	}
	for p := range m.files {
		if filepath.Dir(p) == path {
			return Info{Dir: true, ID: Identity{Index: 1 << 40}, Modified: m.named}, nil
		}
	}
	return Info{}, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
}

func (m *memFS) info(n *memNode) Info {
	i := Info{ID: Identity{Volume: 1, Index: n.index}, Size: max(0, int64(len(n.data))-m.stale), Modified: n.written, Regular: true}
	if m.unstable {
		m.next++
		i.ID.Index = m.next
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
	return f.m.info(f.n), f.m.check("ask", f.path)
}

func (f *memFile) Close() error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	f.n.open--
	f.m.opened--
	f.m.release(f.n)
	return nil
}

// release frees the index of a file without name and handle.
func (m *memFS) release(n *memNode) {
	if n.links == 0 && n.open == 0 && m.reuse {
		m.free = append(m.free, n.index)
	}
}

// write appends to a file, made if it is not there.
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

func (m *memFS) rename(from, to string) {
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

// replace puts other bytes in a file without changing which file it is.
func (m *memFS) replace(path, text string) {
	m.write(path, "")
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path].data = []byte(text)
}

// inBubble follows a folder of m, under a clock that only moves when everything
// waits, while script runs. Afterwards no handle may be open.
func inBubble(t *testing.T, m *memFS, dir string, o Options, script func(c *collector)) {
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
		go func() { done <- s.Run(ctx, c) }()
		settle()
		script(c)
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
		c.check(t)
		if m.opened != 0 {
			t.Errorf("%d handles left open", m.opened)
		}
	})
}

// settle lets more time go by than any poll, grace or back-off takes.
func settle() {
	time.Sleep(15 * time.Second)
	synctest.Wait()
}

// once lets f happen just before the live file is next asked for by its name.
func (m *memFS) once(f func()) {
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

// never takes back what once was told, should it not have happened.
func (m *memFS) never() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.before = nil
}
