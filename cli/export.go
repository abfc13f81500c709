package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/report"
	"ccmtail/store"
)

// exportRun holds the flags of export, and its state while it runs.
type exportRun struct {
	follow           bool
	format, from, to string
	filters          []string
	settings         settings

	exporter *report.Exporter
	filter   query.All
	after    time.Time              // --from; zero if it is not set
	before   time.Time              // --to; zero if it is not set
	nextID   map[int]event.RecordID // the first record that has not been written, by index of the client
}

// exportCommand returns the command export.
func (p *invocation) exportCommand() *cobra.Command {
	var e exportRun
	cmd := &cobra.Command{
		Use:   "export SOURCE...",
		Short: "Print the records of all logs, merged by time",
		Long: `export prints the records of all logs, merged in true time order. With --follow it keeps printing new
records; a record that arrives late is then printed late.

` + filterHelp + `

` + sourcesHelp + `

` + exitHelp,
		Example: `  ccmtail export capture.zip | jq -r 'select(.level == "error") | .message'
  ccmtail export --format cmtrace capture.zip > merged.log
  ccmtail export --filter 'log:wua !missing | level:error' --filter after:2026-03-17T21:00:00-05:00 capture.zip
  ccmtail export --follow --format text C:\Windows\CCM\Logs`,
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := e.settings.load(cmd); err != nil {
				return err
			}
			if err := e.prepare(p.out); err != nil {
				return usageError{err}
			}
			return p.writeSnapshots(cmd.Context(), args, feed.Options{Follow: e.follow}, e.writeNew)
		},
	}
	cmd.Flags().BoolVar(&e.follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&e.format, "format", "ndjson", "output `FORMAT`: "+strings.Join(report.ExportFormats(), ", "))
	cmd.Flags().StringVar(&e.from, "from", "", "skip records before this `TIME` (RFC 3339)")
	cmd.Flags().StringVar(&e.to, "to", "", "skip records after this `TIME` (RFC 3339)")
	cmd.Flags().StringArrayVar(&e.filters, "filter", nil,
		"only records that match this `EXPRESSION`; if repeated, records that match all of them")
	e.settings.addConfigFlag(cmd)
	offerValues(cmd, "format", report.ExportFormats()...)
	must(cmd.RegisterFlagCompletionFunc("filter", e.settings.completeFilter))
	offerValues(cmd, "from")
	offerValues(cmd, "to")
	return cmd
}

// prepare parses the flags. It fails if one of them is wrong.
func (e *exportRun) prepare(w io.Writer) (err error) {
	var ok bool
	if e.exporter, ok = report.NewExporter(w, e.format); !ok {
		return fmt.Errorf("--format %s: unknown format; use one of %s", e.format, strings.Join(report.ExportFormats(), ", "))
	}
	if e.after, err = parseTime(e.from); err != nil {
		return err
	}
	if e.before, err = parseTime(e.to); err != nil {
		return err
	}
	e.nextID = map[int]event.RecordID{}
	e.filter, err = parseFilters(e.filters, e.settings.savedFilters())
	return err
}

// writeNew writes the records of a snapshot that have not been written yet. It fails if some of them
// were dropped to stay within the memory limit, or if ctx ends. It is a snapshotFunc.
func (e *exportRun) writeNew(ctx context.Context, v *store.Snapshot) error {
	for i := range v.Clients {
		records := v.Clients[i].Records
		if _, dropped := records.MemoryUse(); dropped > 0 && e.nextID[i] == 0 {
			return errors.New("export: the text does not fit into the memory limit; raise --memory, or unpack the archive and name the folder")
		}
		if n, until := records.EvictedUntil(); e.nextID[i] < records.Begin() || e.nextID[i] == 0 && n > 0 {
			return fmt.Errorf("export: the records until %s were dropped before they were written, "+
				"to stay within the memory limit; raise --memory", until.Format(time.RFC3339))
		}
		for id := range recordsFrom(records, e.nextID[i]) {
			if err := ctx.Err(); err != nil {
				return errors.Join(err, e.exporter.Flush())
			}
			at := records.Time(id)
			if at.Before(e.after) || !e.before.IsZero() && at.After(e.before) || !e.filter.Match(records, id) {
				continue
			}
			if err := e.exporter.Record(records, id); err != nil {
				return err
			}
		}
		e.nextID[i] = records.End()
	}
	return e.exporter.Flush()
}

// recordsFrom returns the ids of the records from an id on, in order of time.
func recordsFrom(records *store.Records, from event.RecordID) iter.Seq[event.RecordID] {
	if from == 0 {
		return func(yield func(event.RecordID) bool) {
			for row := 0; row < records.Len() && yield(records.ID(row)); row++ {
			}
		}
	}
	var ids []event.RecordID
	for id := from; id < records.End(); id++ {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b event.RecordID) int { return records.RowOf(a) - records.RowOf(b) })
	return slices.Values(ids)
}
