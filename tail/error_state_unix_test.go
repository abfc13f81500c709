//go:build !windows

package tail

import "syscall"

const (
	errLocked    = syscall.EBUSY
	errShareLost = syscall.ESTALE
	errDenied    = syscall.EACCES
)
