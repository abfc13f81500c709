package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"ccmtail/feed"
	"ccmtail/store"
)

// untilSignal returns a context that ends with the first signal to end the program. A second one
// ends it at once: a write to a pipe that nobody reads waits for ever.
func untilSignal(parent context.Context) (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup does
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(parent, signals...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// interruptedError says that a signal ended a command before it was done, and what follows from
// that for its output.
type interruptedError struct{ consequence string }

// Error implements error.
func (e interruptedError) Error() string { return "interrupted: " + e.consequence }

// The consequences of an interruption.
const (
	nothingWritten = "not all logs were read, so nothing was written"
	outputCut      = "the output ends early"
	noCopy         = "no copy was written"
	screenClosed   = "the screen is closed"
)

// readAll reads sources to their end. It fails if a source cannot be opened, or if ctx ends; what
// else could not be read is in the snapshot, see sayIncomplete.
func (p *invocation) readAll(ctx context.Context, sources []string, o feed.Options) (*store.Snapshot, error) {
	f, err := p.openFeed(sources, o)
	if err != nil {
		return nil, err
	}
	_ = f.Run(ctx) // its errors are in the snapshot
	if ctx.Err() != nil {
		return nil, interruptedError{nothingWritten}
	}
	setGCPercentWhenRead(o)
	return f.Snapshot(), nil
}

// writeWhole writes to the output what write writes, but nothing if ctx ends before that is whole.
func (p *invocation) writeWhole(ctx context.Context, what string, write func(io.Writer) error) error {
	var whole bytes.Buffer
	err := write(&whole)
	if ctx.Err() != nil {
		return interruptedError{nothingWritten}
	}
	if err == nil {
		_, err = p.out.Write(whole.Bytes())
	}
	if err = unlessGone(err); err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	return nil
}

// interruptibleWriter is a writer that fails when its context has ended.
type interruptibleWriter struct {
	ctx context.Context
	w   io.Writer
}

// Write implements io.Writer.
func (i *interruptibleWriter) Write(b []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.w.Write(b)
}
