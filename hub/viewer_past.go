//go:build !nohub

package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"

	"ccmtail/summary"
)

// The fleet as of an earlier moment is what the hub held then: of each client the last state that
// had been stored by then.

// SetAt sets the moment that the summaries are about; zero stands for now. The clients that are
// different then change one after the other.
func (v *Viewer) SetAt(t time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.at.Equal(t) {
		return
	}
	v.at = t
	if !t.IsZero() {
		v.askForPast()
		return
	}
	for _, c := range v.clients {
		if c.past != nil {
			c.past = nil
			v.publish(c)
		}
	}
}

func (v *Viewer) askForPast() {
	select {
	case v.asked <- struct{}{}:
	default:
	}
}

// readPast reads the states of moments that are asked for until ctx ends.
func (v *Viewer) readPast(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-v.asked:
		}
		for {
			at, some := v.lackingPast()
			if len(some) == 0 {
				break
			}
			if err := v.readPastOf(ctx, at, some); err != nil && ctx.Err() == nil {
				v.mu.Lock()
				v.fail("read states of the past: " + harmless(err.Error(), maxName))
				v.mu.Unlock()
				break
			}
			if ctx.Err() != nil {
				return
			}
		}
	}
}

// maxAskedAtOnce is of how many clients the past is asked for at once; a server answers 1,024 at
// most.
const maxAskedAtOnce = 512

// lackingPast returns the moment asked for and some clients whose states then are not known, by
// subject.
func (v *Viewer) lackingPast() (at time.Time, some map[string]*knownClient) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.at.IsZero() {
		return v.at, nil
	}
	some = map[string]*knownClient{}
	for _, c := range v.clients {
		if (c.past == nil || !c.pastAt.Equal(v.at)) && len(some) < maxAskedAtOnce {
			some[c.subject] = c
		}
	}
	return v.at, some
}

// readPastOf reads the states of some clients as of a moment.
func (v *Viewer) readPastOf(ctx context.Context, at time.Time, some map[string]*knownClient) error {
	subjects := make([]string, 0, len(some))
	for subject := range some {
		subjects = append(subjects, subject)
	}
	found := map[string]*summary.ClientSummary{}
	err := v.conn.lastUpTo(ctx, subjects, at, func(m *message) {
		if _, _, token, err := ParseSubject(m.subject); err == nil {
			if _, s, err := v.pastStates.summaryOf(m.data, token); err == nil {
				found[m.subject] = &s
			}
		}
	})
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.at.Equal(at) {
		return nil // another moment is wanted by now
	}
	for subject, c := range some {
		s := found[subject]
		if s == nil {
			unknown := summary.NotKnownYet(&c.now, at)
			s = &unknown
		}
		s.Number, s.Name, s.Site, s.History = c.now.Number, c.now.Name, c.now.Site, c.now.History
		c.past, c.pastAt = s, at
		v.publish(c)
	}
	return nil
}

// lastUpTo reads the last message on each of some subjects that had been stored by a moment; zero
// stands for now.
func (c *Conn) lastUpTo(ctx context.Context, subjects []string, at time.Time, each func(*message)) error {
	ask := map[string]any{"multi_last": subjects, "max_bytes": maxPastBytes}
	if !at.IsZero() {
		ask["up_to_time"] = at.UTC()
	}
	for {
		last, upTo, more, err := c.lastOnce(ctx, ask, each)
		if err != nil || !more {
			return err
		}
		delete(ask, "up_to_time")
		ask["seq"], ask["up_to_seq"] = last+1, upTo
	}
}

// lastOnce asks once for the last messages of subjects. If there are more than fit into an answer,
// the next question begins behind last and ends with upTo.
func (c *Conn) lastOnce(ctx context.Context, ask any, each func(*message)) (last, upTo uint64, more bool, err error) {
	ctx, cancel := c.asking(ctx)
	defer cancel()
	question, err := json.Marshal(ask)
	if err != nil {
		return 0, 0, false, err
	}
	inbox := c.nc.NewRespInbox()
	sub, err := c.nc.SubscribeSync(inbox)
	if err != nil {
		return 0, 0, false, err
	}
	defer func() { _ = sub.Unsubscribe() }()
	if err := c.nc.PublishRequest("$JS.API.DIRECT.GET."+StreamName, inbox, question); err != nil {
		return 0, 0, false, err
	}
	for {
		m, err := sub.NextMsgWithContext(ctx)
		if err != nil {
			return 0, 0, false, c.explain(err)
		}
		switch status := m.Header.Get("Status"); {
		case status == "404":
			return last, 0, false, nil
		case status == "204":
			upTo, _ = strconv.ParseUint(m.Header.Get("Nats-UpTo-Sequence"), 10, 64)
			return last, upTo, m.Header.Get("Nats-Num-Pending") != "0" && last > 0 && upTo > last, nil
		case status != "":
			return 0, 0, false, fmt.Errorf("the hub answers %s %s", status, m.Header.Get("Description"))
		}
		one := storedMessage(m)
		each(one)
		last = one.seq
	}
}

// storedMessage returns a message of the stream that was asked for by itself.
func storedMessage(m *nats.Msg) *message {
	seq, _ := strconv.ParseUint(m.Header.Get("Nats-Sequence"), 10, 64)
	stored, _ := time.Parse(time.RFC3339Nano, m.Header.Get("Nats-Time-Stamp"))
	return &message{m.Header.Get("Nats-Subject"), m.Data, seq, stored}
}

// maxPastBytes is how much of the past is asked for at a time.
const maxPastBytes = 8 << 20
