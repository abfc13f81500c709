//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// killing is a run in which everything is killed that can be.
type killing struct {
	folder    string
	clients   int
	perSecond int           // records that are written
	pause     time.Duration // between two blows
	cut       time.Duration // that the network is cut
	quiet     time.Duration // after which nothing more is expected
	say       func(format string, args ...any)

	writer     *writer
	server     *child
	options    serverOptions
	url        string
	networks   [2]*network // the collectors' ways to the hub
	collectors [2]*child
}

// run kills, and compares what the stream has in the end with what the logs have.
func (k *killing) run(ctx context.Context) (t tally, err error) {
	sources := []string{filepath.Join(k.folder, "clients")}
	if k.writer, err = newWriter(sources[0], k.clients, 7); err != nil {
		return t, err
	}
	if err := k.begin(); err != nil {
		return t, err
	}
	defer k.end()
	for i := range k.collectors {
		if err := k.collect(i, sources); err != nil {
			return t, err
		}
	}
	stop, failed := make(chan struct{}), make(chan error, 1)
	var writing sync.WaitGroup
	writing.Go(func() { failed <- k.writer.run(stop, k.perSecond) })
	err = k.blows(ctx, sources)
	close(stop)
	writing.Wait()
	if err = errors.Join(err, <-failed); err != nil {
		return t, err
	}
	k.say("%d records written, %d logs rolled over", k.writer.written, k.writer.rolled)
	t, err = awaitAll(ctx, k.url, sources, k.quiet, k.say)
	for i, c := range k.collectors {
		k.say("collector %d said:\n%s", i, c.said)
	}
	return t, err
}

// begin starts the hub.
func (k *killing) begin() error {
	port, err := freePort()
	if err != nil {
		return err
	}
	k.url = urlOf(port)
	k.options = serverOptions{Name: "hub", Dir: filepath.Join(k.folder, "hub"), Port: port}
	for i := range k.networks {
		if k.networks[i], err = newNetwork(fmt.Sprintf("127.0.0.1:%d", port)); err != nil {
			return err
		}
	}
	return k.serve()
}

func (k *killing) serve() (err error) {
	if k.server, err = startChild("server", k.options); err != nil {
		return err
	}
	return awaitServer(k.url, 1)
}

// collect starts a collector of all clients.
func (k *killing) collect(i int, sources []string) (err error) {
	url := urlOf(k.networks[i].port())
	k.collectors[i], err = startChild("collector", collectorOptions{Name: fmt.Sprintf("COLL%d", i), URLs: []string{url}, Sources: sources})
	return err
}

// midBatch does something while a batch is under way: when its beginning has arrived, or when all of it has
// and no answer has come back.
func (k *killing) midBatch(afterCommit bool, do func() error) error {
	first, second := k.networks[0].setTrap(afterCommit), k.networks[1].setTrap(afterCommit)
	select {
	case <-first:
	case <-second:
	case <-time.After(patience):
		return errors.New("no batch comes")
	}
	if afterCommit {
		time.Sleep(5 * time.Millisecond) // for the hub to store it
	}
	err := do()
	for _, n := range k.networks {
		n.mend()
	}
	return err
}

func (k *killing) end() {
	k.server.kill()
	for _, c := range k.collectors {
		c.kill()
	}
}

// blows are everything that happens, one after the other.
func (k *killing) blows(ctx context.Context, sources []string) error {
	restart := func() error { k.server.kill(); return k.serve() }
	killHub := func(afterCommit bool) func() error {
		return func() error { return k.midBatch(afterCommit, restart) }
	}
	killCollector := func(i int) func() error {
		return func() error {
			return k.midBatch(false, func() error { k.collectors[i].kill(); return k.collect(i, sources) })
		}
	}
	for _, blow := range []struct {
		what string
		do   func() error
	}{
		{"the hub is killed in mid-batch", killHub(false)},
		{"the hub is killed before it answers a batch", killHub(true)},
		{"the first collector is killed", killCollector(0)},
		{"the hub is killed a third time, in mid-batch", killHub(false)},
		{"the network is cut", func() error {
			k.networks[0].cut()
			time.Sleep(k.cut)
			k.networks[0].mend()
			return nil
		}},
		{"the second collector is killed", killCollector(1)},
		{"the hub is restored empty", func() error {
			k.server.kill()
			if err := os.RemoveAll(k.options.Dir); err != nil {
				return err
			}
			return k.serve()
		}},
		{"the hub is killed a fourth time, before it answers", killHub(true)},
	} {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(k.pause):
		}
		k.say("%s", blow.what)
		if err := blow.do(); err != nil {
			return fmt.Errorf("%s: %w", blow.what, err)
		}
	}
	time.Sleep(k.pause)
	return nil
}
