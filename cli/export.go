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
	"ccmtail/internal/arrange"
	"ccmtail/internal/text"
	"ccmtail/model"
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
	clientList       clientList
	output           outputFile

	exporter *report.Exporter
	clients  map[int]*exportedClient // by index
}

// exportedClient is how far a client has been exported, and what of it is to be.
type exportedClient struct {
	nextID        event.RecordID // the first record that has not been written
	parsed        query.All      // the filters
	after, before time.Time      // --from and --to; zero if they are not set
	fold          store.Fold
	records       *store.Records // those of the newest snapshot
}

// exportCommand returns the command export.
func (p *invocation) exportCommand() *cobra.Command {
	var e exportRun
	cmd := &cobra.Command{
		Use:   "export [SOURCE...]",
		Short: "Print the records of all logs, merged by time",
		Long: `export prints the records of all logs, merged in true time order. With --follow it keeps printing new
records; a record that arrives late is then printed late.

` + filterHelp + `

` + timesHelp + `

` + outputHelp + `

` + sourcesHelp + `
` + ownHelp + exitHelp,
		Example: `  ccmtail export capture.zip | jq -r 'select(.level == "error") | .message'
  ccmtail export -o merged.log capture.zip
  ccmtail export --filter 'log:wua !missing | level:error' --filter after:2026-03-17T21:00:00-05:00 capture.zip
  ccmtail export --follow --format text C:\Windows\CCM\Logs`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.load(cmd, &e.settings); err != nil {
				return err
			}
			if err := e.prepare(p.out); err != nil {
				return usageError{err}
			}
			args, err := p.sourcesOrOwn(cmd, args, &e.clientList)
			if err != nil {
				return err
			}
			err = p.writeSnapshots(cmd.Context(), args, feed.Options{Follow: e.follow}, e.writeNew)
			for _, hint := range e.unmatched() {
				fmt.Fprintf(p.errOut, "ccmtail: note: --filter: %s\n", text.Clean(hint))
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&e.follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&e.format, "format", "ndjson", "output `FORMAT`: "+strings.Join(report.ExportFormats(), ", "))
	cmd.Flags().StringVar(&e.from, "from", "", "skip records before this `TIME`")
	cmd.Flags().StringVar(&e.to, "to", "", "skip records after this `TIME`")
	cmd.Flags().StringArrayVar(&e.filters, "filter", nil,
		"only records that match this `EXPRESSION`; if repeated, records that match all of them")
	e.settings.addConfigFlag(cmd)
	e.clientList.addFlag(cmd)
	e.output.format, e.output.endings = &e.format, recordExtensions
	e.output.addFlag(p, cmd)
	offerValues(cmd, "format", report.ExportFormats()...)
	must(cmd.RegisterFlagCompletionFunc("filter", e.settings.completeFilter))
	offerValues(cmd, "from")
	offerValues(cmd, "to")
	return cmd
}

// prepare parses the flags. It fails if one of them is wrong.
func (e *exportRun) prepare(w io.Writer) (err error) {
	format, err := parseFormat(e.format, report.ExportFormats())
	if err != nil {
		return err
	}
	e.exporter, _ = report.NewExporter(w, format)
	for _, t := range []string{e.from, e.to} {
		if err := checkTime(t); err != nil {
			return err
		}
	}
	e.clients = map[int]*exportedClient{}
	_, err = parseFilters(e.filters, e.settings.savedFilters(), timesOfNobody())
	return err
}

// client returns what is to be exported of a client. Times are relative to the records that there are
// when it is first asked.
func (e *exportRun) client(i int, c *store.Client) (*exportedClient, error) {
	if k := e.clients[i]; k != nil {
		return k, nil
	}
	k := &exportedClient{}
	var errs [3]error
	k.after, errs[0] = timeIn(c, e.from)
	k.before, errs[1] = timeIn(c, e.to)
	k.parsed, errs[2] = parseFilters(e.filters, e.settings.savedFilters(), timesOf(c))
	e.clients[i] = k
	return k, errors.Join(errs[:]...)
}

// matcher returns a matcher of the records of a snapshot that are to be exported.
func (k *exportedClient) matcher(c *store.Client) query.Matcher {
	m, _ := query.Resolve(k.parsed, c.Records, func() *model.State { return k.fold.AfterFirst(c.Events, c.Events.Len()) })
	return m
}

// unmatched returns hints about names in the filters that no client has.
func (e *exportRun) unmatched() []string {
	var all []*store.Records
	var parsed query.All
	for _, k := range e.clients {
		all, parsed = append(all, k.records), k.parsed
	}
	return query.Unmatched(parsed, all...)
}

// writeNew writes the records of a snapshot that have not been written yet. It fails if some of them
// were dropped to stay within the memory limit, or if ctx ends. It is a snapshotFunc.
func (e *exportRun) writeNew(ctx context.Context, v *store.Snapshot) error {
	for i := range v.Clients {
		e.exporter.OfClient(v.Clients[i].Name, len(v.Clients) > 1)
		k, err := e.client(i, &v.Clients[i])
		if err == nil {
			err = e.writeClient(ctx, &v.Clients[i], k)
		}
		if err != nil {
			return err
		}
	}
	return e.exporter.Flush()
}

// writeClient does writeNew for one client.
func (e *exportRun) writeClient(ctx context.Context, c *store.Client, k *exportedClient) error {
	records := c.Records
	if _, dropped := records.MemoryUse(); dropped > 0 && k.nextID == 0 {
		return errors.New("export: the text does not fit into the memory limit; raise --memory, or unpack the archive and name the folder")
	}
	if n, until := records.EvictedUntil(); k.nextID < records.Begin() || k.nextID == 0 && n > 0 {
		return fmt.Errorf("export: the records until %s were dropped before they were written, "+
			"to stay within the memory limit; raise --memory", until.Format(time.RFC3339))
	}
	wanted := k.matcher(c)
	for id := range recordsFrom(records, k.nextID) {
		if err := ctx.Err(); err != nil {
			return errors.Join(err, e.exporter.Flush())
		}
		at := records.Time(id)
		if at.Before(k.after) || !k.before.IsZero() && at.After(k.before) || !wanted.Match(records, id) {
			continue
		}
		if err := e.exporter.Record(records, id); err != nil {
			return err
		}
	}
	k.nextID, k.records = records.End(), records
	return nil
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
	arrange.By(ids, func(a, b event.RecordID) int { return records.RowOf(a) - records.RowOf(b) })
	return slices.Values(ids)
}
