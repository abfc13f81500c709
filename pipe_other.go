//go:build !windows

package main

import "syscall"

// closedPipes is what a write to a pipe without a reader fails with.
var closedPipes = []error{syscall.EPIPE}
