package tail

import (
	"errors"
	"time"
)

var errWatchLost = errors.New("directory notifications ended")

// startWatch starts notifications for the directory, or starts them anew when another
// directory has taken its name. It reports whether names in it may have changed
// since it was last called.
func (d *folder) startWatch() (renamed bool) {
	if d.options.Notify == nil && d.remote {
		return true
	}
	now := time.Now()
	info, err := d.files.Stat(d.dir)
	if err != nil || d.closeWatch != nil && !info.ID.same(d.watchedID) {
		d.stopWatch()
	}
	renamed = !d.notified.Load() || info.Modified == 0 || info.Modified != d.dirModified
	d.dirModified = info.Modified
	if err != nil || d.closeWatch != nil || d.watchRetry.waiting(now) {
		return renamed
	}
	notify := d.options.Notify
	if notify == nil {
		notify = osNotifier{}
	}
	d.watchedID = info.ID
	if d.closeWatch, err = notify.Watch(d.dir, d.notify, d.loseWatch); err != nil {
		d.closeWatch = nil
		d.watchRetry.note(now, err)
		return renamed
	}
	_, silent := notify.(NoNotify)
	d.notified.Store(!silent)
	d.watchRetry.note(now, nil)
	d.nudgeAll(true)
	return renamed
}

func (d *folder) stopWatch() {
	if d.closeWatch != nil {
		d.closeWatch()
		d.closeWatch = nil
		d.notified.Store(false)
	}
}

// notify wakes the follower of a file; it is called by the notifications.
func (d *folder) notify(name string, moved bool) {
	if name == "" {
		d.nudgeAll(true)
		d.relistSoon()
		return
	}
	if f := d.followerOf(parseName(name).log); f != nil {
		f.nudge(moved)
	}
	if moved {
		d.relistSoon()
	}
}

func (d *folder) relistSoon() {
	select {
	case d.namesChanged <- struct{}{}:
	default:
	}
}

// loseWatch is called when the notifications have ended. The watch is closed and
// made again by the folder's own goroutine.
func (d *folder) loseWatch(err error) {
	select {
	case d.watchLost <- err:
	default:
	}
}
