package atomicfile

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// fill writes a text in two pieces.
func fill(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text[:1])
		if err == nil {
			_, err = io.WriteString(w, text[1:])
		}
		return err
	}
}

// begin is Create or Replace.
type begin func(string, fs.FileMode) (*File, error)

func write(ctx context.Context, begin begin, name string, write func(io.Writer) error) error {
	f, err := begin(name, 0o600)
	if err != nil {
		return err
	}
	return f.Fill(ctx, write)
}

// holds fails the test unless a file holds a text, and nothing lies beside it.
func holds(t *testing.T, name, want string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil || string(text) != want {
		t.Errorf("it holds %q (%v), want %q", text, err, want)
	}
	holdsFiles(t, filepath.Dir(name), 1)
}

func holdsFiles(t *testing.T, folder string, want int) {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil || len(all) != want {
		t.Errorf("%d files are left (%v), want %d", len(all), err, want)
	}
}

func TestANewFileReplacesNothing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := write(t.Context(), Create, name, fill("old")); err != nil {
		t.Fatal(err)
	}
	if err := write(t.Context(), Create, name, fill("new")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	holds(t, name, "old")
}

func TestAFileIsReplacedAtOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := write(t.Context(), Replace, name, fill("old")); err != nil {
		t.Fatal(err)
	}
	err := write(t.Context(), Replace, name, func(w io.Writer) error {
		err := fill("new")(w)
		if text, _ := os.ReadFile(name); string(text) != "old" {
			t.Errorf("it holds %q before the new content is whole", text)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	holds(t, name, "new")
}

func TestAReplacedFileKeepsItsMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no such modes")
	}
	name := filepath.Join(t.TempDir(), "a.txt")
	for _, mode := range []fs.FileMode{0o600, 0o640} { // that of a new file, then that of the one that is there
		if err := write(t.Context(), Replace, name, fill("text")); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(name)
		if err != nil || info.Mode() != mode {
			t.Errorf("mode %v (%v), want %v", info.Mode(), err, mode)
		}
		if err := os.Chmod(name, 0o640); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatFailsLeavesNothing(t *testing.T) {
	broken := errors.New("broken")
	half := func(w io.Writer) error { return errors.Join(fill("half")(w), broken) }
	for op, begin := range map[string]begin{"create": Create, "replace": Replace} {
		folder := t.TempDir()
		if err := write(t.Context(), begin, filepath.Join(folder, "a.txt"), half); !errors.Is(err, broken) {
			t.Errorf("%s: %v", op, err)
		}
		gone, cancel := context.WithCancel(t.Context())
		late := func(w io.Writer) error {
			cancel()
			if err := fill("late")(w); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: a write after the end: %v", op, err)
			}
			return nil // as a writer that does not look
		}
		if err := write(gone, begin, filepath.Join(folder, "a.txt"), late); !errors.Is(err, context.Canceled) {
			t.Errorf("%s given up: %v", op, err)
		}
		if err := write(t.Context(), begin, filepath.Join(folder, "no", "a.txt"), fill("text")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s in a folder that is not there: %v", op, err)
		}
		holdsFiles(t, folder, 0)
	}
}

func TestWhatFailsLeavesTheOldFile(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "a.txt")
	if err := write(t.Context(), Create, name, fill("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := write(t.Context(), Replace, name, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
	holds(t, name, "old")
	if err := write(t.Context(), Replace, folder, fill("text")); err == nil {
		t.Error("a folder was written over")
	}
	holds(t, name, "old")
}
