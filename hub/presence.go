//go:build !nohub

package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// How often a collector says that it is at work: one of many clients, and one of a single client, of which
// there may be many.
const (
	presentEvery      = time.Minute
	presentEveryAlone = 15 * time.Minute
)

// streamMark is what is known of the stream, by which one that was restored or made anew is told.
type streamMark struct {
	created time.Time
	highest uint64 // sequence number that was seen in it
}

// beat says that the collector is at work, if it is time to, and looks whether the stream is still the one
// that it was.
func (c *Collector) beat(ctx context.Context) {
	now := c.o.Now()
	if now.Before(c.present) || now.Before(c.retry.until) || c.conn.Away() != nil {
		return
	}
	every := presentEvery
	if len(c.clients) == 1 {
		every = presentEveryAlone
	}
	err := c.examineStream(ctx)
	if err == nil {
		err = c.sendPresence(ctx, every, false)
	}
	if err != nil {
		c.retry.fail(now)
		c.tell(c.conn.why(err))
		return
	}
	c.present = now.Add(every)
	c.watchSenders(ctx)
}

// leave says that the collector ends as it was told to, if the hub hears it.
func (c *Collector) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if c.conn.Away() == nil {
		_ = c.sendPresence(ctx, 0, true) // nobody waits for it any more
	}
}

// sendPresence sends that the collector is at work, or ends.
func (c *Collector) sendPresence(ctx context.Context, every time.Duration, ended bool) error {
	p := Presence{V: Version, Name: c.o.Name, Run: c.run, Program: c.o.Program, Started: c.started, Now: c.o.Now(), Every: int(every / time.Second), Ended: ended, Redact: c.veil.fingerprint()}
	rows, _ := c.fleet.Changed(0)
	p.Clients, p.Other = len(rows), c.Status().Others
	for i := range rows {
		row := &rows[i]
		switch {
		case row.Loading:
			continue
		case row.Error != "":
			p.Failed++
		case p.Visited.IsZero() || row.Visited.Before(p.Visited):
			p.Visited = row.Visited
		}
		p.Read++
	}
	message, err := p.encode()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	answer, err := c.conn.nc.RequestWithContext(ctx, c.site.CollectorSubject(c.o.Name), message)
	if err != nil {
		return fmt.Errorf("send to the hub: %w", err)
	}
	var ack batchAnswer
	if err := json.Unmarshal(answer.Data, &ack); err != nil {
		return fmt.Errorf("read the hub's answer: %w", err)
	}
	if ack.Error != nil {
		return refusedError{ack.Error}
	}
	return nil
}

// examineStream finds out whether the stream was made anew or has been set back. Then what it has of each
// client is read again.
func (c *Collector) examineStream(ctx context.Context) error {
	info, err := c.conn.streamInfo(ctx)
	switch {
	case errors.Is(err, jetstream.ErrStreamNotFound):
		return errors.New("the hub has no stream " + StreamName + "; ccmtail collect --init says how to make it")
	case err != nil:
		return fmt.Errorf("ask for the stream: %w", err)
	}
	known := c.stream
	c.stream.created = info.Created
	setBack := !known.created.IsZero() && (!known.created.Equal(info.Created) || info.State.LastSeq < known.highest)
	if setBack {
		c.stream.highest = info.State.LastSeq
		for _, s := range c.clients {
			s.floor = 0
		}
		c.say("the hub was restored: what it lacks is sent again")
	}
	if !setBack && !c.returned {
		return nil
	}
	err = c.learnAll(ctx)
	c.returned = err != nil
	return err
}

// reconnected makes everything be looked at that may have changed while the hub was away.
func (c *Collector) reconnected() {
	if c.conn.Away() == nil {
		c.retry, c.present, c.returned = backOff{}, time.Time{}, true
	}
}

// learnAll reads the newest states of all clients. Those of which the stream has another one than it had
// become due.
func (c *Collector) learnAll(ctx context.Context) error {
	var known []*sending
	for _, s := range c.clients {
		if s.isKnown {
			known = append(known, s)
		}
	}
	states, err := c.conn.lastStates(ctx, c.site, known)
	if err != nil {
		return err
	}
	rows, _ := c.fleet.Changed(0)
	for i, s := range known {
		if states[i].seq == s.seq {
			continue
		}
		s.isKnown = false
		if !s.isDue {
			s.isDue = true
			c.rows[s.number] = rows[s.number]
			c.due = append(c.due, s.number)
		}
	}
	return nil
}
