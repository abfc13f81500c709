package tail

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// collector is a Sink that keeps everything and checks the promises of Sink.
type collector struct {
	mu       sync.Mutex
	logs     map[string]*collected // by name
	caughtUp int                   // how often CaughtUp was called
	broken   []string              // the promises that were broken
	changed  chan struct{}         // of capacity 1; receives after each call
	onChunk  func(Chunk)           // called at the beginning of Chunk; may be nil
}

// collected is what was delivered of a log.
type collected struct {
	generations []*collectedText
	status      Status  // the last one
	states      []State // those of all calls of Status
	idles       int     // how often Idle was called
}

// collectedText is the text of a generation.
type collectedText struct {
	bytes.Buffer
	file  string // as the last chunk says
	final bool
	gap   bool
	begin int64 // the offset of the first chunk
	lines int   // before it
}

// patience is how long is waited for what must happen, so that a test that hangs says where. A
// machine that does much else may be slow.
const patience = 5 * time.Minute

func newCollector() *collector {
	return &collector{logs: map[string]*collected{}, changed: make(chan struct{}, 1)}
}

func (c *collector) log(name string) *collected {
	if c.logs[name] == nil {
		c.logs[name] = &collected{}
	}
	return c.logs[name]
}

func (c *collector) Chunk(k Chunk) {
	if c.onChunk != nil {
		c.onChunk(k)
	}
	c.mu.Lock()
	defer c.note()
	l := c.log(k.Log)
	if n := len(l.generations); k.Generation == n {
		if n > 0 && !l.generations[n-1].final {
			c.broken = append(c.broken, fmt.Sprintf("%s: generation %d began before %d ended", k.Log, n, n-1))
		}
		l.generations = append(l.generations, &collectedText{file: k.File, gap: k.Gap, begin: k.Offset, lines: k.LinesBefore})
	} else if k.Generation != n-1 || k.Gap {
		c.broken = append(c.broken, fmt.Sprintf("%s: generation %d (gap %v) after %d", k.Log, k.Generation, k.Gap, n-1))
		return
	}
	g := l.generations[k.Generation]
	if g.begin+int64(g.Len()) != k.Offset || g.final || (k.Offset > g.begin && k.LinesBefore > 0) {
		c.broken = append(c.broken, fmt.Sprintf("%s: generation %d: chunk at %d, want %d (final %v)",
			k.Log, k.Generation, k.Offset, g.Len(), g.final))
	}
	g.Write(k.Bytes)
	g.final, g.file = k.Final, k.File
}

func (c *collector) Status(s Status) {
	c.mu.Lock()
	defer c.note()
	l := c.log(s.Log)
	l.status = s
	l.states = append(l.states, s.State)
}

func (c *collector) Idle(log string) {
	c.mu.Lock()
	defer c.note()
	c.log(log).idles++
}

func (c *collector) CaughtUp() {
	c.mu.Lock()
	defer c.note()
	c.caughtUp++
}

// note ends a call: it unlocks c.mu and notifies await.
func (c *collector) note() {
	c.mu.Unlock()
	select {
	case c.changed <- struct{}{}:
	default:
	}
}

// text returns the text of a log, its generations joined by "|".
func (c *collector) text(log string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var parts []string
	for _, g := range c.log(log).generations {
		parts = append(parts, g.String())
	}
	return strings.Join(parts, "|")
}

func (c *collector) state(log string) State {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.log(log).status.State
}

// await waits until ok returns true. It also polls, so that ok may depend on other things than the
// collector.
func (c *collector) await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-c.changed:
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("timed out waiting for %s; have %s", what, c)
		}
	}
}

func (c *collector) awaitText(t *testing.T, log, want string) {
	t.Helper()
	c.await(t, fmt.Sprintf("%s to hold %.200q", log, want), func() bool { return c.text(log) == want })
}

func (c *collector) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	for _, name := range sortedKeys(c.logs) {
		l := c.logs[name]
		fmt.Fprintf(&b, "\n%s %v %v", name, l.status.State, l.status.Err)
		for i, g := range l.generations {
			fmt.Fprintf(&b, "\n  %d %s gap=%v final=%v %.100q", i, filepath.Base(g.file), g.gap, g.final, g.String())
		}
	}
	return b.String()
}

// check fails the test if a promise of Sink was broken.
func (c *collector) check(t *testing.T) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range c.broken {
		t.Error(b)
	}
	if c.caughtUp > 1 {
		t.Errorf("CaughtUp called %d times", c.caughtUp)
	}
}

// readAll reads a source to its end.
func readAll(t *testing.T, spec string, o Options) *collector {
	t.Helper()
	s, err := Open(spec, o)
	if err != nil {
		t.Fatal(err)
	}
	return runToEnd(t, s)
}

func runToEnd(t *testing.T, s *Source) *collector {
	t.Helper()
	c := newCollector()
	if err := s.Run(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	c.check(t)
	if c.caughtUp != 1 {
		t.Errorf("CaughtUp called %d times, want once", c.caughtUp)
	}
	return c
}

// follow follows a source until the test ends or stop is called.
func follow(t *testing.T, spec string, o Options) (c *collector, stop func()) {
	t.Helper()
	o.Follow = true
	s, err := Open(spec, o)
	if err != nil {
		t.Fatal(err)
	}
	c = newCollector()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx, c) }()
	stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("Run: %v", err)
			}
		case <-time.After(patience):
			t.Error("Run did not return after its context had ended")
		}
		c.check(t)
	})
	t.Cleanup(stop)
	return c, stop
}
