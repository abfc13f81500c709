package tail

import (
	"errors"
	"time"
)

var errWatchLost = errors.New("directory notifications ended")

// arm starts notifications for the directory, or starts them anew when another
// directory has taken its name. It reports whether names in it may have changed
// since it was last called.
func (d *folder) arm() (renamed bool) {
	if d.options.Notify == nil && d.remote {
		return true
	}
	now := time.Now()
	info, err := d.files.Stat(d.dir)
	if err != nil || d.stop != nil && !info.ID.same(d.id) {
		d.disarm()
	}
	renamed = !d.told.Load() || info.Modified == 0 || info.Modified != d.named
	d.named = info.Modified
	if err != nil || d.stop != nil || d.rearm.waiting(now) {
		return renamed
	}
	notify := d.options.Notify
	if notify == nil {
		notify = fileEvents{}
	}
	d.id = info.ID
	if d.stop, err = notify.Watch(d.dir, d.hint, d.lose); err != nil {
		d.stop = nil
		d.rearm.note(now, err)
		return renamed
	}
	_, silent := notify.(NoNotify)
	d.told.Store(!silent)
	d.rearm.note(now, nil)
	d.nudgeAll(true)
	return renamed
}

func (d *folder) disarm() {
	if d.stop != nil {
		d.stop()
		d.stop = nil
		d.told.Store(false)
	}
}

// hint wakes the follower of a file; it is called by the notifications.
func (d *folder) hint(name string, moved bool) {
	if name == "" {
		d.nudgeAll(true)
		d.relistSoon()
		return
	}
	if f := d.log(parseName(name).log); f != nil {
		f.nudge(moved)
	}
	if moved {
		d.relistSoon()
	}
}

func (d *folder) relistSoon() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// lose is called when the notifications have ended. The watch is closed and
// made again by the folder's own goroutine.
func (d *folder) lose(err error) {
	select {
	case d.lost <- err:
	default:
	}
}
