// Package feed runs the pipe from sources to snapshots: it takes chunks of logs from tail, makes
// records and events of them with parsers, keeps both in a store for each client, and signals news.
// It formats nothing and waits for no reader: a reader takes a Snapshot whenever it likes.
//
//	tail.Source ──chunks──▶ client ──records──▶ store ─┐
//	                           └────events──▶ timeline ─┴─▶ Snapshot (immutable)
package feed

import (
	"context"
	"errors"
	"sync"
	"time"

	"ccmtail/internal/crash"
	"ccmtail/parsers"
	"ccmtail/store"
	"ccmtail/tail"
)

// Feed is the pipe of one or more clients. Open or New makes one, and Run, which is called once,
// runs it. Its methods may be called from any goroutine.
type Feed struct {
	clients []*client
	news    chan struct{}
	loaded  chan struct{}
	cache   snapshotCache
	limits  limits
}

// Options say how to read.
type Options struct {
	Follow  bool // go on after the present end; else read to the end and stop
	Wait    bool // with Follow: wait for sources that do not exist yet or hold no logs yet
	Preview bool // show the newest records of a large source until all have been read
	// EventsOnly: keep events and counts but no records. The snapshots have no rows.
	EventsOnly bool
	// KeepTexts: with EventsOnly, keep the messages of the records that tell events, see store.Client.
	KeepTexts bool
	// EndOnly, of Clients.Each with EventsOnly: of the events only the state is asked for that they all
	// lead to. The snapshots may have no events, but the state in their place.
	EndOnly bool
	// OnFold, with EndOnly, is called when a client is read whose events are folded meanwhile, which makes
	// garbage; nil is not. It is called from any goroutine.
	OnFold func()
	// OnLarge is called when a source of 64 MB or more begins to be read, of which much is going to be kept;
	// nil is not. It is called from any goroutine.
	OnLarge func()
	Rules   *parsers.UserRules // the user's own, beside ours
	// Memory is about how many bytes to keep of all sources together, see store.Budget and
	// RetentionLimit; 0 means no limit.
	Memory int64
}

// Open prepares a feed of the clients that specs lead to, see tail.FindClients. Nothing is read
// before Run. A single client that cannot be opened is an error; one among several has the error in
// its snapshots, and while following it is tried again.
func Open(specs []string, o Options) (*Feed, error) {
	f := newFeed()
	how := tail.Options{Follow: o.Follow, Wait: o.Wait, OnLimit: f.limits.add}
	found := tail.FindClients(specs, tail.Options{OnLimit: f.limits.add})
	if len(found) == 1 {
		s, err := found[0].Open(how)
		if err != nil {
			return nil, err
		}
		f.addSources([]*tail.Source{s}, o)
		return f, nil
	}
	budget, opening := store.NewBudget(o.Memory), make(chan struct{}, maxOpening)
	for _, s := range found {
		c := newUnopened(s.Name, s.Path, o, budget, len(found), f.signalNews)
		c.opening, c.open = opening, func() (*tail.Source, error) { return s.Open(how) }
		f.clients = append(f.clients, c)
	}
	return f, nil
}

// newFeed returns a feed without clients.
func newFeed() *Feed {
	f := &Feed{news: make(chan struct{}, 1), loaded: make(chan struct{})}
	f.limits.onChange = f.signalNews
	return f
}

// New prepares a feed of opened sources, one client each. Nothing is read before Run.
func New(sources []*tail.Source, o Options) *Feed {
	f := newFeed()
	f.addSources(sources, o)
	return f
}

// addSources adds a client for each source.
func (f *Feed) addSources(sources []*tail.Source, o Options) {
	budget := store.NewBudget(o.Memory)
	for _, s := range sources {
		f.clients = append(f.clients, newClient(s, o, budget, len(sources), f.signalNews))
	}
}

// RetentionLimit returns the Options.Memory to use when memory bytes are available for what is
// read: three quarters of them, because garbage takes up memory too until it is collected.
func RetentionLimit(memory int64) int64 { return memory / 4 * 3 }

