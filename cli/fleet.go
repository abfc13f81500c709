//go:build !nohub

package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/hub"
	"ccmtail/internal/crash"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/ui"
)

const hubHelp = `The hub is a nats-server that collectors send to; its address and your certificate stand in the section [hub] of
config.toml. docs/hub.md says how to begin. ccmtail doctor --hub tries it.`

// fleetCommand returns the command fleet.
func (p *invocation) fleetCommand() *cobra.Command {
	var s settings
	var sites []string
	cmd := &cobra.Command{
		Use:   "fleet",
		Short: "Show the fleet that the hub holds",
		Long: `fleet shows the clients that collectors on other computers follow, as ccmtail shows those that it reads itself: all of
them in a table, live or as of an earlier moment. Enter opens a client's own logs where this computer reads them,
and otherwise tells its story from its events.

report, events and the like read the hub if their SOURCE is fleet: or fleet:SITE.

` + hubHelp,
		Example: `  ccmtail fleet
  ccmtail fleet --site p01
  ccmtail report --summary fleet:
  ccmtail events --follow fleet:p01`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.load(cmd, &s); err != nil {
				return err
			}
			if err := p.requireTerminal("ccmtail report fleet:"); err != nil {
				return err
			}
			some, err := parseSites(sites)
			if err != nil {
				return usageError{fmt.Errorf("--site: %w", err)}
			}
			return p.showHub(cmd.Context(), &s, some)
		},
	}
	s.addFlags(cmd)
	cmd.Flags().StringSliceVar(&sites, "site", nil, "only the clients of these comma-separated `SITES`")
	offerValues(cmd, "site")
	return cmd
}

func parseSites(names []string) (sites []hub.Site, err error) {
	for _, name := range names {
		site, err := hub.ParseSite(name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(sites, site) {
			sites = append(sites, site)
		}
	}
	return sites, nil
}

// hubFleet is the fleet of a hub as the screen asks for it.
type hubFleet struct {
	*hub.Viewer
	opener hubOpener
}

// Progress implements ui.Fleet.
func (f hubFleet) Progress() ui.FleetProgress {
	clients, bytes, failures := f.Viewer.Progress()
	return ui.FleetProgress{Clients: clients, Bytes: bytes, Failures: failures, Away: f.Away(), Silent: f.Silent()}
}

// sources returns the clients' paths, so that nothing is written over them.
func (f hubFleet) sources() *store.Snapshot { return sourcesOf(f.Changed(0)) }

func sourcesOf(rows []summary.ClientSummary, _ uint64) *store.Snapshot {
	all := &store.Snapshot{Clients: make([]store.Client, len(rows))}
	for i := range rows {
		all.Clients[i].Path = rows[i].Path
	}
	return all
}

// showHub shows the fleet of the hub on the screen until the user quits, or a signal ends it.
func (p *invocation) showHub(ctx context.Context, s *settings, sites []hub.Site) error {
	viewer, err := hub.OpenViewer(hubSettings(&s.Hub), sites, p.now)
	if err != nil {
		return err
	}
	defer viewer.Close()
	signalled := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f := hubFleet{viewer, p.newHubOpener()}
	o := s.screenOptions()
	p.completeScreen(s, &o, screenFiles{f.sources})
	read := make(chan error, 1)
	go crash.Guarded(func() {
		err := viewer.Run(ctx)
		if err != nil {
			cancel() // it cannot be read at all
		}
		read <- err
	})()
	select {
	case <-ctx.Done():
		return <-read
	case <-viewer.Loaded():
	case <-time.After(loadQuietly):
	}
	p.hadScreen = true
	err = ui.RunFleet(ctx, f, o)
	cancel()
	readErr := <-read
	if signalled.Err() != nil {
		return interruptedError{screenClosed}
	}
	return cmp.Or(readErr, err)
}

// loadQuietly is how long states are read before the screen is shown without all of them: a hub
// that refuses has said so by then.
const loadQuietly = 300 * time.Millisecond
