//go:build !windows

package tail

import "syscall"

// stateOfErrno returns the state of a log after an error of the system, false for those that
// package io/fs knows or that have no state of their own.
func stateOfErrno(e syscall.Errno) (State, bool) {
	switch e {
	case syscall.ESTALE, syscall.ETIMEDOUT, syscall.EHOSTDOWN, syscall.EHOSTUNREACH, syscall.ENETDOWN,
		syscall.ENETUNREACH, syscall.ENOTCONN, syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EIO:
		return StateShareLost, true
	case syscall.EBUSY, syscall.ETXTBSY, syscall.EAGAIN:
		return StateLocked, true
	case syscall.ENOTDIR:
		return StateGone, true
	}
	return 0, false
}
