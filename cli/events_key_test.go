package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// changeLine is what the test looks at in a line of events.
type changeLine struct {
	Client, Key, Kind, ID, To, File string
	KB, Title                       *string
}

// name tells changes apart by what they say and not where.
func (c changeLine) name() string { return fmt.Sprint(c.Kind, c.ID, c.To) }

// changesIn returns the keys in lines of events, each with its change, and the names of all fields.
func changesIn(t *testing.T, ndjson string) map[string]changeLine {
	t.Helper()
	all := map[string]changeLine{}
	for line := range strings.Lines(ndjson) {
		var c changeLine
		fields := map[string]any{}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		json.Unmarshal([]byte(line), &fields)
		for _, f := range []string{"client", "key", "kb", "title", "file"} {
			if _, ok := fields[f]; !ok {
				t.Errorf("no %s: %s", f, line)
			}
		}
		if _, double := all[c.Key]; double || c.Key == "" {
			t.Errorf("the key %q is used twice: %s", c.Key, line)
		}
		all[c.Key] = c
	}
	return all
}

// sameChanges reports keys of before that after lacks or gives to something else.
func sameChanges(t *testing.T, when string, before, after map[string]changeLine) {
	t.Helper()
	for key, c := range before {
		if after[key].name() != c.name() {
			t.Errorf("%s: the change %s had the key %s, which is now that of %q", when, c.name(), key, after[key].name())
		}
	}
}

func TestEventsHaveTheSameKeysWhereverTheyAreRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "PC0147")
	outputOf(t, "demo", "--write", dir)
	before := changesIn(t, string(outputOf(t, "events", dir)))
	if len(before) < 50 {
		t.Fatalf("only %d changes", len(before))
	}
	sameChanges(t, "after a restart", before, changesIn(t, string(outputOf(t, "events", dir))))

	other := filepath.Join(t.TempDir(), "elsewhere", "Logs")
	if err := os.CopyFS(other, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	copied := changesIn(t, string(outputOf(t, "events", other)))
	sameChanges(t, "in a copy", before, copied)

	// Each log is rolled over: renamed, and a new one begun.
	logs, _ := filepath.Glob(filepath.Join(dir, "*.log"))
	for _, log := range logs {
		if err := os.Rename(log, strings.TrimSuffix(log, ".log")+"-20260318-010000.log"); err != nil {
			t.Fatal(err)
		}
	}
	appendRecord(t, filepath.Join(dir, "WUAHandler.log"), "23:50:00.000", "Update (Missing): Another update (KB5000001) (1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001, 101)")
	rolled := changesIn(t, string(outputOf(t, "events", dir)))
	sameChanges(t, "after the rollover", before, rolled)
	if len(rolled) != len(before)+1 {
		t.Errorf("%d changes before, %d after one more", len(before), len(rolled))
	}
}

// TestKeysOfAFollowerAcrossARolloverAndARestart follows a log while it is rolled over, stops, and
// reads everything again: what was told before has the keys that it has now.
func TestKeysOfAFollowerAcrossARolloverAndARestart(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "WUAHandler.log")
	id := func(n int) string { return fmt.Sprintf("1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a0%02d", n) }
	missing := func(n int) string {
		return fmt.Sprintf("Update (Missing): An update for Ger\xE4te (KB50000%02d) (%s, 101)", n, id(n))
	}
	appendRecord(t, log, "10:00:00.000", missing(1))
	var told strings.Builder
	for round := 1; round <= 3; round++ {
		out := &output{}
		ctx, stop := context.WithCancel(t.Context())
		code := make(chan int, 1)
		go func() {
			code <- run(ctx, []string{"events", "--follow", dir}, strings.NewReader(""), out, io.Discard, time.Now)
		}()
		out.await(t, `"id":"`+id(round))
		appendRecord(t, log, fmt.Sprintf("1%d:01:00.000", round), "Update 1 ("+id(round)+") finished installing (0x00000000), Reboot Required? Yes")
		if err := os.Rename(log, filepath.Join(dir, fmt.Sprintf("WUAHandler-20260317-1%d0130.log", round))); err != nil {
			t.Fatal(err)
		}
		appendRecord(t, log, fmt.Sprintf("1%d:02:00.000", round), missing(round+1))
		got := out.await(t, `"id":"`+id(round+1))
		stop()
		<-code
		if n := len(changesIn(t, got)); n != 2*round+1 {
			t.Errorf("round %d: %d changes, want %d:\n%s", round, n, 2*round+1, got)
		}
		told.WriteString(got)
	}
	again := changesIn(t, string(outputOf(t, "events", dir)))
	keys := map[string]bool{}
	for line := range strings.Lines(told.String()) {
		for key, c := range changesIn(t, line) {
			keys[key] = true
			if again[key].name() != c.name() {
				t.Errorf("%s was told as %s and is now %q", c.name(), key, again[key].name())
			}
		}
	}
	if len(keys) != len(again) || len(again) != 7 {
		t.Errorf("%d keys were told, %d changes are there, want 7 each", len(keys), len(again))
	}
}

// TestTheSameRecordInTwoFilesIsTwoChanges has two logs and two generations with records of the same
// text at the same offset.
func TestTheSameRecordInTwoFilesIsTwoChanges(t *testing.T) {
	dir := t.TempDir()
	const message = "Update (Missing): An update (KB5000001) (1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001, 101)"
	const installed = "Update (Installed): An update (KB5000001) (1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001, 101)"
	for i, name := range []string{"WUAHandler-20260317-100030.log", "WUAHandler.log"} {
		appendRecord(t, filepath.Join(dir, name), fmt.Sprintf("1%d:00:00.000", i), "Async searching completed.")
		appendRecord(t, filepath.Join(dir, name), fmt.Sprintf("1%d:00:10.000", i), []string{installed, message}[i])
	}
	changesIn(t, string(outputOf(t, "events", dir))) // fails for keys that are used twice
	if got := string(outputOf(t, "events", "--format", "text", dir, dir+"/WUAHandler.log")); !strings.Contains(got, "WUAHandler.log  2026-03-17") {
		t.Errorf("lines of several clients do not name theirs:\n%s", got)
	}
}
