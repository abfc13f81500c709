//go:build !windows

package cli

import (
	"os"
	"syscall"
)

// closedPipeErrors is what a write to a pipe without a reader fails with.
var closedPipeErrors = []error{syscall.EPIPE}

// understandsEscapes reports whether a terminal takes escape sequences.
func understandsEscapes(*os.File) bool { return true }
