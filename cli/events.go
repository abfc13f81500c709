package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/query"
	"ccmtail/report"
	"ccmtail/store"
)

// eventsRun holds the flags of events.
type eventsRun struct {
	*invocation
	follow         bool
	format, since  string
	filters, until []string
	settings       settings
	clients        clientList
	output         outputFile
	files          fleetFiles

	states []model.UpdateState // of --until
}

// eventFormats are the formats of events.
var eventFormats = []string{"ndjson", "text"}

const untilHelp = `--since TIME leaves out what was before; --since now, with --follow, all that the logs show already. --until STATES follows
until an update gets into one of these states, and exits with 3 if that is failed, otherwise with 0.

--filter EXPRESSION has the syntax of export's, for changes: words match what the text form shows; kb: guid: log: kind:
state: re: after: before: match one field. state: is what something became.`

// eventsCommand returns the command events.
func (p *invocation) eventsCommand() *cobra.Command {
	e := &eventsRun{invocation: p}
	cmd := &cobra.Command{
		Use:   "events [SOURCE...]",
		Short: "Print one line per state change",
		Long: `events prints every state change of updates, deployments, maintenance windows, restarts, scans and
findings, in order of time, each with the log line that shows it: for people on a terminal, otherwise as NDJSON.

` + untilHelp + `

` + timesHelp + `

` + outputHelp + `

` + sourcesHelp + `

` + fleetSourceHelp + ownHelp + exitHelp,
		Example: `  ccmtail events capture.zip
  ccmtail events --follow --since now --filter 'kind:update-state | kind:restart' C:\Windows\CCM\Logs
  ccmtail events --since now --until installed,failed --filter kb:5081905 C:\Windows\CCM\Logs
  ccmtail events --follow --since -1h fleet:`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.load(cmd, &e.settings); err != nil {
				return err
			}
			if err := e.prepare(); err != nil {
				return err
			}
			if isHub, err := wantFleet(args, &e.clients); err != nil {
				return err
			} else if isHub {
				return e.writeHub(cmd.Context(), args)
			}
			args, err := p.sourcesOrOwn(cmd, args, &e.clients)
			if err != nil {
				return err
			}
			return e.write(cmd.Context(), args)
		},
	}
	e.addFlags(cmd)
	return cmd
}

// addFlags adds the flags to the command.
func (e *eventsRun) addFlags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&e.follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&e.format, "format", "", "output `FORMAT`: ndjson or text (default text on a terminal, otherwise ndjson)")
	cmd.Flags().StringVar(&e.since, "since", "", "skip changes before this `TIME`, or now")
	cmd.Flags().StringArrayVar(&e.filters, "filter", nil, "only changes that match this `EXPRESSION`; if repeated, changes that match all of them")
	cmd.Flags().StringSliceVar(&e.until, "until", nil, "follow until an update is in one of these comma-separated `STATES`; exit with 3 if it is failed")
	e.settings.addConfigFlag(cmd)
	e.clients.addFlag(cmd)
	e.files.addFlags(cmd)
	e.output.format, e.output.endings = &e.format, map[string]string{".ndjson": "ndjson", ".jsonl": "ndjson", ".txt": "text"}
	e.output.addFlag(e.invocation, cmd)
	offerValues(cmd, "format", eventFormats...)
	offerValues(cmd, "since", "now")
	must(cmd.RegisterFlagCompletionFunc("filter", e.completeFilter))
	must(cmd.RegisterFlagCompletionFunc("until", completeStates))
}

