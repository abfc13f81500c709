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

// each calls write with what was read at the start, and then, if following, whenever there is more, at
// most once per pause, until ctx ends or the reader of the output has gone.
func each(ctx context.Context, f *feed.Feed, follow bool, write func(*store.Snapshot) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	var err error
	for err == nil {
		select {
		case runErr := <-done:
			return errors.Join(unlessGone(write(f.Snapshot())), runErr)
		case <-f.Loaded():
		}
		if err = write(f.Snapshot()); err != nil || !follow {
			continue
		}
		select {
		case runErr := <-done:
			return errors.Join(unlessGone(write(f.Snapshot())), runErr)
		case <-f.News():
		case <-time.After(beat): // what time alone makes
		}
		time.Sleep(pause) // let a burst become one piece of news
	}
	cancel()
	<-done
	return unlessGone(err)
}

// pause is how long news is gathered before it is written.
const pause = 50 * time.Millisecond

// beat is how long nothing may come before the time is looked at.
const beat = 30 * time.Second

func (p *program) events() *cobra.Command {
	var follow bool
	var format string
	cmd := &cobra.Command{
		Use:   "events SOURCE...",
		Short: "Print one line per state change",
		Long: `events prints every state change of updates, deployments, maintenance windows, restarts, scans and
findings, in order of time, each with the log line that shows it.

` + sourcesHelp,
		Example: `  ccmtail events capture.zip
  ccmtail events --follow --format text C:\Windows\CCM\Logs`,
		Args: someSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "ndjson" && format != "text" {
				return usageError{fmt.Errorf("--format %s: unknown format; use ndjson or text", format)}
			}
			f, err := p.open(args, feed.Options{Follow: follow, Wait: follow && allFolders(args), EventsOnly: true})
			if err != nil {
				return err
			}
			changes := report.NewChangeWriter(p.out, format == "text")
			return each(cmd.Context(), f, follow, func(v *store.Snapshot) error { return changes.WriteNew(v, time.Now()) })
		},
	}
	cmd.Flags().BoolVar(&follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&format, "format", "ndjson", "output `FORMAT`: ndjson or text")
	completes(cmd, "format", "ndjson", "text")
	return cmd
}

// export is the flags of the export and how far it has come.
type export struct {
	follow           bool
	format, from, to string
	filters          []string
	settings         settings

	out      *report.Exporter
	want     query.All
	after    time.Time
	before   time.Time
	exported map[int]event.RecordID // by client: the ids below are written
}

func (p *program) export() *cobra.Command {
	var e export
	cmd := &cobra.Command{
		Use:   "export SOURCE...",
		Short: "Print the records of all logs, merged by time",
		Long: `export prints the records of all logs, merged in true time order. With --follow it keeps printing new
records; a record that arrives late is then printed late.

` + filterHelp + `

` + sourcesHelp,
		Example: `  ccmtail export capture.zip | jq -r 'select(.level == "error") | .message'
  ccmtail export --format cmtrace capture.zip > merged.log
  ccmtail export --filter 'log:wua !missing | level:error' --filter after:2026-03-17T21:00:00-05:00 capture.zip
  ccmtail export --follow --format text C:\Windows\CCM\Logs`,
		Args: someSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := e.settings.read(cmd); err != nil {
				return err
			}
			if err := e.prepare(p.out); err != nil {
				return usageError{err}
			}
			f, err := p.open(args, feed.Options{Follow: e.follow, Wait: e.follow && allFolders(args)})
			if err != nil {
				return err
			}
			return each(cmd.Context(), f, e.follow, e.write)
		},
	}
	cmd.Flags().BoolVar(&e.follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&e.format, "format", "ndjson", "output `FORMAT`: "+strings.Join(report.ExportFormats(), ", "))
	cmd.Flags().StringVar(&e.from, "from", "", "skip records before this `TIME` (RFC 3339)")
	cmd.Flags().StringVar(&e.to, "to", "", "skip records after this `TIME` (RFC 3339)")
	cmd.Flags().StringArrayVar(&e.filters, "filter", nil, "only records that match this `EXPRESSION`; if repeated, records that match all of them")
	e.settings.fileFlag(cmd)
	completes(cmd, "format", report.ExportFormats()...)
	must(cmd.RegisterFlagCompletionFunc("filter", e.settings.completeFilter))
	completes(cmd, "from")
	completes(cmd, "to")
	return cmd
}

// filterTerms are what Tab offers to begin a filter with.
var filterTerms = []string{"kb:", "guid:", "log:", "component:", "thread:", "level:error", "level:warning+", "re:", "after:", "before:"}

func (e *export) prepare(w io.Writer) (err error) {
	var ok bool
	if e.out, ok = report.NewExporter(w, e.format); !ok {
		return fmt.Errorf("--format %s: unknown format; use one of %s", e.format, strings.Join(report.ExportFormats(), ", "))
	}
	if e.after, err = moment(e.from); err != nil {
		return err
	}
	if e.before, err = moment(e.to); err != nil {
		return err
	}
	e.exported = map[int]event.RecordID{}
	e.want, err = wanted(e.filters, e.settings.saved())
	return err
}

// write exports what is new in a snapshot.
func (e *export) write(v *store.Snapshot) error {
	for i := range v.Clients {
		records := v.Clients[i].Records
		if _, dropped := records.MemoryUse(); dropped > 0 && e.exported[i] == 0 {
			return errors.New("export: the text does not fit into the memory limit; raise --memory, or unpack the archive and name the folder")
		}
		if n, until := records.EvictedUntil(); e.exported[i] < records.Begin() || e.exported[i] == 0 && n > 0 {
			return fmt.Errorf("export: the records until %s were dropped before they were written, to stay within the memory limit; raise --memory", until.Format(time.RFC3339))
		}
		for id := range fresh(records, e.exported[i]) {
			at := records.Time(id)
			if at.Before(e.after) || !e.before.IsZero() && at.After(e.before) || !e.want.Match(records, id) {
				continue
			}
			if err := e.out.Record(records, id); err != nil {
				return err
			}
		}
		e.exported[i] = records.End()
	}
	return e.out.Flush()
}

// fresh is the records from an id on, in the order of time.
func fresh(records *store.Records, from event.RecordID) iter.Seq[event.RecordID] {
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
