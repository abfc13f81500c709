package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

// output is the output of a command, which can be read while it runs.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

// await waits until the output contains s, and returns it.
func (o *output) await(t *testing.T, s string) string {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		o.mu.Lock()
		got := o.buf.String()
		o.mu.Unlock()
		if strings.Contains(got, s) {
			return got
		}
		if time.Now().After(deadline) {
			t.Fatalf("no %q in\n%s", s, got)
		}
	}
}

// appendRecord appends a record to a log.
func appendRecord(t *testing.T, path, clock, message string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(f, "<![LOG[%s]LOG]!><time=\"%s+300\" date=\"03-17-2026\" component=\"WUAHandler\""+
		" context=\"\" type=\"1\" thread=\"1\" file=\"a.cpp:1\">\r\n", message, clock)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestEventsFollowAGrowingFolderAcrossARollover(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "WUAHandler.log")
	const id = "1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001"
	appendRecord(t, log, "10:00:00.000", "Update (Missing): An update (KB5000001) ("+id+", 101)")
	out := &output{}
	ctx, stop := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"events", "--follow", dir}, strings.NewReader(""), out, io.Discard, time.Now)
	}()
	out.await(t, `"to":"missing"`)
	appendRecord(t, log, "10:01:00.000", "Async installation of updates started.")
	if err := os.Rename(log, filepath.Join(dir, "WUAHandler-20260317-100130.log")); err != nil {
		t.Fatal(err)
	}
	appendRecord(t, log, "10:02:00.000", "Update 1 ("+id+") finished installing (0x00000000), Reboot Required? Yes")
	out.await(t, `"to":"pending-reboot"`)
	appendRecord(t, log, "10:09:00.000", "Update ("+id+") has finished the post reboot operation. HResult: 0x00000000.")
	got := out.await(t, `"to":"installed"`)
	stop()
	if c := <-code; c != exitInterrupted {
		t.Errorf("exit code %d", c)
	}
	for _, state := range []string{"missing", "pending-reboot", "installed"} {
		if n := strings.Count(got, `"to":"`+state+`"`); n != 1 {
			t.Errorf("%q is written %d times", state, n)
		}
	}
}

func TestExportFollowWritesEachRecordOnce(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "WUAHandler.log")
	appendRecord(t, log, "10:00:00.000", "first of all")
	out := &output{}
	ctx, stop := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"export", "--follow", dir}, strings.NewReader(""), out, io.Discard, time.Now)
	}()
	out.await(t, "first of all")
	for i := range 50 {
		appendRecord(t, log, "10:00:01.000", fmt.Sprintf("number %d.", i))
	}
	got := out.await(t, "number 49.")
	stop()
	if c := <-code; c != exitInterrupted {
		t.Errorf("exit code %d", c)
	}
	if n := strings.Count(got, "\n"); n != 51 {
		t.Errorf("%d lines, want 51", n)
	}
}

// closedPipe is a Writer whose reader is closed.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAClosedWriterIsNoError(t *testing.T) {
	dir := t.TempDir()
	appendRecord(t, filepath.Join(dir, "WUAHandler.log"), "10:00:00.000", "Async installation of updates started.")
	var errOut bytes.Buffer
	if c := run(t.Context(), []string{"export", dir}, strings.NewReader(""), closedPipe{}, &errOut, time.Now); c != exitDone {
		t.Errorf("exit code %d, %s", c, &errOut)
	}
}

func TestExportFailsIfTextWasDropped(t *testing.T) {
	s := store.NewWithBudget(store.NewBudget(1 << 20))
	g := s.AddFile("A.log", "A.log", 0)
	rng := rand.NewChaCha8([32]byte{})
	for range 12 {
		text := make([]byte, 1<<20)
		rng.Read(text)
		g.Append(text, []model.Frame{{Size: len(text)}})
	}
	e := exportRun{format: "text"}
	if err := e.prepare(io.Discard); err != nil {
		t.Fatal(err)
	}
	err := e.writeNew(t.Context(), &store.Snapshot{Clients: []store.Client{{Records: s.Records()}}})
	if err == nil || !strings.Contains(err.Error(), "raise --memory") {
		t.Errorf("text was dropped, and the error is %v", err)
	}
}
