//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"ccmtail/bench/gauge"
	"ccmtail/tail"
)

// silent is a Sink that only says when it has caught up.
type silent struct{ caughtUp chan struct{} }

func (silent) Chunk(tail.Chunk)   {}
func (silent) Status(tail.Status) {}
func (silent) Idle(string)        {}
func (s silent) CaughtUp()        { close(s.caughtUp) }

// measureIdle follows logs that nobody writes to, each with a rolled file, and
// compares processor time (percent of one core) and handles with the aims.
func measureIdle(logs int, d time.Duration, aimPercent, aimHandles float64) bool {
	dir := makeLogs(logs)
	defer os.RemoveAll(dir)
	s, err := tail.Open(dir, tail.Options{Follow: true})
	gauge.Must(err)
	before := handles()
	ctx, cancel := context.WithCancel(context.Background())
	sink, done := silent{make(chan struct{})}, make(chan struct{})
	go func() { s.Run(ctx, sink); close(done) }()
	<-sink.caughtUp
	time.Sleep(8 * time.Second) // until the poll has slowed down
	open, cpu := handles()-before, processorTime()
	time.Sleep(d)
	percent := float64(processorTime()-cpu) / float64(d) * 100
	cancel()
	<-done
	ok := gauge.Verdict(fmt.Sprintf("%d idle logs, processor", logs), percent, aimPercent, "%")
	return gauge.Verdict(fmt.Sprintf("%d idle logs, open handles", logs), float64(open), aimHandles, "") && ok
}

func makeLogs(logs int) string {
	dir, err := os.MkdirTemp("", "bench-follow")
	gauge.Must(err)
	for i := range logs {
		for _, name := range []string{"Log%03d.log", "Log%03d-20260316-035718.log"} {
			gauge.Must(os.WriteFile(filepath.Join(dir, fmt.Sprintf(name, i)), bytes.Repeat([]byte("0123456789abcde\n"), 256), 0o644))
		}
	}
	return dir
}

func handles() int {
	names, err := os.ReadDir("/proc/self/fd")
	gauge.Must(err)
	return len(names)
}

// processorTime returns what all threads of this process have used.
func processorTime() time.Duration {
	var u syscall.Rusage
	gauge.Must(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
