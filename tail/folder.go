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
	// announces them, and listEveryNotified when something does. A share's listing
	// is cached by Windows for up to 10 s and costs several round trips: it is
	// not asked for more often either.
	listEvery         = 1 * time.Second
	listEveryNotified = 5 * time.Second
	// listAtLeastEvery is how often a folder is listed whose names nothing says to have
	// changed, neither a notification nor its own time.
	listAtLeastEvery = time.Minute
	// lively is how long after the last bytes the short poll goes on, and calm how
	// long after them it becomes slow where notifications arrive.
	activeFor, idleAfter = 5 * time.Second, time.Minute
)

// folder is one directory with logs that are followed. Its goroutine lists it,
// starts a follower for each log, and wakes them: by notification where there
// is one, and by a poll in any case.
type folder struct {
	source      *Source
	files       Files
	options     *Options
	dir         string
	selectNames func(names []string) []string // the names that are wanted
	alwaysNames []string                      // names that are wanted even if absent
	remote      bool
	sizes       map[string]int64 // of files, by name, when the source was opened; of none that came later

	mu   sync.Mutex // guards logs
	logs nameIndex[follower]

	listing   sync.Mutex // guards the latest listing
	listedAt  time.Time  // when it was begun
	listNames []string
	listErr   error

	namesChanged chan struct{} // capacity 1: names have changed
	watchLost    chan error    // capacity 1: the notifications have ended
	closeWatch   func()        // ends the notifications; nil if there are none
	notified     atomic.Bool   // notifications arrive
	watchRetry   backoff
	watchedID    Identity     // of the directory the notifications are for
	dirModified  int64        // when names in it changed last, as it says itself; 0 if unknown
	isUnchanged  bool         // the latest poll found that there is nothing to see
	lastBytes    atomic.Int64 // when bytes last arrived, Unix nanoseconds
}