// OwnMemory is how many bytes the program takes for itself, on top of what it reads. The garbage
// collector does not know of all of it, for example of the program's code.
const (
	OwnMemory       = 64 << 20
	untrackedMemory = 16 << 20
)

// CollectorLimit returns the limit to set for the garbage collector (see debug.SetMemoryLimit) when
// memory bytes are available for what is read.
func CollectorLimit(memory int64) int64 { return memory + OwnMemory - untrackedMemory }

// signalNews signals news, unless a signal is waiting to be received.
func (f *Feed) signalNews() {
	select {
	case f.news <- struct{}{}:
	default:
	}
}

// News returns a channel that receives a value when a new Snapshot differs from the last one. At
// most one value waits there, so it is for one receiver.
func (f *Feed) News() <-chan struct{} { return f.news }

// Loaded returns a channel that is closed when everything that was there at the start has been
// read.
func (f *Feed) Loaded() <-chan struct{} { return f.loaded }

// flushIdleEvery is how often logs are checked for a last line without a line break. That happens
// at the turn of the second, when a clock on the screen ticks as well.
const flushIdleEvery = time.Second

// wholeAfter is how long a log must not have grown so that its last line counts as whole.
var wholeAfter = 2 * flushIdleEvery

// Run reads until ctx ends or, without Follow, everything has been read, and leaves no goroutine
// behind. It returns the errors of sources of which nothing could be read, joined; they are in the
// snapshots too, and do not stop other sources. The end of ctx is no error.
func (f *Feed) Run(ctx context.Context) error {
	var running, loading sync.WaitGroup
	errs := make([]error, len(f.clients))
	loading.Add(len(f.clients))
	for i, c := range f.clients {
		c.onLoaded = sync.OnceFunc(loading.Done)
		running.Go(crash.Guarded(func() { errs[i] = c.run(ctx) }))
	}
	stop := make(chan struct{})
	var helpers sync.WaitGroup
	helpers.Go(crash.Guarded(func() { loading.Wait(); close(f.loaded); f.signalNews() }))
	helpers.Go(crash.Guarded(func() { f.flushIdleLoop(stop) }))
	running.Wait()
	close(stop)
	helpers.Wait()
	f.signalNews()
	return errors.Join(errs...)
}

// flushIdleLoop calls flushIdle of all clients every flushIdleEvery.
func (f *Feed) flushIdleLoop(stop <-chan struct{}) {
	untilTurn := func(now time.Time) time.Duration {
		return now.Truncate(flushIdleEvery).Add(flushIdleEvery).Sub(now)
	}
	timer := time.NewTimer(untilTurn(time.Now()))
	defer timer.Stop()
	for {
		select {
		case <-stop:
			return
		case now := <-timer.C:
			for _, c := range f.clients {
				c.flushIdle(now)
			}
			timer.Reset(untilTurn(now))
		}
	}
}

// Snapshot returns everything read so far. As long as nothing is new it returns the same one.
func (f *Feed) Snapshot() *store.Snapshot { return f.cache.get(f.clients, &f.limits) }

// snapshotCache keeps the last snapshot as long as no client has changed.
type snapshotCache struct {
	mu       sync.Mutex
	versions []uint64 // of the clients, when the snapshot was taken
	snapshot *store.Snapshot
}

func (s *snapshotCache) get(clients []*client, limits *limits) *store.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	reached := limits.texts()
	same := s.snapshot != nil && len(s.snapshot.Limits) == len(reached)
	versions := make([]uint64, len(clients))
	for i, c := range clients {
		versions[i] = c.version.Load()
		same = same && versions[i] == s.versions[i]
	}
	if !same {
		snapshot := &store.Snapshot{Clients: make([]store.Client, len(clients)), Limits: reached}
		for i, c := range clients {
			snapshot.Clients[i] = c.snapshot()
		}
		s.snapshot, s.versions = snapshot, versions
	}
	return s.snapshot
}
