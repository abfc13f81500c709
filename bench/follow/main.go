//go:build linux

// Command follow measures what following logs costs and how soon bytes arrive:
// processor time and open handles over idle logs, and the time from an append
// in another process to the chunk that holds it.
//
//	go -C bench run ./follow            all of it, about three minutes
//	go -C bench run ./follow -idle 20s  shorter
//
// It exits with 1 if a figure is worse than the aim printed beside it.
package main

import (
	"flag"
	"os"
	"time"
)

func main() {
	idle := flag.Duration("idle", time.Minute, "time to watch idle logs")
	busy := flag.Duration("busy", 20*time.Second, "time to write for the latency")
	rate := flag.Int("rate", 10_000, "records a second over all logs")
	flag.Parse()
	if dir := os.Getenv("BENCH_FOLLOW_WRITE"); dir != "" {
		writeRecords(dir, *rate, *busy)
		return
	}
	ok := measureIdle(60, *idle, 1, 70)
	ok = measureIdle(300, *idle, 3, 310) && ok
	ok = measureLatency(*rate, *busy, 50*time.Millisecond) && ok
	if !ok {
		os.Exit(1)
	}
}
