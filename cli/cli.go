// Package cli is the command line, one file per command: flags become options, options are handed
// to the packages, and errors become exit codes.
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

// Build is what the release build says of the program; what is empty is taken from what the Go
// toolchain stamped.
type Build struct{ Version, Commit, Date string }

// Main runs the program with the process's arguments, streams and clock, until it has ended or is
// interrupted, and returns its exit code.
func Main(b Build) int {
	ctx, stop := untilSignal(context.Background())
	defer stop()
	ignoreSIGPIPE()
	build = b
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now)
}

// build is set once, before anything runs.
var build Build

// The exit codes, part of the command line's contract.
const (
	exitDone         = 0
	exitFailed       = 1 // also if something could not be read
	exitUsage        = 2
	exitStateMatched = 3 // --fail-on matched
	exitInterrupted  = 130
)

// invocation is what a command runs in.
type invocation struct {
	in          io.Reader
	out, errOut io.Writer
	now         func() time.Time
	memoryLimit byteSize // that what is read may take
}

// usageError is a command line that cannot be followed.
type usageError struct{ error }

// stateError says that --fail-on matched.
type stateError struct{ error }

// run returns the whole program: it prints to out and errOut only, and gives back the exit code.
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

// String returns the version this program says it is.
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
