//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"ccmtail/hub"
	"ccmtail/summary"
)

// viewerOptions are those of a viewer.
type viewerOptions struct{ URL string }

// runViewer reads the overview, says how long that took and how much memory, and ends.
func runViewer(options []byte) error {
	var o viewerOptions
	if err := json.Unmarshal(options, &o); err != nil {
		return err
	}
	debug.SetGCPercent(50) // as ccmtail does for the hub's fleet
	begun := time.Now()
	n, stop, err := view(context.Background(), o.URL)
	if err != nil {
		return err
	}
	took := time.Since(begun)
	stop()
	return json.NewEncoder(os.Stdout).Encode(viewed{n, took.Seconds(), peak(os.Getpid())})
}

// viewed is what a viewer says.
type viewed struct {
	Clients      int
	Took, Memory float64
}

// viewInChild measures the overview in a process of its own.
func viewInChild(url string) (v viewed, err error) {
	c, err := startChild("viewer", viewerOptions{url})
	if err != nil {
		return v, err
	}
	if err := c.cmd.Wait(); err != nil {
		return v, fmt.Errorf("viewer: %w: %s", err, c.said)
	}
	return v, json.Unmarshal([]byte(c.said.String()), &v)
}

// view reads the states of all clients and sums them up; it returns how many there are.
func view(ctx context.Context, url string) (clients int, stop func(), err error) {
	v, err := hub.OpenViewer(hub.Settings{URLs: []string{url}}, nil, time.Now)
	if err != nil {
		return 0, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	failed := make(chan error, 1)
	running.Go(func() { failed <- v.Run(ctx) })
	stop = func() { cancel(); running.Wait(); v.Close() }
	select {
	case <-v.Loaded():
	case err := <-failed:
		stop()
		return 0, nil, fmt.Errorf("the viewer ended: %w", err)
	}
	rows, _ := v.Changed(0)
	return summary.FleetOf(rows, time.Time{}).Clients(), stop, nil
}
