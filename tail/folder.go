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

	"ccmtail/internal/arrange"
)

const (
	// listEvery is the time between two listings of a folder without notifications, and
	// listEveryNotified of one with notifications. The latter holds for shares too, since Windows
	// caches their listings for up to 10 s and each takes several round trips.
	listEvery         = 1 * time.Second
	listEveryNotified = 5 * time.Second
	// listAtLeastEvery is the time after which a folder is listed although neither a notification
	// nor its time of modification says that its names have changed.
	listAtLeastEvery = time.Minute
	// activeFor is how long after the last bytes the folder is polled most often, and idleAfter how
	// long after them it is polled least often.
	activeFor, idleAfter = 5 * time.Second, time.Minute
)

// folder is a directory with logs. Its goroutine lists the directory, starts followers for new
// logs, and polls; notifications nudge the followers as well.
type folder struct {
	source      *Source
	files       Files
	options     *Options
	dir         string
	selectNames func(names []string) []string // returns the names of files to read
	alwaysNames []string                      // names to read even if the listing does not have them
	isWhole     bool                          // whether all logs of the directory are read
	remote      bool                          // whether the directory is on a network file system
	locksNames  bool                          // see nameLocker
	sizes       map[string]int64              // the sizes of the files when the source was opened, by name

	mu   sync.Mutex // guards logs
	logs nameIndex[follower]

	listing   sync.Mutex // guards the results of the last listing
	listedAt  time.Time  // when it began
	listNames []string
	listErr   error

	namesChanged chan struct{} // of capacity 1; receives when names may have changed
	watchLost    chan error    // of capacity 1; receives when the notifications have ended
	notified     atomic.Bool   // whether notifications arrive
	lastBytes    atomic.Int64  // when bytes were last read, in nanoseconds since 1970

	// These belong to the folder's goroutine.
	closeWatch  func() // ends the notifications; nil if there are none
	watchRetry  backoff
	watchedID   Identity // of the directory that the notifications are for
	dirModified int64    // the directory's time of modification in nanoseconds since 1970; 0 if unknown
	isUnchanged bool     // whether the last poll found all logs unchanged

	isVisited bool        // the source is visited
	visited   []*follower // the logs that visits read
}

// newFolder returns a folder that reads the files that selectNames selects, and those in always.
func newFolder(s *Source, dir string, selectNames func([]string) []string, always ...string) *folder {
	locker, ok := s.options.Files.(nameLocker)
	return &folder{
		source: s, files: s.options.Files, options: &s.options, dir: dir, locksNames: ok && locker.LocksNames(),
		selectNames: selectNames, alwaysNames: always, remote: isRemote(dir),
		logs: newNameIndex[follower](), namesChanged: make(chan struct{}, 1), watchLost: make(chan error, 1),
	}
}

// measure sets the sizes of files and returns their sum.
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

// newFollowers lists the directory and returns followers for the logs that have none yet. It does
// so for alwaysNames even if the listing fails.
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
	arrange.By(names, compareLiveFirst) // a log is spelled as its live file
	d.mu.Lock()
	defer d.mu.Unlock()
	var followers []*follower
	for _, n := range names {
		if f := d.addFollower(n, names); f != nil {
			followers = append(followers, f)
		}
	}
	return followers, err
}

// compareLiveFirst orders the names of files, those of live files first.
func compareLiveFirst(a, b string) int {
	return cmp.Or(parseName(b).rank()-parseName(a).rank(), cmp.Compare(a, b))
}

// addFollower adds and returns a follower for the log that a file belongs to; nil if it has one.
// names is the listing that the file is in.
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

// isSeparateLog reports whether a log is another file than one whose name differs by case only:
// because the listing has both, or because there is no file with the log's own spelling.
func (d *folder) isSeparateLog(log string, names []string) bool {
	if slices.Contains(names, log) {
		return true
	}
	_, err := d.files.Stat(filepath.Join(d.dir, log))
	return errors.Is(err, fs.ErrNotExist)
}

// followerOf returns the follower of a log, nil if there is none.
func (d *folder) followerOf(name string) *follower {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.logs.find(name)
}

// wants reports whether the folder is to read files of this name.
func (d *folder) wants(name string) bool { return len(d.selectNames([]string{name})) > 0 }

// run is the folder's goroutine. It returns when ctx ends. start starts followers.
func (d *folder) run(ctx context.Context, start func([]*follower)) {
	defer d.stopWatch()
	// Only the poll resets the timer, so that it is due even if names change all the time.
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

// relist lists the directory and starts followers for new logs.
func (d *folder) relist(start func([]*follower)) {
	followers, err := d.newFollowers()
	if err != nil {
		d.dirModified = 0 // list again at the next poll
	}
	for _, f := range followers {
		f.unwantedSkipped = true // the rolled files of a log that is new are wanted
	}
	start(followers)
}

// untilPoll returns the time until the next poll. Polls are due at multiples of their interval, so
// that those of all folders, and the clock on the screen, wake the machine at the same time.
func (d *folder) untilPoll(now time.Time) time.Duration {
	quiet := now.Sub(time.Unix(0, d.lastBytes.Load()))
	if !d.isUnchanged {
		quiet = min(quiet, idleAfter)
	}
	every := d.pollInterval(quiet)
	return now.Truncate(every).Add(every).Sub(now)
}

// pollInterval returns the time between two polls of a folder or file in which nothing was written
// for some time.
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

// pollsSlowly reports whether it is enough to poll a folder or file rarely that has been quiet for
// that time, because a notification will arrive with the next write.
func (d *folder) pollsSlowly(quiet time.Duration) bool {
	return notifiesAtWrite && quiet > idleAfter && d.notified.Load()
}

// touch notes that bytes were read.
func (d *folder) touch(at time.Time) { d.lastBytes.Store(at.UnixNano()) }

// grace returns Options.Grace or its default.
func (d *folder) grace() time.Duration {
	switch {
	case d.options.Grace != 0:
		return d.options.Grace
	case d.remote:
		return 200 * time.Millisecond
	}
	return 20 * time.Millisecond
}

// checkInterval returns the time between two checks of which file a log's name leads to, unless a
// notification says that names have changed. On Windows and on shares each check opens a file.
func (d *folder) checkInterval() time.Duration {
	if d.remote || d.notified.Load() {
		return 2 * time.Second
	}
	return 100 * time.Millisecond
}

// listInterval returns the least time between two listings without a notification.
func (d *folder) listInterval() time.Duration {
	if d.remote || d.notified.Load() {
		return listEveryNotified
	}
	return listEvery
}

// poll nudges the followers. With notifications, it leaves out those whose files are unchanged:
// asking for a file's size takes less than waking a goroutine to do so.
func (d *folder) poll(now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	notified := d.notified.Load()
	d.isUnchanged = notified
	for _, f := range d.logs.exact {
		if !notified || !f.isUnchanged(now) {
			d.isUnchanged = false
			f.nudge(false)
		}
	}
}

// nudgeAll nudges all followers.
func (d *folder) nudgeAll(namesChanged bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.logs.exact {
		f.nudge(namesChanged)
	}
}
