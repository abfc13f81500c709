//go:build !nohub

package hub

import (
	"context"
	"fmt"
	"hash/maphash"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Source is a part of what a hub holds: all of it, a site, or a client.
type Source struct {
	Site   Site   // "": all
	Client string // "": all of the site
}

// EventsWanted says which events to read.
type EventsWanted struct {
	Sources []Source // none: all
	// Since is about when the events begin that are wanted; zero: with the first. New leaves out
	// all that are there already.
	Since time.Time
	New   bool
	// Follow goes on reading what comes.
	Follow bool
	// Bad is called with why an event cannot be read; the others are. nil: nothing is called.
	Bad func(error)
}

// sinceSlack is how much earlier than an event happened the hub's clock may have shown when it
// came.
const sinceSlack = time.Hour

// ReadEvents calls each with the events of a hub, in the order in which they came to it; no event
// twice. It ends when each returns an error, when all have been read that there are, or with ctx.
// now is the time by this computer's clock.
func ReadEvents(ctx context.Context, s Settings, o EventsWanted, now time.Time, each func(Site, *Event) error) error {
	conn, err := Connect(s, AsViewer)
	if err != nil {
		return err
	}
	defer conn.Close()
	r := reading{conn: conn, subjects: eventSubjects(o.Sources), policy: jetstream.DeliverAllPolicy, resumes: true, whole: !o.Follow}
	switch {
	case o.New:
		if r.last, err = conn.newest(ctx); err != nil {
			return fmt.Errorf("read events: %w", err)
		}
	case !o.Since.IsZero():
		r.policy, r.from = jetstream.DeliverByStartTimePolicy, o.Since.Add(-sinceSlack)
	}
	known, refilled := newKeys(), false
	r.begin = func(int) { refilled = o.New } // the stream is not the one that it was
	r.read = func(m *message) error {
		site, e, err := eventOf(m)
		switch {
		case err != nil && o.Bad != nil:
			o.Bad(err)
			return nil
		case err != nil, known.has(m.subject, e.Key), refilled && e.Time != nil && e.Time.Before(now):
			return nil
		}
		return each(site, e)
	}
	return r.run(ctx)
}

// eventOf returns the event that a message is.
func eventOf(m *message) (Site, *Event, error) {
	site, _, token, err := ParseSubject(m.subject)
	if err != nil {
		return "", nil, err
	}
	e, err := DecodeEvent(m.data)
	if err == nil && e.token != token {
		err = errOtherName
	}
	if err != nil {
		return "", nil, fmt.Errorf("read an event of %s: %w", harmless(m.subject, maxName), err)
	}
	return site, e, nil
}

// newest returns the message that came last, nil if there is none.
func (c *Conn) newest(ctx context.Context) (*message, error) {
	info, err := c.streamInfo(ctx)
	if err != nil {
		return nil, c.explain(err)
	}
	if info.State.Msgs == 0 {
		return nil, nil
	}
	ctx, cancel := c.asking(ctx)
	defer cancel()
	stream, err := c.js.Stream(ctx, StreamName)
	if err != nil {
		return nil, c.explain(err)
	}
	m, err := stream.GetMsg(ctx, info.State.LastSeq)
	if err != nil {
		return nil, c.explain(err)
	}
	return &message{subject: m.Subject, seq: m.Sequence, stored: m.Time}, nil
}

// eventSubjects returns the subjects of the events of sources.
func eventSubjects(sources []Source) (subjects []string) {
	for _, s := range sources {
		switch {
		case s.Site == "":
			return []string{AllEvents}
		case s.Client == "":
			subjects = append(subjects, s.Site.subject(kindEvent, "*"))
		default:
			subjects = append(subjects, s.Site.EventSubject(s.Client))
		}
	}
	if len(subjects) == 0 {
		return []string{AllEvents}
	}
	return subjects
}

// keys are the keys of events that have been read: the last one or two million.
type keys struct {
	seed        maphash.Seed
	newer, last map[uint64]struct{}
}

// maxKeys is how many keys a generation of them has.
const maxKeys = 1 << 20

func newKeys() *keys { return &keys{seed: maphash.MakeSeed(), newer: map[uint64]struct{}{}} }

// has reports whether a key of a subject is known, and knows it from then on.
func (k *keys) has(subject, key string) bool {
	h := maphash.Comparable(k.seed, [2]string{subject, key})
	_, isNew := k.newer[h]
	_, isOld := k.last[h]
	if len(k.newer) == maxKeys {
		k.last, k.newer = k.newer, map[uint64]struct{}{}
	}
	k.newer[h] = struct{}{}
	return isNew || isOld
}
