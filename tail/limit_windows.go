package tail

import (
	"errors"

	"golang.org/x/sys/windows"
)

const (
	raiseFiles   = "name fewer clients"
	raiseWatches = "name fewer clients"
)

// isFileLimit reports whether an error says that no more files can be opened.
func isFileLimit(err error) bool {
	return errors.Is(err, windows.ERROR_TOO_MANY_OPEN_FILES) || errors.Is(err, windows.ERROR_NO_SYSTEM_RESOURCES)
}

// isWatchLimit reports whether an error of a notifier says that no more folders can be watched.
func isWatchLimit(err error) bool { return isFileLimit(err) }
