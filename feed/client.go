package feed

import (
	"context"
	"sync"
	"sync/atomic"

	"ccmtail/internal/crash"
	"ccmtail/store"
	"ccmtail/tail"
)

// client is one source that is being read, and what is shown of it.
type client struct {
	*ingester // of the whole source

	name, path   string
	open         func() (*tail.Source, error) // opens the source; nil if it is open
	opening      chan struct{}                // limits how many sources are opened at a time; may be nil
	live         bool                         // the source is followed
	wantsPreview bool
	signalNews   func()
	onLarge      func() // see Options.OnLarge
	// onLoaded is called, perhaps more than once, when the source has been read to its present end.
	onLoaded func()
	// preview is what is shown until then, nil if that is what the ingester has.
	preview atomic.Pointer[ingester]
	version atomic.Uint64 // counts changes

	// Guarded by ingester.mu.
	source  *tail.Source // nil until it is open
	loading bool
	running bool
	err     error
}

// newClient returns the client of an open source. clients is how many clients share the budget.
func newClient(s *tail.Source, o Options, budget *store.Budget, clients int, signalNews func()) *client {
	c := newUnopened(s.Name(), s.Path(), o, budget, clients, signalNews)
	c.source = s
	return c
}

// newUnopened returns a client whose source is yet to be opened.
func newUnopened(name, path string, o Options, budget *store.Budget, clients int, signalNews func()) *client {
	c := &client{
		name: name, path: path, live: o.Follow, wantsPreview: o.Preview, signalNews: signalNews, onLoaded: func() {},
		onLarge: o.OnLarge, loading: true, running: true,
	}
	c.ingester = newIngester(newStore(o, budget), budget, clients, o.Rules, c.progressed)
	if o.EventsOnly && o.KeepTexts {
		c.texts = store.NewRecordTexts()
	}
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
	source, err := c.openSource(ctx)
	if source != nil {
		err = c.readSource(ctx, source)
	}
	c.mu.Lock()
	c.running = false
	if ctx.Err() == nil {
		c.err = err
	}
	c.mu.Unlock()
	c.finishLoading()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// largeSource is the size in bytes from which on a source is large, see Options.OnLarge.
const largeSource = 64 << 20

// readSource reads the source, and shows a preview of a large one meanwhile.
func (c *client) readSource(ctx context.Context, source *tail.Source) error {
	var previewing sync.WaitGroup
	if update := c.startPreview(ctx, source); update != nil {
		previewing.Go(crash.Guarded(update))
	}
	if c.onLarge != nil && source.Size() >= largeSource {
		c.onLarge()
	}
	err := source.Run(ctx, c)
	c.finishTurns()
	if c.preview.Load() != nil {
		c.finishLoading()
	}
	previewing.Wait()
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
	s := store.Client{Name: c.name, Path: c.path, Texts: c.texts}
	if preview := c.preview.Load(); preview != nil {
		s.Records, s.Events = preview.recordsAndEvents()
		s.Preview, s.PreviewSince = true, preview.completeSince(s.Records)
	} else {
		s.Records, s.Events = c.recordsAndEvents()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s.BytesRead, s.Loading, s.Live, s.Err = c.bytesRead, c.loading, c.live && c.running, c.err
	if c.source != nil {
		s.BytesTotal = c.source.Size()
	}
	s.Logs = c.describeLogs(s.Records, c.source != nil && c.source.Retries())
	return s
}
