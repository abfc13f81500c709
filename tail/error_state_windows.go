package tail

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// stateOfErrno returns the state of a log after an error of the system, false for those that
// package io/fs knows or that have no state of their own.
func stateOfErrno(e syscall.Errno) (State, bool) {
	switch e {
	case windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION, windows.ERROR_USER_MAPPED_FILE:
		return StateLocked, true
	case windows.ERROR_BAD_NETPATH, windows.ERROR_BAD_NET_NAME, windows.ERROR_NETNAME_DELETED,
		windows.ERROR_UNEXP_NET_ERR, windows.ERROR_NETWORK_BUSY, windows.ERROR_DEV_NOT_EXIST,
		windows.ERROR_NETWORK_UNREACHABLE, windows.ERROR_HOST_UNREACHABLE, windows.ERROR_CONNECTION_ABORTED,
		windows.ERROR_SEM_TIMEOUT, windows.ERROR_VC_DISCONNECTED, windows.ERROR_NOT_CONNECTED,
		windows.ERROR_REM_NOT_LIST, windows.ERROR_ADAP_HDW_ERR, windows.ERROR_NO_NETWORK:
		return StateShareLost, true
	case windows.ERROR_INVALID_NAME, windows.ERROR_BAD_PATHNAME: // for a pattern, for instance
		return StateGone, true
	case windows.ERROR_NETWORK_ACCESS_DENIED:
		return StateDenied, true
	}
	return 0, false
}
