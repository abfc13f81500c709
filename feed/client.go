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
	*ingester // of all of it

	source       *tail.Source
	live         bool
	wantsPreview bool // shown first
	signalNews   func()
	// whenLoaded is called once, when the source has been read to its present end.
	onLoaded func()
	// ahead is what is shown until then, nil if that is what has been read.
	preview atomic.Pointer[ingester]
	version atomic.Uint64 // counts changes

	// Guarded by the reading's lock.
	loading bool
	running bool
	err     error
}

func newClient(s *tail.Source, o Options, memory *store.Budget, clients int, nudge func()) *client {
	c := &client{
		source: s, live: o.Follow, wantsPreview: o.Preview, signalNews: nudge, onLoaded: func() {}, loading: true, running: true,
	}
	c.ingester = newIngester(newStore(o, memory), memory, clients, c.progressed)
	return c
}

func newStore(o Options, memory *store.Budget) *store.Store {
	if o.EventsOnly {
		return store.NewCounting()
	}
	return store.NewWithBudget(memory)
}

func (c *client) run(ctx context.Context) error {
	var looking sync.WaitGroup
	if on := c.startPreview(ctx); on != nil {
		looking.Go(on)
	}
	err := c.source.Run(ctx, c)
	c.mu.Lock()
	c.running = false
	if ctx.Err() == nil {
		c.err = err
	}
	c.mu.Unlock()
	c.finishLoading()
	looking.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// progressed is news, unless something else is shown.
func (c *client) progressed() {
	if c.preview.Load() == nil {
		c.markChanged()
	}
}

func (c *client) markChanged() {
	c.version.Add(1)
	c.signalNews()
}

// CaughtUp notes that everything there at the start was read. See tail.Sink.
func (c *client) CaughtUp() {
	if c.preview.Load() != nil {
		c.recordsAndEvents() // the work of putting all in order is done here, and not where someone waits for it
	}
	c.finishLoading()
}

// finishLoading shows what has been read.
func (c *client) finishLoading() {
	c.mu.Lock()
	c.loading = false
	c.mu.Unlock()
	if c.live {
		c.ingester.setLive()
	}
	c.preview.Store(nil)
	c.markChanged()
	c.onLoaded()
}

// snapshot returns the client as it is now.
func (c *client) snapshot() store.Client {
	v := store.Client{Name: c.source.Name(), Path: c.source.Path(), BytesTotal: c.source.Size()}
	if ahead := c.preview.Load(); ahead != nil {
		v.Records, v.Events = ahead.recordsAndEvents()
		v.Preview, v.PreviewSince = true, ahead.completeSince(v.Records)
	} else {
		v.Records, v.Events = c.recordsAndEvents()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	v.BytesRead, v.Loading, v.Live, v.Err = c.bytesRead, c.loading, c.live && c.running, c.err
	v.Logs = c.describeLogs(v.Records)
	return v
}
