//go:build !nohub

package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/fleet"
	"ccmtail/hub"
	"ccmtail/internal/crash"
	"ccmtail/internal/text"
	"ccmtail/summary"
)

// collectRun holds the flags of collect.
type collectRun struct {
	*invocation
	settings settings
	clients  clientList
	setup    hubInit
	name     string
	quiet    bool
	names    bool // print under which names clients are sent
}

// collectCommand returns the command collect.
func (p *invocation) collectCommand() *cobra.Command {
	r := &collectRun{invocation: p}
	cmd := &cobra.Command{
		Use:   "collect [SOURCE...]",
		Short: "Follow clients without a screen and send their events to the hub",
		Long: `collect follows clients, as ccmtail does with many, and sends their events and summaries to the hub. It shows no screen and
stores nothing: what the hub holds of a client says how far it has been sent, and while the hub is away the client's
own logs are what waits. Any number of collectors may run; of two with the same client one sends it.

It says on standard error what it does, and goes on until Ctrl-c.

` + hubInitHelp + `

` + hubHelp + `

` + sourcesHelp + `
` + ownHelp + exitHelp,
		Example: `  ccmtail collect --clients collection.csv
  ccmtail collect C:\Windows\CCM\Logs
  ccmtail collect --init --sites p01,p02 > hub.conf`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.load(cmd, &r.settings); err != nil {
				return err
			}
			if r.setup.wanted() {
				if done, err := r.setup.run(cmd.Context(), p, &r.settings, args); done || err != nil {
					return err
				}
			}
			args, err := p.sourcesOrOwn(cmd, args, &r.clients)
			if err != nil {
				return err
			}
			return r.run(cmd.Context(), args)
		},
	}
	r.settings.addConfigFlag(cmd)
	r.clients.addFlag(cmd)
	r.setup.addFlags(cmd)
	cmd.Flags().StringVar(&r.name, "name", "", "`NAME` of this collector, if several run on this computer (default the computer's)")
	cmd.Flags().BoolVar(&r.quiet, "quiet", false, "say only what goes wrong")
	cmd.Flags().BoolVar(&r.names, "names", false, "instead, print the name of each client and the one under which it is sent")
	offerValues(cmd, "name")
	return cmd
}

// run collects until ctx ends.
func (r *collectRun) run(ctx context.Context, sources []string) error {
	s := hubSettings(&r.settings.Hub)
	if s.Site == "" && len(s.URLs) > 0 {
		return usageError{errors.New("config.toml does not say whose clients these are: set site in its section [hub]")}
	}
	found, err := r.findClients(wholePaths(sources))
	if err != nil {
		return err
	}
	if r.names {
		return r.printStandIns(ctx, s, found)
	}
	if _, err := s.StandIns(nil); err != nil {
		return err
	}
	conn, err := hub.Connect(s, hub.AsCollector)
	if err != nil {
		return err
	}
	defer conn.Close()
	f := r.openFleet(found, fleet.Options{Rules: r.settings.Fit, KeepTexts: s.EvidenceText || s.Redact}, &keptFiles{}).Fleet
	collector, err := hub.NewCollector(conn, f, hub.CollectorOptions{Name: r.collectorName(), Program: build.String(), Now: r.now, Say: r.say})
	if err != nil {
		return err
	}
	r.collect(ctx, f, collector)
	return nil
}

// printStandIns prints each client's name and the one under which it is sent.
func (r *collectRun) printStandIns(ctx context.Context, s hub.Settings, found *feed.Clients) error {
	var names []string
	for _, v := range found.Visited(feed.Options{}) {
		names = append(names, v.Name())
	}
	sent, err := s.StandIns(names)
	if err != nil {
		return err
	}
	return r.writeWhole(ctx, "names", func(w io.Writer) error {
		p := text.NewPrinter(w)
		for i, name := range names {
			p.Line("%s\t%s", name, sent[i])
		}
		return p.Err()
	})
}

// wholePaths returns sources as others on this computer can name them too: files and folders by their whole
// paths.
func wholePaths(sources []string) []string {
	all := slices.Clone(sources)
	for i, s := range all {
		if _, err := os.Lstat(s); err != nil && !strings.ContainsAny(s, "*?[") || s == "-" {
			continue
		}
		if whole, err := filepath.Abs(s); err == nil && !strings.HasPrefix(s, `\\`) {
			all[i] = whole
		}
	}
	return all
}

// collectorName returns the name of this collector.
func (r *collectRun) collectorName() string {
	host, _ := os.Hostname() // "" where there is none
	return cmp.Or(r.name, host, "collector")
}

// collect runs the fleet and the collector until ctx ends, and says how far they are.
func (r *collectRun) collect(ctx context.Context, f *fleet.Fleet, c *hub.Collector) {
	r.progress(fmt.Sprintf("following %s", summary.Count(f.Len(), "client")))
	var running sync.WaitGroup
	collectLate(ctx, f.Len(), f.Loaded())
	running.Go(crash.Guarded(func() { f.Run(ctx) }))
	running.Go(crash.Guarded(func() { r.sayProgress(ctx, f, c) }))
	c.Run(ctx)
	running.Wait()
	r.progress("ended; " + collected(c.Status()))
}

// progressEvery is how often is said what has been sent, if anything has.
const progressEvery = time.Minute

// sayProgress says what has been sent, and how many clients cannot be read, whenever that has changed.
func (r *collectRun) sayProgress(ctx context.Context, f *fleet.Fleet, c *hub.Collector) {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	loaded, said, failed := f.Loaded(), hub.Status{}, -1
	for {
		select {
		case <-ctx.Done():
			return
		case <-loaded:
			loaded = nil
			r.progress("all clients have been read")
		case <-tick.C:
		}
		if n := unreadable(f); n != failed && (n > 0 || failed > 0) {
			failed = n
			r.say(summary.Count(n, "client") + " cannot be read at present")
		}
		if s := c.Status(); s.Events != said.Events {
			said = s
			r.progress(collected(s))
		}
	}
}

// unreadable counts the clients that cannot be read.
func unreadable(f *fleet.Fleet) (n int) {
	rows, _ := f.Changed(0)
	for i := range rows {
		if rows[i].Error != "" {
			n++
		}
	}
	return n
}

// collected says what has been sent so far.
func collected(s hub.Status) string {
	said := fmt.Sprintf("%s sent", summary.Count(s.Events, "event"))
	if s.Due > 0 {
		said += fmt.Sprintf(", %s to be sent", summary.Count(s.Due, "client"))
	}
	if s.Others > 0 {
		said += fmt.Sprintf(", %s sent by another collector", summary.Count(s.Others, "client"))
	}
	return said
}

// progress says how far the collector is.
func (r *collectRun) progress(what string) {
	if !r.quiet {
		r.say(what)
	}
}

// say says something on standard error, with the time.
func (r *collectRun) say(what string) {
	fmt.Fprintf(r.errOut, "%s ccmtail: %s\n", r.now().Format("2006-01-02 15:04:05"), text.Clean(strings.TrimSpace(what)))
}
