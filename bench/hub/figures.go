//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/fleet"
	"ccmtail/hub"
	"ccmtail/store"
)

// startHub starts a hub that is alone.
func (b *bench) startHub(lazy bool) (c *child, url string, err error) {
	port, err := freePort()
	if err != nil {
		return nil, "", err
	}
	c, err = startChild("server", serverOptions{Name: "hub", Dir: filepath.Join(b.home, "hub"), Port: port, Lazy: lazy})
	if err != nil {
		return nil, "", err
	}
	return c, urlOf(port), awaitServer(urlOf(port), 1)
}

// figures measures a fleet of a thousand.
func (b *bench) figures(ctx context.Context) error {
	if err := b.generate(); err != nil {
		return err
	}
	server, url, err := b.startHub(false)
	if err != nil {
		return err
	}
	defer server.kill()
	conn, err := connectCollector([]string{url})
	if err != nil {
		return err
	}
	defer conn.Close()
	running, cancel := context.WithCancel(ctx)
	var collecting sync.WaitGroup
	defer collecting.Wait()
	defer cancel()
	known := &knownTimes{at: map[string]time.Time{}}
	f := fleet.Open([]string{b.folder}, fleet.Options{Now: time.Now, OnNews: known.note})
	c, err := hub.NewCollector(conn, f, hub.CollectorOptions{Name: "BENCH", Now: time.Now, Say: func(s string) { fmt.Println("collector:", s) }})
	if err != nil {
		return err
	}
	begun := time.Now()
	collecting.Go(func() { f.Run(running) })
	<-f.Loaded()
	fmt.Printf("%d clients read after %.1f s\n", f.Len(), time.Since(begun).Seconds())
	begun = time.Now()
	collecting.Go(func() { c.Run(running) })
	if err := awaitSent(ctx, c, f.Len()); err != nil {
		return err
	}
	s, took := c.Status(), time.Since(begun).Seconds()
	fmt.Printf("%d events and %d states in %d batches, %.1f s\n", s.Events, s.States, s.Batches, took)
	b.atLeast("events a second, sync_interval: always", float64(s.Events)/took, 8000, "/s")
	if err := b.overview(ctx, url, f.Len(), 0.5); err != nil {
		return err
	}
	if err := b.latency(ctx, url, known); err != nil {
		return err
	}
	b.atMost("hub, memory at most", peak(server.pid()), 512, "MB")
	return nil
}

// awaitSent waits until everything has been sent.
func awaitSent(ctx context.Context, c *hub.Collector, clients int) error {
	for ctx.Err() == nil {
		if s := c.Status(); s.States >= clients && s.Due == 0 {
			return nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return ctx.Err()
}

// overview measures how soon a viewer has the states of all clients.
func (b *bench) overview(ctx context.Context, url string, clients int, aim float64) error {
	var times []float64
	for range 5 {
		begun := time.Now()
		n, stop, err := view(ctx, url)
		if err != nil {
			return err
		}
		times = append(times, time.Since(begun).Seconds())
		stop()
		if n != clients {
			return fmt.Errorf("the viewer has %d of %d clients", n, clients)
		}
	}
	slices.Sort(times)
	b.atMost(fmt.Sprintf("overview of %d clients, median of 5", clients), times[2], aim, "s")
	return nil
}

// latency measures how soon an event that a client writes is told to a viewer.
func (b *bench) latency(ctx context.Context, url string, known *knownTimes) error {
	dirs, err := filepath.Glob(filepath.Join(b.folder, "PC*", "Logs"))
	if err != nil || len(dirs) == 0 {
		return fmt.Errorf("no clients in %s: %w", b.folder, err)
	}
	js, err := connect(url)
	if err != nil {
		return err
	}
	defer js.Conn().Close()
	consumer, err := js.OrderedConsumer(ctx, hub.StreamName, jetstream.OrderedConsumerConfig{FilterSubjects: []string{hub.AllEvents}, DeliverPolicy: jetstream.DeliverNewPolicy})
	if err != nil {
		return err
	}
	var mu sync.Mutex
	heard := map[string]time.Time{}
	consuming, err := consumer.Consume(func(m jetstream.Msg) {
		if e, err := hub.DecodeEvent(m.Data()); err == nil && e.To == "client-started" && e.Time != nil {
			mu.Lock()
			heard[e.Client+e.Time.Format(time.StampMilli)] = time.Now()
			mu.Unlock()
		}
	})
	if err != nil {
		return err
	}
	defer consuming.Stop()
	known.clear()
	written := writeEvents(ctx, dirs, 600, 20*time.Millisecond)
	for range 40 {
		time.Sleep(time.Second)
		mu.Lock()
		all := len(heard) >= len(written)
		mu.Unlock()
		if all {
			break
		}
	}
	mu.Lock()
	defer mu.Unlock()
	b.judgeLatency(written, heard, known)
	return nil
}

// writeEvents writes n records that tell an event, each to another client, and returns when.
func writeEvents(ctx context.Context, dirs []string, n int, pause time.Duration) map[string]time.Time {
	written := map[string]time.Time{}
	for i := range n {
		dir := dirs[i*7919%len(dirs)]
		now := time.Now().UTC().Truncate(time.Millisecond)
		written[filepath.Base(filepath.Dir(dir))+now.Format(time.StampMilli)] = time.Now()
		must(appendRecord(filepath.Join(dir, "CcmExec.log"), "CcmExec", "Starting CCMEXEC service...", now))
		select {
		case <-ctx.Done():
			return written
		case <-time.After(pause):
		}
	}
	return written
}

// judgeLatency prints how long events took: from their line on, and from when the collector knew them.
func (b *bench) judgeLatency(written, heard map[string]time.Time, known *knownTimes) {
	known.mu.Lock()
	defer known.mu.Unlock()
	var all, hub []float64
	for key, at := range written {
		if h, ok := heard[key]; ok {
			all = append(all, h.Sub(at).Seconds())
			if k, ok := known.at[key]; ok {
				hub = append(hub, h.Sub(k).Seconds())
			}
		}
	}
	slices.Sort(all)
	slices.Sort(hub)
	fmt.Printf("%d of %d events were heard\n", len(all), len(written))
	if len(all) < len(written) || len(hub) == 0 {
		b.ok = false
		return
	}
	fmt.Printf("%-44s %10.2f s\n", "line to viewer, p50", all[len(all)/2])
	fmt.Printf("%-44s %10.2f s\n", "line to viewer, p99", all[len(all)*99/100])
	fmt.Printf("%-44s %10.2f s\n", "event to viewer, p50", hub[len(hub)/2])
	b.atMost("event to viewer, p99", hub[len(hub)*99/100], 1, "s")
}

// knownTimes is when the fleet knew the newest event of a client.
type knownTimes struct {
	mu sync.Mutex
	at map[string]time.Time
}

// note notes the newest start of a client.
func (k *knownTimes) note(_ int, c *store.Client) {
	for i := c.Events.Len() - 1; i >= c.Events.Begin(); i-- {
		if e := c.Events.At(i); e.Log.String() == "CcmExec.log" {
			key := c.Name + e.Time().Format(time.StampMilli)
			k.mu.Lock()
			if _, ok := k.at[key]; !ok {
				k.at[key] = time.Now()
			}
			k.mu.Unlock()
			return
		}
	}
}

func (k *knownTimes) clear() {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.at)
}

// peak returns how many MB of memory a process took at most.
func peak(pid int) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return n / 1024
		}
	}
	return 0
}
