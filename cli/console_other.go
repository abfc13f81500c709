//go:build !windows

package cli

import (
	"os"
	"syscall"
)

// closedPipeErrors holds the errors of a write to a pipe that has no reader.
var closedPipeErrors = []error{syscall.EPIPE}

// understandsEscapes reports whether a terminal understands escape sequences.
func understandsEscapes(*os.File) bool { return true }
