package tail

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// sleep waits and reports whether ctx is still alive.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// backoff spaces the attempts at something that fails: 100 ms, doubled each
// time up to 5 s. What is not there is looked for at every poll.
type backoff struct {
	wait  time.Duration
	until time.Time
}

func (b *backoff) waiting(now time.Time) bool { return now.Before(b.until) }

func (b *backoff) note(now time.Time, err error) {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		*b = backoff{}
		return
	}
	b.wait = min(max(2*b.wait, 100*time.Millisecond), 5*time.Second)
	b.until = now.Add(b.wait)
}

// reportInterval is the least time between two reports of progress alone.
const reportInterval = 500 * time.Millisecond

// statusReporter reports how a log stands when there is something to report.
type statusReporter struct {
	generation   int
	offset, size int64
	changed      time.Time
	gaps         int
	lastSent     Status
	sentAt       time.Time
}

func (t *statusReporter) report(sink Sink, log, path string, state State, err error) {
	s := Status{Log: log, Path: path, Generation: t.generation, Offset: t.offset, Size: max(t.size, t.offset),
		State: state, Err: err, Changed: t.changed, Gaps: t.gaps}
	news := t.sentAt.IsZero() || s.State != t.lastSent.State || s.Generation != t.lastSent.Generation || s.Gaps != t.lastSent.Gaps
	if !news && (s.Offset == t.lastSent.Offset || time.Since(t.sentAt) < reportInterval) {
		return
	}
	t.lastSent, t.sentAt = s, time.Now()
	sink.Status(s)
}
