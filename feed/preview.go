package feed

import (
	"context"
	"time"

	"ccmtail/store"
	"ccmtail/tail"
)

const (
	// minPreviewSize is the size in bytes from which on a source takes longer to read than anyone
	// should wait for its newest records.
	minPreviewSize = 4 << 20
	// previewBytes is how much of the ends of the logs is read: what can be read in about 10 ms.
	previewBytes = 1 << 20
	// renderPause is how long nothing else is read after that, so that the preview can be drawn
	// before reading takes all processors.
	renderPause = 50 * time.Millisecond
	// previewInterval is how often the preview is updated with what was appended, and the progress
	// with it.
	previewInterval = 200 * time.Millisecond
)

// startPreview reads the newest records of a large source, which are shown until all of it has been
// read. update, to be run in a goroutine meanwhile, adds what is appended to the logs; it returns
// when the preview is over or ctx ends. It is nil if there is no preview.
func (c *client) startPreview(ctx context.Context, source *tail.Source) (update func()) {
	if !c.wantsPreview || source.Size() < minPreviewSize {
		return nil
	}
	ends := source.Ends(previewBytes)
	if ends == nil {
		return nil
	}
	in := newIngester(store.New(), store.NewBudget(0), 1, c.rules, func() {})
	if ends.Read(ctx, in); in.records.Records().Len() == 0 {
		return nil
	}
	c.preview.Store(in)
	c.markChanged()
	select {
	case <-time.After(renderPause):
	case <-ctx.Done():
	}
	return func() {
		ticker := time.NewTicker(previewInterval)
		defer ticker.Stop()
		for c.preview.Load() != nil {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				ends.Read(ctx, in)
				c.markChanged()
			}
		}
	}
}
