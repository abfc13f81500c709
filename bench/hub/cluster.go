//go:build linux

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ccmtail/hub"
)

// cluster runs three servers, each with a copy of the stream. The one that leads it is killed while a
// collector sends, and comes back later.
func (b *bench) cluster(ctx context.Context) error {
	servers, urls, options, err := b.startCluster()
	if err != nil {
		return err
	}
	defer func() {
		for _, s := range servers {
			s.kill()
		}
	}()
	all := strings.Join(urls, ",")
	if err := awaitServer(urls[0], 3); err != nil {
		return err
	}
	sources := []string{filepath.Join(b.home, "clients")}
	w, err := newWriter(sources[0], 200, 3)
	if err != nil {
		return err
	}
	collector, err := startChild("collector", collectorOptions{Name: "COLL", URLs: urls, Sources: sources})
	if err != nil {
		return err
	}
	defer collector.kill()
	time.Sleep(2 * time.Second)
	leader, err := leaderOf(ctx, all)
	if err != nil {
		return err
	}
	fmt.Printf("the leader, hub%d, is killed\n", leader)
	servers[leader].kill()
	if err := w.writeFor(20*time.Second, 100); err != nil {
		return err
	}
	if err := b.judgeCluster(ctx, "one server of three is gone", all, sources, collector); err != nil {
		return err
	}
	if servers[leader], err = startChild("server", options[leader]); err != nil {
		return err
	}
	if err := w.writeFor(10*time.Second, 100); err != nil {
		return err
	}
	return b.judgeCluster(ctx, "it is back", all, sources, collector)
}

// judgeCluster compares the stream with the logs.
func (b *bench) judgeCluster(ctx context.Context, when, url string, sources []string, collector *child) error {
	t, err := awaitAll(ctx, url, sources)
	fmt.Printf("%s: %v\n", when, t)
	if err != nil || !t.ok() {
		fmt.Printf("the collector said:\n%s", collector.said)
	}
	b.atMost("lost, doubled, strange, out of order", float64(t.Lost+t.Doubled+t.Strange+t.OutOfOrder), 0, "")
	return err
}

// leaderOf returns which server leads the stream.
func leaderOf(ctx context.Context, url string) (int, error) {
	js, err := connect(url)
	if err != nil {
		return 0, err
	}
	defer js.Conn().Close()
	s, err := js.Stream(ctx, hub.StreamName)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimPrefix(s.CachedInfo().Cluster.Leader, "hub"))
}

// awaitAll waits until the stream has everything that the logs have, for two minutes at most: a cluster that
// has lost a server takes its time.
func awaitAll(ctx context.Context, url string, sources []string) (t tally, err error) {
	begun := time.Now()
	for {
		if err := awaitQuiet(ctx, url, 5*time.Second); err != nil {
			return t, err
		}
		if t, err = compare(ctx, url, sources); err != nil || t.Lost == 0 || time.Since(begun) > 2*time.Minute {
			fmt.Printf("compared %.0f s after the last record\n", time.Since(begun).Seconds())
			return t, err
		}
	}
}

// startCluster starts three servers that know each other.
func (b *bench) startCluster() (servers [3]*child, urls []string, options [3]serverOptions, err error) {
	var routes []string
	for i := range options {
		o := serverOptions{Name: fmt.Sprintf("hub%d", i), Dir: filepath.Join(b.home, fmt.Sprintf("hub%d", i))}
		if o.Port, err = freePort(); err != nil {
			return servers, nil, options, err
		}
		if o.Cluster, err = freePort(); err != nil {
			return servers, nil, options, err
		}
		routes = append(routes, urlOf(o.Cluster))
		urls = append(urls, urlOf(o.Port))
		options[i] = o
	}
	for i := range options {
		options[i].Routes = routes
		if servers[i], err = startChild("server", options[i]); err != nil {
			return servers, nil, options, err
		}
	}
	return servers, urls, options, nil
}
