// Package feed joins the pipe and keeps it running: it takes chunks from tail, lets parsers make
// records and events of them, keeps both per client, and says when there is news. It never formats
// anything and holds back nothing: whoever shows it takes a snapshot whenever they like.
//
//	tail.Source ──chunks──▶ client ──records──▶ store ─┐
//	                           └────events──▶ timeline ─┴─▶ Snapshot (unchanging)
package feed

import (
	"context"
	"errors"
	"sync"
	"time"

	"ccmtail/store"
	"ccmtail/tail"
)

// Feed is the running pipe of one or more clients. Its methods may be called from any goroutine.
type Feed struct {
	clients []*client
	news    chan struct{}
	loaded  chan struct{}
	cache   snapshotCache
}

// Options say how to read.
type Options struct {
	Follow  bool // go on after what is there; else read to the end and stop
	Wait    bool // with Follow: wait for sources that are not there yet, or hold no logs yet
	Preview bool // show the newest records of what is large at once, and all of it when it has been read
	// EventsOnly: keep what records tell and not the records. The snapshots have logs and events,
	// and no rows.
	EventsOnly bool
	// Memory is about how many bytes may be kept of all sources together, see store.Budget; 0 is
	// any number.
	Memory int64
}

// Open prepares a feed of the sources that specs name, one client each. Nothing is read before Run.
func Open(specs []string, o Options) (*Feed, error) {
	var sources []*tail.Source
	for _, spec := range specs {
		s, err := tail.Open(spec, tail.Options{Follow: o.Follow, Wait: o.Wait})
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return New(sources, o), nil
}

// RetentionLimit returns how much of some memory may be kept: three quarters, the rest is for what
// lies about until it is collected.
func RetentionLimit(memory int64) int64 { return memory / 4 * 3 }

// OwnMemory is what a program takes for itself, in bytes, on top of the memory for what is read. Of
// some of it, such as its text, the collector knows nothing.
const (
	OwnMemory       = 64 << 20
	untrackedMemory = 16 << 20
)

// CollectorLimit returns the limit that the collector is to be held to for some memory.
func CollectorLimit(memory int64) int64 { return memory + OwnMemory - untrackedMemory }

// New prepares a feed of sources that are open already.
func New(sources []*tail.Source, o Options) *Feed {
	f := &Feed{news: make(chan struct{}, 1), loaded: make(chan struct{})}
	memory := store.NewBudget(o.Memory)
	for _, s := range sources {
		c := newClient(s, o, memory, len(sources), f.signalNews)
		f.clients = append(f.clients, c)
	}
	return f
}

// signalNews says that there is news. News that nobody has taken yet is the same news.
func (f *Feed) signalNews() {
	select {
	case f.news <- struct{}{}:
	default:
	}
}

// News returns nudged, at most once untaken, whenever a new Snapshot would differ from the last
// one.
func (f *Feed) News() <-chan struct{} { return f.news }

// Loaded returns closed when everything that was there at the start has been read.
func (f *Feed) Loaded() <-chan struct{} { return f.loaded }

// flushIdleEvery is how often files that have stopped growing are looked at for a last line without
// an end: at the turn of the second, when a clock on the screen ticks as well.
const flushIdleEvery = time.Second

// Run reads until ctx ends or, without Follow, everything is read. It blocks; no goroutine of it is
// left behind. An error of a source is also in the snapshots, and does not stop the others.
func (f *Feed) Run(ctx context.Context) error {
	var running, loading sync.WaitGroup
	errs := make([]error, len(f.clients))
	loading.Add(len(f.clients))
	for i, c := range f.clients {
		c.onLoaded = sync.OnceFunc(loading.Done)
		running.Go(func() { errs[i] = c.run(ctx) })
	}
	stop := make(chan struct{})
	var helpers sync.WaitGroup
	helpers.Go(func() { loading.Wait(); close(f.loaded); f.signalNews() })
	helpers.Go(func() { f.flushIdleLoop(stop) })
	running.Wait()
	close(stop)
	helpers.Wait()
	f.signalNews()
	return errors.Join(errs...)
}

// flushIdleLoop completes, from time to time, what waits for nothing but a line break.
func (f *Feed) flushIdleLoop(stop <-chan struct{}) {
	toTurn := func(now time.Time) time.Duration { return now.Truncate(flushIdleEvery).Add(flushIdleEvery).Sub(now) }
	t := time.NewTimer(toTurn(time.Now()))
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case now := <-t.C:
			for _, c := range f.clients {
				c.flushIdle(now)
			}
			t.Reset(toTurn(now))
		}
	}
}

// Snapshot returns everything read up to now. As long as nothing is new it is the same one.
func (f *Feed) Snapshot() *store.Snapshot { return f.cache.get(f.clients) }

// snapshotCache keeps the last snapshot while no client has news.
type snapshotCache struct {
	mu       sync.Mutex
	versions []uint64
	snapshot *store.Snapshot
}

func (s *snapshotCache) get(clients []*client) *store.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	same := s.snapshot != nil
	versions := make([]uint64, len(clients))
	for i, c := range clients {
		versions[i] = c.version.Load()
		same = same && versions[i] == s.versions[i]
	}
	if !same {
		v := &store.Snapshot{Clients: make([]store.Client, len(clients))}
		for i, c := range clients {
			v.Clients[i] = c.snapshot()
		}
		s.snapshot, s.versions = v, versions
	}
	return s.snapshot
}
