//go:build !windows

package tail

import "syscall"

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
