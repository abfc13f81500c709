//go:build !nohub

package hub

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"time"

	"ccmtail/fleet"
	"ccmtail/internal/crash"
	"ccmtail/store"
	"ccmtail/summary"
)

// CollectorOptions say how to send a fleet.
type CollectorOptions struct {
	// Name tells this collector from others, usually the computer's.
	Name string
	// Program is its version.
	Program string
	// Now is the wall clock.
	Now func() time.Time
	// Say is told what somebody who runs the collector wants to know; nil is told nothing. It is called
	// from one goroutine.
	Say func(string)
}

// Collector sends what is new of a fleet's clients. It has one batch under way at a time. As long as that is
// so, or the hub is away, it only marks which clients have something new: what that is, their events in
// the fleet tell, and behind them their logs.
type Collector struct {
	o       CollectorOptions
	conn    *Conn
	site    Site
	veil    *veil
	fleet   *fleet.Fleet
	clients []*sending
	rows    map[int]summary.ClientSummary // the summaries of those that are due
	due     []int                         // clients in the order in which they became due
	version uint64                        // of the fleet, up to which changes are marked
	run     string
	started time.Time
	ready   []*parcel // packed while the last batch was under way
	isFull  bool      // more is to be sent after ready
	single  int       // so many batches more have one client each
	retry   backOff
	stream  streamMark
	changed chan struct{} // of the connection
	present time.Time     // when the next presence is due
	// returned: the hub has been away, and may not be what it was. toldOfOthers: that others send too.
	returned, toldOfOthers bool
	oldCopies              int                // how often after each other an old copy of the stream has answered
	senders                map[string]*sender // of the newest states of clients, by name, but for this one
	// refusals counts the batches that a fence has refused since one was stored.
	refusals int

	mu     sync.Mutex // guards what follows
	status Status
}

// Status is how far a collector is.
type Status struct {
	Clients int // that it follows
	Due     int // with something that has not been sent
	Others  int // that another collector sends
	// Events, States and Batches were sent, and Refused batches were not taken since another state was
	// in the stream.
	Events, States, Batches, Refused int
	// Away is why the hub takes nothing at present, nil if it does.
	Away error
}

// flushEvery is how soon after each other batches that are not full are sent.
const flushEvery = 250 * time.Millisecond

// NewCollector prepares to send a fleet, whose News are for nobody else then.
func NewCollector(conn *Conn, f *fleet.Fleet, o CollectorOptions) (*Collector, error) {
	site, err := ParseSite(conn.settings.Site)
	if err != nil {
		return nil, fmt.Errorf("site of the hub: %w", err)
	}
	c := &Collector{o: o, conn: conn, site: site, fleet: f, rows: map[int]summary.ClientSummary{}, senders: map[string]*sender{}, run: rand.Text(), started: o.Now(), changed: make(chan struct{}, 1)}
	rows, _ := f.Changed(0)
	hidden, err := conn.settings.veil(rows)
	if err != nil {
		return nil, err
	}
	c.veil, c.o.Name = hidden, hidden.name(o.Name)
	conn.notify(c.changed)
	c.status.Clients = f.Len()
	tokens := map[string]bool{}
	for i := range rows {
		name := hidden.name(rows[i].Name)
		if tokens[Token(name)] {
			return nil, fmt.Errorf("two clients are called %q; name one of them otherwise", rows[i].Name)
		}
		tokens[Token(name)] = true
		c.clients = append(c.clients, &sending{number: i, name: name, veil: hidden})
	}
	return c, nil
}

// Status returns how far the collector is. It may be called from any goroutine.
func (c *Collector) Status() Status {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.status
}

// Run sends what is new until ctx ends. The fleet is run by somebody else.
func (c *Collector) Run(ctx context.Context) {
	ticker := time.NewTicker(flushEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		c.mark()
		c.beat(ctx)
		if c.flush(ctx) {
			continue
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		case <-c.changed:
			c.reconnected()
		}
	}
	c.leave()
}

// mark marks the clients that have changed.
func (c *Collector) mark() {
	rows, version := c.fleet.Changed(c.version)
	c.version = version
	for i := range rows {
		if row := &rows[i]; !row.Loading {
			if c.rows[row.Number] = *row; !c.clients[row.Number].isDue {
				c.clients[row.Number].isDue = true
				c.due = append(c.due, row.Number)
			}
		}
	}
}

