package feed

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ccmtail/internal/crash"
	"ccmtail/tail"
)

const (
	// maxOpening is how many sources are opened at a time. Those on computers that do not answer take
	// long, and must not hold up the others.
	maxOpening = 64
	// answerWithin is how long a share may take to answer before it counts as unreachable.
	answerWithin = 10 * time.Second
	// firstRetry is when a source that cannot be opened is tried again, and lastRetry the longest
	// time between two attempts, which doubles.
	firstRetry, lastRetry = 5 * time.Second, 5 * time.Minute
)

// errNoAnswer says that a share does not answer.
var errNoAnswer = errors.New("the computer does not answer")

// openSource opens the source, if it is not open yet. While following it tries again until that
// succeeds or ctx ends, when it returns nil.
func (c *client) openSource(ctx context.Context) (*tail.Source, error) {
	if c.open == nil {
		return c.source, nil
	}
	for pause := firstRetry; ; pause = min(2*pause, lastRetry) {
		source, err := c.tryOpen(ctx)
		switch {
		case ctx.Err() != nil:
			return nil, nil
		case err == nil:
			c.setSource(source)
			return source, nil
		case !c.live:
			return nil, err
		}
		c.setUnreadable(err)
		select {
		case <-ctx.Done():
			return nil, nil
		case <-time.After(pause):
		}
	}
}

// tryOpen opens the source once. When ctx ends it does not wait for a computer that does not answer.
// Nor does it wait longer than answerWithin without following; otherwise it says so and goes on.
func (c *client) tryOpen(ctx context.Context) (*tail.Source, error) {
	select {
	case c.opening <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	type result struct {
		source *tail.Source
		err    error
	}
	opened := make(chan result, 1)
	go crash.Guarded(func() {
		defer func() { <-c.opening }()
		source, err := c.open()
		opened <- result{source, err}
	})()
	var late <-chan time.Time
	if strings.HasPrefix(c.path, `\\`) {
		timer := time.NewTimer(answerWithin)
		defer timer.Stop()
		late = timer.C
	}
	for {
		select {
		case r := <-opened:
			return r.source, r.err
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-late:
			err := fmt.Errorf("open %s: %w", c.path, errNoAnswer)
			if !c.live {
				return nil, err
			}
			c.setUnreadable(err)
		}
	}
}

// setSource says that the source has been opened and is being read.
func (c *client) setSource(s *tail.Source) {
	c.mu.Lock()
	c.source, c.err, c.loading = s, nil, true
	c.mu.Unlock()
	c.markChanged()
}

// setUnreadable says why the source cannot be opened at present. Loading does not wait for it.
func (c *client) setUnreadable(err error) {
	c.mu.Lock()
	isNews := c.err == nil || err.Error() != c.err.Error()
	c.err, c.loading = err, false
	c.mu.Unlock()
	if isNews {
		c.markChanged()
	}
	c.onLoaded()
}
