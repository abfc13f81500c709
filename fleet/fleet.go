// Package fleet keeps a thousand clients' summaries current with short visits and no open files.
//
//	clients ──due──▶ lane ──slot──▶ visit: read what is new, close, sum up ──▶ summaries ──▶ Changed
//
// A client is visited when its time has come, or soon after a notification that its logs have changed.
// In between it is what has been read of it: events, where each log goes on, and a summary.
package fleet

import (
	"context"
	"sync"
	"time"

	"ccmtail/feed"
	"ccmtail/internal/crash"
	"ccmtail/model"
	"ccmtail/parsers"
	"ccmtail/store"
	"ccmtail/summary"
)

// Options say how to keep a fleet.
type Options struct {
	// Now is the wall clock.
	Now func() time.Time
	// Rules say what fits into a maintenance window; zero stands for the default.
	Rules model.FitRules
	// UserRules are the user's own, beside ours; nil: none.
	UserRules *parsers.UserRules
	// Memory is about how many bytes to keep of all clients together; 0 means no limit.
	Memory int64
	// KeepTexts keeps the messages of the records that tell events, see store.Client.
	KeepTexts bool
	// OnNews is called after each visit that has found something new, and from time to time after others,
	// since time alone changes something too: one call at a time; nil calls nothing. A visit lasts until
	// it returns. It must not keep the client. It is not called after Run has returned.
	OnNews func(number int, c *store.Client)
}

// Fleet is many clients, each kept as a summary. Open makes one, and Run, which is called once, keeps
// it current. Its other methods may be called from any goroutine and do not block.
type Fleet struct {
	options Options
	found   *feed.Clients
	members []*member
	local   *lane
	remote  *lane
	news    chan struct{}
	watched watchedFolders
	telling sync.Mutex // held while Options.OnNews is called; guards ended
	ended   bool       // Options.OnNews is not to be called any more

	mu      sync.Mutex // guards what follows, and what is published of the members
	version uint64
	at      time.Time // the moment that summaries are about; zero: now
	visited int       // clients that have been read once, or cannot be read
	bytes   int64     // that have been read
	texts   summary.Texts
	loaded  chan struct{} // closed when all have been visited
}

// Open prepares a fleet of the clients that specs lead to, see tail.FindClients. Nothing is read
// before Run.
func Open(specs []string, o Options) *Fleet { return New(feed.FindClients(specs), o) }

// New prepares a fleet of clients that have been found. Nothing is read before Run.
func New(found *feed.Clients, o Options) *Fleet {
	f := newFleet(o)
	f.found = found
	for _, v := range found.Visited(feed.Options{Follow: true, Memory: o.Memory, Rules: o.UserRules, KeepTexts: o.KeepTexts}) {
		f.add(v)
	}
	return f
}

// newFleet returns a fleet without clients.
func newFleet(o Options) *Fleet {
	return &Fleet{
		options: o, news: make(chan struct{}, 1), texts: summary.Texts{}, loaded: make(chan struct{}),
		local: newLane(localSlots()), remote: newLane(remoteSlots),
	}
}

// add adds a client.
func (f *Fleet) add(v visitor) {
	m := newMember(f, len(f.members), v)
	f.members = append(f.members, m)
	m.lane.add(m)
}

// Run visits the clients until ctx ends, and leaves no goroutine behind but those that wait for a
// computer that does not answer.
func (f *Fleet) Run(ctx context.Context) {
	f.watched.start()
	defer f.watched.stop()
	f.runLanes(ctx)
}

// runLanes visits the clients until ctx ends.
func (f *Fleet) runLanes(ctx context.Context) {
	var lanes sync.WaitGroup
	for _, l := range []*lane{f.local, f.remote} {
		lanes.Go(crash.Guarded(func() { l.run(ctx) }))
	}
	go crash.Guarded(func() { f.orderByHeat(ctx) })() // a computer that does not answer keeps nobody waiting
	if len(f.members) == 0 {
		close(f.loaded)
	}
	lanes.Wait()
	f.telling.Lock()
	f.ended = true // a visit that was not waited for may still be about to tell
	f.telling.Unlock()
}

// heatAfter is when clients are asked how hot they are: the first rows are to be on the screen by then.
const heatAfter = 200 * time.Millisecond

