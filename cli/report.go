package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ccmtail/model"
	"ccmtail/report"
)

// reportFormatNames returns the names of the formats for messages.
func reportFormatNames() string { return strings.Join(report.Formats(), ", ") }

// reportFlags holds the flags of report.
type reportFlags struct {
	format, at     string
	failOn, failIf []string
	split          string
	explainUnknown bool
	all, summary   bool
	settings       settings
	clients        clientList
	output         outputFile
}

// reportCommand returns the command report.
func (p *invocation) reportCommand() *cobra.Command {
	var flags reportFlags
	cmd := &cobra.Command{
		Use:   "report [SOURCE...]",
		Short: "Print a report: text, JSON, CSV, Markdown, HTML or metrics",
		Long: `report reads the sources and prints what they show about each client: its verdict in one sentence, findings,
updates, maintenance window, restart, deployments and scans. As text it counts the updates that need nothing
and the findings that have cleared; --all lists them.

The report of several clients begins with sums: clients by state, those that need attention, updates and causes.
--summary leaves it at that. As CSV it has a row for each update of each client. As HTML it is one table, and up to
20 clients have all that is known of them below it; --split DIR writes a page for each client.

` + failIfHelp + `

` + timesHelp + `

` + outputHelp + `

` + sourcesHelp + `

` + fleetSourceHelp + ownHelp + exitHelp,
		Example: `  ccmtail report C:\Windows\CCM\Logs
  ccmtail report --format json capture.zip
  ccmtail report -o ticket.html capture.zip
  ccmtail report -o updates.csv --clients collection.csv
  ccmtail report --summary --clients collection.csv
  ccmtail report --format html --split pages --clients collection.csv
  ccmtail report --fail-if "failed>2%" --fail-if "stuck>0" --clients collection.csv
  ccmtail report --at 21:05 fleet:p01
  ccmtail report --at "2026-03-10T21:05:00-05:00" capture.zip
  ccmtail report --fail-on failed,pending-reboot C:\Windows\CCM\Logs`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.load(cmd, &flags.settings); err != nil {
				return err
			}
			if isHub, err := wantFleet(args, &flags.clients); err != nil {
				return err
			} else if isHub {
				return p.reportHub(cmd.Context(), args, &flags)
			}
			args, err := p.sourcesOrOwn(cmd, args, &flags.clients)
			if err != nil {
				return err
			}
			return p.writeReport(cmd.Context(), args, &flags)
		},
	}
	flags.addTo(cmd)
	flags.output.format, flags.output.endings = &flags.format, reportExtensions
	flags.output.addFlag(p, cmd)
	p.addColourFlag(cmd)
	return cmd
}

// addTo adds the flags to the command.
func (flags *reportFlags) addTo(cmd *cobra.Command) {
	cmd.Flags().StringVar(&flags.format, "format", "text", "`FORMAT` of the report: "+reportFormatNames())
	cmd.Flags().StringVar(&flags.at, "at", "", "show the state at this `TIME`")
	cmd.Flags().BoolVar(&flags.all, "all", false, "as text, also list updates that need nothing, and cleared findings")
	cmd.Flags().StringSliceVar(&flags.failOn, "fail-on", nil, "exit with 3 if an update is in one of these comma-separated `STATES`")
	cmd.Flags().StringArrayVar(&flags.failIf, "fail-if", nil, "exit with 3 if so many clients are in a state: `CONDITION` is such as failed>2% or stuck>0")
	cmd.Flags().BoolVar(&flags.summary, "summary", false, "of several clients, only what they amount to")
	cmd.Flags().StringVar(&flags.split, "split", "", "as HTML, write index.html and a page for each client to `DIR`")
	cmd.Flags().BoolVar(&flags.explainUnknown, "explain-unknown", false,
		"instead of the report, list the log lines that no rule matches (for rule authors)")
	flags.settings.addConfigFlag(cmd)
	flags.clients.addFlag(cmd)
	offerValues(cmd, "format", report.Formats()...)
	offerValues(cmd, "at")
	offerFolders(cmd, "split")
	must(cmd.RegisterFlagCompletionFunc("fail-if", completeConditions))
	must(cmd.RegisterFlagCompletionFunc("fail-on", completeStates))
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

// parseUpdateStates parses the states of a flag.
func parseUpdateStates(flag string, names []string) ([]model.UpdateState, error) {
	var all []model.UpdateState
	for _, n := range names {
		s, ok := model.ParseUpdateState(strings.TrimSpace(n))
		if !ok {
			return nil, fmt.Errorf("%s %s: unknown state; use %s", flag, n, strings.Join(model.UpdateStateNames(), ", "))
		}
		all = append(all, s)
	}
	return all, nil
}
