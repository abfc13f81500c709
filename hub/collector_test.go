//go:build !nohub

package hub

import (
	"context"
	"sync"
	"testing"
	"time"

	"ccmtail/fleet"
	"ccmtail/model"
	"ccmtail/summary"
)

// longWait is how long is waited for what must happen, so that a test that hangs says where. A
// machine that does much else may be slow.
const longWait = 5 * time.Minute

// TestAClientIsInABatchOnce: a client that changes again as soon as it has been sent is not due twice. The hub
// refuses a batch with two states of a client, each time.
func TestAClientIsInABatchOnce(t *testing.T) {
	f := fleet.Open([]string{writeDemo(t)}, fleet.Options{Now: time.Now})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { f.Run(ctx) })
	defer running.Wait()
	defer cancel()
	c := &Collector{conn: &Conn{}, fleet: f, rows: map[int]summary.ClientSummary{}, clients: []*sending{{name: "PC0147"}}}
	c.clients[0].learn(nil, 0, time.Now())
	for begun := time.Now(); len(c.due) == 0 && time.Since(begun) < longWait; time.Sleep(time.Millisecond) {
		c.mark() // when it has been read
	}
	for range 3 {
		c.version = 0 // everything has changed
		c.mark()
		if len(c.due) > 1 {
			t.Fatalf("one client is due %d times", len(c.due))
		}
		parcels, _ := c.pack(time.Now())
		for begun := time.Now(); len(parcels)+1 == len(c.due) && time.Since(begun) < longWait; time.Sleep(time.Millisecond) {
			parcels, _ = c.pack(time.Now()) // it could not be looked at, for it was being visited
		}
		for _, p := range parcels {
			p.place = len(p.changes)
		}
		c.sent(parcels, c.clients[0].seq+1, time.Now())
	}
	if c.Status().Events == 0 {
		t.Error("nothing was sent")
	}
}

// TestACollectorThatHasReadLess goes on from the state of another one, which has read more of the logs: it sends
// nothing that this one has sent, and tells no gap.
func TestACollectorThatHasReadLess(t *testing.T) {
	dir, h := writeDemo(t), &stream{kinds: map[string]int{}}
	newRun(dir, h).flush(t, h)
	start(t, dir, 1)
	slow := newRun(dir, h)
	if _, err := slow.visited.Visit(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	start(t, dir, 2)
	newRun(dir, h).flush(t, h)
	slow.learn(h.state, h.seq, now)
	client := slow.visited.Snapshot()
	row := summary.ClientAt(&client, time.Time{}, model.FitRules{}).ClientSummary(nil)
	if p := slow.pack(&client, &row, &packOptions{now: now, most: slow.most}); p != nil {
		h.store(t, p, now)
	}
	slow.flush(t, h)
	start(t, dir, 3)
	slow.flush(t, h)
	h.check(t, wanted(t, dir))
	if h.kinds["gap"] > 0 {
		t.Errorf("%d gaps", h.kinds["gap"])
	}
}
