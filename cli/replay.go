package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/ui"
)

// replayFlags holds the flags of the commands that play a capture.
type replayFlags struct {
	speed    float64
	from, to string
	paused   bool
}

// addFlags adds the flags to a command.
func (f *replayFlags) addFlags(cmd *cobra.Command) {
	cmd.Flags().Float64Var(&f.speed, "speed", 60, "playback speed; 60 plays one minute per second")
	cmd.Flags().StringVar(&f.from, "from", "", "start at this `TIME` (RFC 3339)")
	cmd.Flags().StringVar(&f.to, "to", "", "end at this `TIME` (RFC 3339)")
	cmd.Flags().BoolVar(&f.paused, "paused", false, "start paused")
	offerValues(cmd, "speed")
	offerValues(cmd, "from")
	offerValues(cmd, "to")
}

// playOptions returns the options of the screen for the flags. It fails if one of them is wrong.
func (f *replayFlags) playOptions() (*ui.Play, error) {
	from, err := parseTime(f.from)
	if err != nil {
		return nil, usageError{err}
	}
	to, err := parseTime(f.to)
	if err != nil {
		return nil, usageError{err}
	}
	if f.speed <= 0 {
		return nil, usageError{errors.New("--speed must be greater than 0")}
	}
	return &ui.Play{Speed: f.speed, From: from, To: to, Paused: f.paused}, nil
}

// replayCommand returns the command replay.
func (p *invocation) replayCommand() *cobra.Command {
	var flags replayFlags
	var s settings
	cmd := &cobra.Command{
		Use:   "replay SOURCE...",
		Short: "Replay a capture with a clock",
		Long: `replay plays captured logs on the screen. Every pane, countdown and count shows what was known at the
time on the clock. Long gaps are skipped.

` + sourcesHelp,
		Example: `  ccmtail replay capture.zip
  ccmtail replay --speed 600 --from 2026-03-17T20:55:00-05:00 capture.zip`,
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			play, err := flags.playOptions()
			if err != nil {
				return err
			}
			if err := s.load(cmd); err != nil {
				return err
			}
			if err := p.requireTerminal("ccmtail report --at TIME SOURCE"); err != nil {
				return err
			}
			f, err := p.openFeed(args, feed.Options{})
			if err != nil {
				return err
			}
			o := s.screenOptions()
			o.Play = play
			return p.runScreen(cmd.Context(), f, &s, o)
		},
	}
	flags.addFlags(cmd)
	s.addFlags(cmd)
	return cmd
}
