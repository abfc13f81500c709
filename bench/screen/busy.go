//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ccmtail/bench/gauge"
)

// busyLogs are written to in turns, usual is how many records a second the aims are for, denseUpdates
// how many updates the events of a dense source are about.
const (
	busyLogs     = 20
	usual        = 10_000
	denseUpdates = 3000
)

// record returns a client's record that tells the time of its writing. Every second one of a dense
// source makes an event.
func record(now time.Time, n int) string {
	component, message := fmt.Sprintf("Worker%02d", n%busyLogs), "t=%d the job {2597B354-3C4E-4D48-9323-%012X} goes on with its work, nothing special in it"
	if dense && n/busyLogs%2 == 0 {
		component, message = "WUAHandler", "Update ("+[]string{"Missing", "Installed"}[n/denseUpdates%2]+"): t=%d security update (2597b354-3c4e-4d48-9323-%012x, 101)"
		n %= denseUpdates
	}
	local := now.UTC().Add(-5 * time.Hour)
	return fmt.Sprintf("<![LOG["+message+"]LOG]!><time=\"%s+300\" date=\"%s\" component=\"%s\" context=\"\" type=\"1\" thread=\"%d\" file=\"worker.cpp:%d\">\r\n",
		now.UnixNano(), n, local.Format("15:04:05.000"), local.Format("01-02-2006"), component, 1000+n%7, n%900)
}

// writeRecords is the child: it appends records as evenly as it can for d.
func writeRecords(dir string, rate int, d time.Duration) {
	var files []*os.File
	for i := range busyLogs {
		f, err := os.OpenFile(logName(dir, i), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		gauge.Must(err)
		files = append(files, f)
	}
	fmt.Println("begin")
	start := time.Now()
	for n := 0; time.Since(start) < d; {
		for due := int(time.Since(start).Seconds() * float64(rate)); n < due; n++ {
			_, err := files[n%busyLogs].WriteString(record(time.Now(), n))
			gauge.Must(err)
		}
		time.Sleep(time.Millisecond)
	}
}

func logName(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("Worker%02d.log", i)) }

// stopwatch compares the times in the records on the screen with its own. A record is on the screen
// when it, or one written after it, is seen there: at this rate most are gone again with the next
// frame.
type stopwatch struct {
	mu     sync.Mutex
	newest int64
	rate   int
	took   []time.Duration
	frames int
}

var stamp = regexp.MustCompile(`t=(\d{19}) `)

func (s *stopwatch) shown(now time.Time, screen string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	newest := s.newest
	for _, m := range stamp.FindAllStringSubmatch(screen, -1) {
		if n, err := strconv.ParseInt(m[1], 10, 64); err == nil {
			newest = max(newest, n)
		}
	}
	if s.newest == 0 || newest == s.newest {
		return
	}
	s.frames++
	each := int64(time.Second) / int64(s.rate)
	for t := newest; t > s.newest; t -= each {
		s.took = append(s.took, time.Duration(now.UnixNano()-t))
	}
	s.newest = newest
}

// begin says that what is written from now on counts.
func (s *stopwatch) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = time.Now().UnixNano()
}

// measureBusy follows what a child process writes.
func measureBusy(program, keys string, rate int, d time.Duration) bool {
	dir, err := os.MkdirTemp("", "bench-screen")
	gauge.Must(err)
	defer os.RemoveAll(dir)
	for i := range busyLogs {
		gauge.Must(os.WriteFile(logName(dir, i), []byte(record(time.Now(), i)), 0o644))
	}
	watch := &stopwatch{rate: rate}
	home, err := os.MkdirTemp("", "bench-screen-home")
	gauge.Must(err)
	defer os.RemoveAll(home)
	t := startOn(home, watch.shown, program, dir)
	first := await(t, "LIVE")
	gauge.Must(t.Type("4"))
	gauge.Must(t.Type(keys))
	time.Sleep(time.Second)
	child := exec.Command(os.Args[0], "-rate", strconv.Itoa(rate), "-busy", d.String(), fmt.Sprintf("-dense=%t", dense))
	child.Env = append(os.Environ(), "BENCH_SCREEN_WRITE="+dir)
	child.Stderr = os.Stderr
	child.Stdout = starting(watch.begin)
	ctx, cancel := context.WithCancel(context.Background())
	late := gauge.Jitter(ctx)
	percent := t.Used(func() { gauge.Must(child.Run()) })
	cancel()
	mb := memory(t)
	time.Sleep(time.Second)
	gauge.Must(t.Leave())
	return watch.report(fmt.Sprintf("%d/s over %d logs%s", rate, busyLogs, filtered(keys)), percent, mb, first, <-late)
}

// starting calls a function when something is written to it.
type starting func()

func (s starting) Write(p []byte) (int, error) { s(); return len(p), nil }

func filtered(keys string) string {
	if keys == "" {
		return ""
	}
	return ", filtered " + strings.Trim(keys, "&\r")
}

func (s *stopwatch) report(what string, percent, memory float64, first time.Duration, late []time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.took)
	n := len(s.took)
	if n == 0 {
		gauge.Must(fmt.Errorf("%s: no record came to the screen", what))
	}
	ms := func(q float64) float64 { return gauge.Of(s.took, q) }
	fmt.Printf("%s: %d records in %d frames, %.0f %% of a core; p50 %.1f ms, p90 %.1f ms, max %.1f ms; first frame after %d ms; %.0f MB; a 5 ms sleep is late by %.1f ms at p99, %.1f ms at most\n",
		what, n, s.frames, percent, ms(0.5), ms(0.9), ms(1), first.Milliseconds(), memory, gauge.Of(late, 0.99), gauge.Of(late, 1))
	ok := gauge.Verdict("append to screen, p50, "+what, ms(0.5), 25, "ms")
	if s.rate > usual {
		return gauge.Verdict("append to screen, p99, "+what, ms(0.99), 60, "ms") && ok // what reading that much costs is its own matter
	}
	ok = gauge.Verdict("append to screen, p99, "+what, ms(0.99), 40, "ms") && ok
	return gauge.Verdict("processor, "+what, percent, 25, "%") && ok
}
