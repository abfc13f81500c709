//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ccmtail/hub"
)

// oldCopy makes one server of three have an old copy of the stream, from which it answers, and starts a collector
// that is connected to that server. nats-server 2.15.3 gets into that state by itself, if the stream is
// compressed and the server that leads it is killed.
func (b *bench) oldCopy(ctx context.Context) error {
	k := clustering{
		folder: filepath.Join(b.home, "cluster"), clients: 200, perSecond: 100, write: 10 * time.Second, quiet: 5 * time.Second, isCompressed: true,
		say: func(format string, args ...any) { fmt.Printf(format+"\n", args...) },
	}
	if err := k.begin(); err != nil {
		return err
	}
	defer k.end()
	time.Sleep(5 * time.Second)
	leader, err := k.leader(ctx)
	if err != nil {
		return err
	}
	k.say("the leader, hub%d, is killed and started again", leader)
	k.servers[leader].kill()
	old := k.urls[leader]
	k.urls = slices.Delete(slices.Clone(k.urls), leader, leader+1)
	if err := k.writer.writeFor(k.write, k.perSecond); err != nil {
		return err
	}
	if k.servers[leader], err = startChild("server", k.options[leader]); err != nil {
		return err
	}
	if err := awaitPort(old); err != nil {
		return err
	}
	k.say("its copy: %v", k.awaitCopies(ctx))
	if err := k.collectFrom(old); err != nil {
		return err
	}
	t, err := k.compare(ctx, "a collector that was connected to it")
	b.atMost("lost, doubled, strange, out of order", float64(t.Lost+t.Doubled+t.Strange+t.OutOfOrder), 0, "")
	k.say("the collector said:\n%s", k.collector.said)
	return err
}

// collectFrom starts the collector again, such that it connects to one server and may then go to others.
func (k *clustering) collectFrom(first string) error {
	k.collector.kill()
	urls := []string{first}
	var ways []*network
	for _, u := range k.urls {
		parsed, err := url.Parse(u)
		if err != nil {
			return err
		}
		way, err := newNetwork(parsed.Host)
		if err != nil {
			return err
		}
		way.cut()
		ways, urls = append(ways, way), append(urls, urlOf(way.port()))
	}
	var err error
	k.collector, err = startChild("collector", collectorOptions{Name: "COLL", URLs: urls, Sources: k.sources})
	time.Sleep(5 * time.Second)
	for _, way := range ways {
		way.mend()
	}
	return err
}

// awaitPort waits until a server can be connected to.
func awaitPort(address string) error {
	for range 200 {
		if js, err := connect(address); err == nil {
			js.Conn().Close()
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New(address + " does not answer")
}

// compressedStream makes the stream as hub does, and compressed.
func compressedStream(ctx context.Context, address string) error {
	var text bytes.Buffer
	var c jetstream.StreamConfig
	if err := errors.Join(hub.WriteStream(&text, 3), json.Unmarshal(text.Bytes(), &c)); err != nil {
		return err
	}
	c.Compression = jetstream.S2Compression
	js, err := connect(address)
	if err != nil {
		return err
	}
	defer js.Conn().Close()
	for range 200 { // until the servers have found each other
		short, cancel := context.WithTimeout(ctx, 2*time.Second)
		_, err = js.CreateStream(short, c)
		if cancel(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}
