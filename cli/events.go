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

// forEachSnapshot runs a feed and calls write with a snapshot when everything that was there at the
// start has been read. With follow it goes on to call write after news, at most once per batchDelay,
// and at least once per clockInterval, until ctx ends, write fails, or the reader of the output
// closes it, which is not an error.
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
		case <-time.After(clockInterval):
		}
		time.Sleep(batchDelay)
	}
	cancel()
	<-done
	return unlessGone(err)
}

const (
	// batchDelay is the time for which news are collected, so that a burst is written at once.
	batchDelay = 50 * time.Millisecond
	// clockInterval is the time after which write is called without news, since some changes depend
	// on the time only.
	clockInterval = 30 * time.Second
)

// eventsCommand returns the command events.
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