// orderByHeat lets those first visits that have not begun by then go to the clients first that deployed
// updates last.
func (f *Fleet) orderByHeat(ctx context.Context) {
	select {
	case <-time.After(heatAfter):
	case <-ctx.Done():
	}
	hot := make(map[*member]time.Time, len(f.members))
	for _, m := range f.members {
		if ctx.Err() != nil {
			return
		}
		hot[m] = m.visited.Modified()
	}
	f.local.order(hot)
	f.remote.order(hot)
}

// Len returns how many clients there are.
func (f *Fleet) Len() int { return len(f.members) }

// News returns a channel that receives a value when clients have changed. At most one value waits
// there, so it is for one receiver.
func (f *Fleet) News() <-chan struct{} { return f.news }

// Loaded returns a channel that is closed when every client has been read once, or cannot be read.
func (f *Fleet) Loaded() <-chan struct{} { return f.loaded }

// Changed returns the summaries of the clients that have changed since a version, in the order of
// their numbers, and the present version. Version 0 stands for the beginning. Only when it was visited
// changes nothing of a client.
func (f *Fleet) Changed(since uint64) (clients []summary.ClientSummary, version uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, m := range f.members {
		if m.version > since {
			clients = append(clients, m.summary)
		}
	}
	return clients, f.version
}

// Progress returns how many clients have been read once, or cannot be read, how many bytes have been
// read, and which limits of the system have been reached.
func (f *Fleet) Progress() (clients int, bytes int64, limits []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.visited, f.bytes, f.found.Limits()
}

// SetAt sets the moment that the summaries are about; zero stands for now. The clients that are
// different then change one after the other.
func (f *Fleet) SetAt(t time.Time) {
	f.mu.Lock()
	same := f.at.Equal(t)
	f.at = t
	f.mu.Unlock()
	if !same {
		for _, m := range f.members {
			m.lane.hurry(m)
		}
	}
}

// moment returns the moment that summaries are about.
func (f *Fleet) moment() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.at
}

// Open begins to read a client as a whole, with its records; stop ends that.
func (f *Fleet) Open(number int, o feed.Options) (client *feed.Feed, stop func(), err error) {
	client, err = f.found.Open(number, o)
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	var goroutine sync.WaitGroup
	goroutine.Go(crash.Guarded(func() { _ = client.Run(ctx) })) // its error is in the snapshots
	return client, func() { cancel(); goroutine.Wait() }, nil
}

// View shows a client, as its last visit left it, with its newest summary. It reports false, and shows
// nothing, while the client is being visited or before its first visit has ended; another call may show it.
// The client is not visited until see returns, which must not keep it.
func (f *Fleet) View(number int, see func(c *store.Client, s summary.ClientSummary)) bool {
	m := f.members[number]
	if !m.visiting.TryLock() {
		return false
	}
	defer m.visiting.Unlock()
	if !m.isRead {
		return false
	}
	client := m.visited.Snapshot()
	f.mu.Lock()
	s := m.summary
	f.mu.Unlock()
	see(&client, s)
	return true
}

// publish makes a summary the newest of its client. It is news if it tells anything new.
func (f *Fleet) publish(m *member, s summary.ClientSummary) {
	f.mu.Lock()
	isNews := !s.TellsTheSame(&m.summary)
	m.summary = s
	if isNews {
		f.version++
		m.version = f.version
	}
	f.mu.Unlock()
	if isNews {
		f.signalNews()
	}
}

// share makes the texts of a summary that is not published yet those of the others.
func (f *Fleet) share(s *summary.ClientSummary) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.texts) > maxTexts {
		f.texts = summary.Texts{}
	}
	s.Share(f.texts)
}

// maxTexts is how many texts are shared at most, before sharing begins anew.
const maxTexts = 1 << 16

// tell calls Options.OnNews.
func (f *Fleet) tell(m *member, c *store.Client) {
	if f.options.OnNews != nil {
		f.telling.Lock()
		defer f.telling.Unlock()
		if !f.ended {
			f.options.OnNews(m.number, c)
		}
	}
}

// note counts what has been read of a client, and that it has been read once or cannot be read.
func (f *Fleet) note(m *member, bytes int64) {
	f.mu.Lock()
	f.bytes += bytes
	isFirst := !m.isCounted
	if isFirst {
		m.isCounted = true
		f.visited++
	}
	done := isFirst && f.visited == len(f.members)
	f.mu.Unlock()
	if done {
		close(f.loaded)
		f.signalNews()
	}
}

// signalNews signals news, unless a signal is waiting to be received.
func (f *Fleet) signalNews() {
	select {
	case f.news <- struct{}{}:
	default:
	}
}
