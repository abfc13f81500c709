//go:build linux

// Command seek measures time travel over captures: how long it takes to have the state as of a
// random moment, and how much memory the states take up that are kept for that.
//
//	go -C bench run ./generate -kind dense -size 1000000000 /tmp/dense
//	go -C bench run ./seek /tmp/dense
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"ccmtail/bench/gauge"
	"ccmtail/feed"
	"ccmtail/store"
)

func main() {
	seeks := flag.Int("seeks", 1000, "how many moments are gone to")
	flag.Parse()
	for _, capture := range flag.Args() {
		gauge.Must(feed.FindClients([]string{capture}).Each(context.Background(), feed.Options{EventsOnly: true}, func(c *store.Client) error {
			seek(capture, c.Events, *seeks)
			return nil
		}))
	}
}

// seek goes to random moments, after the state at the end has been asked for, as on the screen.
func seek(capture string, events store.Events, seeks int) {
	rng := rand.New(rand.NewPCG(1, 2))
	var fold store.Fold
	before, begun := heap(), time.Now()
	fold.AfterFirst(events, events.Len())
	first := time.Since(begun)
	kept := heap() - before
	took := make([]time.Duration, seeks)
	for i := range took {
		n := rng.IntN(events.Len() + 1)
		begun = time.Now()
		fold.AfterFirst(events, n)
		took[i] = time.Since(begun)
	}
	slices.Sort(took)
	fmt.Printf("%s: %d events; the end after %d ms, then %d MB are kept; a seek p50 %.2f ms, p99 %.2f ms, max %.2f ms\n",
		capture, events.Len(), first.Milliseconds(), kept>>20, gauge.Of(took, 0.5), gauge.Of(took, 0.99), gauge.Of(took, 1))
	runtime.KeepAlive(&fold)
}

// heap returns how many bytes are in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
