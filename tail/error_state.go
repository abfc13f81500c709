package tail

import (
	"errors"
	"io/fs"
	"syscall"
)

// stateOf returns the state of a log after an error, StateFollowing for nil.
func stateOf(err error) State {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		if s, ok := stateOfErrno(errno); ok {
			return s
		}
	}
	switch {
	case err == nil:
		return StateFollowing
	case errors.Is(err, fs.ErrNotExist):
		return StateGone
	case errors.Is(err, fs.ErrPermission):
		return StateDenied
	}
	return StateFailed
}
