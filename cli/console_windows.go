package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// closedPipeErrors is what a write to a pipe without a reader fails with.
var closedPipeErrors = []error{windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA}

// understandsEscapes asks the console to take escape sequences; one older than Windows 10 cannot.
func understandsEscapes(out *os.File) bool {
	h := windows.Handle(out.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
