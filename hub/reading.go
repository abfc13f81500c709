//go:build !nohub

package hub

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/internal/crash"
)

// message is a message of the stream.
type message struct {
	subject string
	data    []byte
	seq     uint64
	stored  time.Time
}

// reading reads messages of the stream in their order, whatever happens to the hub or the network.
type reading struct {
	conn     *Conn
	subjects []string
	// policy says which messages there are at first, and from when on if it is from a time on.
	policy jetstream.DeliverPolicy
	from   time.Time
	// begin is called before messages are read from the first on, with how many there are at
	// present: once, and again whenever the stream is not the one it was. ok is called when all
	// that there are have been read.
	begin func(pending int)
	ok    func()
	// read is called with each message. An error ends the reading.
	read func(m *message) error
	// resumes goes on behind the last message when a reading was cut off, if the stream still has
	// it; else it begins anew.
	resumes bool
	// whole ends when all that there are have been read.
	whole bool

	last *message // the one read last; its data is not kept
}

// How a reading goes on when it was cut off.
const (
	readAgainAfter = time.Second
	heartbeat      = 5 * time.Second
	// readAtOnce is in messages: with a limit in bytes the client waits for 30 s each time, since it counts
	// them otherwise than the server.
	readAtOnce  = 1000
	forgetAfter = time.Minute // the hub forgets a reader that has gone
)

// errCutOff says that a reading was cut off and can go on.
var errCutOff = errors.New("the hub has ended the reading")

// ended is the error of a reading by which read ends it.
type ended struct{ error }

// run reads until ctx ends, which is no error, or all has been read if that is enough.
func (r *reading) run(ctx context.Context) error {
	for first := true; ; first = false {
		err := r.once(ctx)
		var end ended
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			return nil
		case errors.As(err, &end):
			return end.error
		case first && !errors.Is(err, errCutOff):
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(readAgainAfter):
		}
	}
}

// once reads until the reading is cut off.
func (r *reading) once(ctx context.Context) error {
	ctx, stop := r.conn.untilLost(ctx)
	defer stop()
	consumer, err := r.open(ctx)
	if err != nil {
		return err
	}
	pending := consumer.CachedInfo().NumPending
	if r.last == nil && r.begin != nil {
		r.begin(int(pending))
	}
	if pending == 0 && r.caughtUp() {
		return nil
	}
	messages, err := consumer.Messages(jetstream.PullMaxMessages(readAtOnce), jetstream.PullHeartbeat(heartbeat))
	if err != nil {
		return err
	}
	defer messages.Stop()
	defer context.AfterFunc(ctx, messages.Stop)()
	for expected := uint64(1); ; expected++ {
		m, err := messages.Next()
		if err != nil {
			return errors.Join(errCutOff, err)
		}
		about, err := m.Metadata()
		if err != nil || about.Sequence.Consumer != expected {
			return errCutOff // one was lost on the way
		}
		one := &message{m.Subject(), m.Data(), about.Sequence.Stream, about.Timestamp}
		if err := r.read(one); err != nil {
			return ended{err}
		}
		r.last = &message{subject: one.subject, seq: one.seq, stored: one.stored}
		if about.NumPending == 0 && r.caughtUp() {
			return nil
		}
	}
}

// caughtUp says that all there is has been read, and returns whether that is enough.
func (r *reading) caughtUp() bool {
	if r.ok != nil {
		r.ok()
	}
	return r.whole
}

// open begins to read: from where the reading was cut off, or from the first message.
func (r *reading) open(ctx context.Context) (jetstream.Consumer, error) {
	ctx, cancel := r.conn.asking(ctx)
	defer cancel()
	config := jetstream.ConsumerConfig{
		Name: newName(), DeliverPolicy: r.policy, AckPolicy: jetstream.AckNonePolicy,
		MemoryStorage: true, Replicas: 1, InactiveThreshold: forgetAfter,
	}
	if len(r.subjects) == 1 {
		config.FilterSubject = r.subjects[0]
	} else {
		config.FilterSubjects = r.subjects
	}
	switch {
	case r.last != nil && r.resumes && r.conn.holds(ctx, r.last):
		config.DeliverPolicy, config.OptStartSeq = jetstream.DeliverByStartSequencePolicy, r.last.seq+1
	case r.policy == jetstream.DeliverByStartTimePolicy:
		config.OptStartTime = &r.from
		fallthrough
	default:
		r.last = nil
	}
	consumer, err := r.conn.js.CreateConsumer(ctx, StreamName, config)
	if err != nil {
		return nil, r.conn.explain(err)
	}
	return consumer, nil
}

// newName returns a name that no other reader has.
func newName() string { return strings.TrimPrefix(nats.NewInbox(), nats.InboxPrefix) }

// holds reports whether the stream still has a message that was read of it.
func (c *Conn) holds(ctx context.Context, m *message) bool {
	stream, err := c.js.Stream(ctx, StreamName)
	if err != nil {
		return false
	}
	have, err := stream.GetMsg(ctx, m.seq)
	return err == nil && have.Subject == m.subject && have.Time.Equal(m.stored)
}

// untilLost returns a context that ends when the connection is lost: what the hub was to send then
// does not come any more.
func (c *Conn) untilLost(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	before := c.lossCount()
	changed := make(chan struct{}, 1)
	c.notify(changed)
	go crash.Guarded(func() {
		defer c.forget(changed)
		for ctx.Err() == nil {
			select {
			case <-ctx.Done():
			case <-changed:
				if c.lossCount() != before {
					cancel()
				}
			}
		}
	})()
	return ctx, cancel
}
