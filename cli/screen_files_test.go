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

// demoFolder writes the logs of the demo to a folder, and returns it and a snapshot of it.
func demoFolder(t *testing.T) (folder string, v *store.Snapshot) {
	t.Helper()
	folder = t.TempDir()
	if err := demo.Write(folder); err != nil {
		t.Fatal(err)
	}
	return folder, readAs(t, folder, feed.Options{})
}

// firstRecords returns the ids of the first n records.
func firstRecords(v *store.Records, n int) iter.Seq[event.RecordID] {
	return func(yield func(event.RecordID) bool) {
		for row := range n {
			if !yield(v.ID(row)) {
				return
			}
		}
	}
}

// fileNames returns the names of the files in a folder.
func fileNames(t *testing.T, folder string) (names []string) {
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

func TestTheExtensionSelectsTheFormat(t *testing.T) {
	_, v := demoFolder(t)
	records := v.Clients[0].Records
	out := t.TempDir()
	f := screenFiles{func() *store.Snapshot { return v }}
	for name, want := range map[string]string{
		"a.ndjson": `{"client":"001","time":"2026-`, "a.CSV": "\ufefftime,log,line,", "a.log": "<![LOG[", "a.txt": "2026-03-17 18:28:",
	} {
		path := filepath.Join(out, name)
		if err := f.Records(t.Context(), path, false, records, firstRecords(records, 12)); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(path)
		if !strings.HasPrefix(string(text), want) || strings.Count(string(text), "\n") < 12 {
			t.Errorf("%s:\n%s", name, text)
		}
	}
	for name, want := range map[string]string{"r.md": "# Software updates on", "r.html": "<!", "r.json": `{`, "r.csv": "\ufeffclient,kb,", "r.txt": ""} {
		path := filepath.Join(out, name)
		if err := f.Report(t.Context(), path, false, v, time.Date(2026, 3, 18, 2, 40, 0, 0, time.UTC), model.FitRules{}); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(path)
		if !strings.HasPrefix(strings.TrimSpace(string(text)), want) || !strings.Contains(string(text), "5081905") {
			t.Errorf("%s:\n%.300s", name, text)
		}
	}
	err := f.Records(t.Context(), filepath.Join(out, "a.doc"), false, records, firstRecords(records, 1))
	if err == nil || !strings.Contains(err.Error(), ".ndjson, .csv") {
		t.Errorf("an unknown extension: %v", err)
	}
}

func TestAFileIsReplacedOnlyOnRequest(t *testing.T) {
	f := screenFiles{func() *store.Snapshot { return &store.Snapshot{} }}
	out := t.TempDir()
	path := filepath.Join(out, "page.md")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Text(t.Context(), path, false, "new"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that exists: %v", err)
	}
	if err := f.Text(t.Context(), path, true, "new"); err != nil {
		t.Error(err)
	}
	if text, _ := os.ReadFile(path); string(text) != "new" {
		t.Errorf("it holds %q", text)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, replace := range []bool{false, true} {
		if err := f.Text(cancelled, filepath.Join(out, "new.md"), replace, "x"); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		if err := f.Text(cancelled, path, replace, "x"); err == nil {
			t.Error("cancelled: no error")
		}
	}
	if text, _ := os.ReadFile(path); string(text) != "new" || len(fileNames(t, out)) != 1 {
		t.Errorf("it holds %q, in the folder are %v", text, fileNames(t, out))
	}
	if err := f.Text(t.Context(), out, true, "x"); err == nil {
		t.Error("no error for a folder")
	}
	if err := f.Text(t.Context(), filepath.Join(out, "no", "folder.md"), false, "x"); err == nil {
		t.Error("no error for a file in a folder that does not exist")
	}
}

func TestSourcesAreNotOverwritten(t *testing.T) {
	folder, v := demoFolder(t)
	f := screenFiles{func() *store.Snapshot { return v }}
	records := v.Clients[0].Records
	before := len(fileNames(t, folder))
	log := filepath.Join(folder, "WUAHandler.log")
	err := f.Records(t.Context(), log, true, records, firstRecords(records, 3))
	if err == nil || !strings.Contains(err.Error(), "one of the files being read") {
		t.Errorf("a log that is a source: %v", err)
	}
	err = f.Records(t.Context(), filepath.Join(folder, "merged.log"), false, records, firstRecords(records, 3))
	if err == nil || !strings.Contains(err.Error(), "would be read as a log") {
		t.Errorf("a log in a folder that is a source: %v", err)
	}
	if n := len(fileNames(t, folder)); n != before {
		t.Errorf("%d files, want %d", n, before)
	}
	if err := f.Records(t.Context(), filepath.Join(folder, "merged.csv"), false, records, firstRecords(records, 3)); err != nil {
		t.Error(err)
	}
}
