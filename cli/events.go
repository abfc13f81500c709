package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/feed"
	"ccmtail/report"
	"ccmtail/store"
)

// forEachSnapshot calls write with what was read at the start, and then, if following, whenever
// there is more, at most once per pause, until ctx ends or the reader of the output has gone.
func forEachSnapshot(ctx context.Context, f *feed.Feed, follow bool, write func(*store.Snapshot) error) error {
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
		case <-time.After(clockInterval): // what time alone makes
		}
		time.Sleep(batchDelay) // let a burst become one piece of news
	}
	cancel()
	<-done
	return unlessGone(err)
}

// batchDelay is how long news is gathered before it is written.
const batchDelay = 50 * time.Millisecond

// clockInterval is how long nothing may come before the time is looked at.
const clockInterval = 30 * time.Second

func (p *invocation) eventsCommand() *cobra.Command {
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
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "ndjson" && format != "text" {
				return usageError{fmt.Errorf("--format %s: unknown format; use ndjson or text", format)}
			}
			f, err := p.openFeed(args, feed.Options{Follow: follow, Wait: follow && canAwaitLogs(args), EventsOnly: true})
			if err != nil {
				return err
			}
			changes := report.NewChangeWriter(p.out, format == "text")
			return forEachSnapshot(cmd.Context(), f, follow, func(v *store.Snapshot) error { return changes.WriteNew(v, time.Now()) })
		},
	}
	cmd.Flags().BoolVar(&follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&format, "format", "ndjson", "output `FORMAT`: ndjson or text")
	offerValues(cmd, "format", "ndjson", "text")
	return cmd
}
