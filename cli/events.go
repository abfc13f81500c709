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

// snapshotFunc writes what is new in a snapshot. It stops at the end of a line if ctx ends.
type snapshotFunc func(ctx context.Context, v *store.Snapshot) error

// writeSnapshots calls write with what was read, and if following with what is new, until ctx ends.
func (p *invocation) writeSnapshots(ctx context.Context, sources []string, o feed.Options, write snapshotFunc) error {
	if !o.Follow {
		return p.writeOnce(ctx, sources, o, write)
	}
	o.Wait = canAwaitLogs(sources)
	return p.writeFollowing(ctx, sources, o, write)
}

// writeOnce calls write with what was read.
func (p *invocation) writeOnce(ctx context.Context, sources []string, o feed.Options, write snapshotFunc) error {
	v, err := p.readAll(ctx, sources, o)
	if err != nil {
		return err
	}
	err = unlessGone(write(ctx, v))
	if ctx.Err() != nil {
		return interruptedError{outputCut}
	}
	return errors.Join(err, p.sayIncomplete(v))
}

// writeFollowing calls write with what was read at the start, and then whenever there is more, at
// most once per pause, until ctx ends, nothing more can come, or the reader of the output has gone.
func (p *invocation) writeFollowing(ctx context.Context, sources []string, o feed.Options, write snapshotFunc) error {
	f, err := p.openFeed(sources, o)
	if err != nil {
		return err
	}
	running, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan struct{})
	go func() { defer close(done); _ = f.Run(running) }() // its errors are in the snapshots
	err = p.writeUntil(ctx, f, done, write)
	cancel()
	<-done
	if ctx.Err() != nil {
		return interruptedError{outputCut}
	}
	return err
}

// writeUntil calls write until done is closed or write fails.
func (p *invocation) writeUntil(ctx context.Context, f *feed.Feed, done <-chan struct{}, write snapshotFunc) error {
	select {
	case <-done:
	case <-f.Loaded():
	}
	notices := &followNotices{p, map[string]bool{}, map[string]int{}}
	for {
		v := f.Snapshot()
		if err := write(ctx, v); err != nil {
			return unlessGone(err)
		}
		notices.say(v)
		select {
		case <-done:
			v := f.Snapshot()
			// What has been read by then is written, also after a signal.
			err := unlessGone(write(context.WithoutCancel(ctx), v))
			notices.say(v)
			return errors.Join(err, unlessComplete(incompleteIn(v)))
		case <-f.News():
		case <-time.After(clockInterval):
		}
		time.Sleep(batchDelay)
	}
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

` + sourcesHelp + `

` + exitHelp,
		Example: `  ccmtail events capture.zip
  ccmtail events --follow --format text C:\Windows\CCM\Logs`,
		Args: requireSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "ndjson" && format != "text" {
				return usageError{fmt.Errorf("--format %s: unknown format; use ndjson or text", format)}
			}
			out := &interruptibleWriter{w: p.out}
			changes := report.NewChangeWriter(out, format == "text")
			write := func(ctx context.Context, v *store.Snapshot) error {
				out.ctx = ctx
				return changes.WriteNew(v, time.Now())
			}
			return p.writeSnapshots(cmd.Context(), args, feed.Options{Follow: follow, EventsOnly: true}, write)
		},
	}
	cmd.Flags().BoolVar(&follow, "follow", false, "keep running and print what is new; Ctrl-c ends")
	cmd.Flags().StringVar(&format, "format", "ndjson", "output `FORMAT`: ndjson or text")
	offerValues(cmd, "format", "ndjson", "text")
	return cmd
}
