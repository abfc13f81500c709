//go:build !nohub

package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/internal/crash"
	"ccmtail/summary"
)

// Viewer is the fleet that a hub holds, kept current: of each client its newest summary. OpenViewer
// makes one, and Run, which is called once, reads. Its other methods may be called from any
// goroutine and do not block.
type Viewer struct {
	conn  *Conn
	sites []Site // none: all
	now   func() time.Time
	news  chan struct{}
	asked chan struct{} // of capacity 1; receives when another moment is asked for

	states, pastStates stateReader // of the reading, and of those of earlier moments

	mu         sync.Mutex // guards what follows
	clients    []*knownClient
	numbers    map[string]int // of the clients, by subject
	siteNames  map[Site]bool  // of the clients
	collectors map[string]*collector
	keys       map[Site]*collector // the one heard last of each site, to compare the keys that they redact with
	version    uint64
	pending    int       // clients that are still to be read at first
	bytes      int64     // that have been read
	isRead     bool      // all has been read once
	at         time.Time // the moment that is asked for; zero: now
	awaySince  time.Time
	failures   []string
	loaded     chan struct{} // closed when all has been read once
}

// knownClient is a client that the hub knows.
type knownClient struct {
	subject string
	site    Site
	name    string // without its site
	seq     uint64 // of its state
	sender  string // the collector that has sent it
	now     summary.ClientSummary
	past    *summary.ClientSummary // as of pastAt; nil: as now
	pastAt  time.Time
	version uint64
}

// collector is what a collector has said of itself last.
type collector struct {
	Presence
	site    Site
	arrived time.Time // by this computer's clock, once it has been heard live; else by the hub's
}

// OpenViewer connects to a hub to look at some of its sites; no sites stand for all. The error says
// why that cannot be done.
func OpenViewer(s Settings, sites []Site, now func() time.Time) (*Viewer, error) {
	conn, err := Connect(s, AsViewer)
	if err != nil {
		return nil, err
	}
	return &Viewer{
		conn: conn, sites: sites, now: now, news: make(chan struct{}, 1), asked: make(chan struct{}, 1),
		numbers: map[string]int{}, siteNames: map[Site]bool{}, collectors: map[string]*collector{}, keys: map[Site]*collector{},
		loaded: make(chan struct{}),
	}, nil
}

// Close closes the connection. It is called when Run has returned.
func (v *Viewer) Close() { v.conn.Close() }

// Run reads states until ctx ends. The error says why they cannot be read at all.
func (v *Viewer) Run(ctx context.Context) error {
	changed := make(chan struct{}, 1)
	v.conn.notify(changed)
	var helpers sync.WaitGroup
	defer helpers.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	helpers.Go(crash.Guarded(func() { v.watchConnection(ctx, changed) }))
	helpers.Go(crash.Guarded(func() { v.readPast(ctx) }))
	r := reading{
		conn: v.conn, subjects: subjectsOf(v.sites, kindState, kindCollector), policy: jetstream.DeliverLastPerSubjectPolicy,
		begin: v.begin, ok: v.caughtUp, read: v.take,
	}
	return r.run(ctx)
}

// ReadAll reads the states that there are, in place of Run.
func (v *Viewer) ReadAll(ctx context.Context) error {
	r := reading{
		conn: v.conn, subjects: subjectsOf(v.sites, kindState, kindCollector), policy: jetstream.DeliverLastPerSubjectPolicy,
		begin: v.begin, ok: v.caughtUp, read: v.take, whole: true,
	}
	return r.run(ctx)
}

// ReadPast reads the states as of a moment, when ReadAll has returned.
func (v *Viewer) ReadPast(ctx context.Context, at time.Time) error {
	v.SetAt(at)
	for {
		at, some := v.lackingPast()
		if len(some) == 0 || ctx.Err() != nil {
			return ctx.Err()
		}
		if err := v.readPastOf(ctx, at, some); err != nil {
			return fmt.Errorf("read states of the past: %w", err)
		}
	}
}

// subjectsOf returns the subjects of kinds of sites; no sites stand for all.
func subjectsOf(sites []Site, kinds ...string) (subjects []string) {
	if len(sites) == 0 {
		sites = []Site{"*"}
	}
	for _, site := range sites {
		for _, kind := range kinds {
			subjects = append(subjects, site.subject(kind, "*"))
		}
	}
	return subjects
}

// begin notes how many states there are to be read.
func (v *Viewer) begin(pending int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.isRead {
		v.pending = pending
	}
	for _, c := range v.clients {
		c.seq = 0 // the stream may be another one
	}
}

