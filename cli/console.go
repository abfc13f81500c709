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

// canColour reports whether what is written may be coloured: the output is a terminal that can, and
// NO_COLOR is not set (https://no-color.org).
func (p *invocation) canColour() bool {
	out, ok := p.out.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(out.Fd()) && understandsEscapes(out)
}

// ignoreSIGPIPE lets a write to a closed pipe fail with an error instead of ending the program by a
// signal.
func ignoreSIGPIPE() { signal.Ignore(syscall.SIGPIPE) }

// requireTerminal returns an error where there is no terminal, naming the command that needs none.
func (p *invocation) requireTerminal(instead string) error {
	if out, ok := p.out.(*os.File); ok && term.IsTerminal(out.Fd()) {
		return nil
	}
	return usageError{fmt.Errorf("no terminal to draw on; use %s instead", instead)}
}

// unlessGone returns an error, but for one that says that the reader of the output has gone: it has
// seen enough.
func unlessGone(err error) error {
	if errors.Is(err, io.ErrClosedPipe) || slices.ContainsFunc(closedPipeErrors, func(e error) bool { return errors.Is(err, e) }) {
		return nil
	}
	return err
}
