package tail

import (
	"errors"
	"time"
)

var errWatchLost = errors.New("directory notifications ended")

// startWatch starts notifications for the directory, or restarts them if its name leads to another
// directory now. It reports whether files may have been created, deleted or renamed in it since the
// last call. Only the folder's goroutine may call it once that runs.
func (d *folder) startWatch() (namesChanged bool) {
	if d.options.Notify == nil && d.remote {
		return true
	}
	now := time.Now()
	info, err := d.files.Stat(d.dir)
	if err != nil || d.closeWatch != nil && !info.ID.same(d.watchedID) {
		d.stopWatch()
	}
	namesChanged = !d.notified.Load() || info.Modified == 0 || info.Modified != d.dirModified
	d.dirModified = info.Modified
	if err != nil || d.closeWatch != nil || d.watchRetry.waiting(now) {
		return namesChanged
	}
	notifier := d.options.Notify
	if notifier == nil {
		notifier = osNotifier{}
	}
	d.watchedID = info.ID
	if d.closeWatch, err = notifier.Watch(d.dir, d.notify, d.loseWatch); err != nil {
		d.closeWatch = nil
		d.watchRetry.note(now, err)
		if d.options.OnLimit != nil && isWatchLimit(err) {
			d.options.OnLimit(LimitWatches)
		}
		return namesChanged
	}
	_, never := notifier.(NoNotify)
	d.notified.Store(!never)
	d.watchRetry.note(now, nil)
	d.nudgeAll(true)
	return namesChanged
}

// stopWatch stops the notifications.
func (d *folder) stopWatch() {
	if d.closeWatch != nil {
		d.closeWatch()
		d.closeWatch = nil
		d.notified.Store(false)
	}
}

// notify nudges the follower of a file that has changed. It is the notifier's changed function.
func (d *folder) notify(name string, nameChanged bool) {
	if name == "" {
		d.nudgeAll(true)
		d.relistSoon()
		return
	}
	if f := d.followerOf(parseName(name).log); f != nil {
		f.nudge(nameChanged)
	}
	if nameChanged {
		d.relistSoon()
	}
}

// relistSoon makes the folder's goroutine list the directory.
func (d *folder) relistSoon() {
	select {
	case d.namesChanged <- struct{}{}:
	default:
	}
}

// loseWatch makes the folder's goroutine close the watch and start a new one. It is the notifier's
// ended function.
func (d *folder) loseWatch(err error) {
	select {
	case d.watchLost <- err:
	default:
	}
}
