package tail

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// archive is a set of members that do not change: a .zip, a .gz, or an fs.FS.
type archive struct {
	prefix   string        // what names the archive in errors, with a separator
	logs     []*archiveLog // in order of their names
	open     func() (io.Closer, error)
	limits   Limits
	expanded atomic.Int64 // bytes unfolded so far
}

// archiveLog is one log in an archive, its files oldest first.
type archiveLog struct {
	log     string
	members []member
}

// member is one file in an archive.
type member struct {
	path       string // slash separated
	size       int64  // bytes it says it unfolds to; 0 if unknown
	compressed int64  // bytes it takes in the archive; 0 for no limit
	open       func() (io.ReadCloser, error)
	err        error // why it is not read
}

// groupLogs sorts members into logs. In each folder the files that are logs are
// taken, as in a folder on disk; logs of the same name in several folders are
// told apart by their folders.
func (a *archive) groupLogs(members []member) {
	folders := map[string][]string{}
	byPath := map[string]member{}
	for _, m := range members {
		dir := path.Dir(m.path)
		folders[dir] = append(folders[dir], path.Base(m.path))
		byPath[m.path] = m
	}
	times := map[string]int{}
	for _, dir := range sortedKeys(folders) {
		for _, l := range logsOf(pickLogs(folders[dir])) {
			times[l.log]++
			for i, m := range l.members {
				l.members[i] = byPath[path.Join(dir, m.path)]
			}
			a.logs = append(a.logs, l)
		}
	}
	for _, l := range a.logs {
		if times[l.log] > 1 {
			l.log = path.Join(path.Dir(l.members[0].path), l.log)
		}
	}
}

// logsOf sorts the names of a folder's files into logs.
func logsOf(names []string) []*archiveLog {
	all := groupByLog(names,
		func(log string) *archiveLog { return &archiveLog{log: log} },
		func(l *archiveLog, name string) { l.members = append(l.members, member{path: name}) })
	for _, l := range all {
		slices.SortFunc(l.members, func(a, b member) int { return parseName(a.path).compareAge(parseName(b.path)) })
	}
	return all
}

func (a *archive) size() (sum int64) {
	for _, l := range a.logs {
		sum += l.size()
	}
	return sum
}

func (l *archiveLog) size() (sum int64) {
	for _, m := range l.members {
		sum += m.size
	}
	return sum
}

// run reads all logs, the largest first, as many at a time as there are processors.
func (a *archive) run(ctx context.Context, s *Source) error {
	if a.open != nil {
		held, err := a.open()
		if err != nil {
			return err
		}
		defer held.Close()
	}
	var work sync.WaitGroup
	var failed failures
	turns := make(chan struct{}, runtime.NumCPU())
	largestFirst := func(l, o *archiveLog) int { return cmp.Compare(o.size(), l.size()) }
	for _, l := range slices.SortedStableFunc(slices.Values(a.logs), largestFirst) {
		turns <- struct{}{}
		work.Go(func() {
			defer func() { <-turns }()
			failed.note(a.readLog(ctx, s, l))
		})
	}
	work.Wait()
	if ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	return failed.asError(ctx, s.path)
}

// readLog reads the members of one log in order.
func (a *archive) readLog(ctx context.Context, s *Source, l *archiveLog) error {
	var failed failures
	var told statusReporter
	out := emitter{sink: s.sink, log: l.log}
	gap := false
	for i, m := range l.members {
		g := &generation{number: i, path: m.path, gap: gap, decoder: decoder{codePage: s.options.CodePage}}
		err := a.readMember(ctx, out, g, m)
		if ctx.Err() != nil {
			return nil
		}
		out.emitEnd(g)
		if gap = err != nil; gap {
			told.gaps++
			err = fmt.Errorf("read %s%s: %w", a.prefix, m.path, err)
		}
		failed.note(err)
		told.generation, told.offset, told.size = i, g.offset, m.size
		state := StateComplete
		if err != nil {
			state = max(stateOf(err), StateGone)
		}
		told.report(s.sink, l.log, m.path, state, err)
	}
	s.sink.Idle(l.log)
	return failed.asError(ctx, l.log)
}

// readMember reads one member from its beginning to its end or to a limit.
func (a *archive) readMember(ctx context.Context, out emitter, g *generation, m member) error {
	if m.err != nil {
		return m.err
	}
	r, err := m.open()
	if err != nil {
		return err
	}
	defer r.Close()
	buf := readBuffers.Get().(*[overlap + readSize]byte)
	defer readBuffers.Put(buf)
	for ctx.Err() == nil {
		n, err := io.ReadFull(r, buf[:readSize])
		if n > 0 {
			out.emit(g, buf[:n])
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) && n > 0 && isAtEnd(r) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := a.checkLimits(m, g.offset, int64(n)); err != nil {
			return err
		}
	}
	return nil
}

// isAtEnd tells the end of a reader from an archive that breaks off, which
// both surface as io.ErrUnexpectedEOF from io.ReadFull.
func isAtEnd(r io.Reader) bool {
	_, err := r.Read(make([]byte, 1))
	return errors.Is(err, io.EOF)
}

// checkLimits holds a member against the limits; n is what was unfolded just now.
func (a *archive) checkLimits(m member, off, n int64) error {
	const free = 16 << 20
	if m.compressed == 0 {
		return nil
	}
	if off > free && off/m.compressed > a.limits.Ratio {
		return fmt.Errorf("expands to more than %d times its size; the rest is not read", a.limits.Ratio)
	}
	if a.expanded.Add(n) > a.limits.Expanded {
		return fmt.Errorf("archive expands to more than %d bytes; the rest is not read", a.limits.Expanded)
	}
	return nil
}

// fsArchive takes the files of fsys. What cannot be listed is not there.
func fsArchive(fsys fs.FS) *archive {
	a := &archive{}
	var members []member
	_ = fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(p), ".") {
			return nil
		}
		m := member{path: p, open: func() (io.ReadCloser, error) { return fsys.Open(p) }}
		if info, err := d.Info(); err == nil {
			m.size = info.Size()
		}
		members = append(members, m)
		return nil
	})
	a.groupLogs(members)
	return a
}
