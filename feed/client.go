package feed

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"ccmtail/model"
	"ccmtail/model/store"
	"ccmtail/model/view"
	"ccmtail/tail"
)

// client is one source on its way through the pipe. It is the sink of its source: chunks of one log come
// one after the other, those of different logs at the same time.
type client struct {
	source *tail.Source
	live   bool
	nudge  func()
	// whenLoaded is called once, when the source has been read to its present end.
	whenLoaded func()

	records *store.Store
	version atomic.Uint64 // counts changes

	mu       sync.Mutex // guards what follows
	timeline *model.Timeline
	logs     map[string]*stream
	read     int64
	loading  bool
	running  bool
	err      error
}

func newClient(s *tail.Source, live bool, memory *store.Memory, nudge func()) *client {
	return &client{
		source: s, live: live, nudge: nudge, whenLoaded: func() {}, records: store.Within(memory),
		timeline: model.NewTimeline(), logs: map[string]*stream{}, loading: true, running: true,
	}
}

func (c *client) run(ctx context.Context) error {
	err := c.source.Run(ctx, c)
	c.mu.Lock()
	c.loading, c.running = false, false
	if ctx.Err() == nil {
		c.err = err
	}
	c.mu.Unlock()
	c.changed()
	c.whenLoaded()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (c *client) changed() {
	c.version.Add(1)
	c.nudge()
}

// stream is the log's stream, made at its first mention.
func (c *client) stream(log string) *stream {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.logs[log]
	if s == nil {
		s = &stream{client: c, log: log, generation: -1}
		c.logs[log] = s
	}
	return s
}

// Chunk takes bytes of a log. See tail.Sink.
func (c *client) Chunk(ch tail.Chunk) {
	c.stream(ch.Log).take(ch)
	c.mu.Lock()
	c.read += int64(len(ch.Bytes))
	c.mu.Unlock()
	c.changed()
}

// tell puts copies of events on the timeline.
func (c *client) tell(events []*model.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timeline.Add(events)
}

// Status takes what became of a log's file. See tail.Sink.
func (c *client) Status(st tail.Status) {
	s := c.stream(st.Log)
	c.mu.Lock()
	s.status = st
	c.mu.Unlock()
	c.changed()
}

// Idle notes that a log was read to its present end. See tail.Sink.
func (c *client) Idle(log string) { c.stream(log).idle.Store(true) }

// CaughtUp notes that everything there at the start was read. See tail.Sink.
func (c *client) CaughtUp() {
	c.mu.Lock()
	c.loading = false
	c.mu.Unlock()
	c.changed()
	c.whenLoaded()
}

// settle completes the last lines of files that have not grown for a while.
func (c *client) settle(now time.Time) {
	c.mu.Lock()
	var quiet []*stream
	for _, s := range c.logs {
		if s.pending.Load() > 0 && s.idle.Load() && now.Sub(s.status.Changed) > 2*settle {
			quiet = append(quiet, s)
		}
	}
	c.mu.Unlock()
	for _, s := range quiet {
		if s.settle() {
			c.changed()
		}
	}
}

// view is the client as it is now.
func (c *client) view() view.Client {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.records.Rezone() {
		c.timeline.Move(c.rezoned)
	}
	v := view.Client{
		Name: c.source.Name(), Path: c.source.Path(), Records: c.records.Snapshot(), Events: c.timeline.Events(),
		Read: c.read, Size: c.source.Size(), Loading: c.loading, Live: c.live && c.running, Err: c.err,
	}
	v.Logs = c.views(v.Records)
	return v
}

// rezoned is an event without a bias of its own, at the time it has by the biases known now.
func (c *client) rezoned(e *model.Event) *model.Event {
	if e.Zoned && e.OwnZone {
		return e
	}
	m := *e
	m.Bias, m.Zoned = c.records.Bias(e.Wall)
	m.At = e.Wall + int64(m.Bias)*int64(time.Minute)
	return &m
}
