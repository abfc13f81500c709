//go:build !nohub

package hub

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/nats-io/nats.go"
)

// What a collector does when a batch is not taken. It never sends one again: it reads what the stream has
// of the clients in it, and goes on from there.

// pauseFor is how long a client waits whose batch of its own was fenced again.
const pauseFor = 5 * time.Second

// holdFor is how long a client is left to another collector that sends it. If that has sent nothing by
// then, and there is something to send, it is taken over.
const holdFor = 30 * time.Second

// maxRefusals is after how many refusals in a row somebody is told.
const maxRefusals = 5

// backOff is how long to wait after failures.
type backOff struct {
	until time.Time
	wait  time.Duration
}

const (
	minWait = 250 * time.Millisecond
	maxWait = 5 * time.Second
)

// fail waits for twice as long as the last time, and not as long as others who failed at the same moment.
func (b *backOff) fail(now time.Time) {
	b.wait = min(max(2*b.wait, minWait), maxWait)
	b.until = now.Add(b.wait/2 + rand.N(b.wait/2)) //nolint:gosec // no secret
}

// failed notes that nothing was sent. It reports whether to go on at once.
func (c *Collector) failed(ctx context.Context, err error) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case errors.Is(err, ErrFenced):
		c.mu.Lock()
		c.status.Refused++
		c.mu.Unlock()
		c.refusals++
		if c.refusals == 1 {
			return true
		}
		if c.retry.fail(c.o.Now()); c.refusals%maxRefusals == 0 {
			c.say(fmt.Sprintf("the hub has refused %d batches after each other: %v", c.refusals, err))
		}
		return false
	}
	c.retry.fail(c.o.Now())
	c.tell(c.conn.why(err))
	return false
}

// why returns an error in place of what the client library says while the hub is away.
func (c *Conn) why(err error) error {
	if away := c.Away(); away != nil {
		return fmt.Errorf("the hub is away: %w", away)
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) || errors.Is(err, nats.ErrReconnectBufExceeded) {
		return errAway
	}
	return err
}

// forget makes the newest states of clients be read anew. Where the hub refuses a batch for what is in it,
// the clients are sent one by one, and the one that cannot be sent is left alone for a while.
func (c *Collector) forget(parcels []*parcel, err error) {
	for _, p := range parcels {
		p.client.isKnown = false
	}
	var refused refusedError
	isRefused := errors.As(err, &refused) && !refused.isBusy()
	isFenced := errors.Is(err, ErrFenced) && c.refusals > 0
	if isFenced { // what is known of others is as old: perhaps another collector sends them all
		for _, n := range c.due {
			c.clients[n].isKnown = false
		}
	}
	switch {
	case !isRefused && !isFenced:
		return
	case len(parcels) > 1:
		c.single = len(parcels)
		return
	case isFenced: // others are not to wait for that
		s := parcels[0].client
		s.pausedTo = c.o.Now().Add(pauseFor)
		var fenced fencedError
		if errors.As(err, &fenced) && fenced.last > s.floor {
			s.floor, s.pausedTo = fenced.last, time.Time{} // what is read next must be as new
		}
		return
	}
	parcels[0].client.heldTo = c.o.Now().Add(holdFor)
	c.say(fmt.Sprintf("%s cannot be sent: %v", parcels[0].client.name, err))
}

// learn reads the newest states of the clients that are due, where they are not known.
func (c *Collector) learn(ctx context.Context, now time.Time) error {
	var unknown []*sending
	for _, n := range c.due {
		if s := c.clients[n]; !now.Before(s.heldTo) && !now.Before(s.pausedTo) && (!s.isKnown || !s.heldTo.IsZero()) {
			unknown = append(unknown, s)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	states, err := c.conn.lastStates(ctx, c.site, unknown)
	if err != nil {
		return err
	}
	var old []*sending
	isNew := false
	for i, s := range unknown {
		if states[i].seq < s.floor {
			old = append(old, s)
			continue
		}
		isNew = isNew || !s.wasRead
		c.learned(s, &states[i], now)
	}
	if isNew { // who has sent them must be known before anything is sent
		c.watchSenders(ctx)
	}
	if err := c.passOver(ctx, old, now); err != nil {
		return err
	}
	c.countOthers()
	return nil
}

// learned takes over the newest state of a client. If another collector has sent it since this one began,
// the client is left to that one for as long as it goes on.
func (c *Collector) learned(s *sending, last *lastState, now time.Time) {
	isFirst := !s.wasRead
	s.learn(last.state, last.seq, now)
	c.stream.highest = max(c.stream.highest, last.seq)
	wasHeld := !s.heldTo.IsZero()
	switch {
	case last.err != nil:
		s.isKnown, s.heldTo = false, now.Add(holdFor)
		c.say(fmt.Sprintf("%s is left alone: %v", s.name, last.err))
	case isFirst || last.state == nil || last.state.Sender.Run == c.run || last.seq == s.heldAt:
		s.heldTo = time.Time{}
	default:
		s.heldAt, s.heldTo = last.seq, now.Add(holdFor)
		if !wasHeld && !c.toldOfOthers {
			c.toldOfOthers = true
			c.say(fmt.Sprintf("%s is sent by the collector %s too; it is left to that one for as long as it goes on", s.name, last.state.Sender.Name))
		}
	}
}

// countOthers counts the clients that are left to others.
func (c *Collector) countOthers() {
	n := 0
	for _, s := range c.clients {
		if !s.heldTo.IsZero() {
			n++
		}
	}
	c.mu.Lock()
	c.status.Others = n
	c.mu.Unlock()
}

// tell says whether the hub takes batches, if that has changed.
func (c *Collector) tell(away error) {
	c.mu.Lock()
	before := c.status.Away
	c.status.Away, c.status.Due = away, len(c.due)
	c.mu.Unlock()
	switch {
	case away != nil && (before == nil || before.Error() != away.Error()):
		c.say(fmt.Sprintf("%v; what is new is sent when it is back", away))
	case away == nil && before != nil:
		c.say("the hub is back")
	}
}

func (c *Collector) say(what string) {
	if c.o.Say != nil {
		c.o.Say(what)
	}
}
