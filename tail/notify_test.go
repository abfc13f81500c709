package tail

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// notification is a call of a notifier's changed function.
type notification struct {
	name        string
	nameChanged bool
}

// watchFolder watches a folder until the test ends.
func watchFolder(t *testing.T, dir string) (notifications chan notification, ended chan error) {
	t.Helper()
	notifications, ended = make(chan notification, 1000), make(chan error, 10)
	changed := func(name string, nameChanged bool) { notifications <- notification{name, nameChanged} }
	stop, err := osNotifier{}.Watch(dir, changed, func(err error) { ended <- err })
	must(t, err)
	t.Cleanup(stop)
	return notifications, ended
}

// await waits for a notification, and ignores others.
func await(t *testing.T, notifications chan notification, want notification) {
	t.Helper()
	for timeout := time.After(patience); ; {
		select {
		case got := <-notifications:
			if got == want {
				return
			}
		case <-timeout:
			t.Fatalf("no notification of %v", want)
		}
	}
}

func TestAWatchNotifiesOfChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Logs")
	must(t, os.Mkdir(dir, 0o755))
	notifications, ended := watchFolder(t, dir)
	log := filepath.Join(dir, "A.log")
	must(t, os.WriteFile(log, []byte("one"), 0o644))
	await(t, notifications, notification{"A.log", true})
	time.Sleep(2 * lookSpacing) // until all events of the creation have been delivered
	f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteString(" two")
	must(t, errors.Join(err, f.Close()))
	await(t, notifications, notification{"A.log", false})
	must(t, os.Rename(log, filepath.Join(dir, "A.lo_")))
	await(t, notifications, notification{"A.lo_", true})
	if len(ended) > 0 {
		t.Errorf("the watch has ended: %v", <-ended)
	}
	if _, err := (osNotifier{}).Watch(filepath.Join(dir, "no"), nil, nil); err == nil {
		t.Error("no error for a folder that does not exist")
	}
}

// TestAWatchEndsWithItsFolder deletes a folder, and renames one for a moment. fsnotify watches
// neither any more.
func TestAWatchEndsWithItsFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not watch the folder's own name, and Wine does not notify of its end; the poll checks both")
	}
	for name, do := range map[string]func(dir string) error{
		"deleted": os.RemoveAll,
		"renamed and back": func(dir string) error {
			return errors.Join(os.Rename(dir, dir+".away"), os.Rename(dir+".away", dir))
		},
	} {
		dir := filepath.Join(t.TempDir(), "Logs")
		must(t, os.Mkdir(dir, 0o755))
		notifications, ended := watchFolder(t, dir)
		must(t, do(dir))
		await(t, notifications, notification{"", true})
		select {
		case <-ended:
		case <-time.After(patience):
			t.Errorf("%s: the watch has not ended", name)
		}
	}
}

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

// must fails the test if there is an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
