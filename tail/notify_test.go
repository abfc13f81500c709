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

// hinted is what a watch has told.
type hinted struct {
	name  string
	moved bool
}

// watchFolder watches a folder until the test ends.
func watchFolder(t *testing.T, dir string) (hints chan hinted, lost chan error) {
	t.Helper()
	hints, lost = make(chan hinted, 1000), make(chan error, 10)
	stop, err := osNotifier{}.Watch(dir, func(name string, moved bool) { hints <- hinted{name, moved} }, func(err error) { lost <- err })
	must(t, err)
	t.Cleanup(stop)
	return hints, lost
}

// await waits for one hint among others.
func await(t *testing.T, hints chan hinted, want hinted) {
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

func TestAWatchTellsWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Logs")
	must(t, os.Mkdir(dir, 0o755))
	hints, lost := watchFolder(t, dir)
	log := filepath.Join(dir, "A.log")
	must(t, os.WriteFile(log, []byte("one"), 0o644))
	await(t, hints, hinted{"A.log", true})
	time.Sleep(2 * lookSpacing) // what made it is over
	f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteString(" two")
	must(t, errors.Join(err, f.Close()))
	await(t, hints, hinted{"A.log", false})
	must(t, os.Rename(log, filepath.Join(dir, "A.lo_")))
	await(t, hints, hinted{"A.lo_", true})
	if len(lost) > 0 {
		t.Errorf("the watch has ended: %v", <-lost)
	}
	if _, err := (osNotifier{}).Watch(filepath.Join(dir, "no"), nil, nil); err == nil {
		t.Error("a folder that is not there is watched")
	}
}

// TestAWatchEndsWithItsFolder, for fsnotify watches neither one that has gone nor one that was away
// for a moment.
func TestAWatchEndsWithItsFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder's own name is not watched, and Wine does not tell of its end: the poll looks at both")
	}
	for how, do := range map[string]func(dir string) error{
		"gone": os.RemoveAll,
		"away": func(dir string) error {
			return errors.Join(os.Rename(dir, dir+".away"), os.Rename(dir+".away", dir))
		},
	} {
		dir := filepath.Join(t.TempDir(), "Logs")
		must(t, os.Mkdir(dir, 0o755))
		hints, lost := watchFolder(t, dir)
		must(t, do(dir))
		await(t, hints, hinted{"", true})
		select {
		case <-lost:
		case <-time.After(10 * time.Second):
			t.Errorf("%s: the watch goes on", how)
		}
	}
}

// inPump runs a pump in a bubble. The test makes its events, and looks at what it has told.
func inPump(t *testing.T, do func(w *fsnotify.Watcher, hints *[]hinted, ends *[]error)) {
	synctest.Test(t, func(*testing.T) {
		var hints []hinted
		var ends []error
		w := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
		p := &pump{
			w: w, dir: "logs", changed: map[string]bool{},
			hint: func(name string, moved bool) { hints = append(hints, hinted{name, moved}) },
			lost: func(err error) { ends = append(ends, err) },
		}
		go p.run()
		do(w, &hints, &ends)
		close(w.Events)
		time.Sleep(lookSpacing)
	})
}

func TestABurstIsToldOnceABeat(t *testing.T) {
	inPump(t, func(w *fsnotify.Watcher, hints *[]hinted, _ *[]error) {
		tell := func(want hinted, ops ...fsnotify.Op) {
			t.Helper()
			for _, op := range ops {
				w.Events <- fsnotify.Event{Name: filepath.Join("logs", "A.log"), Op: op}
			}
			time.Sleep(settled)
			synctest.Wait()
			if !slices.Equal(*hints, []hinted{want}) {
				t.Errorf("told %v, want %v alone", *hints, want)
			}
			*hints = nil
		}
		tell(hinted{"A.log", true}, fsnotify.Write, fsnotify.Rename, fsnotify.Write)
		next := nextLook(time.Now())
		tell(hinted{"A.log", false}, fsnotify.Write, fsnotify.Write)
		if now := time.Now(); !now.Equal(next.Add(settled)) {
			t.Errorf("the second burst was told %v after the beat, want %v", now.Sub(next), settled)
		}
	})
}

func TestABurstWithoutAnEndIsToldAllTheSame(t *testing.T) {
	inPump(t, func(w *fsnotify.Watcher, hints *[]hinted, _ *[]error) {
		for range 100 {
			w.Events <- fsnotify.Event{Name: filepath.Join("logs", "A.log"), Op: fsnotify.Write}
			time.Sleep(settled / 2)
		}
		if n := len(*hints); n < 2 || n > 6 {
			t.Errorf("a burst is told %d times", n)
		}
	})
}

func TestAWatchEndsOnceAndAnOverflowIsEveryFile(t *testing.T) {
	inPump(t, func(w *fsnotify.Watcher, hints *[]hinted, ends *[]error) {
		w.Errors <- fsnotify.ErrEventOverflow
		synctest.Wait()
		if !slices.Equal(*hints, []hinted{{"", true}}) || len(*ends) > 0 {
			t.Errorf("an overflow: told %v, ended %v", *hints, *ends)
		}
		odd := errors.New("odd")
		w.Errors <- odd
		w.Errors <- errors.New("odd again")
		w.Events <- fsnotify.Event{Name: "logs", Op: fsnotify.Remove}
		time.Sleep(settled)
		synctest.Wait()
		if !slices.Equal(*ends, []error{odd}) {
			t.Errorf("ended %v, want once", *ends)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
