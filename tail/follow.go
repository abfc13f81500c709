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
	spacing = 12 * time.Millisecond
	// patience is how long the handle of a file that has lost its name is
	// kept: on Windows it keeps the folder it lies in from being renamed.
	patience = 5 * time.Second
	// thorough is how long, where notifications arrive, a file is believed to be
	// as it was because it has the size it had, and thoroughCalm one that has not
	// changed for a minute.
	thorough, thoroughCalm = 10 * time.Second, time.Minute
)

// follower reads one log: its rolled files, then the live one for as long as
// it is followed. One goroutine owns it; others only nudge it.
//
// The same handle and offset serve from the first byte on, so there is no
// hand-over between reading what was there and following what comes.
type follower struct {
	outlet
	dir    *folder
	family string // name of the live file
	path   string // path of the live file
	single bool   // only rolled files are wanted, the live one is not

	first     File // the live file, opened ahead
	firstInfo Info
	opened    time.Time // when the live file was opened; zero: any listing will do

	gen     *generation // being read; nil before the first and between two
	next    int         // number of the next generation
	last    Identity    // of the latest generation that ended
	known   []finished  // rolled files that are not to be read (again)
	primed  bool        // known holds the rolled files that are not wanted
	gap     bool        // the next generation begins with a possible gap
	refusal int         // times a rolled file in the way could not be opened

	looking sync.Mutex    // held during a look
	nudges  chan struct{} // capacity 1
	moved   atomic.Bool   // names have changed: check identities
	looked  time.Time
	asked   time.Time // for its size alone
	checked time.Time
	missing time.Time // since when the path leads nowhere; zero if it leads
	trouble error     // of the latest check
	retry   backoff
	told    teller
}

// nudge makes the follower look. It never blocks.
func (f *follower) nudge(moved bool) {
	if moved {
		f.moved.Store(true)
	}
	select {
	case f.nudges <- struct{}{}:
	default:
	}
}

// run follows until ctx ends, or until rolled files alone are read.
func (f *follower) run(ctx context.Context) {
	for !(f.single && f.trouble == nil) && f.wait(ctx) {
		f.look(ctx)
	}
}

func (f *follower) close() {
	f.looking.Lock() // a poll may be asking the file for its size
	defer f.looking.Unlock()
	if f.first != nil {
		f.first.Close()
	}
	if f.gen != nil {
		f.gen.detach()
	}
}

// wait returns when there may be something to see: after a nudge, or when what failed is to be tried again.
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
	return sleep(ctx, time.Until(beat(f.looked)))
}

// beat is when a log may be looked at again that was looked at last: at the same
// moments for all logs, so that many busy ones wake the machine no oftener than one.
func beat(looked time.Time) time.Time { return looked.Truncate(spacing).Add(spacing) }

// still reports, at the cost of at most one call of the system, that there is
// nothing to see: it spares an idle log's goroutine from being woken by the poll.
// It may be called by others, and says false when in doubt.
func (f *follower) still(now time.Time) bool {
	if !f.looking.TryLock() {
		return false
	}
	defer f.looking.Unlock()
	quiet := now.Sub(f.told.changed)
	believed := thorough
	if f.dir.calm(quiet) {
		believed = thoroughCalm
	}
	if now.Sub(f.looked) >= believed || f.moved.Load() || f.trouble != nil || !f.retry.until.IsZero() || f.gen == nil || f.gen.file == nil {
		return false
	}
	if every := f.dir.interval(quiet); now.Sub(f.asked) < every-every/4 { // polls are not on the dot
		return true
	}
	f.asked = now
	info, err := f.gen.file.Stat()
	return err == nil && info.Size == f.gen.off && !info.Deleted
}

// look reads what there is and notices what happened to the file.
func (f *follower) look(ctx context.Context) {
	f.looking.Lock()
	defer f.looking.Unlock()
	f.looked = time.Now()
	if moved := f.moved.Load(); !moved && f.retry.waiting(f.looked) {
		return
	}
	err := f.step(ctx)
	if ctx.Err() != nil {
		return
	}
	f.retry.note(f.looked, err)
	f.tell(err)
}

// step makes one look. An error leaves the follower where it was, to go on at
// the next look.
func (f *follower) step(ctx context.Context) error {
	if f.gen == nil || f.gen.file == nil {
		f.checked = f.looked
		if f.first == nil { // else names may have changed since it was opened
			f.moved.Store(false)
		}
		f.trouble = f.attach(ctx)
		return f.trouble
	}
	if err := f.readLive(ctx); err != nil {
		f.letGo()
		return err
	}
	if f.moved.Swap(false) || f.looked.Sub(f.checked) >= f.dir.checkEvery() {
		f.checked = f.looked
		f.trouble = f.check(ctx)
	}
	return f.trouble
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
		return f.restart(ctx)
	}
	return err
}

// drain delivers what follows the offset up to the present end of the file;
// whole takes the NUL padding at the end for text, too.
func (f *follower) drain(ctx context.Context, whole bool) error {
	g, from := f.gen, f.gen.off
	buf := blocks.Get().(*[overlap + block]byte)
	defer blocks.Put(buf)
	for ctx.Err() == nil {
		raw, err := g.read(buf)
		if len(raw) < block && !whole {
			raw = trimPadding(raw, g.off, g.dec.unit())
		}
		if len(raw) > 0 {
			f.pass(g, raw)
		}
		if err != nil {
			return err
		}
		if len(raw) == 0 {
			break
		}
	}
	if g.off > from {
		f.told.changed = time.Now()
		f.dir.stir(f.told.changed)
		if !whole && ctx.Err() == nil {
			f.sink.Idle(f.log)
		}
	}
	return ctx.Err()
}

// tell reports how the log stands.
func (f *follower) tell(err error) {
	if f.gen != nil {
		f.told.generation, f.told.offset = f.gen.number, f.gen.off
	}
	state := stateOf(err)
	if err == nil && (f.single || !f.dir.options.Follow) {
		state = StateComplete
	}
	f.told.tell(f.sink, f.log, f.path, state, err)
}
