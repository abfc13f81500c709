package feed

import (
	"context"
	"time"

	"ccmtail/store"
)

const (
	// worthAhead is the size of a source that takes longer to read than anyone should wait for the newest records.
	worthAhead = 4 << 20
	// roomAhead is how much of its ends is read: as much as takes some 10 ms.
	roomAhead = 1 << 20
	// breath is how long nothing else is read then, so that it can be drawn before the reading takes all processors.
	breath = 50 * time.Millisecond
	// againAhead is how often it is looked what was appended since, and how far the reading has come.
	againAhead = 200 * time.Millisecond
)

// lookAhead reads the newest records of a large source, to be shown until all of it has been read. What is to be run
// meanwhile goes on with what is appended; it is nil if nothing is shown ahead.
func (c *client) lookAhead(ctx context.Context) (on func()) {
	if !c.newest || c.source.Size() < worthAhead {
		return nil
	}
	ends := c.source.Ends(roomAhead)
	if ends == nil {
		return nil
	}
	r := newReading(store.New(), store.NewMemory(0), 1, func() {})
	if ends.Read(ctx, r); r.records.Records().Len() == 0 {
		return nil
	}
	c.ahead.Store(r)
	c.news()
	select {
	case <-time.After(breath):
	case <-ctx.Done():
	}
	return func() {
		again := time.NewTicker(againAhead)
		defer again.Stop()
		for c.ahead.Load() != nil {
			select {
			case <-ctx.Done():
				return
			case <-again.C:
				ends.Read(ctx, r)
				c.news()
			}
		}
	}
}
