//go:build !nohub

package hub

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/summary"
)

// Story is what the hub knows of one client.
type Story struct {
	Client summary.ClientSummary // as of the moment that the viewer is about
	// Name is the client's name without its site, and Sender the collector that has sent its state.
	Name, Sender string
	// Files are the identities of its log files, as in store.Records.FileIdentity.
	Files map[string]bool
	// Events are its newest events up to that moment, oldest first, and LeftOut is how many are
	// older.
	Events  []*Event
	LeftOut int
}

// maxStory is how many events a story has at most.
const maxStory = 2_000

// Story reads what the hub knows of a client. The error says why that cannot be read.
func (v *Viewer) Story(ctx context.Context, number int) (*Story, error) {
	v.mu.Lock()
	c, at := v.clients[number], v.at
	s := &Story{Client: c.now, Name: c.name, Sender: c.sender, Files: map[string]bool{}}
	if c.past != nil {
		s.Client = *c.past
	}
	subject, events := c.subject, c.site.subject(kindEvent, "*")
	if _, _, token, err := ParseSubject(subject); err == nil {
		events = "ccm." + string(c.site) + "." + kindEvent + "." + token
	}
	v.mu.Unlock()
	err := v.conn.lastUpTo(ctx, []string{subject}, time.Time{}, func(m *message) {
		if state, err := DecodeState(m.data); err == nil {
			s.addFiles(state)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read the state of %s: %w", s.Name, err)
	}
	known := map[string]bool{}
	r := reading{
		conn: v.conn, subjects: []string{events}, policy: jetstream.DeliverAllPolicy, whole: true,
		begin: func(int) { s.Events, s.LeftOut = nil, 0; clear(known) },
		read:  func(m *message) error { s.addEvent(m, at, known); return nil },
	}
	if err := r.run(ctx); err != nil {
		return nil, fmt.Errorf("read the events of %s: %w", s.Name, err)
	}
	return s, ctx.Err()
}

func (s *Story) addFiles(state *State) {
	for _, log := range state.Cursor.Logs {
		if log.File != "" {
			s.Files[log.File] = true
		}
		for _, older := range log.Older {
			s.Files[older] = true
		}
	}
}

// addEvent adds an event that is not known, unless it is later than a moment.
func (s *Story) addEvent(m *message, at time.Time, known map[string]bool) {
	_, e, err := eventOf(m)
	if err != nil || known[e.Key] || !at.IsZero() && e.Time != nil && e.Time.After(at) {
		return
	}
	if len(s.Events) == maxStory {
		delete(known, s.Events[0].Key)
		s.Events, s.LeftOut = s.Events[1:], s.LeftOut+1
	}
	known[e.Key] = true
	s.Events = append(s.Events, e)
}
