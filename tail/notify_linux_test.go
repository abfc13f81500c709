package tail

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestInotifyTellsWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Logs")
	must(t, os.Mkdir(dir, 0o755))
	type told struct {
		name  string
		moved bool
	}
	hints, lost := make(chan told, 1000), make(chan error, 1)
	stop, err := fileEvents{}.Watch(dir, func(name string, moved bool) { hints <- told{name, moved} }, func(err error) { lost <- err })
	must(t, err)
	await := func(want told) {
		t.Helper()
		for give := time.After(10 * time.Second); ; {
			select {
			case got := <-hints:
				if got == want {
					return
				}
			case <-give:
				t.Fatalf("nobody tells of %v", want)
			}
		}
	}
	log := filepath.Join(dir, "A.log")
	must(t, os.WriteFile(log, []byte("one"), 0o644))
	await(told{"A.log", true})
	time.Sleep(2 * spacing) // what made it is over
	f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteString(" two")
	must(t, err)
	await(told{"A.log", false})
	must(t, f.Close())
	must(t, os.Rename(log, filepath.Join(dir, "A.lo_")))
	await(told{"A.lo_", true})
	must(t, os.RemoveAll(dir))
	await(told{"", true})
	select {
	case <-lost:
	case <-time.After(10 * time.Second):
		t.Error("the folder is gone, and the watch goes on")
	}
	stop()
	if _, err := (fileEvents{}).Watch(dir, nil, nil); err == nil {
		t.Error("a folder that is not there is watched")
	}
}

func TestInotifyOverflowIsEveryFile(t *testing.T) {
	event := make([]byte, unix.SizeofInotifyEvent)
	binary.NativeEndian.PutUint32(event[4:], unix.IN_Q_OVERFLOW)
	changed := map[string]bool{}
	if !noteEvents(event, changed) || !changed[""] {
		t.Errorf("%v", changed)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
