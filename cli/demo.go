package cli

import (
	"cmp"

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
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Replay one evening of a made-up client",
		Long: `demo replays one evening of a made-up client: a scan, downloads, the wait for the maintenance window, one
installation that fails, one update that does not fit, a restart, and what is left to do. The logs are
invented, but worded as a real client words them. --write saves them to a folder to try the other commands.`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if folder != "" {
				return demo.Write(folder)
			}
			flags.from = cmp.Or(flags.from, demoStart)
			play, err := flags.playOptions()
			if err != nil {
				return err
			}
			if err := s.load(cmd); err != nil {
				return err
			}
			if err := p.requireTerminal("ccmtail demo --write FOLDER and ccmtail report FOLDER"); err != nil {
				return err
			}
			f := feed.New([]*tail.Source{tail.OpenFS("PC0147", demo.Capture(), tail.Options{})}, p.applyLimits(feed.Options{}))
			return p.runScreen(cmd.Context(), f, &s, s.demoOptions(play))
		},
	}
	flags.addFlags(cmd)
	s.addFlags(cmd)
	cmd.Flags().StringVar(&folder, "write", "", "write the demo's logs to this `FOLDER` instead")
	offerFolders(cmd, "write")
	return cmd
}

// demoOptions returns the options of the demo's screen. It looks the same to everybody and saves
// nothing, so that the layout for real logs stays what it is.
func (s *settings) demoOptions(play *ui.Play) ui.Options {
	s.paths.State = ""
	o := s.screenOptions()
	o.Play, o.Notice, o.FirstRun = play, "one evening of a made-up client", true
	return o
}
