package feed

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ccmtail/store"
)

// TestRolledFileIsNamedWhileFollowing rolls a log that is followed: from then on its records are said
// to be in the rolled file.
func TestRolledFileIsNamedWhileFollowing(t *testing.T) {
	dir := t.TempDir()
	live, rolled := filepath.Join(dir, "CAS.log"), filepath.Join(dir, "CAS-20260317-210000.log")
	write := func(message string) {
		t.Helper()
		text := fmt.Sprintf("<![LOG["+message+recordTail, "10:00:00.000", "ContentAccess")
		if err := os.WriteFile(live, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("one")
	f, err := Open([]string{dir}, Options{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	old := awaitRecords(t, f, 1)
	if err := os.Rename(live, rolled); err != nil {
		t.Fatal(err)
	}
	write("two")
	r := awaitRecords(t, f, 2)
	cancel()
	<-done
	if got := [...]string{old.FileNameOf(0), r.FileNameOf(0), r.FileNameOf(1)}; got != [...]string{"CAS.log", "CAS-20260317-210000.log", "CAS.log"} {
		t.Errorf("the records are in %q", got)
	}
}

// awaitRecords returns the records of the only client once there are n.
func awaitRecords(t *testing.T, f *Feed, n int) *store.Records {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(10 * time.Millisecond) {
		if r := f.Snapshot().Clients[0].Records; r.Len() >= n {
			return r
		}
	}
	t.Fatalf("there are not %d records", n)
	return nil
}

// TestRecordsBehindWhatIsLeftOfALogHaveTheirLine cuts a log back that is followed and appends to it.
func TestRecordsBehindWhatIsLeftOfALogHaveTheirLine(t *testing.T) {
	live := filepath.Join(t.TempDir(), "CAS.log")
	record := func(message string) string {
		return fmt.Sprintf("<![LOG["+message+recordTail, "10:00:00.000", "ContentAccess")
	}
	kept := record("one") + record("two\nof two lines") + record("three")
	if err := os.WriteFile(live, []byte(kept+record("four")), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open([]string{live}, Options{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	awaitRecords(t, f, 4)
	cutBackTo(t, live, kept, record("five"))
	r := awaitRecords(t, f, 5)
	gaps := awaitGaps(f) // they come with the log's status, behind its records
	cancel()
	<-done
	text := r.Raw(4)
	if r.Len() != 5 || !bytes.Contains(text, []byte("five")) {
		t.Errorf("%d records, the last is %q", r.Len(), text)
	}
	if r.Line(4) != 5 || r.Record(4).Offset != int64(len(kept)) {
		t.Errorf("it is in line %d, at byte %d, want line 5, byte %d", r.Line(4), r.Record(4).Offset, len(kept))
	}
	if gaps != 1 {
		t.Errorf("%d gaps", gaps)
	}
}

// cutBackTo leaves the beginning of a file and appends to it. At no moment is it empty, as it would
// be if it were written anew: a follower that looks just then would take it for another file.
func cutBackTo(t *testing.T, path, kept, more string) {
	t.Helper()
	if err := os.Truncate(path, int64(len(kept))); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(more); err != nil {
		t.Fatal(err)
	}
}

// awaitGaps returns how many gaps the only log has once it has any, or none has come for long.
func awaitGaps(f *Feed) (gaps int) {
	for begun := time.Now(); time.Since(begun) < patience && gaps == 0; time.Sleep(10 * time.Millisecond) {
		gaps = f.Snapshot().Clients[0].Logs[0].Gaps
	}
	return gaps
}
