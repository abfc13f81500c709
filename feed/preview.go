package feed

import (
	"context"
	"time"

	"ccmtail/store"
)

const (
	// minPreviewSize is the size of a source that takes longer to read than anyone should wait for
	// the newest records.
	minPreviewSize = 4 << 20
	// previewBytes is how much of its ends is read: as much as takes some 10 ms.
	previewBytes = 1 << 20
	// breath is how long nothing else is read then, so that it can be drawn before the reading
	// takes all processors.
	renderPause = 50 * time.Millisecond
	// previewInterval is how often it is looked what was appended since, and how far the reading
	// has come.
	previewInterval = 200 * time.Millisecond
)

// startPreview reads the newest records of a large source, to be shown until all of it has been
// read. What is to be run meanwhile goes on with what is appended; it is nil if nothing is shown
// ahead.
func (c *client) startPreview(ctx context.Context) (on func()) {
	if !c.wantsPreview || c.source.Size() < minPreviewSize {
		return nil
	}
	ends := c.source.Ends(previewBytes)
	if ends == nil {
		return nil
	}
	r := newIngester(store.New(), store.NewBudget(0), 1, func() {})
	if ends.Read(ctx, r); r.records.Records().Len() == 0 {
		return nil
	}
	c.preview.Store(r)
	c.markChanged()
	select {
	case <-time.After(renderPause):
	case <-ctx.Done():
	}
	return func() {
		again := time.NewTicker(previewInterval)
		defer again.Stop()
		for c.preview.Load() != nil {
			select {
			case <-ctx.Done():
				return
			case <-again.C:
				ends.Read(ctx, r)
				c.markChanged()
			}
		}
	}
}
