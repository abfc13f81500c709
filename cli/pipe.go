package cli

import (
	"errors"
	"io"
	"os/signal"
	"slices"
	"syscall"
)

// keepPipes lets a write to a closed pipe fail with an error instead of ending the program by a signal.
func keepPipes() { signal.Ignore(syscall.SIGPIPE) }

// unlessGone returns an error, but for one that says that the reader of the output has gone: it has seen enough.
func unlessGone(err error) error {
	if errors.Is(err, io.ErrClosedPipe) || slices.ContainsFunc(closedPipes, func(e error) bool { return errors.Is(err, e) }) {
		return nil
	}
	return err
}
