package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/fleet"
)

// keepJournal runs a fleet with a journal until all has been read, and returns the journal's lines.
func keepJournal(t *testing.T, dir string, day time.Time, paths ...string) []string {
	t.Helper()
	p := &invocation{now: func() time.Time { return day }, errOut: t.Output()}
	o, kept, err := p.keep(fleetFiles{journal: dir}, fleet.Options{Now: p.now})
	if err != nil {
		t.Fatal(err)
	}
	f := fleet.New(feed.FindClients(paths), o)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); p.runFleet(ctx, f, kept) }()
	<-f.Loaded()
	cancel()
	<-done
	var lines []string
	names, _ := filepath.Glob(filepath.Join(dir, journalPattern))
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")...)
	}
	return lines
}

// TestTheJournalHasEachEventOnce keeps a journal over three runs, on two days, and cuts its last line off
// in between, as the end of a computer may.
func TestTheJournalHasEachEventOnce(t *testing.T) {
	dir, journal := t.TempDir(), filepath.Join(t.TempDir(), "journal")
	var paths []string
	for _, name := range []string{"PC1", "PC2"} {
		paths = append(paths, filepath.Join(dir, name))
		if err := demo.Write(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	day := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)
	first := keepJournal(t, journal, day, paths[0])
	if len(first) < 50 || !strings.Contains(first[0], `"client":"PC1"`) {
		t.Fatalf("%d lines, %.200s", len(first), first[0])
	}
	both := keepJournal(t, journal, day.Add(24*time.Hour), paths...)
	if len(both) != 2*len(first) || !strings.Contains(both[len(first)], `"client":"PC2"`) {
		t.Fatalf("%d lines of two clients, want %d", len(both), 2*len(first))
	}
	name := filepath.Join(journal, "events-2026-03-19.ndjson")
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, info.Size()-20); err != nil {
		t.Fatal(err)
	}
	again := keepJournal(t, journal, day.Add(24*time.Hour), paths...)
	if len(again) != 2*len(first)+1 || again[len(again)-1] != both[len(both)-1] {
		t.Errorf("%d lines after the last was cut off, want that one once more: %d\n%s", len(again), 2*len(first)+1, again[len(again)-1])
	}
}

func TestAJournalThatCannotBeWrittenIsAnError(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := openJournal(name, time.Now()); err == nil || !strings.Contains(err.Error(), "open --journal") {
		t.Errorf("a file as a journal: %v", err)
	}
}

// TestALineThatWasCutOffIsEnded: what is written after a failure begins on a line of its own.
func TestALineThatWasCutOffIsEnded(t *testing.T) {
	day := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)
	j, err := openJournal(t.TempDir(), day)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"1\n2", "3\n", "4\n"} {
		if _, err := j.Write([]byte(part)); (err != nil) != (part == "1\n2") {
			t.Errorf("%q: %v", part, err)
		}
	}
	name := j.name
	if err := j.close(); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "1\n2\n3\n4\n" {
		t.Errorf("%q, %v", text, err)
	}
}

// TestMetricsThatCannotBeWrittenAreSaidOnce: whatever the temporary file is called, and without it.
func TestMetricsThatCannotBeWrittenAreSaidOnce(t *testing.T) {
	p := &invocation{now: time.Now, errOut: t.Output()}
	f := fleet.New(feed.FindClients(nil), fleet.Options{Now: p.now})
	k := &keptFiles{}
	file := filepath.Join(t.TempDir(), "gone", "ccmtail.prom")
	for range 3 {
		k.note("write --metrics "+file, withoutPath(p.writeMetricsOnce(file, f)))
	}
	if all := k.failures(); len(all) != 1 || strings.Contains(all[0], ".prom.") || k.err() == nil {
		t.Errorf("%q", all)
	}
}

// TestAJournalHasOneWriter: two would write each event twice.
func TestAJournalHasOneWriter(t *testing.T) {
	dir := t.TempDir()
	first, err := openJournal(dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openJournal(dir, time.Now()); err == nil || !strings.Contains(err.Error(), "another ccmtail") {
		t.Errorf("a second writer: %v", err)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	again, err := openJournal(dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := again.close(); err != nil {
		t.Fatal(err)
	}
}
