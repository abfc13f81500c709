package tail

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// lookSpacing is the least time between two looks at a log. What is appended in between is read
	// together.
	lookSpacing = 12 * time.Millisecond
	// lostNameTimeout is how long a file is kept open that has no name any more. On Windows its
	// folder cannot be renamed meanwhile.
	lostNameTimeout = 5 * time.Second
	// trustSizeFor is how long, where notifications arrive, a file of unchanged size is taken for
	// unchanged, and trustSizeIdle how long one that has not changed for a minute.
	trustSizeFor, trustSizeIdle = 10 * time.Second, time.Minute
)

// follower reads one log: the rolled files first, then the live file. Its goroutine makes the looks;
// other goroutines may call nudge and isUnchanged.
//
// The files that are there at the start are read in the same way as what is appended later, so
// nothing can be lost or read twice between the two.
type follower struct {
	emitter
	dir        *folder
	liveName   string // the name of the live file
	path       string // its path
	rolledOnly bool   // whether only rolled files are to be read

	openedLive File // the live file, if openAhead has opened it
	openedInfo Info
	openedAt   time.Time // when the live file was opened; zero if the logs are not followed

	generation      *generation   // the one that is read at present; nil if there is none
	nextNumber      int           // the number of the next generation
	lastID          Identity      // of the file of the last generation that has ended
	handled         []handledFile // the rolled files that are not to be read any more
	unwantedSkipped bool          // whether skipUnwanted need not be called any more
	gapBeforeNext   bool          // whether the next generation begins with a gap
	cut             *lineSums     // of the last generation, if the live file may be a part of that
	refusals        int           // how often the rolled file to read next could not be opened

	lookMu       sync.Mutex    // held during a look and by isUnchanged
	nudges       chan struct{} // of capacity 1; receives when a look is due
	namesChanged atomic.Bool   // whether names in the folder may have changed since the last check
	lookedAt     time.Time     // when the last look began
	sizeAskedAt  time.Time     // when isUnchanged last asked for the size
	checkedAt    time.Time     // when the name was last checked
	missingSince time.Time     // since when there is no file of that name; zero if there is one
	checkErr     error         // the result of the last check

	isVisited       bool  // whether there has been a visit, see Source.Visit
	visitedModified int64 // the file's Info.Modified before the last visit

	retry    backoff
	reporter statusReporter
}

// nudge makes the follower look soon. namesChanged says that names in the folder may have changed.
// It does not block.
func (f *follower) nudge(namesChanged bool) {
	if namesChanged {
		f.namesChanged.Store(true)
	}
	select {
	case f.nudges <- struct{}{}:
	default:
	}
}

// run looks until ctx ends, or until all rolled files have been read if only those are to be read.
func (f *follower) run(ctx context.Context) {
	for !(f.rolledOnly && f.checkErr == nil) && f.wait(ctx) {
		f.look(ctx)
	}
}

// close closes the files.
func (f *follower) close() {
	f.lookMu.Lock() // isUnchanged may be using the file
	defer f.lookMu.Unlock()
	if f.openedLive != nil {
		f.openedLive.Close()
	}
	if f.generation != nil {
		f.generation.detach()
	}
}

// wait waits for a nudge or the time of the next attempt, and reports whether to look: false if ctx
// has ended.
func (f *follower) wait(ctx context.Context) bool {
	var retry <-chan time.Time
	if !f.retry.until.IsZero() {
		retry = time.After(time.Until(f.retry.until))
	}
	select {
	case <-ctx.Done():
		return false
	case <-f.nudges:
	case <-retry:
	}
	return sleep(ctx, time.Until(nextLook(f.lookedAt)))
}

// nextLook returns when the next look is due after one at lookedAt: at a multiple of lookSpacing, so
// that many busy logs do not wake the machine more often than one.
func nextLook(lookedAt time.Time) time.Time {
	return lookedAt.Truncate(lookSpacing).Add(lookSpacing)
}

