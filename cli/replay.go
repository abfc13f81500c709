package cli

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/ui"
)

// playSpeed is the value of a flag for how fast a capture is played, a number greater than 0.
type playSpeed float64

// String implements pflag.Value.
func (s *playSpeed) String() string { return strconv.FormatFloat(float64(*s), 'g', -1, 64) }

// Type implements pflag.Value.
func (s *playSpeed) Type() string { return "float" }

// Set implements pflag.Value.
func (s *playSpeed) Set(text string) error {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("%q is not a number; write 60 or 0.5", text)
	}
	if v <= 0 {
		return errors.New("must be greater than 0")
	}
	*s = playSpeed(v)
	return nil
}

// replayFlags holds the flags of the commands that play a capture.
type replayFlags struct {
	speed    playSpeed
	from, to string
	paused   bool
}

// addFlags adds the flags to a command.
func (f *replayFlags) addFlags(cmd *cobra.Command) {
	f.speed = 60
	cmd.Flags().Var(&f.speed, "speed", "playback speed; 60 plays one minute per second")
	cmd.Flags().StringVar(&f.from, "from", "", "start at this `TIME`")
	cmd.Flags().StringVar(&f.to, "to", "", "end at this `TIME`")
	cmd.Flags().BoolVar(&f.paused, "paused", false, "start paused")
	offerValues(cmd, "speed")
	offerValues(cmd, "from")
	offerValues(cmd, "to")
}

// playOptions returns the options of the screen for the flags. It fails if one of them is wrong.
func (f *replayFlags) playOptions() (*ui.Play, error) {
	for _, t := range []string{f.from, f.to} {
		if err := checkTime(t); err != nil {
			return nil, usageError{err}
		}
	}
	return &ui.Play{Speed: float64(f.speed), TypedFrom: f.from, TypedTo: f.to, Paused: f.paused}, nil
}

// replayCommand returns the command replay.
func (p *invocation) replayCommand() *cobra.Command {
	var flags replayFlags
	var s settings
	var list clientList
	cmd := &cobra.Command{
		Use:   "replay SOURCE...",
		Short: "Replay a capture with a clock",
		Long: `replay plays captured logs on the screen. Every pane, countdown and count shows what was known at the
time on the clock. Long gaps are skipped. Several clients are played together.

` + timesHelp + `

` + sourcesHelp,
		Example: `  ccmtail replay capture.zip
  ccmtail replay --speed 600 --from 2026-03-17T20:55:00-05:00 capture.zip`,
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			play, err := flags.playOptions()
			if err != nil {
				return err
			}
			if err := p.load(cmd, &s); err != nil {
				return err
			}
			if err := p.requireTerminal("ccmtail report --at TIME SOURCE"); err != nil {
				return err
			}
			args, err = list.sources(p, args)
			if err != nil {
				return err
			}
			o := s.screenOptions()
			o.Play = play
			if args, err = p.withoutBinaries(args); err != nil {
				return err
			}
			args = p.sourcesOnce(args)
			if found := feed.FindClients(args); found.Len() > 1 {
				return p.replayFleet(cmd.Context(), found, &s, o)
			}
			f, err := feed.Open(args, p.applyLimits(feed.Options{}))
			if err != nil {
				return err
			}
			return p.runScreen(cmd.Context(), f, &s, o)
		},
	}
	flags.addFlags(cmd)
	s.addFlags(cmd)
	list.addFlag(cmd)
	return cmd
}
