//go:build !windows

package cli

import "syscall"

// closedPipes is what a write to a pipe without a reader fails with.
var closedPipes = []error{syscall.EPIPE}
