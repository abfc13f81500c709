package feed

import (
	"context"
	"runtime"
	"sync"

	"ccmtail/internal/crash"
	"ccmtail/store"
	"ccmtail/tail"
)

// Clients are the clients that sources lead to, to be read one after the other. FindClients finds
// them.
type Clients struct {
	found  []tail.ClientSource
	limits limits
}

// FindClients returns the clients that specs lead to, see tail.FindClients.
func FindClients(specs []string) *Clients {
	c := ClientsOf(nil)
	c.found = tail.FindClients(specs, tail.Options{OnLimit: c.limits.add})
	return c
}

// ClientsOf returns clients that have been found already.
func ClientsOf(found []tail.ClientSource) *Clients {
	c := &Clients{found: found}
	c.limits.onChange = func() {}
	return c
}

// Len returns how many clients there are.
func (c *Clients) Len() int { return len(c.found) }

// Limits returns the limits of the system that have been reached so far, see store.Snapshot.
func (c *Clients) Limits() []string { return c.limits.texts() }

// readAhead is how many clients are kept at most that are being read, or have been read and not
// been visited yet.
const readAhead = 4

// openedSource is what opening a source has led to.
type openedSource struct {
	source *tail.Source
	err    error
}

// Each reads each client to its end and calls visit with it, in the order of the sources. It keeps
// none: a few are read ahead, and more are opened ahead, as some computers take long to answer. It
// ends early if visit fails, or if ctx ends, which is no error.
//
// A single client that cannot be opened is an error; one among several has the error in it.
func (c *Clients) Each(ctx context.Context, o Options, visit func(*store.Client) error) error {
	ctx, stop := context.WithCancel(ctx)
	var goroutines sync.WaitGroup
	defer goroutines.Wait()
	defer stop()
	read := make([]chan *store.Client, len(c.found))
	for i := range read {
		read[i] = make(chan *store.Client, 1)
	}
	slots := make(chan struct{}, readAhead)
	goroutines.Go(crash.Guarded(func() { c.readAll(ctx, o, slots, read, &goroutines) }))
	for i := range c.found {
		var client *store.Client
		select {
		case client = <-read[i]:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			return nil
		}
		if len(c.found) == 1 && client.Err != nil && len(client.Logs) == 0 {
			return client.Err
		}
		if err := visit(client); err != nil {
			return err
		}
		<-slots
	}
	return nil
}

// readAll opens and reads all clients, as long as there are slots, which whoever takes them from
// read empties.
func (c *Clients) readAll(ctx context.Context, o Options, slots chan<- struct{}, read []chan *store.Client, goroutines *sync.WaitGroup) {
	opened := make([]chan openedSource, len(c.found))
	opening, reading := make(chan struct{}, maxOpening), make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, s := range c.found {
		opened[i] = make(chan openedSource, 1)
		goroutines.Go(func() {
			defer crash.Guard()
			how := tail.Options{OnLimit: c.limits.add}
			opener := client{path: s.Path, opening: opening, open: func() (*tail.Source, error) { return s.Open(how) }}
			source, err := opener.tryOpen(ctx)
			opened[i] <- openedSource{source, err}
		})
	}
	for i := range c.found {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		goroutines.Go(func() {
			defer crash.Guard()
			from := <-opened[i]
			reading <- struct{}{}
			read[i] <- c.read(ctx, o, i, from)
			<-reading
		})
	}
}

// read reads a client to its end.
func (c *Clients) read(ctx context.Context, o Options, i int, from openedSource) *store.Client {
	o.Memory /= int64(min(len(c.found), readAhead))
	if o.EndOnly && from.err == nil && from.source.Visits() && from.source.Size() >= endStateFrom {
		if client, ok := c.readEnd(ctx, o, i, from); ok {
			return client
		}
		from.source, from.err = c.found[i].Open(tail.Options{OnLimit: c.limits.add})
	}
	f, _ := c.feedOf(o, i, from)
	_ = f.Run(ctx) // its error is in the snapshot
	return &f.Snapshot().Clients[0]
}

// readEnd reads a client to its end and keeps only the state there. ok is false if that turned out
// to be impossible.
func (c *Clients) readEnd(ctx context.Context, o Options, i int, from openedSource) (read *store.Client, ok bool) {
	running, stop := context.WithCancel(ctx)
	defer stop()
	f, one := c.feedOf(o, i, from)
	one.foldWhileReading(stop)
	if o.OnFold != nil {
		o.OnFold()
	}
	_ = f.Run(running)
	ok = one.isEndRight()
	one.end.goroutines.Wait()
	if !ok && ctx.Err() == nil {
		return nil, false
	}
	return &f.Snapshot().Clients[0], true
}

// feedOf returns a feed of one of the clients.
func (c *Clients) feedOf(o Options, i int, from openedSource) (*Feed, *client) {
	f := newFeed()
	one := newUnopened(c.found[i].Name, c.found[i].Path, o, store.NewBudget(o.Memory), 1, f.signalNews)
	one.opening, one.open = make(chan struct{}, 1), func() (*tail.Source, error) { return from.source, from.err }
	f.clients = append(f.clients, one)
	return f, one
}
