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

// reportFormat is a format of the report.
type reportFormat struct {
	write     func(io.Writer, *store.Snapshot, report.Options) error
	needsText bool // whether it contains the text of records
}

// reportFormats holds the formats by name.
var reportFormats = map[string]reportFormat{
	"html":     {report.HTML, true},
	"json":     {report.JSON, false},
	"markdown": {report.Markdown, true},
	"text":     {report.Text, false},
}

// reportFormatNames returns the names of the formats for messages.
func reportFormatNames() string { return strings.Join(slices.Sorted(maps.Keys(reportFormats)), ", ") }

// reportFlags holds the flags of report.
type reportFlags struct {
	format, at     string
	failOn         []string
	explainUnknown bool
	settings       settings
}

// reportCommand returns the command report.
func (p *invocation) reportCommand() *cobra.Command {
	var flags reportFlags
	cmd := &cobra.Command{
		Use:   "report SOURCE...",
		Short: "Print a report: text, JSON, Markdown or HTML",
		Long: `report reads the sources and prints what they show about each client: findings, updates, maintenance
window, restart, deployments and scans.

` + sourcesHelp + `

` + exitHelp,
		Example: `  ccmtail report C:\Windows\CCM\Logs
  ccmtail report --format json capture.zip
  ccmtail report --format html capture.zip > ticket.html
  ccmtail report --at "2026-03-10T21:05:00-05:00" capture.zip
  ccmtail report --fail-on failed,pending-reboot C:\Windows\CCM\Logs`,
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := flags.settings.load(cmd); err != nil {
				return err
			}
			return p.writeReport(cmd.Context(), args, flags)
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "text", "`FORMAT` of the report: "+reportFormatNames())
	cmd.Flags().StringVar(&flags.at, "at", "", "show the state at this `TIME` (RFC 3339)")
	cmd.Flags().StringSliceVar(&flags.failOn, "fail-on", nil, "exit with 3 if an update is in one of these comma-separated `STATES`")
	cmd.Flags().BoolVar(&flags.explainUnknown, "explain-unknown", false,
		"instead of the report, list the log lines that no rule matches (for rule authors)")
	flags.settings.addConfigFlag(cmd)
	offerValues(cmd, "format", slices.Sorted(maps.Keys(reportFormats))...)
	offerValues(cmd, "at")
	must(cmd.RegisterFlagCompletionFunc("fail-on", completeStates))
	return cmd
}

// writeReport reads sources and writes their report. It returns a stateError if --fail-on matches.
func (p *invocation) writeReport(ctx context.Context, sources []string, flags reportFlags) error {
	format, ok := reportFormats[flags.format]
	if !ok {
		return usageError{fmt.Errorf("--format %s: unknown format; use one of %s", flags.format, reportFormatNames())}
	}
	write := format.write
	at, err := parseTime(flags.at)
	if err != nil {
		return usageError{err}
	}
	states, err := parseUpdateStates(flags.failOn)
	if err != nil {
		return usageError{err}
	}
	if flags.explainUnknown {
		write = writeUnknown
	}
	v, err := p.readAll(ctx, sources, feed.Options{EventsOnly: !flags.explainUnknown && !format.needsText})
	if err != nil {
		return err
	}
	o := report.Options{At: at, Rules: flags.settings.Fit, Colour: p.canColour()}
	if err := p.writeWhole(ctx, "report", func(w io.Writer) error { return write(w, v, o) }); err != nil {
		return err
	}
	incomplete := p.sayIncomplete(v)
	if err := checkFailOn(v, o, states); err != nil {
		return err
	}
	return incomplete
}

// writeUnknown writes the lines that no rule matches.
func writeUnknown(w io.Writer, v *store.Snapshot, _ report.Options) error {
	for i := range v.Clients {
		lines, known, all := doctor.FindUnknown(&v.Clients[i])
		if err := doctor.WriteUnknown(w, &v.Clients[i], lines, known, all); err != nil {
			return err
		}
	}
	return nil
}

// checkFailOn returns a stateError if an update is in one of the states.
func checkFailOn(v *store.Snapshot, o report.Options, states []model.UpdateState) error {
	if len(states) == 0 {
		return nil // report.UpdateStates would compute the states again
	}
	for _, s := range report.UpdateStates(v, o) {
		if slices.Contains(states, s) {
			return stateError{fmt.Errorf("an update is %s", s)}
		}
	}
	return nil
}

// completeStates is the shell completion of --fail-on: it offers the states that the list does not
// have yet.
func completeStates(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	list := typed[:strings.LastIndexByte(typed, ',')+1]
	have := strings.Split(list, ",")
	var offers []string
	for _, s := range model.UpdateStateNames() {
		if !slices.Contains(have, s) {
			offers = append(offers, list+s)
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// parseUpdateStates parses the states of --fail-on.
func parseUpdateStates(names []string) ([]model.UpdateState, error) {
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
