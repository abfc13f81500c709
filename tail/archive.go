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

	"ccmtail/internal/arrange"
	"ccmtail/internal/crash"
)

// archive is a .zip, a .gz or an fs.FS. Its members do not change.
type archive struct {
	prefix   string                    // what comes before a member's path in errors
	logs     []*archiveLog             // in order of folder and name
	open     func() (io.Closer, error) // opens the archive before members are read; may be nil
	limits   Limits
	folders  map[string]bool // the folders whose members are to be read; nil for all
	expanded atomic.Int64    // how many bytes of members with limits have been read
	size     int64           // of the file of the archive, 0 if it has no limits
	zipsRead bool            // the archives of this kind in the archive are read elsewhere
	leftOut  []member        // what is not read, and why
	beside   []string        // the members that are no logs
}

// archiveLog is a log in an archive.
type archiveLog struct {
	log     string
	members []member // its files, oldest first
}

// member is a file in an archive.
type member struct {
	path       string // with slashes
	size       int64  // in bytes, as the archive states it; 0 if unknown
	compressed int64  // its size in the archive; 0 if there are no limits for it
	open       func() (io.ReadCloser, error)
	err        error // why it cannot be read, otherwise nil
}

// groupLogs groups members into logs. It takes the same files from each folder as from one on disk.
// If a name occurs in several folders, the folder is part of the log's name.
func (a *archive) groupLogs(members []member) {
	folders := map[string][]string{}
	byPath := map[string]member{}
	for _, m := range members {
		dir := path.Dir(m.path)
		folders[dir] = append(folders[dir], path.Base(m.path))
		byPath[m.path] = m
	}
	count := map[string]int{} // of logs, by name
	for _, dir := range sortedKeys(folders) {
		picked := pickLogs(folders[dir])
		for _, n := range folders[dir] {
			if !slices.Contains(picked, n) {
				a.beside = append(a.beside, path.Join(dir, n))
			}
		}
		for _, l := range logsOf(picked) {
			count[l.log]++
			for i, m := range l.members {
				l.members[i] = byPath[path.Join(dir, m.path)]
			}
			a.logs = append(a.logs, l)
		}
	}
	for _, l := range a.logs {
		if count[l.log] > 1 {
			l.log = path.Join(path.Dir(l.members[0].path), l.log)
		}
	}
}

// logsOf groups the names of a folder's files into logs. The members have only their names.
func logsOf(names []string) []*archiveLog {
	all := groupByLog(names,
		func(log string) *archiveLog { return &archiveLog{log: log} },
		func(l *archiveLog, name string) { l.members = append(l.members, member{path: name}) })
	for _, l := range all {
		arrange.By(l.members, func(a, b member) int { return parseName(a.path).compareAge(parseName(b.path)) })
	}
	return all
}

// textSize returns the size of all logs in bytes.
func (a *archive) textSize() (sum int64) {
	for _, l := range a.logs {
		sum += l.size()
	}
	return sum
}

// size returns the size of the log in bytes.
func (l *archiveLog) size() (sum int64) {
	for _, m := range l.members {
		sum += m.size
	}
	return sum
}

// run reads all logs, as many at a time as there are processors, the largest first.
func (a *archive) run(ctx context.Context, s *Source) error {
	if a.open != nil {
		file, err := a.open()
		if err != nil {
			return err
		}
		defer file.Close()
	}
	var goroutines sync.WaitGroup
	var results failures
	semaphore := make(chan struct{}, runtime.NumCPU())
	largestFirst := func(l, o *archiveLog) int { return cmp.Compare(o.size(), l.size()) }
	for _, l := range slices.SortedStableFunc(slices.Values(a.logs), largestFirst) {
		semaphore <- struct{}{}
		goroutines.Go(func() {
			defer crash.Guard()
			defer func() { <-semaphore }()
			results.add(a.readLog(ctx, s, l))
		})
	}
	goroutines.Wait()
	for _, m := range a.leftOut {
		s.sink.Status(Status{Log: m.path, Path: m.path, State: StateFailed, Err: m.err})
	}
	if ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	return results.asError(ctx, s.path)
}

// readLog reads the members of a log in order, each as a generation. It fails if no member can be
// read.
func (a *archive) readLog(ctx context.Context, s *Source, l *archiveLog) error {
	var results failures
	var reporter statusReporter
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
			reporter.gaps++
			err = &fs.PathError{Op: "read", Path: a.prefix + m.path, Err: err}
		}
		results.add(err)
		reporter.generation, reporter.offset, reporter.size = i, g.offset, m.size
		state := StateComplete
		if err != nil {
			state = max(stateOf(err), StateGone)
		}
		reporter.report(s.sink, l.log, m.path, state, err)
	}
	s.sink.Idle(l.log)
	return results.asError(ctx, l.log)
}

// readMember reads a member to its end. It fails if a limit is reached before.
func (a *archive) readMember(ctx context.Context, out emitter, g *generation, m member) error {
	if m.err != nil {
		return m.err
	}
	if err := a.checkExpanded(m, 0); err != nil { // other members may have reached a limit
		return err
	}
	r, err := m.open()
	if err != nil {
		return err
	}
	defer r.Close()
	buf := newReadBuffer()
	defer func() { buf.release() }()
	for ctx.Err() == nil {
		n, err := io.ReadFull(r, buf.bytes[:readSize])
		if n > 0 {
			out.emit(g, buf.bytes[:n], buf)
			buf = buf.orNew()
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

// isAtEnd reports whether a reader is at its end. io.ReadFull returns io.ErrUnexpectedEOF both then
// and for an archive that is truncated.
func isAtEnd(r io.Reader) bool {
	_, err := r.Read(make([]byte, 1))
	return errors.Is(err, io.EOF)
}

// withoutRatio is how many bytes of a member, and of an archive, are read whatever its ratio is.
const withoutRatio = 16 << 20

// checkLimits returns an error if a limit is exceeded after n more bytes of a member, of which off
// have been read in all.
func (a *archive) checkLimits(m member, off, n int64) error {
	if m.compressed > 0 && off > withoutRatio && off/m.compressed > a.limits.Ratio {
		return fmt.Errorf("expands to more than %d times its size; the rest is not read", a.limits.Ratio)
	}
	return a.checkExpanded(m, n)
}

// checkExpanded returns an error if a limit of the whole archive is exceeded after n more bytes of a
// member.
func (a *archive) checkExpanded(m member, n int64) error {
	if m.compressed == 0 {
		return nil
	}
	switch expanded := a.expanded.Add(n); {
	case expanded > a.limits.Expanded:
		return fmt.Errorf("archive expands to more than %d bytes; the rest is not read", a.limits.Expanded)
	case a.size > 0 && expanded > withoutRatio && expanded/a.size > a.limits.Ratio:
		return fmt.Errorf("archive expands to more than %d times its size; the rest is not read", a.limits.Ratio)
	}
	return nil
}

// fsArchive returns an archive of the files of fsys. It leaves out what cannot be listed.
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
