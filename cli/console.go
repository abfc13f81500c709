package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// colourChoice is the value of --color.
type colourChoice string

// String implements pflag.Value.
func (c *colourChoice) String() string { return string(*c) }

// Type implements pflag.Value.
func (c *colourChoice) Type() string { return "WHEN" }

// Set implements pflag.Value.
func (c *colourChoice) Set(s string) error {
	s = strings.ToLower(s)
	if !slices.Contains(colourChoices, s) {
		return fmt.Errorf("use %s", strings.Join(colourChoices, ", "))
	}
	*c = colourChoice(s)
	return nil
}

var colourChoices = []string{"auto", "always", "never"}

// addColourFlag adds --color to a command that writes text for people.
func (p *invocation) addColourFlag(cmd *cobra.Command) {
	cmd.Flags().Var(&p.colour, "color", "colour text: auto (on a terminal), always (for less -R) or never")
	offerValues(cmd, "color", colourChoices...)
}

// canColour reports whether text is coloured: as --color says, else if the output is a terminal with
// colours and NO_COLOR is not set (https://no-color.org).
func (p *invocation) canColour() bool {
	switch p.colour {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && p.onTerminal() && understandsEscapes(p.out.(*os.File))
}

// onTerminal reports whether the output is a terminal.
func (p *invocation) onTerminal() bool {
	out, ok := p.out.(*os.File)
	return ok && term.IsTerminal(out.Fd())
}

// ignoreSIGPIPE makes a write to a closed pipe return an error, instead of a signal that ends the
// program.
func ignoreSIGPIPE() { signal.Ignore(syscall.SIGPIPE) }

// requireTerminal returns an error if the output is not a terminal. It names the command to use
// instead.
func (p *invocation) requireTerminal(instead string) error {
	if p.onTerminal() {
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
