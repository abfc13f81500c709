package cli

import (
	"cmp"
	"errors"

	"github.com/spf13/cobra"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/tail"
	"ccmtail/ui"
)

// player is the flags of the commands that play a capture.
type player struct {
	speed    float64
	from, to string
	paused   bool
}

func (pl *player) flags(cmd *cobra.Command) {
	cmd.Flags().Float64Var(&pl.speed, "speed", 60, "playback speed; 60 plays one minute per second")
	cmd.Flags().StringVar(&pl.from, "from", "", "start at this `TIME` (RFC 3339)")
	cmd.Flags().StringVar(&pl.to, "to", "", "end at this `TIME` (RFC 3339)")
	cmd.Flags().BoolVar(&pl.paused, "paused", false, "start paused")
	completes(cmd, "speed")
	completes(cmd, "from")
	completes(cmd, "to")
}

func (pl *player) play() (*ui.Play, error) {
	from, err := moment(pl.from)
	if err != nil {
		return nil, usageError{err}
	}
	to, err := moment(pl.to)
	if err != nil {
		return nil, usageError{err}
	}
	if pl.speed <= 0 {
		return nil, usageError{errors.New("--speed must be greater than 0")}
	}
	return &ui.Play{Speed: pl.speed, From: from, To: to, Paused: pl.paused}, nil
}

func (p *program) replay() *cobra.Command {
	var pl player
	var s settings
	cmd := &cobra.Command{
		Use:   "replay SOURCE...",
		Short: "Replay a capture with a clock",
		Long: `replay plays captured logs on the screen. Every pane, countdown and count shows what was known at the
time on the clock. Long gaps are skipped.

` + sourcesHelp,
		Example: `  ccmtail replay capture.zip
  ccmtail replay --speed 600 --from 2026-03-17T20:55:00-05:00 capture.zip`,
		Args: someSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			play, err := pl.play()
			if err != nil {
				return err
			}
			if err := s.read(cmd); err != nil {
				return err
			}
			if err := p.needsTerminal("ccmtail report --at TIME SOURCE"); err != nil {
				return err
			}
			f, err := p.open(args, feed.Options{})
			if err != nil {
				return err
			}
			o := s.screen()
			o.Play = play
			return p.show(cmd.Context(), f, &s, o)
		},
	}
	pl.flags(cmd)
	s.flags(cmd)
	return cmd
}

// demoBegins is a moment before the demo's scan, which finds its updates: until then there is little to see.
const demoBegins = "2026-03-17T18:42:30-05:00"

func (p *program) demo() *cobra.Command {
	var pl player
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
			pl.from = cmp.Or(pl.from, demoBegins)
			play, err := pl.play()
			if err != nil {
				return err
			}
			if err := s.read(cmd); err != nil {
				return err
			}
			if err := p.needsTerminal("ccmtail demo --write FOLDER and ccmtail report FOLDER"); err != nil {
				return err
			}
			f := feed.New([]*tail.Source{tail.OpenFS("PC0147", demo.Capture(), tail.Options{})}, p.limits(feed.Options{}))
			o := s.screen()
			o.Play, o.Notice = play, "one evening of a made-up client"
			return p.show(cmd.Context(), f, &s, o)
		},
	}
	pl.flags(cmd)
	s.flags(cmd)
	cmd.Flags().StringVar(&folder, "write", "", "write the demo's logs to this `FOLDER` instead")
	completesFolder(cmd, "write")
	return cmd
}
