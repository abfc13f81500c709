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

// reportFormat is a form of the report.
type reportFormat struct {
	write     func(io.Writer, *store.Snapshot, report.Options) error
	needsText bool // it shows the text of records
}

var reportFormats = map[string]reportFormat{
	"html":     {report.HTML, true},
	"json":     {report.JSON, false},
	"markdown": {report.Markdown, true},
	"text":     {report.Text, false},
}

func reportFormatNames() string { return strings.Join(slices.Sorted(maps.Keys(reportFormats)), ", ") }

// reportFlags is the flags of the report.
type reportFlags struct {
	format, at     string
	failOn         []string
	explainUnknown bool
	settings       settings
}

func (p *invocation) reportCommand() *cobra.Command {
	var r reportFlags
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
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := r.settings.load(cmd); err != nil {
				return err
			}
			return p.writeReport(cmd.Context(), args, r)
		},
	}
	cmd.Flags().StringVar(&r.format, "format", "text", "`FORMAT` of the report: "+reportFormatNames())
	cmd.Flags().StringVar(&r.at, "at", "", "show the state at this `TIME` (RFC 3339)")
	cmd.Flags().StringSliceVar(&r.failOn, "fail-on", nil, "exit with 3 if an update is in one of these comma-separated `STATES`")
	cmd.Flags().BoolVar(&r.explainUnknown, "explain-unknown", false, "instead of the report, list the log lines that no rule matches (for rule authors)")
	r.settings.addConfigFlag(cmd)
	offerValues(cmd, "format", slices.Sorted(maps.Keys(reportFormats))...)
	offerValues(cmd, "at")
	must(cmd.RegisterFlagCompletionFunc("fail-on", completeStates))
	return cmd
}

func (p *invocation) writeReport(ctx context.Context, sources []string, r reportFlags) error {
	form, ok := reportFormats[r.format]
	if !ok {
		return usageError{fmt.Errorf("--format %s: unknown format; use one of %s", r.format, reportFormatNames())}
	}
	write := form.write
	at, err := parseTime(r.at)
	if err != nil {
		return usageError{err}
	}
	states, err := parseUpdateStates(r.failOn)
	if err != nil {
		return usageError{err}
	}
	if r.explainUnknown {
		write = writeUnknown
	}
	v, err := p.readAll(ctx, sources, feed.Options{EventsOnly: !r.explainUnknown && !form.needsText})
	if err != nil {
		return err
	}
	o := report.Options{At: at, Rules: r.settings.Fit, Colour: p.canColour()}
	if err := p.writeWhole(ctx, "report", func(w io.Writer) error { return write(w, v, o) }); err != nil {
		return err
	}
	incomplete := p.sayIncomplete(v)
	if err := checkFailOn(v, o, states); err != nil {
		return err
	}
	return incomplete
}

// writeUnknown lists the wordings that no rule fits.
func writeUnknown(w io.Writer, v *store.Snapshot, _ report.Options) error {
	for i := range v.Clients {
		lines, known, all := doctor.FindUnknown(&v.Clients[i])
		if err := doctor.WriteUnknown(w, &v.Clients[i], lines, known, all); err != nil {
			return err
		}
	}
	return nil
}

// checkFailOn returns an error if an update is in one of the states.
func checkFailOn(v *store.Snapshot, o report.Options, states []model.UpdateState) error {
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
