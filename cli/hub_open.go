//go:build !nohub

package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"ccmtail/feed"
	"ccmtail/hub"
	"ccmtail/internal/crash"
	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui"
)

// hubOpener opens the logs of clients that a hub knows, where this computer has them.
type hubOpener struct {
	reading feed.Options
	now     func() time.Time
}

func (p *invocation) newHubOpener() hubOpener {
	o := feed.Options{Follow: true, Preview: true, Rules: p.rules, Memory: p.limitMemory()}
	limitGarbage()
	o.Memory /= openClients
	return hubOpener{o, p.now}
}

// Why a client's own logs are not shown.
var (
	errNotHere     = errors.New("this computer has no such folder")
	errOtherClient = errors.New("the logs there are another client's")
	errNotAsked    = errors.New("they are on another computer, which is not connected to unless you say so: it is told who you are")
)

// path returns the path that a client's collector has for its logs if it may be opened here. It
// comes from the hub, so it must be one file or folder, named whole.
func (o hubOpener) path(c *summary.ClientSummary) (path string, remote bool, err error) {
	path = c.Path
	switch {
	case strings.ContainsAny(path, "*?[\x00"), text.Clean(path) != path:
		return "", false, errNotHere
	case strings.HasPrefix(path, `\\?\`), strings.HasPrefix(path, `\\.\`), strings.HasPrefix(path, "//"):
		return "", false, errNotHere
	case !filepath.IsAbs(path):
		return "", false, errNotHere
	}
	return path, strings.HasPrefix(path, `\\`), nil
}

// find returns the client whose logs are at a path, if they are those that the hub knows.
func (o hubOpener) find(ctx context.Context, path string, s *hub.Story) (*feed.Clients, int, error) {
	found := feed.FindClients([]string{path})
	for i, v := range found.Visited(feed.Options{Memory: o.reading.Memory}) {
		if found.Len() > 1 && !strings.EqualFold(v.Name(), s.Name) {
			continue
		}
		if _, err := v.Visit(ctx, o.now()); err != nil {
			return nil, 0, errNotHere
		}
		c := v.Snapshot()
		if hasFileOf(&c, s.Files) {
			return found, i, nil
		}
	}
	return nil, 0, errOtherClient
}

// hasFileOf reports whether a client has one of some files, by their identities.
func hasFileOf(c *store.Client, identities map[string]bool) bool {
	for _, l := range c.Logs {
		for generation := range l.Files {
			if id := c.Records.FileIdentity(l.Name, generation); id != "" && identities[id] {
				return true
			}
		}
	}
	return false
}

// Story implements ui.Storyteller.
func (f hubFleet) Story(ctx context.Context, number int) (*summary.Story, error) {
	s, err := f.Viewer.Story(ctx, number)
	if err != nil {
		return nil, err
	}
	path, remote, why := f.opener.path(&s.Client)
	ask := ""
	switch {
	case why == nil && remote:
		why, ask = errNotAsked, path
	case why == nil:
		if _, _, why = f.opener.find(ctx, path, s); why == nil {
			return &summary.Story{Name: s.Name, CanOpen: true}, nil
		}
	}
	facts := summary.StoryFacts{Client: &s.Client, LeftOut: s.LeftOut, Sender: s.Sender, NoLogs: "not read: " + why.Error(), Ask: ask}
	for _, e := range s.Events {
		told := summary.ToldEvent{Kind: e.Kind, Said: e.Words()}
		if e.Time != nil {
			told.At = *e.Time
		}
		if e.Evidence != nil {
			told.Line = *e.Evidence
		}
		facts.Events = append(facts.Events, told)
	}
	return summary.TellStory(facts, time.Local), nil
}

// OpenClient implements ui.Fleet.
func (f hubFleet) OpenClient(number int) (ui.Source, func(), error) {
	l := &laterClient{news: make(chan struct{}, 1)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go crash.Guarded(func() { defer close(done); l.run(ctx, f, number) })()
	return l, func() { cancel(); <-done }, nil
}

// laterClient is a client that is found and opened while it is on the screen already: a computer
// that does not answer keeps nobody waiting. It implements ui.Source.
type laterClient struct {
	news chan struct{}

	mu   sync.Mutex
	feed *feed.Feed   // nil until it is open
	none store.Client // what is shown until then
}

// News implements ui.Source.
func (l *laterClient) News() <-chan struct{} { return l.news }

// Snapshot implements ui.Source.
func (l *laterClient) Snapshot() *store.Snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.feed != nil {
		return l.feed.Snapshot()
	}
	c := l.none
	c.Records = store.New().Records()
	return &store.Snapshot{Clients: []store.Client{c}}
}

// show shows a client until it is open.
func (l *laterClient) show(c store.Client) {
	l.mu.Lock()
	l.none = c
	l.mu.Unlock()
	l.signalNews()
}

func (l *laterClient) signalNews() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// run opens and reads the client until ctx ends.
func (l *laterClient) run(ctx context.Context, f hubFleet, number int) {
	waiting := store.Client{Loading: true}
	client, err := l.open(ctx, f, number, &waiting)
	if err != nil {
		waiting.Loading, waiting.Err = false, err
		l.show(waiting)
		return
	}
	l.mu.Lock()
	l.feed = client
	l.mu.Unlock()
	l.signalNews()
	ended := make(chan struct{})
	go crash.Guarded(func() { defer close(ended); _ = client.Run(ctx) })() // its error is in the snapshots
	for {
		select {
		case <-client.News():
			l.signalNews()
		case <-ended:
			l.signalNews()
			return
		}
	}
}

// open finds the client's logs and makes sure that they are its own.
func (l *laterClient) open(ctx context.Context, f hubFleet, number int, waiting *store.Client) (*feed.Feed, error) {
	s, err := f.Viewer.Story(ctx, number)
	if err != nil {
		return nil, err
	}
	waiting.Name, waiting.Path = s.Client.Name, s.Client.Path
	l.show(*waiting)
	path, _, err := f.opener.path(&s.Client)
	if err != nil {
		return nil, err
	}
	found, i, err := f.opener.find(ctx, path, s)
	if err != nil {
		return nil, err
	}
	return found.Open(i, f.opener.reading)
}
