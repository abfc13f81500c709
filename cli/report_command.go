package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/report"
	"ccmtail/store"
)

// reportForm is a form of the report.
type reportForm struct {
	write  func(io.Writer, *store.Snapshot, report.Options) error
	quotes bool // it shows the text of records
}

var reportForms = map[string]reportForm{
	"html":     {report.HTML, true},
	"json":     {report.JSON, false},
	"markdown": {report.Markdown, true},
	"text":     {report.Text, false},
}

func reportFormNames() string { return strings.Join(slices.Sorted(maps.Keys(reportForms)), ", ") }

// reporter is the flags of the report.
type reporter struct {
	format, at string
	failOn     []string
	unknown    bool
	settings   settings
}

func (p *program) report() *cobra.Command {
	var r reporter
	cmd := &cobra.Command{
		Use:   "report SOURCE...",
		Short: "Print a report: text, JSON, Markdown or HTML",
		Long: `report reads the sources and prints what they show about each client: findings, updates, maintenance
window, restart, deployments and scans.

` + sourcesHelp,
		Example: `  ccmtail report C:\Windows\CCM\Logs
  ccmtail report --format json capture.zip
  ccmtail report --format html capture.zip > ticket.html
  ccmtail report --at "2026-03-10T21:05:00-05:00" capture.zip
  ccmtail report --fail-on failed,pending-reboot C:\Windows\CCM\Logs`,
		Args: someSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := r.settings.read(cmd); err != nil {
				return err
			}
			return p.writeReport(cmd.Context(), args, r)
		},
	}
	cmd.Flags().StringVar(&r.format, "format", "text", "`FORMAT` of the report: "+reportFormNames())
	cmd.Flags().StringVar(&r.at, "at", "", "show the state at this `TIME` (RFC 3339)")
	cmd.Flags().StringSliceVar(&r.failOn, "fail-on", nil, "exit with 3 if an update is in one of these comma-separated `STATES`")
	cmd.Flags().BoolVar(&r.unknown, "explain-unknown", false, "instead of the report, list the log lines that no rule matches (for rule authors)")
	r.settings.fileFlag(cmd)
	completes(cmd, "format", slices.Sorted(maps.Keys(reportForms))...)
	completes(cmd, "at")
	must(cmd.RegisterFlagCompletionFunc("fail-on", completeStates))
	return cmd
}

func (p *program) writeReport(ctx context.Context, sources []string, r reporter) error {
	form, ok := reportForms[r.format]
	if !ok {
		return usageError{fmt.Errorf("--format %s: unknown format; use one of %s", r.format, reportFormNames())}
	}
	write := func(v *store.Snapshot, o report.Options) error { return form.write(p.out, v, o) }
	at, err := moment(r.at)
	if err != nil {
		return usageError{err}
	}
	states, err := updateStates(r.failOn)
	if err != nil {
		return usageError{err}
	}
	if r.unknown {
		write = p.unknown
	}
	f, err := p.open(sources, feed.Options{EventsOnly: !r.unknown && !form.quotes})
	if err != nil {
		return err
	}
	runErr := f.Run(ctx)
	v, o := f.Snapshot(), report.Options{At: at, Rules: r.settings.Fit, Colour: p.colour()}
	if err := write(v, o); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if runErr != nil {
		return runErr
	}
	return failing(v, o, states)
}

// unknown lists the wordings that no rule fits.
func (p *program) unknown(v *store.Snapshot, _ report.Options) error {
	for i := range v.Clients {
		lines, known, all := doctor.FindUnknown(&v.Clients[i])
		if err := doctor.WriteUnknown(p.out, &v.Clients[i], lines, known, all); err != nil {
			return err
		}
	}
	return nil
}

// failing is an error if an update is in one of the states.
func failing(v *store.Snapshot, o report.Options, states []model.UpdateState) error {
	if len(states) == 0 {
		return nil // nobody asked: the states need not be folded a second time
	}
	for _, s := range report.UpdateStates(v, o) {
		if slices.Contains(states, s) {
			return stateError{fmt.Errorf("an update is %s", s)}
		}
	}
	return nil
}

// completeStates offers the states that a list does not have yet.
func completeStates(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	begun := typed[:strings.LastIndexByte(typed, ',')+1]
	have := strings.Split(begun, ",")
	var offers []string
	for _, s := range model.UpdateStateNames() {
		if !slices.Contains(have, s) {
			offers = append(offers, begun+s)
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func updateStates(names []string) ([]model.UpdateState, error) {
	var all []model.UpdateState
	for _, n := range names {
		s, ok := model.ParseUpdateState(strings.TrimSpace(n))
		if !ok {
			return nil, fmt.Errorf("--fail-on %s: unknown state; use %s", n, strings.Join(model.UpdateStateNames(), ", "))
		}
		all = append(all, s)
	}
	return all, nil
}
