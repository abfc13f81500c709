package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// closedPipeErrors holds the errors of a write to a pipe that has no reader.
var closedPipeErrors = []error{windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA}

// understandsEscapes turns on escape sequences in the console, and reports whether it has them. That
// of Windows versions before 10 has not.
func understandsEscapes(out *os.File) bool {
	h := windows.Handle(out.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
