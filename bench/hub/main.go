//go:build linux

// Command hub measures a hub, a nats-server, with collectors and viewers, and kills what can be killed.
//
//	go -C bench/hub run .                        the figures: events a second, overview, event to viewer
//	go -C bench/hub run . -what many             100,000 simulated clients
//	go -C bench/hub run . -what kill             everything is killed, in the long form
//	go -C bench/hub run . -what cluster          three servers, of which the leader is killed, twice
//	go -C bench/hub run . -what cluster -runs 10
//	go -C bench/hub run . -what old-copy         one of three servers has an old copy of the stream
//	go -C bench/hub run . -folder FOLDER         with clients that generate -fleet has written
//
// It exits with 1 if a figure is worse than the aim printed beside it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"time"
)

// bench is one run of measurements.
type bench struct {
	home, folder string
	clients      int
	runs         int
	ok           bool
}

func main() {
	actAsChild()
	what := flag.String("what", "figures", "figures, many, kill, cluster or old-copy")
	folder := flag.String("folder", "", "clients that generate -fleet has written; none writes some")
	clients := flag.Int("clients", 1000, "how many clients")
	runs := flag.Int("runs", 1, "how many clusters, one after the other")
	flag.Parse()
	home, err := os.MkdirTemp("", "bench-hub")
	must(err)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b := &bench{home: home, folder: *folder, clients: *clients, runs: *runs, ok: true}
	run := map[string]func(context.Context) error{"figures": b.figures, "many": b.many, "kill": b.kill, "cluster": b.cluster, "old-copy": b.oldCopy}[*what]
	if run == nil {
		must(fmt.Errorf("-what %q: figures, many, kill, cluster or old-copy", *what))
	}
	err = run(ctx)
	os.RemoveAll(home)
	must(err)
	if !b.ok {
		os.Exit(1)
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/hub:", err)
		os.Exit(1)
	}
}

// atMost prints a figure beside its aim.
func (b *bench) atMost(what string, got, aim float64, unit string) {
	b.judge(what, got, "≤", aim, unit, got <= aim)
}

// atLeast prints a figure beside its aim.
func (b *bench) atLeast(what string, got, aim float64, unit string) {
	b.judge(what, got, "≥", aim, unit, got >= aim)
}

func (b *bench) judge(what string, got float64, sign string, aim float64, unit string, ok bool) {
	word := "ok"
	if !ok {
		word, b.ok = "MISSED", false
	}
	fmt.Printf("%-44s %10.2f %-9s aim %s %g  %s\n", what, got, unit, sign, aim, word)
}

// generate writes clients, unless there are some.
func (b *bench) generate() error {
	if b.folder != "" {
		return nil
	}
	b.folder = b.home + "/clients"
	cmd := exec.Command("go", "run", "./generate", "-fleet", strconv.Itoa(b.clients), b.folder)
	cmd.Dir, cmd.Stderr = "..", os.Stderr
	return cmd.Run()
}

// kill is the long form of the test.
func (b *bench) kill(ctx context.Context) error {
	k := killing{folder: b.home, clients: 300, perSecond: 200, pause: 5 * time.Second, cut: time.Minute, quiet: 8 * time.Second, say: func(format string, args ...any) {
		fmt.Printf(format+"\n", args...)
	}}
	t, err := k.run(ctx)
	if err != nil {
		return err
	}
	fmt.Println(t)
	b.atMost("lost", float64(t.Lost), 0, "")
	b.atMost("doubled", float64(t.Doubled), 0, "")
	b.atMost("strange", float64(t.Strange), 0, "")
	b.atMost("out of order", float64(t.OutOfOrder), 0, "")
	return nil
}