// flush sends a batch, if anything is to be sent. It reports whether more may follow at once.
func (c *Collector) flush(ctx context.Context) (more bool) {
	now := c.o.Now()
	if now.Before(c.retry.until) {
		return false
	}
	if err := c.learn(ctx, now); err != nil {
		return c.failed(ctx, err)
	}
	parcels, full := c.ready, c.isFull
	if c.ready = nil; len(parcels) == 0 {
		parcels, full = c.pack(now)
	}
	if len(parcels) == 0 {
		c.tell(nil)
		return false
	}
	first, err := c.send(ctx, parcels, full)
	if err != nil {
		c.ready = nil
		c.forget(parcels, err)
		return c.failed(ctx, err)
	}
	c.sent(parcels, first, c.o.Now())
	return full
}

// send sends a batch and waits for the answer. Where more is waiting to be sent, it is packed meanwhile.
func (c *Collector) send(ctx context.Context, parcels []*parcel, more bool) (first uint64, err error) {
	batch := &Batch{}
	for _, p := range parcels {
		if err := c.add(batch, p); err != nil {
			return 0, err
		}
	}
	answered := make(chan struct{})
	go crash.Guarded(func() {
		defer close(answered)
		first, err = batch.Send(ctx, c.conn)
	})()
	if more && c.single == 0 {
		for _, p := range parcels {
			p.client.isUnderWay = true
		}
		c.ready, c.isFull = c.pack(c.o.Now())
		for _, p := range parcels {
			p.client.isUnderWay = false
		}
	}
	<-answered
	return first, err
}

// pack packs what fits into one batch. full says that it was not all.
func (c *Collector) pack(now time.Time) (parcels []*parcel, full bool) {
	o := packOptions{now: now, sender: Sender{c.o.Name, c.run}, most: MaxBatch, withText: c.conn.settings.EvidenceText, lives: c.lives}
	var left []int
	bytes := 0
	for i, n := range c.due {
		s := c.clients[n]
		if !s.isKnown || s.isUnderWay || now.Before(s.heldTo) || now.Before(s.pausedTo) {
			left = append(left, n)
			continue
		}
		p, seen := c.look(s, &o)
		if !seen {
			left = append(left, n)
			continue
		}
		if p == nil {
			if c.doubts(s, now) {
				left = append(left, n)
			} else {
				c.done(s)
			}
			continue
		}
		parcels = append(parcels, p)
		left = append(left, n)
		o.most -= len(p.changes) + 1
		if bytes += 400 * (len(p.changes) + len(p.state.Client.Updates) + 1); p.isPart || o.most < minRoom || bytes > maxBatchBytes/2 || c.single > 0 {
			left = append(left, c.due[i+1:]...)
			full = true
			break
		}
	}
	c.due = left
	return parcels, full
}

// minRoom is how many messages a batch must have room for so that another client is looked at.
const minRoom = 200

// look packs what is new of a client. seen is false if it cannot be looked at now.
func (c *Collector) look(s *sending, o *packOptions) (p *parcel, seen bool) {
	row := c.rows[s.number]
	seen = c.fleet.View(s.number, func(client *store.Client, newest summary.ClientSummary) {
		if !newest.Loading {
			row = newest
		}
		p = s.pack(client, &row, o)
	})
	if !seen && row.Error != "" {
		return s.packUnread(&row, o), true
	}
	return p, seen
}

// add adds a parcel to a batch.
func (c *Collector) add(b *Batch, p *parcel) (err error) {
	for i := range p.changes {
		if err := b.AddEvent(c.site, p.client.name, p.changes[i]); err != nil {
			return err
		}
	}
	p.place, err = b.AddState(c.site, p.client.name, &p.state, p.client.seq)
	return err
}

// sent takes over what the stream has now.
func (c *Collector) sent(parcels []*parcel, first uint64, now time.Time) {
	events := 0
	for _, p := range parcels {
		p.sent(first, now)
		events += len(p.changes)
		c.stream.highest = max(c.stream.highest, p.client.seq)
	}
	c.single, c.retry, c.refusals = max(0, c.single-1), backOff{}, 0
	c.mu.Lock()
	c.status.Events, c.status.States, c.status.Batches = c.status.Events+events, c.status.States+len(parcels), c.status.Batches+1
	c.mu.Unlock()
	c.tell(nil)
}

// done says that nothing more is to be sent of a client at present. It is called where the client is taken out
// of those that are due, and nowhere else: one that was among them twice would be twice in a batch, which is
// refused for that.
func (c *Collector) done(s *sending) {
	s.isDue = false
	delete(c.rows, s.number)
}
