package cli

import (
	"cmp"
	"context"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/tail"
	"ccmtail/ui"
)

// demoStart is the time at which the demo starts by default: shortly before the scan that finds the
// updates, since there is little to see before.
const demoStart = "2026-03-17T18:42:30-05:00"

// demoCommand returns the command demo.
func (p *invocation) demoCommand() *cobra.Command {
	var flags replayFlags
	var s settings
	var folder string
	var many bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Replay one evening of a made-up client",
		Long: `demo replays one evening of a made-up client: a scan, downloads, the wait for the maintenance window, one
installation that fails, one update that does not fit, a restart, and what is left to do. With --fleet it is that
evening on some forty clients in four time zones, each with a fate of its own, two of which cannot be read. The logs are invented, but worded as a
real client words them. --write saves them to a folder to try the other commands.`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case folder != "" && many:
				return demo.WriteFleet(folder)
			case folder != "":
				return demo.Write(folder)
			case many:
				flags.from = cmp.Or(flags.from, demo.FleetStart.Format(time.RFC3339))
			default:
				flags.from = cmp.Or(flags.from, demoStart)
			}
			play, err := flags.playOptions()
			if err != nil {
				return err
			}
			if err := p.load(cmd, &s); err != nil {
				return err
			}
			if err := p.requireTerminal("ccmtail demo --write FOLDER and ccmtail report FOLDER"); err != nil {
				return err
			}
			if many {
				return p.runFleetDemo(cmd.Context(), &s, play)
			}
			f := feed.New([]*tail.Source{tail.OpenFS("PC0147", demo.Capture(), tail.Options{})}, p.applyLimits(feed.Options{}))
			return p.runScreen(cmd.Context(), f, &s, s.demoOptions(play))
		},
	}
	flags.addFlags(cmd)
	s.addFlags(cmd)
	cmd.Flags().BoolVar(&many, "fleet", false, "replay the evening of some forty clients at once")
	cmd.Flags().StringVar(&folder, "write", "", "write the demo's logs to this `FOLDER` instead")
	offerFolders(cmd, "write")
	return cmd
}

// runFleetDemo plays the evening of many made-up clients.
func (p *invocation) runFleetDemo(ctx context.Context, s *settings, play *ui.Play) error {
	var found []tail.ClientSource
	for _, c := range demo.Fleet() {
		one := tail.ClientSource{Name: c.Name, Path: c.Name, Err: c.Err}
		if c.Err == nil {
			one = tail.ClientFS(c.Name, c.Logs)
		}
		found = append(found, one)
	}
	o := s.demoOptions(play)
	o.Notice = "one evening of some forty made-up clients"
	return p.replayFleet(ctx, feed.ClientsOf(found), s, o)
}

// demoOptions returns the options of the demo's screen. It looks the same to everybody and saves
// nothing, so that the layout for real logs stays what it is.
func (s *settings) demoOptions(play *ui.Play) ui.Options {
	s.paths.State = ""
	o := s.screenOptions()
	o.Play, o.Notice, o.FirstRun = play, "one evening of a made-up client", true
	return o
}
