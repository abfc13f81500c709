package tail

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// visitOften visits a source every half second until ctx ends. After each visit no file is open.
func visitOften(s *Source, ctx context.Context, sink Sink) error {
	for ctx.Err() == nil {
		_ = s.Visit(ctx, sink)
		if m, ok := s.options.Files.(*memFS); ok && m.openFiles() > 0 {
			return fmt.Errorf("%d files are open after a visit", m.openFiles())
		}
		sleep(ctx, 500*time.Millisecond)
	}
	return nil
}

func (m *memFS) openFiles() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.opened
}

// TestWorldByVisits leaves out what no visit can know: where identities do not tell files apart, a file
// that was rolled is recognised by its first 256 bytes, since none is open between visits, and the
// files of the scripts have fewer.
func TestWorldByVisits(t *testing.T) {
	for _, layer := range sortedKeys(layers) {
		if layer == "indexes by path" || layer == "no indexes" {
			continue
		}
		for _, name := range sortedKeys(worlds) {
			if layer == "a new index at each open" && strings.Contains(name, "the next file begins the same") {
				continue
			}
			t.Run(layer+"/"+name, func(t *testing.T) { testWorld(t, name, layers[layer], true) })
		}
	}
}

func TestRandomScriptsByVisits(t *testing.T) { testRandomScripts(t, visitOften) }

// TestAVisitReadsNothingOfWhatIsUnchanged counts what visits open.
func TestAVisitReadsNothingOfWhatIsUnchanged(t *testing.T) {
	m := newMemFS()
	for i := range 20 {
		m.write(filepath.Join(worldDir, fmt.Sprintf("Log%d.log", i)), "one\n")
	}
	s, err := Open(worldDir, Options{Follow: true, Files: m})
	if err != nil {
		t.Fatal(err)
	}
	c := newCollector()
	opens := map[string]int{}
	m.setFault(func(op, path string) error {
		opens[op]++
		return nil
	})
	if err := s.Visit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	clear(opens)
	if err := s.Visit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if opens["open"]+opens["read"]+opens["list"] > 0 || opens["stat"] > 21 {
		t.Errorf("a visit of what is unchanged does %v", opens)
	}
	m.write(filepath.Join(worldDir, "Log7.log"), "two\n")
	if err := s.Visit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if opens["open"] != 1 || c.text("Log7.log") != "one\ntwo\n" {
		t.Errorf("a visit of one log that has grown does %v, text %q", opens, c.text("Log7.log"))
	}
	c.check(t)
}

// TestALogThatComesInTheSameMomentIsFound has a file system on which two changes of a folder have
// the same time.
func TestALogThatComesInTheSameMomentIsFound(t *testing.T) {
	dir := tempDir(t)
	writeText(t, filepath.Join(dir, "A.log"), "a")
	at := time.Now().Add(time.Hour) // so that the test may take its time
	setTime := func() { must(t, os.Chtimes(dir, at, at)) }
	setTime()
	s, err := Open(dir, Options{Follow: true})
	must(t, err)
	c := newCollector()
	must(t, s.Visit(t.Context(), c))
	writeText(t, filepath.Join(dir, "B.log"), "b")
	setTime()
	must(t, s.Visit(t.Context(), c))
	if c.text("A.log") != "a" || c.text("B.log") != "b" {
		t.Error(c)
	}
}

// TestVisitsGoOnWhenTheFolderIsBack takes the folder away between visits.
func TestVisitsGoOnWhenTheFolderIsBack(t *testing.T) {
	dir := filepath.Join(tempDir(t), "Logs")
	path := filepath.Join(dir, "A.log")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	writeText(t, path, "one\n")
	s, err := Open(dir, Options{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	c := newCollector()
	visit := func() error { return s.Visit(context.Background(), c) }
	if err := visit(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+"2"); err != nil {
		t.Fatal(err)
	}
	if err := visit(); err == nil {
		t.Error("a visit of a folder that is gone has no error")
	}
	if err := os.Rename(dir+"2", dir); err != nil {
		t.Fatal(err)
	}
	appendText(t, path, "two\n")
	if err := visit(); err != nil {
		t.Fatal(err)
	}
	c.check(t)
	if got := c.text("A.log"); got != "one\ntwo\n" {
		t.Errorf("text %q%s", got, c)
	}
}

func TestNothingIsLostOrDoubledByVisits(t *testing.T) { testNothingIsLost(t, visitOften, 4, 60) }
