package cli

import (
	"context"
	"fmt"

	"ccmtail/feed"
	"ccmtail/fleet"
	"ccmtail/report"
	"ccmtail/store"
)

// maxHeldOpen is how many clients are followed with all their logs open. More are visited: what they
// write is told some seconds later then.
const maxHeldOpen = 16

// writeVisited writes the changes of clients by visits, until ctx ends or the output fails.
func (e *eventsRun) writeVisited(ctx context.Context, found *feed.Clients, out *interruptibleWriter, changes *report.ChangeWriter) error {
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out.ctx = ctx
	notices := e.newNotices()
	prefix := func(*store.Client) string { return "" }
	if found.Len() > 1 {
		prefix = func(c *store.Client) string { return c.Name + ": " }
	}
	changes.Several(found.Len() > 1)
	o, kept, err := e.keep(e.files, fleet.Options{OnNews: func(number int, c *store.Client) {
		notices.sayClient(prefix(c), c)
		notices.sayLimits(found.Limits())
		if running.Err() != nil {
			return
		}
		if err := changes.WriteClient(number, c, e.now()); err != nil {
			cancel(err)
		}
	}})
	if err != nil {
		return err
	}
	kept.say = func(failure string) { fmt.Fprintf(e.errOut, "ccmtail: %s\n", failure) }
	e.runFleet(running, e.openFleet(found, o, kept).Fleet, kept)
	if ctx.Err() != nil {
		return interruptedError{outputCut}
	}
	return unlessGone(context.Cause(running))
}
