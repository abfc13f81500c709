package tail

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// listEvery is how often a folder is listed for new logs when nothing
	// announces them, and listEveryTold when something does. A share's listing
	// is cached by Windows for up to 10 s and costs several round trips: it is
	// not asked for more often either.
	listEvery     = 1 * time.Second
	listEveryTold = 5 * time.Second
	// listAnyhow is how often a folder is listed whose names nothing says to have
	// changed, neither a notification nor its own time.
	listAnyhow = time.Minute
	// lively is how long after the last bytes the short poll goes on, and calm how
	// long after them it becomes slow where notifications arrive.
	lively, calm = 5 * time.Second, time.Minute
)

// folder is one directory with logs that are followed. Its goroutine lists it,
// starts a follower for each log, and wakes them: by notification where there
// is one, and by a poll in any case.
type folder struct {
	src     *Source
	files   Files
	options *Options
	dir     string
	pick    func(names []string) []string // the names that are wanted
	always  []string                      // names that are wanted even if absent
	remote  bool
	sizes   map[string]int64 // of files, by name, when the source was opened; of none that came later

	mu   sync.Mutex // guards logs
	logs families[follower]

	listing   sync.Mutex // guards the latest listing
	listed    time.Time  // when it was begun
	listNames []string
	listErr   error

	wake  chan struct{} // capacity 1: names have changed
	lost  chan error    // capacity 1: the notifications have ended
	stop  func()        // ends the notifications; nil if there are none
	told  atomic.Bool   // notifications arrive
	rearm backoff
	id    Identity     // of the directory the notifications are for
	named int64        // when names in it changed last, as it says itself; 0 if unknown
	still bool         // the latest poll found that there is nothing to see
	last  atomic.Int64 // when bytes last arrived, Unix nanoseconds
}

func newFolder(s *Source, dir string, pick func([]string) []string, always ...string) *folder {
	return &folder{
		src: s, files: s.options.Files, options: &s.options, dir: dir, pick: pick, always: always, remote: isRemote(dir),
		logs: newFamilies[follower](), wake: make(chan struct{}, 1), lost: make(chan error, 1),
	}
}

// measure asks for the sizes of files, and says what they come to.
func (d *folder) measure(names []string) (sum int64) {
	sizes := make([]int64, len(names))
	parallel(len(names), func(i int) {
		info, _ := d.files.Stat(filepath.Join(d.dir, names[i]))
		sizes[i] = info.Size
	})
	d.sizes = map[string]int64{}
	for i, n := range names {
		d.sizes[n] = sizes[i]
		sum += sizes[i]
	}
	return sum
}

