//go:build !linux

package tail

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// runPump runs a pump with a clock of its own. do sends events and checks what the pump has called.
func runPump(t *testing.T, do func(w *fsnotify.Watcher, notifications *[]notification, endings *[]error)) {
	synctest.Test(t, func(*testing.T) {
		var notifications []notification
		var endings []error
		w := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
		p := &pump{
			watcher: w, dir: "logs", pending: map[string]bool{},
			changed: func(name string, nameChanged bool) {
				notifications = append(notifications, notification{name, nameChanged})
			},
			ended: func(err error) { endings = append(endings, err) },
		}
		go p.run()
		do(w, &notifications, &endings)
		close(w.Events)
		time.Sleep(lookSpacing)
	})
}

func TestABurstMakesOneNotificationAtATime(t *testing.T) {
	runPump(t, func(w *fsnotify.Watcher, notifications *[]notification, _ *[]error) {
		burst := func(want notification, ops ...fsnotify.Op) {
			t.Helper()
			for _, op := range ops {
				w.Events <- fsnotify.Event{Name: filepath.Join("logs", "A.log"), Op: op}
			}
			time.Sleep(settled)
			synctest.Wait()
			if !slices.Equal(*notifications, []notification{want}) {
				t.Errorf("got %v, want only %v", *notifications, want)
			}
			*notifications = nil
		}
		burst(notification{"A.log", true}, fsnotify.Write, fsnotify.Rename, fsnotify.Write)
		next := nextLook(time.Now())
		burst(notification{"A.log", false}, fsnotify.Write, fsnotify.Write)
		if now := time.Now(); !now.Equal(next.Add(settled)) {
			t.Errorf("notified of the second burst %v after the time of the next look, want %v", now.Sub(next), settled)
		}
	})
}

func TestABurstThatDoesNotEndIsNotifiedOf(t *testing.T) {
	runPump(t, func(w *fsnotify.Watcher, notifications *[]notification, _ *[]error) {
		for range 100 {
			w.Events <- fsnotify.Event{Name: filepath.Join("logs", "A.log"), Op: fsnotify.Write}
			time.Sleep(settled / 2)
		}
		if n := len(*notifications); n < 2 || n > 6 {
			t.Errorf("%d notifications", n)
		}
	})
}

func TestErrorsOfTheWatcher(t *testing.T) {
	runPump(t, func(w *fsnotify.Watcher, notifications *[]notification, endings *[]error) {
		w.Errors <- fsnotify.ErrEventOverflow
		synctest.Wait()
		if !slices.Equal(*notifications, []notification{{"", true}}) || len(*endings) > 0 {
			t.Errorf("after an overflow: notifications %v, ended %v; want one for all files", *notifications, *endings)
		}
		first := errors.New("first")
		w.Errors <- first
		w.Errors <- errors.New("second")
		w.Events <- fsnotify.Event{Name: "logs", Op: fsnotify.Remove}
		time.Sleep(settled)
		synctest.Wait()
		if !slices.Equal(*endings, []error{first}) {
			t.Errorf("ended %v, want once", *endings)
		}
	})
}