// completeFilter is the shell completion of --filter.
func (e *eventsRun) completeFilter(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	offers := []string{"kb:", "guid:", "log:", "re:", "after:", "before:"}
	words := report.ChangeWords()
	for _, kind := range words.Kinds {
		offers = append(offers, "kind:"+kind)
	}
	for _, state := range words.States {
		offers = append(offers, "state:"+state)
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// prepare checks the flags.
func (e *eventsRun) prepare() (err error) {
	if e.format == "" {
		e.format = "ndjson"
		if e.onTerminal() {
			e.format = "text"
		}
	}
	if e.format, err = parseFormat(e.format, eventFormats); err != nil {
		return err
	}
	e.states, err = parseUpdateStates("--until", e.until)
	if err == nil && !e.sinceNow() {
		err = checkTime(e.since)
	}
	if err == nil {
		_, err = e.parseFilters(timesOfNobody())
	}
	if err != nil {
		return usageError{err}
	}
	e.follow = e.follow || len(e.states) > 0
	return nil
}

func (e *eventsRun) sinceNow() bool { return strings.EqualFold(strings.TrimSpace(e.since), "now") }

// parseFilters reads the filters; a change must pass all of them.
func (e *eventsRun) parseFilters(times query.Times) (all []query.ChangeFilter, err error) {
	for _, s := range e.filters {
		f, err := query.ParseChanges(s, e.settings.savedFilters(), times.Parse, report.ChangeWords())
		if err != nil {
			return nil, filterError(s, err)
		}
		all = append(all, f)
	}
	return all, nil
}

// options returns which changes are wanted.
func (e *eventsRun) options() report.ChangeOptions {
	return report.ChangeOptions{
		Since: e.sinceIn, OnlyNew: e.follow && e.sinceNow(), Until: e.states,
		Filters: func(c *store.Client) ([]query.ChangeFilter, error) { return e.parseFilters(timesOf(c)) },
	}
}

// sinceIn returns --since for a client: relative to now if it is followed, otherwise to its newest
// record. What is new to a follower is so whatever the client's clock says.
func (e *eventsRun) sinceIn(c *store.Client) (time.Time, error) {
	if e.since == "" || e.follow && e.sinceNow() {
		return time.Time{}, nil
	}
	times := timesOf(c)
	if e.follow {
		times.At = e.now()
	}
	return times.Parse(e.since)
}

// write writes the changes of sources.
func (e *eventsRun) write(ctx context.Context, sources []string) error {
	out := &interruptibleWriter{w: e.out}
	changes := report.NewChangeWriter(out, e.format == "text", e.options())
	return e.outcome(e.writeChanges(ctx, sources, out, changes))
}

// outcome returns what the end of the changes means: that a state of --until was reached, or was not.
func (e *eventsRun) outcome(err error) error {
	var reached *report.ReachedState
	switch {
	case errors.As(err, &reached) && reached.State == model.Failed:
		return stateError{reached}
	case errors.As(err, &reached):
		return nil
	case err == nil && len(e.states) > 0:
		return fmt.Errorf("there is nothing more to follow, and no update is %s", strings.Join(e.until, " or "))
	}
	return err
}

// writeChanges writes the changes of sources until there are no more or ctx ends. Many clients are
// visited, so that their logs are not all open.
func (e *eventsRun) writeChanges(ctx context.Context, sources []string, out *interruptibleWriter, changes *report.ChangeWriter) error {
	if e.follow {
		found, err := e.findClients(sources)
		if err != nil {
			return err
		}
		if e.files.wanted() || found.Len() > maxHeldOpen {
			return e.writeVisited(ctx, found, out, changes)
		}
	} else if e.files.wanted() {
		return usageError{errors.New("--journal and --metrics are kept while following; add --follow")}
	}
	said := false // what is not written to stay within the memory limit
	write := func(ctx context.Context, v *store.Snapshot) error {
		out.ctx = ctx
		err := changes.WriteNew(v, e.now())
		if !said {
			for _, what := range changes.GivenUp(v) {
				said = true
				fmt.Fprintf(e.errOut, "ccmtail: %s\n", text.Clean(what))
			}
		}
		return err
	}
	return e.writeSnapshots(ctx, sources, feed.Options{Follow: e.follow, EventsOnly: true}, write)
}
