package tail

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"ccmtail/internal/crash"
)

// Source is a folder, a file, an archive or a pipe with logs. Open and OpenFS make sources. A
// source can be run once.
type Source struct {
	name, path string
	size       int64
	onSystem   bool // whether the file system is that of the operating system
	options    Options
	folders    []*folder // the directories with logs; if nil, archive or pipe is set
	archive    *archive
	pipe       *pipe

	sink      Sink
	mu        sync.Mutex        // guards usedNames
	usedNames map[string]string // the directory of each log name that uniqueName has returned
}

// OpenFS returns a source that reads the logs in all folders of fsys, as it would in an archive.
func OpenFS(name string, fsys fs.FS, o Options) *Source {
	s := newSource(name, name, o)
	s.archive = fsArchive(fsys)
	s.size = s.archive.textSize()
	return s
}

// newSource returns a source with the defaults in place of unset options.
func newSource(name, path string, o Options) *Source {
	onSystem := o.Files == nil
	o.orDefaultFiles()
	o.Limits = o.Limits.orDefault()
	return &Source{name: name, path: path, onSystem: onSystem, options: o, usedNames: map[string]string{}}
}

// Name returns a short name for the source: the last element of its path, the host of a UNC path,
// or "stdin".
func (s *Source) Name() string { return s.name }

// Path returns the spec that was passed to Open.
func (s *Source) Path() string { return s.path }

// Size returns the size of the logs in bytes when the source was opened, 0 if it is not known. It
// serves to show progress.
func (s *Source) Size() int64 { return s.size }

// Retries reports whether the source tries again what cannot be read: it does with folders and
// files that are followed.
func (s *Source) Retries() bool { return s.options.Follow && s.folders != nil }

// Run reads the source and calls the methods of sink. With Options.Follow it reads until ctx ends,
// except for archives and pipes; otherwise it returns at the end of the logs. When it returns, its
// goroutines have ended and its files are closed.
//
// It returns an error only if no log could be read. An error with one log among others is reported
// to sink. That ctx has ended is not an error.
func (s *Source) Run(ctx context.Context, sink Sink) error {
	s.sink = sink
	switch {
	case s.pipe != nil:
		return s.pipe.run(ctx, s)
	case s.archive != nil:
		return s.archive.run(ctx, s)
	case s.options.Follow:
		s.follow(ctx)
		return nil
	}
	return s.readToEnd(ctx)
}

// follow follows all logs until ctx ends, with one goroutine for each folder and each log.
func (s *Source) follow(ctx context.Context) {
	var goroutines, firstLooks sync.WaitGroup
	start := func(followers []*follower, semaphore chan struct{}, looked func()) {
		parallel(len(followers), func(i int) { followers[i].openAhead() })
		for _, f := range followers {
			goroutines.Go(func() {
				defer crash.Guard()
				defer f.close()
				f.firstLook(ctx, semaphore)
				looked()
				f.run(ctx)
			})
		}
	}
	atStart := make(chan struct{}, runtime.NumCPU())
	for _, d := range s.folders {
		d.startWatch()
		followers, err := d.newFollowers()
		if err != nil {
			d.dirModified = 0 // list again at the next poll
		}
		firstLooks.Add(len(followers))
		start(followers, atStart, firstLooks.Done)
	}
	later := make(chan struct{}, 64) // logs that are new are small
	for _, d := range s.folders {
		goroutines.Go(func() {
			defer crash.Guard()
			d.run(ctx, func(followers []*follower) { start(followers, later, func() {}) })
		})
	}
	firstLooks.Wait()
	if ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	goroutines.Wait()
}

// firstLook reads what is there. The semaphore limits how many logs do so at the same time.
func (f *follower) firstLook(ctx context.Context, semaphore chan struct{}) {
	f.reporter.report(f.sink, f.log, f.path, StateOpening, nil)
	select {
	case <-ctx.Done():
		return
	case semaphore <- struct{}{}:
		defer func() { <-semaphore }()
	}
	f.look(ctx)
	if ctx.Err() == nil {
		f.sink.Idle(f.log)
	}
}

