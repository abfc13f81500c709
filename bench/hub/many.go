//go:build linux

package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"sync"
	"time"

	"ccmtail/hub"
	"ccmtail/model/event"
	"ccmtail/report"
)

// The simulated clients: each has so many events in two batches, and with each of them a state.
const (
	manyClients    = 100_000
	eventsOfClient = 10
	statesOfClient = 2
	updatesOfState = 8
	manySenders    = 4
)

// many measures a hub with the events of very many clients.
func (b *bench) many(ctx context.Context) error {
	server, url, err := b.startHub(false)
	if err != nil {
		return err
	}
	defer server.kill()
	begun := time.Now()
	if err := sendMany(ctx, url); err != nil {
		return err
	}
	took := time.Since(begun)
	const events = manyClients * eventsOfClient
	fmt.Printf("%d clients, %d events and %d states in %.1f s, %.0f events/s\n", manyClients, events, manyClients*statesOfClient, took.Seconds(), events/took.Seconds())
	b.atMost("hub, memory while it is written", peak(server.pid()), 512, "MB")
	v, err := viewInChild(url)
	if err != nil {
		return err
	}
	if v.Clients != manyClients {
		return fmt.Errorf("the viewer has %d clients", v.Clients)
	}
	b.atMost("overview", v.Took, 8, "s")
	b.atMost("viewer, memory at most", v.Memory, 400, "MB")
	b.atMost("hub, memory at most", peak(server.pid()), 512, "MB")
	return nil
}

// sendMany sends the events of all clients by some senders side by side.
func sendMany(ctx context.Context, url string) error {
	failed := make([]error, manySenders)
	var sending sync.WaitGroup
	for i := range manySenders {
		sending.Go(func() { failed[i] = sendSome(ctx, url, i*manyClients/manySenders, (i+1)*manyClients/manySenders) })
	}
	sending.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

// sendSome sends the events of the clients from one number to another.
func sendSome(ctx context.Context, url string, from, to int) error {
	conn, err := connectCollector([]string{url})
	if err != nil {
		return err
	}
	defer conn.Close()
	const perBatch = hub.MaxBatch / (eventsOfClient/statesOfClient + 1)
	fences := make([]uint64, to-from)
	for round := range statesOfClient {
		for first := from; first < to; first += perBatch {
			batch, places := &hub.Batch{}, map[int]int{}
			for n := first; n < min(first+perBatch, to); n++ {
				if places[n], err = simulate(batch, n, round, fences[n-from]); err != nil {
					return err
				}
			}
			seq, err := batch.Send(ctx, conn)
			if err != nil {
				return err
			}
			for n, place := range places {
				fences[n-from] = seq + uint64(place)
			}
		}
	}
	return nil
}

// simulate adds what is new of a client in a round, and its state.
func simulate(batch *hub.Batch, n, round int, fence uint64) (place int, err error) {
	name := fmt.Sprintf("PC%06d", n)
	at := time.Date(2026, 3, 18, 2, 0, 0, 0, time.UTC).Add(time.Duration(n%3600) * time.Second)
	for i := range eventsOfClient / statesOfClient {
		k := round*eventsOfClient/statesOfClient + i
		kb, title := fmt.Sprint(5081900+k), "2026-03 Cumulative Update for Windows 11 Version 25H2 for x64-based Systems"
		from, id := "installing", guid(0, k)
		if err := batch.AddEvent(site, name, report.Change{
			Time: &at, Client: name, Key: fmt.Sprintf("%016x-%d-%08x", n, k*300, k), Kind: "update-state", ID: &id, KB: &kb, Title: &title,
			From: &from, To: "installed", Log: "WUAHandler.log", File: "WUAHandler.log", Line: 40 + k,
		}); err != nil {
			return 0, err
		}
	}
	return batch.AddState(site, name, simulatedState(name, n, at), fence)
}

// simulatedState returns a state such as a client with some updates has.
func simulatedState(name string, n int, at time.Time) *hub.State {
	s := &hub.State{Sender: hub.Sender{Name: "BENCH", Run: "bench"}, Cursor: hub.Cursor{At: at}}
	for i := range 14 {
		s.Cursor.Logs = append(s.Cursor.Logs, hub.LogCursor{Log: fmt.Sprintf("UpdatesLog%02d.log", i), File: fmt.Sprintf("%016x", n*100+i), Offset: int64(n + i)})
	}
	s.Client = hub.ClientSummary{
		Name: name, Path: `\\` + name, Visited: at, Verdict: "5 of 8 updates are installed; 3 wait for the window on Wed 19:00.", At: at, State: "waiting-for-window", LastRecord: at,
		Said: "2026-03-18 02:00:00 -05:00", Openings: []hub.Opening{{Start: at.Add(time.Hour), End: at.Add(4 * time.Hour)}},
	}
	for i := range updatesOfState {
		s.Client.Updates = append(s.Client.Updates, hub.UpdateSummary{
			ID: guid(0, i), KB: fmt.Sprint(5081900 + i), Title: "2026-03 Cumulative Update for Windows 11 Version 25H2 for x64-based Systems",
			State: []string{"installed", "waiting-for-window"}[i%2], Pending: i%2 == 1, Since: at, Reason: "needs 90 min, 84 left",
		})
	}
	for i := range 6 {
		s.Client.History = append(s.Client.History, hub.StateSince{Since: at.Add(time.Duration(i) * time.Hour), State: []string{"in-progress", "installing", "waiting-for-window"}[i%3]})
	}
	return s
}

// guid returns an id.
func guid(client, n int) string {
	var g event.GUID
	binary.BigEndian.PutUint32(g[:], uint32(client)+1)
	binary.BigEndian.PutUint32(g[12:], uint32(n)+1)
	return g.String()
}
