//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"ccmtail/fleet"
	"ccmtail/hub"
)

// collectorOptions are those of a collector.
type collectorOptions struct {
	Name    string
	URLs    []string
	Sources []string
}

// runCollector collects until it is killed.
func runCollector(options []byte) error {
	var o collectorOptions
	if err := json.Unmarshal(options, &o); err != nil {
		return err
	}
	conn, err := connectCollector(o.URLs)
	if err != nil {
		return err
	}
	return collect(context.Background(), conn, o.Name, o.Sources, func(s string) { fmt.Fprintln(os.Stderr, s) })
}

// connectCollector connects, for as long as it takes.
func connectCollector(urls []string) (conn *hub.Conn, err error) {
	for range 600 {
		if conn, err = hub.Connect(hub.Settings{URLs: urls, Site: string(site)}, hub.AsCollector); err == nil {
			return conn, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil, err
}

// collect collects until ctx ends.
func collect(ctx context.Context, conn *hub.Conn, name string, sources []string, say func(string)) error {
	f := fleet.Open(sources, fleet.Options{Now: time.Now})
	c, err := hub.NewCollector(conn, f, hub.CollectorOptions{Name: name, Program: "bench", Now: time.Now, Say: say})
	if err != nil {
		return err
	}
	var running sync.WaitGroup
	running.Go(func() { f.Run(ctx) })
	go func() {
		for {
			time.Sleep(5 * time.Second)
			say(fmt.Sprintf("%s %+v", time.Now().Format("15:04:05"), c.Status()))
		}
	}()
	c.Run(ctx)
	running.Wait()
	return nil
}
