//go:build linux

// Command screen measures the whole program on a terminal: how soon a record that another process appends is
// on the screen, what that costs, and what the screen costs when nothing happens.
//
//	go run ./bench/screen                     all of it, about three minutes
//	go run ./bench/screen -busy 10s -idle 10s shorter
//	go run ./bench/screen -program ./ccmtail  a program built before
//
// It exits with 1 if a figure is worse than the aim printed beside it.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

func main() {
	program := flag.String("program", "", "the program to measure; none builds it")
	busy := flag.Duration("busy", 30*time.Second, "time to write records for the latency")
	idle := flag.Duration("idle", 30*time.Second, "time to watch an idle screen")
	rate := flag.Int("rate", 10_000, "records a second over all logs")
	logs := flag.Int("logs", 200, "logs of the idle screen")
	flag.Parse()
	if dir := os.Getenv("BENCH_SCREEN_WRITE"); dir != "" {
		writeRecords(dir, *rate, *busy)
		return
	}
	if *program == "" {
		dir, err := os.MkdirTemp("", "bench-screen")
		must(err)
		defer os.RemoveAll(dir)
		*program = filepath.Join(dir, "ccmtail")
		out, err := exec.Command("go", "build", "-o", *program, ".").CombinedOutput()
		if err != nil {
			must(fmt.Errorf("build: %w: %s", err, out))
		}
	}
	ok := measureIdle(*program, *logs, *idle)
	for _, keys := range []string{"", "&t=\r"} {
		ok = measureBusy(*program, keys, *rate, *busy) && ok
	}
	if !ok {
		os.Exit(1)
	}
}

// verdict prints one figure beside its aim and reports whether it holds.
func verdict(what string, got, aim float64, unit string) bool {
	word := "ok"
	if got > aim {
		word = "MISSED"
	}
	fmt.Printf("%-52s %8.2f %-3s aim ≤ %g  %s\n", what, got, unit, aim, word)
	return got <= aim
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/screen:", err)
		os.Exit(1)
	}
}