// readToEnd reads all logs to their present end, as many at a time as there are processors unless
// the sink wants more.
func (s *Source) readToEnd(ctx context.Context) error {
	var goroutines sync.WaitGroup
	var results failures
	var all []*follower
	for _, d := range s.folders {
		followers, err := d.newFollowers()
		results.add(err)
		if err != nil && len(followers) == 0 && len(s.folders) > 1 { // or the others would hide it
			s.sink.Status(Status{Log: filepath.Base(d.dir), Path: d.dir, State: stateOf(err), Err: err})
		}
		all = append(all, followers...)
	}
	s.largestFirst(all)
	atOnce, done := s.startAll(all)
	semaphore := make(chan struct{}, atOnce)
	for _, f := range all {
		semaphore <- struct{}{}
		goroutines.Go(func() {
			defer crash.Guard()
			defer func() { <-semaphore }()
			results.add(f.readToEnd(ctx))
			done(f.log)
		})
	}
	goroutines.Wait()
	if ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	return results.asError(ctx, s.path)
}

// startAll tells a sink that wants to know which logs there are. It returns how many to read at a
// time, and what to call when one has been read.
func (s *Source) startAll(all []*follower) (atOnce int, done func(log string)) {
	starter, ok := s.sink.(Starter)
	if !ok {
		return runtime.NumCPU(), func(string) {}
	}
	logs := make([]string, len(all))
	for i, f := range all {
		logs[i] = f.log
	}
	return cmp.Or(starter.Start(logs), runtime.NumCPU()), starter.Done
}

// largestFirst sorts logs by their size when the source was opened. If a large log came last, one
// processor would read it while the others have nothing to do.
func (s *Source) largestFirst(logs []*follower) {
	sizes := map[*follower]int64{}
	for _, d := range s.folders {
		for name, size := range d.sizes {
			sizes[d.followerOf(parseName(name).log)] += size
		}
	}
	slices.SortStableFunc(logs, func(a, b *follower) int { return cmp.Compare(sizes[b], sizes[a]) })
}

// readToEnd reads the log to its present end and closes it.
func (f *follower) readToEnd(ctx context.Context) error {
	defer f.close()
	err := f.lookOnce(ctx)
	if f.generation != nil && err == nil {
		err = f.drain(ctx, true)
	}
	if f.generation != nil {
		f.endGeneration(f.generation)
	}
	if f.nextNumber > 0 && stateOf(err) == StateGone {
		err = nil // only rolled files
	}
	if ctx.Err() != nil {
		return nil
	}
	f.sink.Idle(f.log)
	f.reportStatus(err)
	return err
}

// failures collects the results of several reads, of which the whole fails only if all of them do.
// It may be used concurrently.
type failures struct {
	mu        sync.Mutex
	first     error // the first error
	succeeded int   // how many reads had none
}

// add adds the result of a read.
func (f *failures) add(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.succeeded++
	} else if f.first == nil {
		f.first = err
	}
}

// asError returns the first error if no read succeeded and ctx has not ended.
func (f *failures) asError(ctx context.Context, path string) error {
	if ctx.Err() != nil || f.succeeded > 0 || f.first == nil {
		return nil
	}
	return fmt.Errorf("read %s: %w", path, f.first)
}

// uniqueName returns the name of a log in a directory, preceded by as much of the directory as it
// takes to be unique in this source.
func (s *Source) uniqueName(log, dir string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := log
	for owner, taken := s.usedNames[name]; taken && owner != dir; owner, taken = s.usedNames[name] {
		name = filepath.ToSlash(filepath.Join(filepath.Base(dir), name))
	}
	s.usedNames[name] = dir
	return name
}
