package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// writeManyUpdates writes a log in which a scan finds n updates missing.
func writeManyUpdates(t *testing.T, n int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "<![LOG[%d. Update (Missing): 2026-03 Cumulative Update (KB%07d) (1b1b0a0d-52a8-4c14-9c0e-%012x, 200)]LOG]!>"+
			"<time=\"%02d:%02d:%02d.%03d+000\" date=\"03-17-2026\" component=\"WUAHandler\" context=\"\" type=\"1\" thread=\"4196\" file=\"cwuahandler.cpp:3215\">\r\n",
			i+1, 5000000+i, i, i/36000%24, i/600%60, i/10%60, i%10*100)
	}
	if err := os.WriteFile(filepath.Join(dir, "WUAHandler.log"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestManyIdsKeepToMemory reads 60,000 updates with little memory. The newest are told, and how many
// are not; the heap stays small.
func TestManyIdsKeepToMemory(t *testing.T) {
	const n = 60_000
	dir := writeManyUpdates(t, n)
	peak := heapPeak(t, func() {
		var doc struct {
			Clients []struct {
				Complete       bool
				Incomplete     []string
				DroppedUpdates int `json:"dropped_updates"`
				Updates        []struct{ KB string }
			}
		}
		out, said := runTo(t, exitFailed, "report", "--format", "json", "--memory", "16M", dir)
		if !strings.Contains(said, "are no longer kept (--memory)") || !strings.Contains(said, "raise --memory") {
			t.Errorf("report said %q", said)
		}
		if err := json.Unmarshal(out, &doc); err != nil {
			t.Fatal(err)
		}
		c := doc.Clients[0]
		last := c.Updates[len(c.Updates)-1].KB
		if len(c.Updates) > 2500 || len(c.Updates)+c.DroppedUpdates != n || last != fmt.Sprint(5000000+n-1) {
			t.Errorf("%d updates, %d dropped, the last one is %s", len(c.Updates), c.DroppedUpdates, last)
		}
		if c.Complete || len(c.Incomplete) != 1 {
			t.Errorf("complete: %v, %q", c.Complete, c.Incomplete)
		}
		out, said = runQuietly(t, "events", "--memory", "16M", dir)
		if !bytes.Contains(out, []byte(fmt.Sprint(5000000+n-1))) || !strings.Contains(said, " updates that need nothing are no longer kept (--memory)\n") {
			t.Errorf("events said %q", said)
		}
	})
	if peak > 64<<20 {
		t.Errorf("the heap grew to %d MB", peak>>20)
	}
}

// runQuietly runs a command that must succeed.
func runQuietly(t *testing.T, args ...string) (out []byte, said string) {
	t.Helper()
	return runTo(t, exitDone, args...)
}

// runTo is runQuietly for a command that exits with a code.
func runTo(t *testing.T, code int, args ...string) (out []byte, said string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(t.Context(), args, strings.NewReader(""), &o, &e, time.Now); got != code {
		t.Fatalf("%v: exit code %d, want %d, %s", args, got, code, &e)
	}
	return o.Bytes(), e.String()
}

// heapPeak returns how much the heap has grown at most while f runs, about.
func heapPeak(t *testing.T, f func()) (peak int64) {
	t.Helper()
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before := int64(m.HeapAlloc)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			runtime.ReadMemStats(&m)
			peak = max(peak, int64(m.HeapAlloc)-before)
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	f()
	close(stop)
	<-done
	return peak
}
