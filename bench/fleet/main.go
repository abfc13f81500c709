//go:build linux

// Command fleet measures the screen of many clients on a terminal: how soon it shows them, what that
// takes, how it answers to keys, what it costs when nothing happens and when every client writes.
//
//	go -C bench run ./fleet                       200 clients of 250 MB
//	go -C bench run ./fleet -clients 1000         1,000 clients of 1.25 GB
//	go -C bench run ./fleet -folder FOLDER        clients that generate -fleet has written
//	go -C bench run ./fleet -live 0 -idle 10s     without the live part
//
// It exits with 1 if a figure is worse than the aim printed beside it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ccmtail/bench/gauge"
)

// aims are the figures to reach with so many clients.
type aims struct {
	firstRows, processor, memory, handles, threads, idle float64
}

var (
	few  = aims{firstRows: 0.3, processor: 2.5, memory: 150, handles: 200, threads: 30, idle: 0.5}
	many = aims{firstRows: 0.3, processor: 8, memory: 300, handles: 500, threads: 30, idle: 2}
)

// run is one measurement.
type run struct {
	program, home, folder, journal, metrics string
	clients                                 int
	aims                                    aims
	quiet                                   bool
	ok                                      bool
}

func main() {
	program := flag.String("program", "", "the program to measure; none builds it")
	folder := flag.String("folder", "", "clients that bench/generate -fleet has written; none writes some")
	clients := flag.Int("clients", 200, "how many clients")
	idle := flag.Duration("idle", time.Minute, "time to watch an idle screen")
	live := flag.Duration("live", time.Minute, "time in which all clients write, 0 for none; it changes the clients")
	keys := flag.Int("keys", 300, "keys to press")
	quiet := flag.Bool("quiet", false, "let the program go before everything else on the machine, as if that were quiet: for root")
	flag.Parse()
	dir, err := os.MkdirTemp("", "bench-fleet")
	gauge.Must(err)
	defer os.RemoveAll(dir)
	r := &run{home: dir, folder: *folder, clients: *clients, aims: few, ok: true, journal: filepath.Join(dir, "journal"), metrics: filepath.Join(dir, "metrics.prom"), quiet: *quiet}
	if *clients > 200 {
		r.aims = many
	}
	r.program, err = gauge.Program(*program, dir)
	gauge.Must(err)
	if r.folder == "" {
		r.folder = filepath.Join(dir, "fleet")
		generate(r.folder, *clients)
	}
	r.measure(*idle, *live, *keys)
	if !r.ok {
		os.RemoveAll(dir)
		os.Exit(1)
	}
}

// generate writes the clients.
func generate(folder string, clients int) {
	cmd := exec.Command("go", "run", "./generate", "-fleet", strconv.Itoa(clients), folder)
	cmd.Stderr = os.Stderr
	gauge.Must(cmd.Run())
}

// measure measures everything on one run of the program.
func (r *run) measure(idle, live time.Duration, keys int) {
	t, err := gauge.Start(gauge.Options{Quiet: r.quiet, Env: []string{"NO_COLOR=", "XDG_CACHE_HOME=" + r.home, "XDG_CONFIG_HOME=" + r.home, "XDG_STATE_HOME=" + r.home}},
		r.program, "--journal", r.journal, "--metrics", r.metrics, r.folder)
	gauge.Must(err)
	defer t.Kill()
	peak := watch(t.Process())
	shown, err := t.Until(hasRow, time.Minute)
	gauge.Must(err)
	r.awaitComplete()
	took := time.Since(t.Begun)
	cpu, err := t.Processor()
	gauge.Must(err)
	fmt.Printf("%d clients, complete after %.1f s\n", r.clients, took.Seconds())
	r.verdict("first rows", shown.Sub(t.Begun).Seconds(), r.aims.firstRows, "s")
	r.verdict("complete, processor", cpu.Seconds(), r.aims.processor, "s")
	r.pressKeys(t, keys)
	time.Sleep(3 * time.Second)
	r.verdict("idle", t.Used(func() { time.Sleep(idle) }), r.aims.idle, "%")
	if live > 0 {
		r.measureLive(t, live)
	}
	most := peak()
	r.verdict("memory at most", most.memory, r.aims.memory, "MB")
	r.verdict("handles at most", float64(most.handles), r.aims.handles, "")
	r.verdict("threads at most", float64(most.threads), r.aims.threads, "")
	gauge.Must(t.Leave())
}

func (r *run) verdict(what string, got, aim float64, unit string) {
	r.ok = gauge.Verdict(what, got, aim, unit) && r.ok
}

// hasRow reports whether a client with a state is on the screen.
func hasRow(screen string) bool {
	for line := range strings.Lines(screen) {
		if strings.Contains(line, " PC") && !strings.Contains(line, "reading") && strings.ContainsAny(line, "0123456789") && strings.Contains(line, "/") {
			return true
		}
	}
	return false
}

// awaitComplete waits until all clients have been read: then the gauges are written for the first time.
func (r *run) awaitComplete() {
	for range 5 * 60 * 100 {
		if _, err := os.Stat(r.metrics); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	gauge.Must(errors.New("not all clients have been read after five minutes"))
}

// pressKeys measures the time from a key to its frame.
func (r *run) pressKeys(t *gauge.Terminal, n int) {
	var times []time.Duration
	for i := range n {
		key := "\x1b[B"
		if i/10%2 == 1 {
			key = "\x1b[A"
		}
		before := t.Screen()
		took, err := t.Press(key, func(screen string) bool { return screen != before })
		gauge.Must(err)
		times = append(times, took)
	}
	sortDurations(times)
	r.verdict("key to frame, p50", gauge.Of(times, 0.5), 50, "ms")
	r.verdict("key to frame, p99", gauge.Of(times, 0.99), 50, "ms")
}
