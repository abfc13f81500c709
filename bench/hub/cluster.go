//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// clustering is a run of three servers, each with a copy of the stream. The one that leads it is killed while a
// collector sends, and comes back later.
type clustering struct {
	folder    string
	clients   int
	perSecond int           // records that are written
	write     time.Duration // for how long, after each blow
	quiet     time.Duration // after which nothing more is expected
	kills     int           // of the server that leads at that moment
	say       func(format string, args ...any)
	// isCompressed makes the stream as it must not be.
	isCompressed bool

	servers   [3]*child
	options   [3]serverOptions
	urls      []string
	sources   []string
	writer    *writer
	collector *child
}

// cluster runs so many clusters, one after the other.
func (b *bench) cluster(ctx context.Context) error {
	say := func(format string, args ...any) { fmt.Printf(format+"\n", args...) }
	for i := range b.runs {
		k := clustering{
			folder: filepath.Join(b.home, fmt.Sprint("cluster", i)), clients: 200, perSecond: 100, write: 10 * time.Second,
			quiet: 5 * time.Second, kills: 2, say: say,
		}
		say("run %d of %d", i+1, b.runs)
		t, err := k.run(ctx)
		if err != nil {
			return err
		}
		b.atMost("lost, doubled, strange, out of order", float64(t.Lost+t.Doubled+t.Strange+t.OutOfOrder), 0, "")
	}
	return nil
}

// run kills the leader, and compares what the stream has with what the logs have: without it, and when it is
// back. It returns the last comparison, or the first that is not as it must be.
func (k *clustering) run(ctx context.Context) (t tally, err error) {
	if err := k.begin(); err != nil {
		return t, err
	}
	defer k.end()
	time.Sleep(k.quiet / 3) // in the midst of all that there is at the beginning
	for range k.kills {
		leader, err := k.leader(ctx)
		if err != nil {
			return t, err
		}
		k.say("the leader, hub%d, is killed", leader)
		k.servers[leader].kill()
		if t, err = k.compare(ctx, "one server of three is gone"); err != nil || !t.ok() {
			return t, err
		}
		if k.servers[leader], err = startChild("server", k.options[leader]); err != nil {
			return t, err
		}
		if t, err = k.compare(ctx, "it is back"); err != nil || !t.ok() {
			return t, err
		}
		if err := k.awaitCopies(ctx); err != nil {
			return t, fmt.Errorf("%w\nit said:\n%s", err, k.servers[leader].said)
		}
	}
	return t, nil
}

// begin starts the servers and a collector.
func (k *clustering) begin() (err error) {
	k.sources = []string{filepath.Join(k.folder, "clients")}
	if k.writer, err = newWriter(k.sources[0], k.clients, 3); err != nil {
		return err
	}
	if err := k.startCluster(); err != nil {
		return err
	}
	if k.isCompressed {
		if err := errors.Join(awaitPort(k.urls[0]), compressedStream(context.Background(), k.url())); err != nil {
			return err
		}
	}
	if err := awaitServer(k.urls[0], 3); err != nil {
		return err
	}
	k.collector, err = startChild("collector", collectorOptions{Name: "COLL", URLs: k.urls, Sources: k.sources})
	return err
}

func (k *clustering) end() {
	k.collector.kill()
	for _, s := range k.servers {
		s.kill()
	}
}

func (k *clustering) url() string { return strings.Join(k.urls, ",") }

// compare writes for a while and compares the stream with the logs.
func (k *clustering) compare(ctx context.Context, when string) (t tally, err error) {
	if err := k.writer.writeFor(k.write, k.perSecond); err != nil {
		return t, err
	}
	t, err = awaitAll(ctx, k.url(), k.sources, k.quiet, k.say)
	k.say("%s: %v", when, t)
	if err != nil || !t.ok() {
		k.say("the collector said:\n%s", k.collector.said)
	}
	return t, err
}

// leader returns which server leads the stream.
func (k *clustering) leader(ctx context.Context) (int, error) {
	js, err := connect(k.url())
	if err != nil {
		return 0, err
	}
	defer js.Conn().Close()
	for {
		if info, err := streamInfo(ctx, js); err == nil {
			return strconv.Atoi(strings.TrimPrefix(info.Cluster.Leader, "hub"))
		}
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
	}
}

// awaitCopies waits until all servers have the whole stream.
func (k *clustering) awaitCopies(ctx context.Context) error {
	js, err := connect(k.url())
	if err != nil {
		return err
	}
	defer js.Conn().Close()
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(100 * time.Millisecond) {
		info, err := streamInfo(ctx, js)
		if err != nil {
			continue
		}
		isWhole := len(info.Cluster.Replicas) == 2
		for _, r := range info.Cluster.Replicas {
			isWhole = isWhole && r.Current && r.Lag == 0 && r.Active > 0
		}
		if isWhole {
			return nil
		}
	}
	return errors.New("a server does not get on with its copy")
}

// startCluster starts three servers that know each other.
func (k *clustering) startCluster() (err error) {
	var routes []string
	for i := range k.options {
		o := serverOptions{Name: fmt.Sprintf("hub%d", i), Dir: filepath.Join(k.folder, fmt.Sprintf("hub%d", i))}
		if o.Port, err = freePort(); err != nil {
			return err
		}
		if o.Cluster, err = freePort(); err != nil {
			return err
		}
		routes = append(routes, urlOf(o.Cluster))
		k.urls = append(k.urls, urlOf(o.Port))
		k.options[i] = o
	}
	for i := range k.options {
		k.options[i].Routes = routes
		if k.servers[i], err = startChild("server", k.options[i]); err != nil {
			return err
		}
	}
	return nil
}
