//go:build !nohub

package hub

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"

	"ccmtail/store"
)

// Whether the collectors still live that have sent the newest states of this one's clients. What one has
// sent that has died looks old to whoever looks at it, until another one has sent it; and where a client
// has nothing new to say nobody would. So the states of a dead one's clients are sent once more.

// sender is a collector that has sent states of clients that this one follows.
type sender struct {
	seq   uint64    // of its last sign of life, 0: there is none
	since time.Time // when that was first seen, by this computer's clock
	every time.Duration
	ended bool
}

// isDead reports whether it says nothing any more: as long ago as those who look at the hub take for it.
func (o *sender) isDead(now time.Time) bool {
	return o.ended || now.Sub(o.since) > missedSigns*o.every+lookEvery
}

// maxSenders is after how many other collectors at most is asked.
const maxSenders = 64

// watchSenders asks which other collectors live, and makes the clients due that a dead one has sent last.
// Without the right to ask it changes nothing.
func (c *Collector) watchSenders(ctx context.Context) {
	named := map[string]bool{}
	for _, s := range c.clients {
		if s.isKnown && s.seq > 0 && s.sender.Name != c.o.Name && len(named) < maxSenders {
			named[s.sender.Name] = true
		}
	}
	for name := range c.senders {
		if !named[name] {
			delete(c.senders, name)
		}
	}
	for name := range named {
		if !c.askFor(ctx, name) {
			return
		}
	}
	c.adopt()
}

// lives reports whether a collector is known to be at work.
func (c *Collector) lives(name string) bool {
	from := c.senders[name]
	return from != nil && !from.isDead(c.o.Now())
}

// askFor asks for the last sign of life of a collector; ok is false if there is no answer.
func (c *Collector) askFor(ctx context.Context, name string) (ok bool) {
	ctx, cancel := context.WithTimeout(ctx, senderTimeout)
	defer cancel()
	m, err := c.conn.nc.RequestWithContext(ctx, "$JS.API.DIRECT.GET."+StreamName+"."+c.site.CollectorSubject(name), nil)
	if err != nil {
		return false
	}
	seen, ok := readSender(m)
	if known := c.senders[name]; ok && (known == nil || known.seq != seen.seq) {
		seen.since = c.o.Now()
		c.senders[name] = seen
	}
	return ok
}

// senderTimeout is how long an answer is waited for: one that may not ask gets none.
const senderTimeout = 2 * time.Second

// readSender reads the answer to askFor.
func readSender(m *nats.Msg) (*sender, bool) {
	switch status := m.Header.Get("Status"); {
	case status == "404":
		return &sender{every: presentEvery}, true
	case status != "":
		return nil, false
	}
	seq, err := strconv.ParseUint(m.Header.Get("Nats-Sequence"), 10, 64)
	if err != nil {
		return nil, false
	}
	p, err := DecodePresence(m.Data)
	if err != nil {
		return &sender{seq: seq, every: presentEveryAlone}, true
	}
	return &sender{seq: seq, every: p.pause(), ended: p.Ended}, true
}

// doubtFor is how long it is waited whether a client is another one of its name: its logs may have been
// replaced, which its collector may be about to see.
const doubtFor = 2 * time.Minute

// doubts reports whether to look again later at a client that seems to be another one of its name, and
// says it the second time.
func (c *Collector) doubts(s *sending, now time.Time) (again bool) {
	switch {
	case !s.isNamesake || s.toldNamesake:
		return false
	case !s.isDoubtful:
		s.isDoubtful, s.isKnown, s.heldTo = true, false, now.Add(doubtFor)
		return true
	}
	s.toldNamesake = true
	c.say(s.name + " is not sent: the collector " + s.sender.Name + " sends a client of this name whose logs are others; name one of the two otherwise")
	return false
}

// isOthers reports whether the newest state in the stream is of a client of the same name whose logs are
// others: none of the files in its cursor is here, though whoever has sent it is at work and reads them.
func (s *sending) isOthers(c *store.Client, here *position, o *packOptions) bool {
	if s.seq == 0 || s.sender.Name == o.sender.Name || s.shownError || len(here.lost) == 0 || o.lives == nil || !o.lives(s.sender.Name) {
		return false
	}
	read := 0
	for i := range c.Logs {
		if l := &c.Logs[i]; slices.ContainsFunc(s.cursor.Logs, func(lc LogCursor) bool { return lc.Log == s.veil.log(l.Name) }) {
			read++
		}
	}
	return read == len(here.lost)
}

// adopt makes the clients due that a dead collector has sent last and that can be read here.
func (c *Collector) adopt() {
	now := c.o.Now()
	rows, _ := c.fleet.Changed(0)
	for _, s := range c.clients {
		from := c.senders[s.sender.Name]
		row := &rows[s.number]
		if !s.isKnown || from == nil || !from.isDead(now) || row.Loading || row.Error != "" {
			continue
		}
		if s.adopts = true; !s.isDue {
			s.isDue = true
			c.rows[s.number] = *row
			c.due = append(c.due, s.number)
		}
	}
}