// isUnchanged reports whether a look would find nothing new, with one system call at most. When in
// doubt it returns false. It is for the folder's poll, which need not wake the goroutines of idle
// logs then.
func (f *follower) isUnchanged(now time.Time) bool {
	if !f.lookMu.TryLock() {
		return false
	}
	defer f.lookMu.Unlock()
	quiet := now.Sub(f.reporter.changed)
	trusted := trustSizeFor
	if f.dir.pollsSlowly(quiet) {
		trusted = trustSizeIdle
	}
	isOpen := f.generation != nil && f.generation.file != nil
	if !isOpen || now.Sub(f.lookedAt) >= trusted || f.namesChanged.Load() || f.checkErr != nil || !f.retry.until.IsZero() {
		return false
	}
	if interval := f.dir.pollInterval(quiet); now.Sub(f.sizeAskedAt) < interval-interval/4 { // polls may come early
		return true
	}
	f.sizeAskedAt = now
	info, err := f.generation.file.Stat()
	return err == nil && info.Size == f.generation.offset && !info.Deleted
}

// look makes a look, unless it is too early for another attempt, and reports the status.
func (f *follower) look(ctx context.Context) {
	f.lookMu.Lock()
	defer f.lookMu.Unlock()
	f.lookedAt = time.Now()
	if namesChanged := f.namesChanged.Load(); !namesChanged && f.retry.waiting(f.lookedAt) {
		return
	}
	err := f.lookOnce(ctx)
	if ctx.Err() != nil {
		return
	}
	f.retry.note(f.lookedAt, err)
	f.reportStatus(err)
}

// lookOnce reads the open file and, if it is time, checks the name; if no file is open, it opens the
// live file. After an error the next look goes on from the same state.
func (f *follower) lookOnce(ctx context.Context) error {
	if f.generation == nil || f.generation.file == nil {
		f.checkedAt = f.lookedAt
		if f.openedLive == nil { // otherwise names may have changed since it was opened
			f.namesChanged.Store(false)
		}
		f.checkErr = f.attach(ctx)
		return f.checkErr
	}
	if err := f.readLive(ctx); err != nil {
		f.detach()
		return err
	}
	if f.namesChanged.Swap(false) || f.lookedAt.Sub(f.checkedAt) >= f.dir.checkInterval() {
		f.checkedAt = f.lookedAt
		f.checkErr = f.checkName(ctx)
	}
	return f.checkErr
}

// readLive reads the open file to its present end. If it was truncated, it begins a new generation.
func (f *follower) readLive(ctx context.Context) error {
	err := f.drain(ctx, false)
	if !errors.Is(err, errReplaced) {
		return err
	}
	// A file server may return an old size for a moment, so try again.
	if !sleep(ctx, f.dir.grace()) {
		return ctx.Err()
	}
	if err = f.drain(ctx, false); errors.Is(err, errReplaced) {
		return f.beginAgain(ctx)
	}
	return err
}

// drain delivers the text from the offset of the generation to the present end of its file. whole
// says that NUL bytes at the end are not padding, since nothing will be written any more.
func (f *follower) drain(ctx context.Context, whole bool) error {
	g, from := f.generation, f.generation.offset
	buf := newReadBuffer()
	defer func() { buf.release() }()
	for ctx.Err() == nil {
		raw, err := g.read(buf)
		switch {
		case len(raw) == readSize:
			raw = wholeLines(raw)
		case !whole:
			raw = trimPadding(raw, g.offset, g.decoder.unitSize())
		}
		if len(raw) > 0 {
			f.emit(g, raw, buf)
			buf = buf.orNew()
		}
		if err != nil {
			return err
		}
		if len(raw) == 0 {
			break
		}
	}
	if g.offset > from {
		f.reporter.changed = time.Now()
		f.dir.touch(f.reporter.changed)
		if !whole && ctx.Err() == nil {
			f.sink.Idle(f.log)
		}
	}
	return ctx.Err()
}

// reportStatus reports the status of the log after a look with this result.
func (f *follower) reportStatus(err error) {
	if f.generation != nil {
		f.reporter.generation, f.reporter.offset = f.generation.number, f.generation.offset
	}
	state := stateOf(err)
	if err == nil && (f.rolledOnly || !f.dir.options.Follow) {
		state = StateComplete
	}
	f.reporter.report(f.sink, f.log, f.path, state, err)
}
