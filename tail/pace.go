package tail

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// sleep waits for d or until ctx ends, and reports whether ctx has not ended.
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

// backoff is the time until something that fails is tried again: 100 ms, doubled with each error up
// to 5 s. After fs.ErrNotExist there is none, so a missing file is looked for at each poll.
type backoff struct {
	wait  time.Duration // 0 if there is none
	until time.Time     // zero if there is none
}

// waiting reports whether it is too early for the next attempt.
func (b *backoff) waiting(now time.Time) bool { return now.Before(b.until) }

// note takes the result of an attempt.
func (b *backoff) note(now time.Time, err error) {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		*b = backoff{}
		return
	}
	b.wait = min(max(2*b.wait, 100*time.Millisecond), 5*time.Second)
	b.until = now.Add(b.wait)
}

// reportInterval is the least time between two reports that differ only in progress.
const reportInterval = 500 * time.Millisecond

// statusReporter reports the status of a log to the sink.
type statusReporter struct {
	generation   int // these are the fields of Status
	offset, size int64
	changed      time.Time
	gaps         int

	lastSent Status
	sentAt   time.Time // when lastSent was sent; zero if there is none
}

// report sends the status if it is the first one, if the state, the file that fails, the generation
// or the gaps have changed, or if there is progress and the last report is old enough.
func (r *statusReporter) report(sink Sink, log, path string, state State, err error) {
	s := Status{Log: log, Path: path, Generation: r.generation, Offset: r.offset, Size: max(r.size, r.offset),
		State: state, Err: err, Changed: r.changed, Gaps: r.gaps}
	changed := r.sentAt.IsZero() || s.State != r.lastSent.State || s.Generation != r.lastSent.Generation ||
		s.Gaps != r.lastSent.Gaps || s.Failure() != r.lastSent.Failure()
	if !changed && (s.Offset == r.lastSent.Offset || time.Since(r.sentAt) < reportInterval) {
		return
	}
	r.lastSent, r.sentAt = s, time.Now()
	sink.Status(s)
}