// list looks for logs and returns followers for the new ones.
func (d *folder) list() ([]*follower, error) {
	names, err := d.names(time.Now())
	if err == nil {
		names = d.pick(names)
	}
	for _, n := range d.always {
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	// Live files first: they say how the log is spelled.
	slices.SortFunc(names, liveFirst)
	d.mu.Lock()
	defer d.mu.Unlock()
	var fresh []*follower
	for _, n := range names {
		if f := d.add(n, names); f != nil {
			fresh = append(fresh, f)
		}
	}
	return fresh, err
}

// liveFirst orders the names of files: live ones, then rolled ones.
func liveFirst(a, b string) int {
	return cmp.Or(parseName(b).rank()-parseName(a).rank(), cmp.Compare(a, b))
}

// add makes a follower for the log that a file belongs to, if it has none. names are those listed with it.
func (d *folder) add(name string, names []string) *follower {
	n := parseName(name)
	if f := d.logs.of(n.log); f != nil && (n.rolled || f.family == n.log || !d.tellsApart(f.family, names)) {
		return nil
	}
	f := &follower{
		outlet: outlet{sink: d.src.sink, log: d.src.claim(n.log, d.dir)},
		dir:    d, family: n.log, path: filepath.Join(d.dir, n.log),
		nudges: make(chan struct{}, 1),
	}
	f.single = n.rolled && !d.wants(n.log)
	d.logs.put(n.log, f)
	return f
}

// tellsApart reports whether a log's name and one of another spelling stand for two files: both are listed, or the log's own
// leads nowhere.
func (d *folder) tellsApart(log string, names []string) bool {
	if slices.Contains(names, log) {
		return true
	}
	_, err := d.files.Stat(filepath.Join(d.dir, log))
	return errors.Is(err, fs.ErrNotExist)
}

// log is the follower of the log of this name, nil if there is none.
func (d *folder) log(name string) *follower {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.logs.of(name)
}

// wants reports whether a file of this name was asked for.
func (d *folder) wants(name string) bool { return len(d.pick([]string{name})) > 0 }

// run wakes the followers until ctx ends.
func (d *folder) run(ctx context.Context, start func([]*follower)) {
	defer d.disarm()
	// The poll has a beat of its own: names that change all the time must not put it off.
	timer := time.NewTimer(d.toPoll(time.Now()))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.lost:
			now := time.Now()
			d.disarm()
			d.rearm.note(now, errWatchLost)
			timer.Reset(d.toPoll(now))
		case <-d.wake:
			if !sleep(ctx, spacing) {
				return
			}
			d.arm()
			d.relist(start)
		case <-timer.C:
			if age := d.listAge(); age >= d.listEvery() && (d.arm() || age >= listAnyhow) {
				d.relist(start)
			}
			now := time.Now()
			d.poll(now)
			timer.Reset(d.toPoll(now))
		}
	}
}

// relist starts followers for new logs.
func (d *folder) relist(start func([]*follower)) {
	fresh, err := d.list()
	if err != nil {
		d.named = 0 // try again soon
	}
	for _, f := range fresh {
		f.primed = true // all that belongs to a new log is new
	}
	start(fresh)
}

// toPoll is the time to the next poll: at the turn of the second where it is due once a second, at which
// whoever shows a clock is awake anyway.
func (d *folder) toPoll(now time.Time) time.Duration {
	quiet := now.Sub(time.Unix(0, d.last.Load()))
	if !d.still {
		quiet = min(quiet, calm)
	}
	every := d.interval(quiet)
	return now.Truncate(every).Add(every).Sub(now)
}

// interval is the time between two polls of what has been quiet for so long.
func (d *folder) interval(quiet time.Duration) time.Duration {
	poll := d.options.Poll
	if poll == 0 {
		poll = 250 * time.Millisecond
		if d.remote {
			poll = 500 * time.Millisecond
		}
	}
	switch {
	case d.calm(quiet):
		return 20 * poll
	case quiet > lively:
		return 4 * poll
	}
	return poll
}

// calm says that what has been quiet for so long need not be looked at often: notifications tell of its next change at once.
func (d *folder) calm(quiet time.Duration) bool { return promptly && quiet > calm && d.told.Load() }

// stir notes that bytes arrived.
func (d *folder) stir(at time.Time) { d.last.Store(at.UnixNano()) }

func (d *folder) grace() time.Duration {
	switch {
	case d.options.Grace != 0:
		return d.options.Grace
	case d.remote:
		return 200 * time.Millisecond
	}
	return 20 * time.Millisecond
}

// checkEvery is the least time between two looks at what the name stands for,
// unless something says that names have changed. On Windows and on shares each
// such look opens a file.
func (d *folder) checkEvery() time.Duration {
	if d.remote || d.told.Load() {
		return 2 * time.Second
	}
	return 100 * time.Millisecond
}

func (d *folder) listEvery() time.Duration {
	if d.remote || d.told.Load() {
		return listEveryTold
	}
	return listEvery
}

// poll makes the followers look, but for those that notifications would wake and
// whose files have the size they had: asking for that is quicker than waking them.
func (d *folder) poll(now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	told := d.told.Load()
	d.still = told
	for _, f := range d.logs.spelled {
		if !told || !f.still(now) {
			d.still = false
			f.nudge(false)
		}
	}
}

func (d *folder) nudgeAll(moved bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.logs.spelled {
		f.nudge(moved)
	}
}
