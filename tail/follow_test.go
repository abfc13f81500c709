package tail

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// tempDir is t.TempDir for Wine, which cannot delete as os.RemoveAll does.
func tempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ccmtail")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		var all []string
		filepath.WalkDir(dir, func(p string, _ os.DirEntry, _ error) error { all = append(all, p); return nil })
		for _, p := range slices.Backward(all) {
			eventually(t, func() error { return os.Remove(p) })
		}
	})
	return dir
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// appendText appends like a client that opens the file for each record.
func appendText(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = f.WriteString(text)
		f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	eventually(t, func() error { os.Remove(to); return os.Rename(from, to) })
}

// eventually tries again: on Windows a name stays taken for the moments that
// somebody holds the deleted file.
func eventually(t *testing.T, f func() error) {
	t.Helper()
	newCollector().await(t, "a file operation to succeed", func() bool { return f() == nil })
}

func TestLogGrows(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	writeText(t, log, "one\n")
	c, _ := follow(t, dir, Options{})
	c.awaitText(t, "A.log", "one\n")
	appendText(t, log, "two\n")
	c.awaitText(t, "A.log", "one\ntwo\n")
	appendText(t, log, "thr")
	c.awaitText(t, "A.log", "one\ntwo\nthr")
	appendText(t, log, "ee\n")
	c.awaitText(t, "A.log", "one\ntwo\nthree\n")
}

func TestLogRollsOver(t *testing.T) {
	for _, style := range []string{"A-20260316-035718.log", "A.lo_"} {
		t.Run(style, func(t *testing.T) {
			dir := tempDir(t)
			log := filepath.Join(dir, "A.log")
			writeText(t, log, "one\n")
			c, _ := follow(t, dir, Options{})
			c.awaitText(t, "A.log", "one\n")
			appendText(t, log, "two\n")
			rename(t, log, filepath.Join(dir, style))
			appendText(t, log, "three\n")
			c.awaitText(t, "A.log", "one\ntwo\n|three\n")
			if c.logs["A.log"].generations[1].gap {
				t.Error("a plain rollover was taken for a gap")
			}
		})
	}
}
