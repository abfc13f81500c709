//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"ccmtail/bench/gauge"
	"ccmtail/tail"
)

const busyLogs = 20

// writeRecords is the child: it appends records that begin with the time of
// their writing, as even as it can, for d.
func writeRecords(dir string, rate int, d time.Duration) {
	var files []*os.File
	for i := range busyLogs {
		f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf("Log%02d.log", i)), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		gauge.Must(err)
		files = append(files, f)
	}
	rest := bytes.Repeat([]byte("x"), 200)
	start := time.Now()
	for n := 0; time.Since(start) < d; {
		for due := int(time.Since(start).Seconds() * float64(rate)); n < due; n++ {
			_, err := fmt.Fprintf(files[n%busyLogs], "%d %s\n", time.Now().UnixNano(), rest)
			gauge.Must(err)
		}
		time.Sleep(time.Millisecond)
	}
}

// stopwatch is a Sink that compares the times in the records with its own.
type stopwatch struct {
	mu    sync.Mutex
	took  []time.Duration
	carry map[string][]byte
}

func (s *stopwatch) Status(tail.Status) {}
func (s *stopwatch) Idle(string)        {}
func (s *stopwatch) CaughtUp()          {}

func (s *stopwatch) Chunk(c tail.Chunk) {
	now := time.Now().UnixNano()
	s.mu.Lock()
	defer s.mu.Unlock()
	text := append(s.carry[c.Log], c.Bytes...)
	for {
		line, rest, ok := bytes.Cut(text, []byte("\n"))
		if !ok {
			break
		}
		stamp, _, _ := bytes.Cut(line, []byte(" "))
		if at, err := strconv.ParseInt(string(stamp), 10, 64); err == nil {
			s.took = append(s.took, time.Duration(now-at))
		}
		text = rest
	}
	s.carry[c.Log] = text
}

// measureLatency follows what a child process writes.
func measureLatency(rate int, d, aim time.Duration) bool {
	dir, err := os.MkdirTemp("", "bench-follow")
	gauge.Must(err)
	defer os.RemoveAll(dir)
	s, err := tail.Open(dir, tail.Options{Follow: true, Wait: true})
	gauge.Must(err)
	watch := &stopwatch{carry: map[string][]byte{}}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { s.Run(ctx, watch); close(done) }()
	child := exec.Command(os.Args[0], "-rate", strconv.Itoa(rate), "-busy", d.String())
	child.Env = append(os.Environ(), "BENCH_FOLLOW_WRITE="+dir)
	child.Stderr = os.Stderr
	late := gauge.Jitter(ctx)
	cpu, start := processorTime(), time.Now()
	gauge.Must(child.Run())
	percent := float64(processorTime()-cpu) / float64(time.Since(start)) * 100
	time.Sleep(2 * time.Second)
	cancel()
	<-done
	slices.Sort(watch.took)
	n := len(watch.took)
	ms := func(q float64) float64 { return gauge.Of(watch.took, q) }
	fmt.Printf("append to chunk, %d records at %d/s over %d logs: p50 %.1f ms, p90 %.1f ms, max %.1f ms, processor %.1f %%; a 5 ms sleep is late by %.1f ms at p99\n",
		n, rate, busyLogs, ms(0.5), ms(0.9), ms(1), percent, gauge.Of(<-late, 0.99))
	return gauge.Verdict("append to chunk, p99", ms(0.99), float64(aim)/float64(time.Millisecond), "ms")
}
