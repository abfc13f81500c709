package cli

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// evening returns the demo's logs in a folder, read to their end.
func evening(t *testing.T) (folder string, v *store.Snapshot) {
	t.Helper()
	folder = t.TempDir()
	if err := demo.Write(folder); err != nil {
		t.Fatal(err)
	}
	return folder, readAs(t, folder, feed.Options{})
}

func first(v *store.Records, n int) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for row := range n {
			if !yield(v.ID(row)) {
				return
			}
		}
	}
}

func left(t *testing.T, folder string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

func TestFilesAreWrittenInTheFormOfTheirEnding(t *testing.T) {
	_, v := evening(t)
	records := v.Clients[0].Records
	out := t.TempDir()
	f := screenFiles{func() *store.Snapshot { return v }}
	for name, want := range map[string]string{"a.ndjson": `{"time":"2026-`, "a.CSV": "time,log,line,", "a.log": "<![LOG[", "a.txt": "2026-03-17 18:28:"} {
		path := filepath.Join(out, name)
		if err := f.Records(t.Context(), path, false, records, first(records, 12)); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(path)
		if !strings.HasPrefix(string(text), want) || strings.Count(string(text), "\n") < 12 {
			t.Errorf("%s:\n%s", name, text)
		}
	}
	for name, want := range map[string]string{"r.md": "# Software updates on", "r.html": "<!", "r.json": `{`, "r.txt": ""} {
		path := filepath.Join(out, name)
		if err := f.Report(t.Context(), path, false, v, time.Date(2026, 3, 18, 2, 40, 0, 0, time.UTC), model.FitRules{}); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(path)
		if !strings.HasPrefix(strings.TrimSpace(string(text)), want) || !strings.Contains(string(text), "5081905") {
			t.Errorf("%s:\n%.300s", name, text)
		}
	}
	if err := f.Records(t.Context(), filepath.Join(out, "a.doc"), false, records, first(records, 1)); err == nil || !strings.Contains(err.Error(), ".ndjson, .csv") {
		t.Errorf("an ending without a form: %v", err)
	}
}

func TestAFileThatIsThereIsKeptUnlessToldOtherwise(t *testing.T) {
	f := screenFiles{func() *store.Snapshot { return &store.Snapshot{} }}
	out := t.TempDir()
	path := filepath.Join(out, "page.md")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Text(t.Context(), path, false, "new"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	if err := f.Text(t.Context(), path, true, "new"); err != nil {
		t.Error(err)
	}
	if text, _ := os.ReadFile(path); string(text) != "new" {
		t.Errorf("it holds %q", text)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, over := range []bool{false, true} {
		if err := f.Text(gone, filepath.Join(out, "given-up.md"), over, "x"); !errors.Is(err, context.Canceled) {
			t.Errorf("given up: %v", err)
		}
		if err := f.Text(gone, path, over, "x"); err == nil {
			t.Error("given up, and no error")
		}
	}
	if text, _ := os.ReadFile(path); string(text) != "new" || len(left(t, out)) != 1 {
		t.Errorf("it holds %q, beside it %v", text, left(t, out))
	}
	if err := f.Text(t.Context(), out, true, "x"); err == nil {
		t.Error("a folder was written over")
	}
	if err := f.Text(t.Context(), filepath.Join(out, "no", "folder.md"), false, "x"); err == nil {
		t.Error("written into a folder that is not there")
	}
}

func TestWhatIsReadIsNotWrittenOver(t *testing.T) {
	folder, v := evening(t)
	f := screenFiles{func() *store.Snapshot { return v }}
	records := v.Clients[0].Records
	before := len(left(t, folder))
	log := filepath.Join(folder, "WUAHandler.log")
	if err := f.Records(t.Context(), log, true, records, first(records, 3)); err == nil || !strings.Contains(err.Error(), "one of the logs being read") {
		t.Errorf("a log that is read: %v", err)
	}
	if err := f.Records(t.Context(), filepath.Join(folder, "merged.log"), false, records, first(records, 3)); err == nil || !strings.Contains(err.Error(), "would be read as a log") {
		t.Errorf("a log among those that are read: %v", err)
	}
	if n := len(left(t, folder)); n != before {
		t.Errorf("%d files, not %d", n, before)
	}
	if err := f.Records(t.Context(), filepath.Join(folder, "merged.csv"), false, records, first(records, 3)); err != nil {
		t.Error(err)
	}
}
