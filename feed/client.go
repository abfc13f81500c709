package feed

import (
	"context"
	"sync"
	"sync/atomic"

	"ccmtail/store"
	"ccmtail/tail"
)

// client is one source being read, and what of it is shown.
type client struct {
	*reading // of all of it

	source *tail.Source
	live   bool
	newest bool // shown first
	nudge  func()
	// whenLoaded is called once, when the source has been read to its present end.
	whenLoaded func()
	// ahead is what is shown until then, nil if that is what has been read.
	ahead   atomic.Pointer[reading]
	version atomic.Uint64 // counts changes

	// Guarded by the reading's lock.
	loading bool
	running bool
	err     error
}

func newClient(s *tail.Source, o Options, memory *store.Memory, clients int, nudge func()) *client {
	c := &client{
		source: s, live: o.Follow, newest: o.Newest, nudge: nudge, whenLoaded: func() {}, loading: true, running: true,
	}
	c.reading = newReading(storeFor(o, memory), memory, clients, c.progress)
	return c
}

func storeFor(o Options, memory *store.Memory) *store.Store {
	if o.EventsOnly {
		return store.Counting()
	}
	return store.Within(memory)
}

func (c *client) run(ctx context.Context) error {
	var looking sync.WaitGroup
	if on := c.lookAhead(ctx); on != nil {
		looking.Go(on)
	}
	err := c.source.Run(ctx, c)
	c.mu.Lock()
	c.running = false
	if ctx.Err() == nil {
		c.err = err
	}
	c.mu.Unlock()
	c.loaded()
	looking.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// progress is news, unless something else is shown.
func (c *client) progress() {
	if c.ahead.Load() == nil {
		c.news()
	}
}

func (c *client) news() {
	c.version.Add(1)
	c.nudge()
}

// CaughtUp notes that everything there at the start was read. See tail.Sink.
func (c *client) CaughtUp() {
	if c.ahead.Load() != nil {
		c.picture() // the work of putting all in order is done here, and not where someone waits for it
	}
	c.loaded()
}

// loaded shows what has been read.
func (c *client) loaded() {
	c.mu.Lock()
	c.loading = false
	c.mu.Unlock()
	if c.live {
		c.reading.live()
	}
	c.ahead.Store(nil)
	c.news()
	c.whenLoaded()
}

// view is the client as it is now.
func (c *client) view() store.Client {
	v := store.Client{Name: c.source.Name(), Path: c.source.Path(), Size: c.source.Size()}
	if ahead := c.ahead.Load(); ahead != nil {
		v.Records, v.Events = ahead.picture()
		v.Preview, v.Since = true, ahead.since(v.Records)
	} else {
		v.Records, v.Events = c.picture()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	v.Read, v.Loading, v.Live, v.Err = c.read, c.loading, c.live && c.running, c.err
	v.Logs = c.views(v.Records)
	return v
}
