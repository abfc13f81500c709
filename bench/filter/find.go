//go:build linux

package main

import (
	"context"
	"fmt"
	"syscall"
	"time"

	"ccmtail/bench/gauge"
	"ccmtail/feed"
	"ccmtail/query"
	"ccmtail/store"
)

// finding measures query.Find alone, over all records of a capture: whose text is read again from
// its files, or, as where they are followed, packed.
func finding(capture string, rounds int) error {
	for _, follow := range []bool{false, true} {
		s, err := read(capture, follow)
		if err != nil {
			return err
		}
		fmt.Printf("query.Find over %d records, text %s\n", s.Len(), map[bool]string{false: "in its files", true: "packed"}[follow])
		fmt.Printf("  %-42s %10s %10s %10s %12s\n", "filter", "records", "wall ms", "CPU ms", "given up ms")
		for _, f := range filters {
			if err := found(s, f, rounds); err != nil {
				return err
			}
		}
	}
	return nil
}

// read reads a capture as the program does, and keeps as much of it as the program would.
func read(capture string, follow bool) (*store.Records, error) {
	f, err := feed.Open([]string{capture}, feed.Options{Follow: follow, Memory: 1 << 30})
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	<-f.Loaded()
	stop()
	return f.Snapshot().Clients[0].Records, <-done
}

// found prints the medians of one filter, and how long it goes on after it has been given up half
// way.
func found(s *store.Records, source string, rounds int) error {
	m, err := query.Parse(source, nil, nil)
	if err != nil {
		return err
	}
	var wall, processor, late []time.Duration
	n, all := 0, query.RetainedSet(s)
	for range rounds {
		begun, used := time.Now(), processorTime()
		n = query.Find(context.Background(), s, m, all).Len()
		wall, processor = append(wall, time.Since(begun)), append(processor, processorTime()-used)
		ctx, stop := context.WithCancel(context.Background())
		given := make(chan time.Time, 1)
		time.AfterFunc(wall[0]/2, func() { given <- time.Now(); stop() })
		query.Find(ctx, s, m, all)
		ended := time.Now()
		stop()
		select {
		case at := <-given:
			late = append(late, ended.Sub(at))
		default:
		}
	}
	fmt.Printf("  %-42s %10d %10.1f %10.1f %12s\n", source, n, gauge.Of(sorted(wall), 0.5), gauge.Of(sorted(processor), 0.5), worst(late))
	return nil
}

func worst(late []time.Duration) string {
	if len(late) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", gauge.Of(sorted(late), 1))
}

// processorTime returns what this process has used by now.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
