package fleet

import (
	"sync"

	"ccmtail/tail"
)

// watchedFolders are the folders of a fleet on this computer whose changes are notified. Where there
// are no notifications, visits find the changes.
type watchedFolders struct {
	mu      sync.Mutex
	watcher *tail.Watcher
	members map[string][]*member // by directory
}

// start starts the notifications.
func (w *watchedFolders) start() {
	w.members = map[string][]*member{}
	watcher, err := tail.NewWatcher(w.changed)
	if err == nil {
		w.watcher = watcher
	}
}

// stop ends the notifications.
func (w *watchedFolders) stop() {
	if w.watcher != nil {
		w.watcher.Close()
	}
}

// add watches the folders of a member, and reports whether all of them are watched.
func (w *watchedFolders) add(m *member, dirs []string) bool {
	if w.watcher == nil || len(dirs) == 0 {
		return false
	}
	for _, dir := range dirs {
		w.mu.Lock()
		w.members[dir] = append(w.members[dir], m)
		w.mu.Unlock()
		if w.watcher.Add(dir) != nil {
			w.remove(m, dirs)
			return false
		}
	}
	return true
}

// remove ends the notifications of a member.
func (w *watchedFolders) remove(m *member, dirs []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, dir := range dirs {
		var left []*member
		for _, other := range w.members[dir] {
			if other != m {
				left = append(left, other)
			}
		}
		w.members[dir] = left
		if len(left) == 0 {
			delete(w.members, dir)
			w.watcher.Remove(dir)
		}
	}
}

// changed makes the clients with logs in a directory be visited soon; all of them if dir is "".
func (w *watchedFolders) changed(dir string) {
	w.mu.Lock()
	all := w.members[dir]
	if dir == "" {
		all = nil
		for _, some := range w.members {
			all = append(all, some...)
		}
	}
	w.mu.Unlock()
	for _, m := range all {
		m.lane.nudge(m)
	}
}
