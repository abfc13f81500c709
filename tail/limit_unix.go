//go:build !windows

package tail

import (
	"errors"
	"syscall"
)

const (
	raiseFiles   = "raise the limit (ulimit -n) or name fewer clients"
	raiseWatches = "raise fs.inotify.max_user_instances and fs.inotify.max_user_watches"
)

// isFileLimit reports whether an error says that no more files can be opened.
func isFileLimit(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// isWatchLimit reports whether an error of a notifier says that no more folders can be watched.
func isWatchLimit(err error) bool { return isFileLimit(err) || errors.Is(err, syscall.ENOSPC) }
