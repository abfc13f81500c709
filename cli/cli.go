// Package cli is the command line of ccmtail. Each command has a file of its own, which defines its
// flags and its help and calls the other packages. Main turns their errors into exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ccmtail/internal/crash"
	"ccmtail/internal/text"
	"ccmtail/parsers"
)

// Build describes the build of the program. An empty version or commit is taken from the build
// information of the Go toolchain.
type Build struct{ Version, Commit, Date string }

// Main runs the program with the arguments, streams and clock of the process, and returns the exit
// code: 0 if it succeeded, 1 if it failed, 2 if the command line is wrong, 3 if --fail-on matched. An
// interrupt ends it with 130, and a panic with a report and 2.
func Main(b Build) int {
	build = b
	defer crash.Handle(endAfterCrash)()
	defer crash.Guard()
	ctx, stop := untilSignal(context.Background())
	defer stop()
	ignoreSIGPIPE()
	defer crash.Wait()
	cobra.MousetrapHelpText = "" // else it would not run for whoever starts it from Explorer
	p := newInvocation(os.Stdin, os.Stdout, os.Stderr, time.Now)
	code := p.run(ctx, os.Args[1:])
	p.holdWindow(code, holdsOwnWindow, awaitKey)
	return code
}

// build is what Main was called with.
var build Build

// The exit codes. Scripts depend on them.
const (
	exitDone         = 0
	exitFailed       = 1 // also if something could not be read
	exitUsage        = 2
	exitStateMatched = 3   // --fail-on matched
	exitCrashed      = 2   // a mistake in ccmtail
	exitInterrupted  = 130 // by a signal
)

// invocation is the environment of a command, and the flags that several commands have.
type invocation struct {
	in          io.Reader
	out, errOut io.Writer
	now         func() time.Time
	memoryLimit byteSize           // --memory
	colour      colourChoice       // --color
	hadScreen   bool               // the screen was shown
	writes      string             // --output, "" without
	rules       *parsers.UserRules // of the configuration; nil: none
}

// usageError is an error of the command line or the configuration.
type usageError struct{ error }

// Unwrap returns the error without its kind.
func (e usageError) Unwrap() error { return e.error }

// stateError is the error that --fail-on has matched.
type stateError struct{ error }

// newInvocation returns an invocation with the defaults of its flags. Errors go to errOut, all other
// output to out.
func newInvocation(in io.Reader, out, errOut io.Writer, now func() time.Time) *invocation {
	return &invocation{in: in, out: out, errOut: errOut, now: now, memoryLimit: defaultMemory(), colour: "auto"}
}

// run runs the program with arguments and returns the exit code.
func (p *invocation) run(ctx context.Context, args []string) int {
	root := p.rootCommand()
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		unquoteFlags(root)
	}
	root.SetArgs(codesBehindFlags(root, args))
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.errOut)
	err := unlessGone(root.ExecuteContext(ctx))
	if err == nil {
		return exitDone
	}
	for _, line := range errorLines(err) {
		fmt.Fprintf(p.errOut, "ccmtail: %s\n", line)
	}
	var usage usageError
	var state stateError
	var interrupted interruptedError
	switch {
	case errors.As(err, &interrupted):
		return exitInterrupted
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &state):
		return exitStateMatched
	}
	return exitFailed
}

// errorLines returns an error without control characters. It has one line for each error that it
// joins, and those of linesError; a line break in any other is part of a name.
func errorLines(err error) (lines []string) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			lines = append(lines, errorLines(e)...)
		}
		return lines
	}
	var clean linesError
	if errors.As(err, &clean) {
		return []string{clean.Error()}
	}
	return []string{text.Clean(err.Error())}
}

// String returns the version, the commit in brackets, and the date.
func (b Build) String() string {
	v, c := b.Version, b.Commit
	if info, ok := debug.ReadBuildInfo(); ok && v == "" {
		v = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && c == "" {
				c = s.Value
			}
		}
	}
	if v == "" || v == "(devel)" {
		v = "devel"
	}
	if len(c) > 12 {
		c = c[:12]
	}
	if c != "" {
		v += " (" + c + ")"
	}
	if b.Date != "" {
		v += " " + b.Date
	}
	return v
}
