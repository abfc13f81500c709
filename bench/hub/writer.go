//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"

	"ccmtail/demo"
)

// writer writes logs as clients do: it appends records, and rolls logs over.
type writer struct {
	dirs []string
	now  time.Time // on the clients' clock: long ago, so that time alone changes nothing
	rng  *rand.Rand

	mu      sync.Mutex
	written int
	rolled  int
}

// newWriter writes the demo's evening for some clients below a folder.
func newWriter(folder string, clients int, seed uint64) (*writer, error) {
	w := &writer{now: time.Date(2026, 3, 20, 8, 0, 0, 0, time.UTC), rng: rand.New(rand.NewPCG(seed, 1))}
	for i := range clients {
		dir := filepath.Join(folder, fmt.Sprintf("PC%04d", i+1), "Logs")
		if err := demo.Write(dir); err != nil {
			return nil, err
		}
		w.dirs = append(w.dirs, dir)
	}
	return w, nil
}

// run writes until stop is closed, so many records a second.
func (w *writer) run(stop <-chan struct{}, perSecond int) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for due := 0.0; ; {
		select {
		case <-stop:
			return nil
		case <-tick.C:
		}
		for due += float64(perSecond) / 100; due >= 1; due-- {
			if err := w.write(); err != nil {
				return err
			}
		}
	}
}

// writeFor writes for a while.
func (w *writer) writeFor(d time.Duration, perSecond int) error {
	stop := make(chan struct{})
	time.AfterFunc(d, func() { close(stop) })
	return w.run(stop, perSecond)
}

// write appends a record that tells an event to a log of one client, which it rolls over now and then. A
// client keeps one rolled file.
func (w *writer) write() error {
	w.now = w.now.Add(time.Duration(1+w.rng.IntN(900)) * time.Millisecond)
	live := filepath.Join(w.dirs[w.rng.IntN(len(w.dirs))], "CcmExec.log")
	if w.rng.IntN(40) == 0 {
		info, err := os.Stat(live)
		if err == nil && info.Size() > 2000 {
			if err := os.Rename(live, filepath.Join(filepath.Dir(live), "CcmExec-"+w.now.Format("20060102-150405")+".log")); err != nil {
				return err
			}
			w.rolled++
		}
	}
	if err := appendRecord(live, "CcmExec", "Starting CCMEXEC service...", w.now); err != nil {
		return err
	}
	w.mu.Lock()
	w.written++
	w.mu.Unlock()
	return nil
}

// appendRecord appends a native record to a log.
func appendRecord(path, component, message string, at time.Time) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	local := at.UTC().Add(-300 * time.Minute)
	_, err = fmt.Fprintf(f, "<![LOG[%s]LOG]!><time=\"%s+300\" date=\"%s\" component=\"%s\" context=\"\" type=\"1\" thread=\"77\" file=\"bench.cpp:1\">\r\n",
		message, local.Format("15:04:05.000"), local.Format("01-02-2006"), component)
	return err
}
