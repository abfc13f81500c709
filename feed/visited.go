package feed

import (
	"context"
	"sync"
	"time"

	"ccmtail/store"
	"ccmtail/tail"
)

// Visited is a client that is read by visits. Each visit reads what is new and leaves no file open and
// no goroutine behind. Of what is read it keeps the events and counts, no records. Its methods are for
// one goroutine at a time.
type Visited struct {
	modified func() time.Time
	ended    bool           // the source is an archive or a pipe, and has been read
	renew    func() *client // returns the client as before the first visit
	replaced store.Replaced // when that was last necessary

	mu          sync.Mutex // guards that these change
	client      *client
	bytesBefore int64 // that had been read when it was
}

// Visited returns the clients, to be read by visits. Together they keep about as much as o.Memory.
func (c *Clients) Visited(o Options) []*Visited {
	all := make([]*Visited, len(c.found))
	o.EventsOnly = true
	budget := store.NewBudget(o.Memory)
	how := tail.Options{Follow: true, OnLimit: c.limits.add}
	for i, s := range c.found {
		renew := func() *client {
			one := newUnopened(s.Name, s.Path, o, budget, len(c.found), func() {})
			one.open, one.isVisited = func() (*tail.Source, error) { return s.Open(how) }, true
			return one
		}
		all[i] = &Visited{client: renew(), renew: renew, modified: s.Modified}
	}
	return all
}

// Open prepares the client to be read as a whole, see the function Open.
func (c *Clients) Open(i int, o Options) (*Feed, error) {
	f := newFeed()
	s, err := c.found[i].Open(tail.Options{Follow: o.Follow, OnLimit: f.limits.add})
	if err != nil {
		return nil, err
	}
	f.addSources([]*tail.Source{s}, o)
	return f, nil
}

// Name returns the client's name, which no other client has.
func (v *Visited) Name() string { return v.client.name }

// Path returns where the client's logs are, as the user named it.
func (v *Visited) Path() string { return v.client.path }

// Modified returns when the client last deployed updates, see tail.ClientSource. It may be called at any
// time, from any goroutine.
func (v *Visited) Modified() time.Time { return v.modified() }

// Visit reads what is new, and reports whether that has changed what is known. now is the time of the
// visit. It returns why the client cannot be read at present; another visit goes on from where this one
// was. That ctx has ended is no error.
func (v *Visited) Visit(ctx context.Context, now time.Time) (changed bool, err error) {
	c := v.client
	before, ids := c.version.Load(), c.idsTold()
	if c.loading {
		ids = firstVisit
	}
	err = v.read(ctx)
	err = v.renewIfReplaced(ctx, now, ids, err)
	c = v.client
	if ctx.Err() != nil {
		return c.version.Load() != before, nil
	}
	c.flushIdle(now)
	c.compact()
	if v.setError(err) {
		c.version.Add(1)
	}
	return c.version.Load() != before, err
}

// read opens the source, if it is not open yet, and reads what is new in it.
func (v *Visited) read(ctx context.Context) error {
	c := v.client
	defer c.finishTurns()
	if c.source == nil {
		source, err := c.open()
		if err != nil {
			return err
		}
		c.setSource(source)
	}
	switch {
	case c.source.Visits():
		return c.source.Visit(ctx, c)
	case v.ended:
		return c.err
	}
	v.ended = true
	return c.source.Run(ctx, c)
}

// setError sets why the client cannot be read, nil if it can, and reports whether that is news.
func (v *Visited) setError(err error) bool {
	c := v.client
	c.mu.Lock()
	defer c.mu.Unlock()
	isNews := (err == nil) != (c.err == nil) || err != nil && err.Error() != c.err.Error()
	isNews = isNews || c.loading
	c.err, c.loading, c.running = err, false, !v.ended
	return isNews
}

// BytesRead returns how many bytes have been read. It may be called at any time, from any goroutine.
func (v *Visited) BytesRead() int64 {
	v.mu.Lock()
	c, before := v.client, v.bytesBefore
	v.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	return before + c.bytesRead
}

// Snapshot returns what is known of the client.
func (v *Visited) Snapshot() store.Client {
	c := v.client.snapshot()
	c.Replaced = v.replaced
	return c
}

// Ended reports whether there is nothing more to come.
func (v *Visited) Ended() bool { return v.ended }

// Watchable returns the client's folders of which changes can be notified, none before the first visit.
func (v *Visited) Watchable() []string {
	if v.client.source == nil {
		return nil
	}
	return v.client.source.Watchable()
}

// compact gives back memory that is needed only while the client is read.
func (in *ingester) compact() {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, s := range in.logs {
		s.mu.Lock()
		if s.framer != nil {
			s.framer.Compact()
			s.extractor.Compact()
			s.file.Compact()
			s.places = nil
		}
		s.mu.Unlock()
	}
}
