package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/model/view"
	"ccmtail/report"
	"ccmtail/tail"
	"ccmtail/ui"
)

const sourcesHelp = `A SOURCE is a folder of logs, a log file, a pattern, a .zip or .gz, \\HOST\share\…, or - for standard input.
Several sources are several clients.`

// watch is the program without a command: it follows logs on the screen.
func (p *program) watch() *cobra.Command {
	return &cobra.Command{
		Use:   "ccmtail [SOURCE...]",
		Short: "Watch what a ConfigMgr client does with its software updates",
		Long: `ccmtail follows the logs of a ConfigMgr client and shows what each update is doing and why it waits,
when the service window opens and what fits in it, and which restarts are pending.

` + sourcesHelp + `
Without a source it follows this computer's own client.`,
		Example: `  ccmtail                                   this computer's client
  ccmtail \\PC0147\c$\Windows\CCM\Logs      another computer's, over its administrative share
  ccmtail capture.zip                       a captured folder
  ccmtail demo                              an evening's deployment, replayed; no set-up`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				own, err := tail.ClientLogFolder()
				if err != nil {
					return usageError{err}
				}
				args = []string{own}
			}
			f, err := feed.Open(args, feed.Options{Follow: true})
			if err != nil {
				return err
			}
			return p.show(cmd.Context(), f, ui.Options{})
		},
	}
}

func (p *program) demo() *cobra.Command {
	var speed float64
	var folder string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Replay an embedded evening of a client's deployment",
		Long: `demo replays the logs of one client during one evening: a scan, downloads, the wait for the service
window, installations of which one fails and one does not fit, a restart, and what is left. The logs are
written by hand in the client's wording. --write puts them into a folder, to try the other commands on.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if folder != "" {
				return demo.Write(folder)
			}
			f := feed.New([]*tail.Source{tail.OpenFS("PC0147", demo.Capture(), tail.Options{})}, feed.Options{})
			return p.show(cmd.Context(), f, ui.Options{Play: &ui.Play{Speed: speed}, Notice: "a made-up client's evening"})
		},
	}
	cmd.Flags().Float64Var(&speed, "speed", 60, "how many times faster than it happened")
	cmd.Flags().StringVar(&folder, "write", "", "write the demo's logs into this `FOLDER` instead")
	return cmd
}

// show runs the screen over a feed.
func (p *program) show(ctx context.Context, f *feed.Feed, o ui.Options) error {
	if out, ok := p.out.(*os.File); !ok || !term.IsTerminal(out.Fd()) {
		return usageError{errors.New("no terminal to draw on; use ccmtail report SOURCE instead")}
	}
	ctx, cancel := context.WithCancel(ctx)
	o.Now = p.now
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	err := ui.Run(ctx, f, o)
	cancel()
	<-done // its error has been on the screen
	return err
}

func (p *program) report() *cobra.Command {
	var format, at string
	var failOn []string
	cmd := &cobra.Command{
		Use:   "report SOURCE...",
		Short: "Say once, without a screen, what is known",
		Long: `report reads the sources to their end and says what is known about each client: updates, service
window, restarts, deployments, scans, findings.

` + sourcesHelp,
		Example: `  ccmtail report C:\Windows\CCM\Logs
  ccmtail report --format json capture.zip
  ccmtail report --at "2026-03-10T21:05:00-05:00" capture.zip
  ccmtail report --fail-on failed,pending-reboot C:\Windows\CCM\Logs`,
		Args: someSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := map[string]func(v *view.Snapshot, o report.Options) error{
				"text": func(v *view.Snapshot, o report.Options) error { return report.Text(p.out, v, o) },
				"json": func(v *view.Snapshot, o report.Options) error { return report.JSON(p.out, v, o) },
			}[format]
			if !ok {
				return usageError{fmt.Errorf("--format %s: there are text and json", format)}
			}
			var o report.Options
			var err error
			if o.At, err = moment(at); err != nil {
				return usageError{err}
			}
			states, err := updateStates(failOn)
			if err != nil {
				return usageError{err}
			}
			f, err := feed.Open(args, feed.Options{})
			if err != nil {
				return err
			}
			runErr := f.Run(cmd.Context())
			v := f.Snapshot()
			if err := write(v, o); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
			if runErr != nil {
				return runErr
			}
			return failing(v, o, states)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORM` of the report: text or json")
	cmd.Flags().StringVar(&at, "at", "", "report what was known at this `TIME` (RFC 3339)")
	cmd.Flags().StringSliceVar(&failOn, "fail-on", nil, "exit with 3 if an update is in one of these `STATES`")
	return cmd
}

// failing is an error if an update is in one of the states.
func failing(v *view.Snapshot, o report.Options, states []model.UpdateState) error {
	for _, s := range report.States(v, o) {
		if slices.Contains(states, s) {
			return stateError{fmt.Errorf("an update is %s", s)}
		}
	}
	return nil
}

func updateStates(names []string) ([]model.UpdateState, error) {
	var all []model.UpdateState
	for _, n := range names {
		s, ok := model.ParseUpdateState(strings.TrimSpace(n))
		if !ok {
			return nil, fmt.Errorf("--fail-on %s: there is no such state; there are %s", n, strings.Join(model.UpdateStateNames(), ", "))
		}
		all = append(all, s)
	}
	return all, nil
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments, not %q", cmd.CommandPath(), args[0])}
	}
	return nil
}

func someSource(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s needs a SOURCE: a folder of logs, a log file, a .zip, or - for standard input", cmd.CommandPath())}
	}
	return nil
}
