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
	"time"
)

// Build describes the build of the program. An empty version or commit is taken from the build
// information of the Go toolchain.
type Build struct{ Version, Commit, Date string }

// Main runs the program with the arguments, streams and clock of the process, and returns the exit
// code: 0 if it succeeded, 1 if it failed, 2 if the command line is wrong, 3 if --fail-on matched. An
// interrupt ends it.
func Main(b Build) int {
	ctx, stop := untilSignal(context.Background())
	defer stop()
	ignoreSIGPIPE()
	build = b
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now)
}

// build is what Main was called with.
var build Build

// The exit codes. Scripts depend on them.
const (
	exitDone         = 0
	exitFailed       = 1 // also if something could not be read
	exitUsage        = 2
	exitStateMatched = 3 // --fail-on matched
	exitInterrupted  = 130
)

// invocation is the environment of a command, and the flag that all commands have.
type invocation struct {
	in          io.Reader
	out, errOut io.Writer
	now         func() time.Time
	memoryLimit byteSize // --memory
}

// usageError is an error of the command line or the configuration.
type usageError struct{ error }

// stateError is the error that --fail-on has matched.
type stateError struct{ error }

// run runs the program and returns the exit code. Errors go to errOut, all other output to out.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer, now func() time.Time) int {
	p := &invocation{in: in, out: out, errOut: errOut, now: now, memoryLimit: defaultMemory()}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := unlessGone(root.ExecuteContext(ctx))
	if err == nil {
		return exitDone
	}
	fmt.Fprintf(errOut, "ccmtail: %v\n", err)
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
