package tail

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// spacing is how often a log is looked at that is written all the time:
	// appends that come faster are read together.
	lookSpacing = 12 * time.Millisecond
	// patience is how long the handle of a file that has lost its name is
	// kept: on Windows it keeps the folder it lies in from being renamed.
	lostNameTimeout = 5 * time.Second
	// thorough is how long, where notifications arrive, a file is believed to be
	// as it was because it has the size it had, and trustSizeIdle one that has not
	// changed for a minute.
	trustSizeFor, trustSizeIdle = 10 * time.Second, time.Minute
)

// follower reads one log: its rolled files, then the live one for as long as
// it is followed. One goroutine owns it; others only nudge it.
//
// The same handle and offset serve from the first byte on, so there is no
// hand-over between reading what was there and following what comes.
type follower struct {
	emitter
	dir        *folder
	liveName   string // name of the live file
	path       string // path of the live file
	rolledOnly bool   // only rolled files are wanted, the live one is not

	openedLive File // the live file, opened ahead
	openedInfo Info
	openedAt   time.Time // when the live file was opened; zero: any listing will do

	generation      *generation   // being read; nil before the first and between two
	nextNumber      int           // number of the next generation
	lastID          Identity      // of the latest generation that ended
	handled         []handledFile // rolled files that are not to be read (again)
	unwantedSkipped bool          // known holds the rolled files that are not wanted
	gapBeforeNext   bool          // the next generation begins with a possible gap
	refusals        int           // times a rolled file in the way could not be opened

	lookMu       sync.Mutex    // held during a look
	nudges       chan struct{} // capacity 1
	namesChanged atomic.Bool   // names have changed: check identities
	lookedAt     time.Time
	sizeAskedAt  time.Time // for its size alone
	checkedAt    time.Time
	missingSince time.Time // since when the path leads nowhere; zero if it leads
	checkErr     error     // of the latest check
	retry        backoff
	reporter     statusReporter
}

// nudge makes the follower look. It never blocks.
func (f *follower) nudge(moved bool) {
	if moved {
		f.namesChanged.Store(true)
	}
	select {
	case f.nudges <- struct{}{}:
	default:
	}
}

// run follows until ctx ends, or until rolled files alone are read.
func (f *follower) run(ctx context.Context) {
	for !(f.rolledOnly && f.checkErr == nil) && f.wait(ctx) {
		f.look(ctx)
	}
}

func (f *follower) close() {
	f.lookMu.Lock() // a poll may be asking the file for its size
	defer f.lookMu.Unlock()
	if f.openedLive != nil {
		f.openedLive.Close()
	}
	if f.generation != nil {
		f.generation.detach()
	}
}

// wait returns when there may be something to see: after a nudge, or when what failed is to be
// tried again.
func (f *follower) wait(ctx context.Context) bool {
	var due <-chan time.Time
	if !f.retry.until.IsZero() {
		due = time.After(time.Until(f.retry.until))
	}
	select {
	case <-ctx.Done():
		return false
	case <-f.nudges:
	case <-due:
	}
	return sleep(ctx, time.Until(nextLook(f.lookedAt)))
}

// nextLook returns when a log may be looked at again that was looked at last: at the same
// moments for all logs, so that many busy ones wake the machine no oftener than one.
func nextLook(looked time.Time) time.Time { return looked.Truncate(lookSpacing).Add(lookSpacing) }

// isUnchanged reports, at the cost of at most one call of the system, that there is
// nothing to see: it spares an idle log's goroutine from being woken by the poll.
// It may be called by others, and says false when in doubt.
func (f *follower) isUnchanged(now time.Time) bool {
	if !f.lookMu.TryLock() {
		return false
	}
	defer f.lookMu.Unlock()
	quiet := now.Sub(f.reporter.changed)
	believed := trustSizeFor
	if f.dir.pollsSlowly(quiet) {
		believed = trustSizeIdle
	}
	if now.Sub(f.lookedAt) >= believed || f.namesChanged.Load() || f.checkErr != nil || !f.retry.until.IsZero() || f.generation == nil || f.generation.file == nil {
		return false
	}
	if every := f.dir.pollInterval(quiet); now.Sub(f.sizeAskedAt) < every-every/4 { // polls are not on the dot
		return true
	}
	f.sizeAskedAt = now
	info, err := f.generation.file.Stat()
	return err == nil && info.Size == f.generation.offset && !info.Deleted
}

// look reads what there is and notices what happened to the file.
func (f *follower) look(ctx context.Context) {
	f.lookMu.Lock()
	defer f.lookMu.Unlock()
	f.lookedAt = time.Now()
	if moved := f.namesChanged.Load(); !moved && f.retry.waiting(f.lookedAt) {
		return
	}
	err := f.lookOnce(ctx)
	if ctx.Err() != nil {
		return
	}
	f.retry.note(f.lookedAt, err)
	f.reportStatus(err)
}

// lookOnce makes one look. An error leaves the follower where it was, to go on at
// the next look.
func (f *follower) lookOnce(ctx context.Context) error {
	if f.generation == nil || f.generation.file == nil {
		f.checkedAt = f.lookedAt
		if f.openedLive == nil { // else names may have changed since it was opened
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

// readLive drains the open file and begins a new generation if it was cut.
func (f *follower) readLive(ctx context.Context) error {
	err := f.drain(ctx, false)
	if !errors.Is(err, errReplaced) {
		return err
	}
	// A file server may show an old size for a moment: look twice.
	if !sleep(ctx, f.dir.grace()) {
		return ctx.Err()
	}
	if err = f.drain(ctx, false); errors.Is(err, errReplaced) {
		return f.beginAgain(ctx)
	}
	return err
}

// drain delivers what follows the offset up to the present end of the file;
// whole takes the NUL padding at the end for text, too.
func (f *follower) drain(ctx context.Context, whole bool) error {
	g, from := f.generation, f.generation.offset
	buf := readBuffers.Get().(*[overlap + readSize]byte)
	defer readBuffers.Put(buf)
	for ctx.Err() == nil {
		raw, err := g.read(buf)
		if len(raw) < readSize && !whole {
			raw = trimPadding(raw, g.offset, g.decoder.unitSize())
		}
		if len(raw) > 0 {
			f.emit(g, raw)
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

// reportStatus reports how the log stands.
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
