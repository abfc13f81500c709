package tail

import (
	"errors"
	"io/fs"
	"syscall"
)

// stateOf names the state that an error puts a log in.
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
