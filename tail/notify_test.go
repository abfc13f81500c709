package tail

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
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

// TestAWatchEndsWithItsFolder deletes a folder, and renames one for a moment. Neither is watched any
// more.
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

// must fails the test if there is an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
