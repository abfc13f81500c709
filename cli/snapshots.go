package cli

import (
	"context"
	"errors"
	"time"

	"ccmtail/feed"
	"ccmtail/internal/crash"
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
	go crash.Guarded(func() { _ = f.Run(running); close(done) })() // its errors are in the snapshots
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
	notices := p.newNotices()
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
			return errors.Join(err, unlessAllRead(v))
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
