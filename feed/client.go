package feed

import (
	"context"
	"sync"
	"sync/atomic"

	"ccmtail/store"
	"ccmtail/tail"
)

// client is one source that is being read, and what is shown of it.
type client struct {
	*ingester // of the whole source

	source       *tail.Source
	live         bool // the source is followed
	wantsPreview bool
	signalNews   func()
	// onLoaded is called, perhaps more than once, when the source has been read to its present end.
	onLoaded func()
	// preview is what is shown until then, nil if that is what the ingester has.
	preview atomic.Pointer[ingester]
	version atomic.Uint64 // counts changes

	// Guarded by ingester.mu.
	loading bool
	running bool
	err     error
}

// newClient returns the client of a source. clients is how many clients share the budget.
func newClient(s *tail.Source, o Options, budget *store.Budget, clients int, signalNews func()) *client {
	c := &client{
		source: s, live: o.Follow, wantsPreview: o.Preview, signalNews: signalNews, onLoaded: func() {},
		loading: true, running: true,
	}
	c.ingester = newIngester(newStore(o, budget), budget, clients, c.progressed)
	return c
}

func newStore(o Options, budget *store.Budget) *store.Store {
	if o.EventsOnly {
		return store.NewCounting()
	}
	return store.NewWithBudget(budget)
}

// run reads the source until ctx ends or nothing more can come. The end of ctx is no error.
func (c *client) run(ctx context.Context) error {
	var previewing sync.WaitGroup
	if update := c.startPreview(ctx); update != nil {
		previewing.Go(update)
	}
	err := c.source.Run(ctx, c)
	c.mu.Lock()
	c.running = false
	if ctx.Err() == nil {
		c.err = err
	}
	c.mu.Unlock()
	c.finishLoading()
	previewing.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// progressed is called when the ingester has something new.
func (c *client) progressed() {
	if c.preview.Load() == nil {
		c.markChanged()
	}
}

// markChanged makes the next snapshot a new one.
func (c *client) markChanged() {
	c.version.Add(1)
	c.signalNews()
}

// CaughtUp ends the loading. See tail.Sink.
func (c *client) CaughtUp() {
	if c.preview.Load() != nil {
		c.recordsAndEvents() // sorts everything here and not where the next snapshot is awaited
	}
	c.finishLoading()
}

// finishLoading replaces the preview by everything.
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
	s := store.Client{Name: c.source.Name(), Path: c.source.Path(), BytesTotal: c.source.Size()}
	if preview := c.preview.Load(); preview != nil {
		s.Records, s.Events = preview.recordsAndEvents()
		s.Preview, s.PreviewSince = true, preview.completeSince(s.Records)
	} else {
		s.Records, s.Events = c.recordsAndEvents()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s.BytesRead, s.Loading, s.Live, s.Err = c.bytesRead, c.loading, c.live && c.running, c.err
	s.Logs = c.describeLogs(s.Records, c.source.Retries())
	return s
}
