package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/ui"
)

// replayFlags is the flags of the commands that play a capture.
type replayFlags struct {
	speed    float64
	from, to string
	paused   bool
}

func (pl *replayFlags) addFlags(cmd *cobra.Command) {
	cmd.Flags().Float64Var(&pl.speed, "speed", 60, "playback speed; 60 plays one minute per second")
	cmd.Flags().StringVar(&pl.from, "from", "", "start at this `TIME` (RFC 3339)")
	cmd.Flags().StringVar(&pl.to, "to", "", "end at this `TIME` (RFC 3339)")
	cmd.Flags().BoolVar(&pl.paused, "paused", false, "start paused")
	offerValues(cmd, "speed")
	offerValues(cmd, "from")
	offerValues(cmd, "to")
}

func (pl *replayFlags) playOptions() (*ui.Play, error) {
	from, err := parseTime(pl.from)
	if err != nil {
		return nil, usageError{err}
	}
	to, err := parseTime(pl.to)
	if err != nil {
		return nil, usageError{err}
	}
	if pl.speed <= 0 {
		return nil, usageError{errors.New("--speed must be greater than 0")}
	}
	return &ui.Play{Speed: pl.speed, From: from, To: to, Paused: pl.paused}, nil
}

func (p *invocation) replayCommand() *cobra.Command {
	var pl replayFlags
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
			play, err := pl.playOptions()
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
	pl.addFlags(cmd)
	s.addFlags(cmd)
	return cmd
}
