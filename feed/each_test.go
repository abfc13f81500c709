package feed

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/store"
)

// writeClients writes n clients below a folder, of which one is missing, and returns their paths.
func writeClients(t *testing.T, n, missing int) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("PC%04d", i))
		paths = append(paths, path)
		if i == missing {
			continue
		}
		if err := demo.Write(filepath.Join(path, "Logs")); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// TestEachReadsAllInOrder: each client is read whole, in the order of the sources, as a feed of all
// reads it; one that is missing has its error.
func TestEachReadsAllInOrder(t *testing.T) {
	paths := writeClients(t, 11, 4)
	o := Options{EventsOnly: true}
	f, err := Open(paths, o)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Run(t.Context())
	want := f.Snapshot().Clients
	all := FindClients(paths)
	if all.Len() != len(want) {
		t.Fatalf("%d clients, want %d", all.Len(), len(want))
	}
	i := 0
	err = all.Each(t.Context(), o, func(c *store.Client) error {
		w := &want[i]
		if c.Name != w.Name || c.Path != w.Path || c.Events.Len() != w.Events.Len() || len(c.Logs) != len(w.Logs) || (c.Err == nil) != (w.Err == nil) {
			t.Errorf("%d: %s, %d events, %d logs, %v; want %s, %d, %d, %v", i, c.Name, c.Events.Len(), len(c.Logs), c.Err, w.Name, w.Events.Len(), len(w.Logs), w.Err)
		}
		i++
		return nil
	})
	if err != nil || i != len(want) || want[4].Err == nil {
		t.Errorf("%d clients visited, %v", i, err)
	}
}

func TestEachEndsEarly(t *testing.T) {
	paths := writeClients(t, 9, -1)
	before := runtime.NumGoroutine()
	n, stop := 0, errors.New("stop")
	err := FindClients(paths).Each(t.Context(), Options{EventsOnly: true}, func(*store.Client) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 3 {
		t.Errorf("%d visited, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	err = FindClients(paths).Each(ctx, Options{EventsOnly: true}, func(*store.Client) error { n++; cancel(); return nil })
	if err != nil || n > 2 {
		t.Errorf("%d visited after the end, %v", n, err)
	}
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(time.Millisecond) { // the last ones are about to return
		if runtime.NumGoroutine() <= before {
			return
		}
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

func TestEachOfASingleSource(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "PC1")
	err := FindClients([]string{missing}).Each(t.Context(), Options{}, func(*store.Client) error { t.Error("visited"); return nil })
	if err == nil || !strings.Contains(err.Error(), "PC1") {
		t.Errorf("error %v", err)
	}
}

// TestEachKeepsNone: of many clients a few are in memory at a time.
func TestEachKeepsNone(t *testing.T) {
	paths := writeClients(t, 24, -1)
	gone := make(chan struct{}, len(paths))
	err := FindClients(paths).Each(t.Context(), Options{}, func(c *store.Client) error {
		runtime.AddCleanup(c.Records, func(struct{}) { gone <- struct{}{} }, struct{}{})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for begun := time.Now(); time.Since(begun) < patience; runtime.GC() { // its cleanups follow
		if len(gone) == len(paths) {
			return
		}
	}
	t.Errorf("%d of %d clients are let go", len(gone), len(paths))
}