func newFolder(s *Source, dir string, pick func([]string) []string, always ...string) *folder {
	return &folder{
		source: s, files: s.options.Files, options: &s.options, dir: dir, selectNames: pick, alwaysNames: always, remote: isRemote(dir),
		logs: newNameIndex[follower](), namesChanged: make(chan struct{}, 1), watchLost: make(chan error, 1),
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

// newFollowers looks for logs and returns followers for the new ones.
func (d *folder) newFollowers() ([]*follower, error) {
	names, err := d.listedNames(time.Now())
	if err == nil {
		names = d.selectNames(names)
	}
	for _, n := range d.alwaysNames {
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	// Live files first: they say how the log is spelled.
	slices.SortFunc(names, compareLiveFirst)
	d.mu.Lock()
	defer d.mu.Unlock()
	var fresh []*follower
	for _, n := range names {
		if f := d.addFollower(n, names); f != nil {
			fresh = append(fresh, f)
		}
	}
	return fresh, err
}

// compareLiveFirst orders the names of files: live ones, then rolled ones.
func compareLiveFirst(a, b string) int {
	return cmp.Or(parseName(b).rank()-parseName(a).rank(), cmp.Compare(a, b))
}

// addFollower makes a follower for the log that a file belongs to, if it has none. names are those
// listed with it.
func (d *folder) addFollower(name string, names []string) *follower {
	n := parseName(name)
	if f := d.logs.find(n.log); f != nil && (n.rolled || f.liveName == n.log || !d.isSeparateLog(f.liveName, names)) {
		return nil
	}
	f := &follower{
		emitter: emitter{sink: d.source.sink, log: d.source.uniqueName(n.log, d.dir)},
		dir:     d, liveName: n.log, path: filepath.Join(d.dir, n.log),
		nudges: make(chan struct{}, 1),
	}
	f.rolledOnly = n.rolled && !d.wants(n.log)
	d.logs.add(n.log, f)
	return f
}

// isSeparateLog reports whether a log's name and one of another spelling stand for two files: both
// are listed, or the log's own leads nowhere.
func (d *folder) isSeparateLog(log string, names []string) bool {
	if slices.Contains(names, log) {
		return true
	}
	_, err := d.files.Stat(filepath.Join(d.dir, log))
	return errors.Is(err, fs.ErrNotExist)
}

// followerOf returns the follower of the log of this name, nil if there is none.
func (d *folder) followerOf(name string) *follower {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.logs.find(name)
}

// wants reports whether a file of this name was asked for.
func (d *folder) wants(name string) bool { return len(d.selectNames([]string{name})) > 0 }

// run wakes the followers until ctx ends.
func (d *folder) run(ctx context.Context, start func([]*follower)) {
	defer d.stopWatch()
	// The poll has a beat of its own: names that change all the time must not put it off.
	timer := time.NewTimer(d.untilPoll(time.Now()))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.watchLost:
			now := time.Now()
			d.stopWatch()
			d.watchRetry.note(now, errWatchLost)
			timer.Reset(d.untilPoll(now))
		case <-d.namesChanged:
			if !sleep(ctx, lookSpacing) {
				return
			}
			d.startWatch()
			d.relist(start)
		case <-timer.C:
			if age := d.listAge(); age >= d.listInterval() && (d.startWatch() || age >= listAtLeastEvery) {
				d.relist(start)
			}
			now := time.Now()
			d.poll(now)
			timer.Reset(d.untilPoll(now))
		}
	}
}

// relist starts followers for new logs.
func (d *folder) relist(start func([]*follower)) {
	fresh, err := d.newFollowers()
	if err != nil {
		d.dirModified = 0 // try again soon
	}
	for _, f := range fresh {
		f.unwantedSkipped = true // all that belongs to a new log is new
	}
	start(fresh)
}

// untilPoll returns the time to the next poll: at the turn of the second where it is due once a
// second, at which whoever shows a clock is awake anyway.
func (d *folder) untilPoll(now time.Time) time.Duration {
	quiet := now.Sub(time.Unix(0, d.lastBytes.Load()))
	if !d.isUnchanged {
		quiet = min(quiet, idleAfter)
	}
	every := d.pollInterval(quiet)
	return now.Truncate(every).Add(every).Sub(now)
}

// pollInterval returns the time between two polls of what has been quiet for so long.
func (d *folder) pollInterval(quiet time.Duration) time.Duration {
	poll := d.options.Poll
	if poll == 0 {
		poll = 250 * time.Millisecond
		if d.remote {
			poll = 500 * time.Millisecond
		}
	}
	switch {
	case d.pollsSlowly(quiet):
		return 20 * poll
	case quiet > activeFor:
		return 4 * poll
	}
	return poll
}

// pollsSlowly says that what has been quiet for so long need not be looked at often: notifications
// tell of its next change at once.
func (d *folder) pollsSlowly(quiet time.Duration) bool {
	return notifiesAtWrite && quiet > idleAfter && d.notified.Load()
}

// touch notes that bytes arrived.
func (d *folder) touch(at time.Time) { d.lastBytes.Store(at.UnixNano()) }

func (d *folder) grace() time.Duration {
	switch {
	case d.options.Grace != 0:
		return d.options.Grace
	case d.remote:
		return 200 * time.Millisecond
	}
	return 20 * time.Millisecond
}

// checkInterval returns the least time between two looks at what the name stands for,
// unless something says that names have changed. On Windows and on shares each
// such look opens a file.
func (d *folder) checkInterval() time.Duration {
	if d.remote || d.notified.Load() {
		return 2 * time.Second
	}
	return 100 * time.Millisecond
}

func (d *folder) listInterval() time.Duration {
	if d.remote || d.notified.Load() {
		return listEveryNotified
	}
	return listEvery
}

// poll makes the followers look, but for those that notifications would wake and
// whose files have the size they had: asking for that is quicker than waking them.
func (d *folder) poll(now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	told := d.notified.Load()
	d.isUnchanged = told
	for _, f := range d.logs.exact {
		if !told || !f.isUnchanged(now) {
			d.isUnchanged = false
			f.nudge(false)
		}
	}
}

func (d *folder) nudgeAll(moved bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.logs.exact {
		f.nudge(moved)
	}
}
