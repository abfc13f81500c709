//go:build !nohub

package hub

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/internal/crash"
)

// lastState is the newest state of a client in the stream.
type lastState struct {
	state *State // nil: there is none, or it is not to be read
	seq   uint64
	err   error // it is there, and of another version of the program
}

// askAtOnce is how many questions to the hub are under way at a time.
const askAtOnce = 64

// lastStates returns the newest states of clients.
func (c *Conn) lastStates(ctx context.Context, site Site, clients []*sending) ([]lastState, error) {
	all := make([]lastState, len(clients))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var asking sync.WaitGroup
	slots := make(chan struct{}, askAtOnce)
	for i, s := range clients {
		slots <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		asking.Go(crash.Guarded(func() {
			defer func() { <-slots }()
			last, err := c.lastState(ctx, site.StateSubject(s.name))
			if err != nil {
				cancel(err)
			}
			all[i] = last
		}))
	}
	asking.Wait()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("ask the hub: %w", context.Cause(ctx))
	}
	return all, nil
}

// lastState returns the newest state on a subject.
func (c *Conn) lastState(ctx context.Context, subject string) (lastState, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	m, err := c.nc.RequestWithContext(ctx, "$JS.API.DIRECT.GET."+StreamName+"."+subject, nil)
	if err != nil {
		return lastState{}, err
	}
	switch status := m.Header.Get("Status"); {
	case status == "404":
		return lastState{}, nil
	case status != "":
		return lastState{}, errors.New("the hub answers " + status + " " + m.Header.Get("Description"))
	}
	return readLastState(m)
}

// readLastState reads an answer. A state that is none is not a reason to send no more: it is overwritten.
func readLastState(m *nats.Msg) (last lastState, err error) {
	if last.seq, err = strconv.ParseUint(m.Header.Get(jetstream.SequenceHeader), 10, 64); err != nil {
		return last, errors.New("the hub's answer has no sequence number")
	}
	var version VersionError
	if last.state, err = DecodeState(m.Data); errors.As(err, &version) && version.Version > Version {
		last.err = err
	}
	return last, nil
}
