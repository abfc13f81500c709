//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/feed"
	"ccmtail/hub"
	"ccmtail/report"
	"ccmtail/store"
)

// tally is what the stream has, beside what it should have.
type tally struct {
	Expected, Stored                   int
	Lost, Doubled, Strange, OutOfOrder int
	LostKeys, DoubledKeys, StrangeKeys []string // some of them
}

// String says it.
func (t tally) String() string {
	return fmt.Sprintf("%d expected, %d stored: lost %d, doubled %d, strange %d, out of order %d", t.Expected, t.Stored, t.Lost, t.Doubled, t.Strange, t.OutOfOrder)
}

func (t *tally) ok() bool { return t.Lost+t.Doubled+t.Strange+t.OutOfOrder == 0 && t.Expected > 0 }

// expected returns the keys of the events that the logs of clients show, by client.
func expected(sources []string) (map[string]map[string]bool, error) {
	all := map[string]map[string]bool{}
	err := feed.FindClients(sources).Each(context.Background(), feed.Options{EventsOnly: true}, func(c *store.Client) error {
		if c.Err != nil {
			return c.Err
		}
		keys := map[string]bool{}
		_, last := c.TimeRange()
		report.ChangesOf(c, last, func(key string) bool { keys[key] = true; return true })
		all[c.Name] = keys
		return nil
	})
	return all, err
}

// stored reads all events of the stream from its leader, in order, and one by one: no reader that goes on
// by itself may hide what is there.
func stored(ctx context.Context, url string, see func(e *hub.Event)) error {
	js, err := connect(url)
	if err != nil {
		return err
	}
	defer js.Conn().Close()
	short, cancel := context.WithTimeout(ctx, unanswered)
	s, err := js.Stream(short, hub.StreamName)
	if cancel(); err != nil {
		return err
	}
	state := s.CachedInfo().State
	if state.Msgs == 0 {
		return nil
	}
	messages := make([]*jetstream.RawStreamMsg, state.LastSeq+1)
	failed := make([]error, readers)
	var reading sync.WaitGroup
	for i := range readers {
		reading.Go(func() {
			for seq := state.FirstSeq + uint64(i); seq <= state.LastSeq && failed[i] == nil; seq += readers {
				messages[seq], failed[i] = getMsg(ctx, s, seq)
			}
		})
	}
	reading.Wait()
	if err := errors.Join(failed...); err != nil {
		return err
	}
	for _, m := range messages[state.FirstSeq:] {
		if !strings.Contains(m.Subject, ".event.") {
			continue
		}
		e, err := hub.DecodeEvent(m.Data)
		if err != nil {
			return err
		}
		see(e)
	}
	return nil
}

// getMsg reads a message. A question that comes to a server which has just died is not answered.
func getMsg(ctx context.Context, s jetstream.Stream, seq uint64) (m *jetstream.RawStreamMsg, err error) {
	for range 5 {
		short, cancel := context.WithTimeout(ctx, unanswered)
		m, err = s.GetMsg(short, seq)
		if cancel(); err == nil || ctx.Err() != nil {
			break
		}
	}
	return m, err
}

// unanswered is after how long a question is asked again.
const unanswered = 2 * time.Second

// readers is how many messages are asked for at a time.
const readers = 32

// compare compares the stream with the logs.
func compare(ctx context.Context, url string, sources []string) (t tally, err error) {
	want, err := expected(sources)
	if err != nil {
		return t, err
	}
	for _, keys := range want {
		t.Expected += len(keys)
	}
	seen := map[string]map[string]bool{}
	order := orderCheck{}
	err = stored(ctx, url, func(e *hub.Event) {
		t.Stored++
		keys := seen[e.Client]
		if keys == nil {
			keys = map[string]bool{}
			seen[e.Client] = keys
		}
		switch {
		case keys[e.Key]:
			t.Doubled++
			t.DoubledKeys = some(t.DoubledKeys, e)
		case !want[e.Client][e.Key]:
			t.Strange++
			t.StrangeKeys = some(t.StrangeKeys, e)
		default:
			t.OutOfOrder += order.note(e)
		}
		keys[e.Key] = true
	})
	for client, keys := range want {
		for key := range keys {
			if !seen[client][key] {
				t.Lost++
				if len(t.LostKeys) < 10 {
					t.LostKeys = append(t.LostKeys, client+" "+key)
				}
			}
		}
	}
	return t, err
}

func some(all []string, e *hub.Event) []string {
	if len(all) < 10 {
		text, _ := json.Marshal(e)
		all = append(all, string(text))
	}
	return all
}

// orderCheck is the place of the newest event of each file of each client. Findings are left out: what
// only time shows comes when it is time.
type orderCheck map[string]int64

// note returns 1 if an event comes behind one that is behind it in its file.
func (o orderCheck) note(e *hub.Event) int {
	parts := strings.Split(e.Key, "-")
	if e.Kind == "finding" || len(parts) != 3 {
		return 0
	}
	offset, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return 0
	}
	file := e.Client + " " + parts[0]
	if offset < o[file] {
		return 1
	}
	o[file] = offset
	return 0
}

// awaitQuiet waits until the stream has got nothing more for a while.
func awaitQuiet(ctx context.Context, url string, quiet time.Duration) error {
	js, err := connect(url)
	if err != nil {
		return err
	}
	defer js.Conn().Close()
	last, since := uint64(0), time.Now()
	for time.Since(since) < quiet {
		if info, err := streamInfo(ctx, js); err == nil {
			if seq := info.State.LastSeq; seq != last {
				last, since = seq, time.Now()
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

// streamInfo returns what the hub says of the stream. A server that has lost the others does not know it.
func streamInfo(ctx context.Context, js jetstream.JetStream) (*jetstream.StreamInfo, error) {
	ctx, cancel := context.WithTimeout(ctx, unanswered) // one that comes while there is no leader
	defer cancel()
	s, err := js.Stream(ctx, hub.StreamName)
	if err != nil {
		return nil, err
	}
	info := s.CachedInfo()
	if info.Cluster != nil && info.Cluster.Name != "" && info.Cluster.Leader == "" {
		return nil, errors.New("no leader")
	}
	return info, nil
}

// awaitAll waits until the stream has everything that the logs have, for patience at most:
// collectors that were refused or have lost a server take their time.
func awaitAll(ctx context.Context, url string, sources []string, quiet time.Duration, say func(string, ...any)) (t tally, err error) {
	begun := time.Now()
	for {
		if err := awaitQuiet(ctx, url, quiet); err != nil {
			return t, err
		}
		if t, err = compare(ctx, url, sources); err == nil && t.Lost == 0 || ctx.Err() != nil || time.Since(begun) > patience {
			say("compared %.0f s after the last record", time.Since(begun).Seconds())
			return t, err
		}
	}
}
