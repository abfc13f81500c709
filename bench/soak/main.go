//go:build linux

// Command soak follows a client's logs for a simulated day, as fast as it goes, and holds what is
// delivered, what is known at the end and how much memory that takes against what was written.
//
//	go -C bench run ./soak                          a day at 2,000 records/s: about ten minutes
//	go -C bench run ./soak -records 3000000         shorter
//
// It writes into a folder of /dev/shm and exits with 1 if a record or an event was lost or came
// twice, or if the process took more than --memory and its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"

	"ccmtail/feed"
)

func main() {
	records := flag.Int64("records", 24*60*60*2000, "records to write, at least")
	memory := flag.Int64("memory", 1<<30, "bytes, as --memory")
	generation := flag.Int64("generation", 1<<20, "bytes of a log after which it is rolled over, about")
	most := flag.Duration("for", 0, "write no longer than this, 0 until all is written")
	folder := flag.String("folder", "/dev/shm", "where to write")
	flag.Parse()
	debug.SetMemoryLimit(feed.CollectorLimit(*memory))
	debug.SetGCPercent(200)
	dir, err := os.MkdirTemp(*folder, "soak-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	r, err := soak(ctx, dir, options{records: *records, memory: feed.RetentionLimit(*memory), generation: *generation, most: *most, say: os.Stdout})
	stop()
	os.RemoveAll(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
	fmt.Println(r)
	if bad := r.failed(); bad != "" {
		fmt.Println(bad)
		os.Exit(1)
	}
	if peak := peakMemory(); peak > *memory+feed.OwnMemory {
		fmt.Printf("took %d MB, more than %d + %d MB\n", peak>>20, *memory>>20, feed.OwnMemory>>20)
		os.Exit(1)
	}
}
