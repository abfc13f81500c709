package tail

import "golang.org/x/sys/windows"

const (
	errLocked    = windows.ERROR_SHARING_VIOLATION
	errShareLost = windows.ERROR_NETNAME_DELETED
	errDenied    = windows.ERROR_ACCESS_DENIED
)