// caughtUp notes that all states have been read once.
func (v *Viewer) caughtUp() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pending = 0
	if !v.isRead {
		v.isRead = true
		close(v.loaded)
		v.signalNews()
	}
}

// Loaded returns a channel that is closed when all states have been read once.
func (v *Viewer) Loaded() <-chan struct{} { return v.loaded }

// take takes a message in. One that cannot be read is noted, and changes nothing.
func (v *Viewer) take(m *message) error {
	site, kind, token, err := ParseSubject(m.subject)
	if err == nil && kind == kindCollector {
		err = v.takePresence(m, site, token)
	} else if err == nil {
		err = v.takeState(m, site, token)
	}
	if err != nil {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.fail(harmless(m.subject, maxName) + ": " + harmless(err.Error(), maxName))
	}
	return nil
}

// maxFailures is how many failures are kept.
const maxFailures = 100

func (v *Viewer) fail(said string) {
	for _, known := range v.failures {
		if known == said {
			return
		}
	}
	if len(v.failures) < maxFailures {
		v.failures = append(v.failures, said)
		v.signalNews()
	}
}

// takeState takes in the state of a client.
func (v *Viewer) takeState(m *message, site Site, token string) error {
	sender, s, err := v.states.summaryOf(m.data, token)
	if err != nil {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.pending = max(v.pending-1, 0)
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pending = max(v.pending-1, 0)
	v.bytes += int64(len(m.data))
	c, err := v.known(m.subject, site, s.Name)
	if err != nil || m.seq <= c.seq {
		return err
	}
	s.Number, s.Name, s.Site = c.now.Number, c.now.Name, c.now.Site
	c.seq, c.sender, c.now = m.seq, sender, s
	switch {
	case c.past == nil && !v.at.IsZero():
		v.askForPast()
	case c.past == nil:
		v.publish(c)
	}
	return nil
}

// maxClients is how many clients there are at most.
const maxClients = 500_000

var errTooMany = errors.New("there are too many clients")

// known returns the client of a subject, which may be new.
func (v *Viewer) known(subject string, site Site, name string) (*knownClient, error) {
	if number, ok := v.numbers[subject]; ok {
		return v.clients[number], nil
	}
	if len(v.clients) == maxClients {
		return nil, errTooMany
	}
	c := &knownClient{subject: subject, site: site, name: name}
	c.now.Number, c.now.Site = len(v.clients), string(site)
	v.numbers[subject] = c.now.Number
	v.clients = append(v.clients, c)
	if v.siteNames[site] = true; len(v.siteNames) == 2 && len(v.sites) != 1 {
		for _, other := range v.clients { // from here on a name alone does not tell
			v.rename(other)
		}
	}
	v.rename(c)
	return c, nil
}

// rename gives a client the name that is shown: with its site, if there are several.
func (v *Viewer) rename(c *knownClient) {
	name := c.name
	if len(v.siteNames) > 1 {
		name = string(c.site) + "/" + c.name
	}
	if c.now.Name == name {
		return
	}
	c.now.Name = name
	if c.past != nil {
		c.past.Name = name
	}
	v.publish(c)
}

// publish makes a client one that has changed.
func (v *Viewer) publish(c *knownClient) {
	v.version++
	c.version = v.version
	v.signalNews()
}

// signalNews signals news, unless a signal is waiting to be received.
func (v *Viewer) signalNews() {
	select {
	case v.news <- struct{}{}:
	default:
	}
}

// News returns a channel that receives a value when clients have changed. At most one value waits
// there, so it is for one receiver.
func (v *Viewer) News() <-chan struct{} { return v.news }

// Len returns how many clients there are, as far as that is known.
func (v *Viewer) Len() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.clients) + v.pending
}

// Changed returns the summaries of the clients that have changed since a version, in the order of
// their numbers, and the present version. Version 0 stands for the beginning.
func (v *Viewer) Changed(since uint64) (clients []summary.ClientSummary, version uint64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := 0
	for _, c := range v.clients {
		if c.version > since {
			n++
		}
	}
	clients = slices.Grow(clients, n)
	for _, c := range v.clients {
		switch {
		case c.version <= since:
		case c.past != nil:
			clients = append(clients, *c.past)
		default:
			clients = append(clients, c.now)
		}
	}
	return clients, v.version
}

// Progress returns how many clients have been read once, how many bytes have been read, and what
// could not be read.
func (v *Viewer) Progress() (clients int, bytes int64, failures []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.clients), v.bytes, slices.Clone(v.failures)
}
