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
)

// Source is something that holds logs: a folder, a file, an archive, a pipe.
// It is run once.
type Source struct {
	name, path string
	size       int64
	options    Options
	folders    []*folder // files of the file system
	archive    *archive  // members of an archive or fs.FS
	pipe       *pipe     // standard input or a named pipe

	sink      Sink
	mu        sync.Mutex
	usedNames map[string]string // log name in use: its directory
}

// OpenFS makes a source of a capture that the program holds itself. It is read
// like a folder in an archive: the folders of fsys that hold logs.
func OpenFS(name string, fsys fs.FS, o Options) *Source {
	s := newSource(name, name, o)
	s.archive = fsArchive(fsys)
	s.size = s.archive.size()
	return s
}

func newSource(name, path string, o Options) *Source {
	if o.Files == nil {
		o.Files = osFiles{}
	}
	o.Limits = o.Limits.orDefault()
	return &Source{name: name, path: path, options: o, usedNames: map[string]string{}}
}

// Name returns what people call the source: the last element of its path, the host
// of a UNC path, or "stdin".
func (s *Source) Name() string { return s.name }

// Path returns the source as it was given to Open.
func (s *Source) Path() string { return s.path }

// Size returns the number of bytes the source held when it was opened, for showing
// progress; 0 if unknown.
func (s *Source) Size() int64 { return s.size }

// Run reads the source into sink. It returns when ctx ends, or when everything
// is read and nothing more can come: without Options.Follow at the end of the
// files, and with it, too, for archives and pipes. When it has returned, no
// goroutine and no handle is left.
//
// An error means that nothing could be read; trouble with one log among others
// is reported as its Status. The end of ctx is no error.
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

// follow runs one goroutine per folder and one per log.
func (s *Source) follow(ctx context.Context) {
	var running, first sync.WaitGroup
	start := func(fresh []*follower, turns chan struct{}, seen func()) {
		parallel(len(fresh), func(i int) { fresh[i].openAhead() })
		for _, f := range fresh {
			running.Go(func() {
				defer f.close()
				f.firstLook(ctx, turns)
				seen()
				f.run(ctx)
			})
		}
	}
	backfill := make(chan struct{}, runtime.NumCPU())
	for _, d := range s.folders {
		d.startWatch()
		fresh, _ := d.newFollowers()
		first.Add(len(fresh))
		start(fresh, backfill, first.Done)
	}
	later := make(chan struct{}, 64) // new logs are small
	for _, d := range s.folders {
		running.Go(func() { d.run(ctx, func(fresh []*follower) { start(fresh, later, func() {}) }) })
	}
	first.Wait()
	if ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	running.Wait()
}

// firstLook reads what is there when it is this log's turn.
func (f *follower) firstLook(ctx context.Context, turns chan struct{}) {
	f.reporter.report(f.sink, f.log, f.path, StateOpening, nil)
	select {
	case <-ctx.Done():
		return
	case turns <- struct{}{}:
		defer func() { <-turns }()
	}
	f.look(ctx)
	if ctx.Err() == nil {
		f.sink.Idle(f.log)
	}
}

// readToEnd reads every log to its present end, as many at a time as there are processors.
func (s *Source) readToEnd(ctx context.Context) error {
	var work sync.WaitGroup
	var failed failures
	var all []*follower
	for _, d := range s.folders {
		fresh, err := d.newFollowers()
		failed.note(err)
		all = append(all, fresh...)
	}
	s.largestFirst(all)
	readers := make(chan struct{}, runtime.NumCPU())
	for _, f := range all {
		readers <- struct{}{}
		work.Go(func() {
			defer func() { <-readers }()
			failed.note(f.readToEnd(ctx))
		})
	}
	work.Wait()
	if ctx.Err() == nil {
		s.sink.CaughtUp()
	}
	return failed.asError(ctx, s.path)
}

// largestFirst sorts logs by the bytes they held when the source was opened, so that no processor
// is left with a large one at the end, when there is nothing else to read.
func (s *Source) largestFirst(logs []*follower) {
	sizes := map[*follower]int64{}
	for _, d := range s.folders {
		for name, size := range d.sizes {
			sizes[d.followerOf(parseName(name).log)] += size
		}
	}
	slices.SortStableFunc(logs, func(a, b *follower) int { return cmp.Compare(sizes[b], sizes[a]) })
}

// readToEnd reads one log to its end and closes it.
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

// failures gathers what could not be read. Only if that was everything is it
// an error of the source.
type failures struct {
	mu        sync.Mutex
	first     error
	succeeded int
}

func (e *failures) note(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err == nil {
		e.succeeded++
	} else if e.first == nil {
		e.first = err
	}
}

func (e *failures) asError(ctx context.Context, path string) error {
	if ctx.Err() != nil || e.succeeded > 0 || e.first == nil {
		return nil
	}
	return fmt.Errorf("read %s: %w", path, e.first)
}

// uniqueName returns a log a name of its own in this source: logs of the same name in
// several folders are told apart by their folders.
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
