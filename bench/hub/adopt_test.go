//go:build linux

package main

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/fleet"
	"ccmtail/hub"
)

// collecting is a collector that runs.
type collecting struct {
	*hub.Collector
	conn *hub.Conn
	stop func()
}

func (v *viewing) collect(name string, sources []string, now func() time.Time) *collecting {
	v.t.Helper()
	conn, err := hub.Connect(v.s, hub.AsCollector)
	check(v.t, err)
	f := fleet.Open(sources, fleet.Options{Now: time.Now})
	c, err := hub.NewCollector(conn, f, hub.CollectorOptions{Name: name, Now: now})
	check(v.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { f.Run(ctx) })
	running.Go(func() { c.Run(ctx) })
	one := &collecting{c, conn, sync.OnceFunc(func() { cancel(); running.Wait(); conn.Close() })}
	v.t.Cleanup(one.stop)
	<-f.Loaded()
	return one
}

// awaitThat waits until something is so.
func awaitThat(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for begun := time.Now(); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > 30*time.Second {
			t.Fatal("timed out waiting for " + what)
		}
	}
}

// TestClientsOfADeadCollectorAreTakenOver: of two collectors of the same clients, one dies. Nothing is new
// of the clients, so what it has sent would look old for ever.
func TestClientsOfADeadCollectorAreTakenOver(t *testing.T) {
	dir := t.TempDir()
	var sources []string
	for _, name := range []string{"PC1", "PC2", "PC3"} {
		sources = append(sources, filepath.Join(dir, name))
		check(t, demo.Write(filepath.Join(dir, name)))
	}
	v := newViewing(t)
	var ahead atomic.Int64 // of the time, here and for the second collector
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	first := v.collect("c1", sources, time.Now)
	awaitThat(t, "the first collector", func() bool { return first.Status().States >= 3 && first.Status().Due == 0 })
	first.conn.Close() // it has no chance to say that it ends
	first.stop()

	v.now = now
	v.look()
	second := v.collect("c2", sources, now)
	wasSilent, minutes := false, 0
	awaitThat(t, "the second one", func() bool {
		silent := v.viewer.Silent()
		wasSilent = wasSilent || len(silent) == 1 && silent[0].Name == "c1" && silent[0].Clients == 3
		if second.Status().States > 0 {
			return true
		}
		minutes++
		ahead.Add(int64(61 * time.Second))
		beats := v.beats("c2")
		awaitThat(t, "a sign of life", func() bool { return v.beats("c2") > beats })
		return false
	})
	if minutes < 4 || !wasSilent {
		t.Errorf("sent after %d minutes, silent before: %v", minutes, wasSilent)
	}
	awaitThat(t, "that nothing is old", func() bool { return len(v.viewer.Silent()) == 0 })
	if s := second.Status(); s.Events > 0 || s.States != 3 {
		t.Errorf("sent: %+v", s)
	}
}

// beats returns the number of the newest message of a collector.
func (v *viewing) beats(name string) uint64 {
	js, err := connect(v.server.ClientURL())
	check(v.t, err)
	defer js.Conn().Close()
	s, err := js.Stream(context.Background(), hub.StreamName)
	check(v.t, err)
	m, err := s.GetLastMsgForSubject(context.Background(), hub.Site("p01").CollectorSubject(name))
	if err != nil {
		return 0
	}
	return m.Sequence
}
