package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/charmbracelet/x/term"
)

// canColour reports whether the output is a terminal with colours and NO_COLOR is not set
// (https://no-color.org).
func (p *invocation) canColour() bool {
	out, ok := p.out.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(out.Fd()) && understandsEscapes(out)
}

// ignoreSIGPIPE makes a write to a closed pipe return an error, instead of a signal that ends the
// program.
func ignoreSIGPIPE() { signal.Ignore(syscall.SIGPIPE) }

// requireTerminal returns an error if the output is not a terminal. It names the command to use
// instead.
func (p *invocation) requireTerminal(instead string) error {
	if out, ok := p.out.(*os.File); ok && term.IsTerminal(out.Fd()) {
		return nil
	}
	return usageError{fmt.Errorf("no terminal to draw on; use %s instead", instead)}
}

// unlessGone returns the error of a write, nil if the reader of the output has closed it, as head
// does when it has enough.
func unlessGone(err error) error {
	if errors.Is(err, io.ErrClosedPipe) || slices.ContainsFunc(closedPipeErrors, func(e error) bool { return errors.Is(err, e) }) {
		return nil
	}
	return err
}
