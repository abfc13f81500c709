package cli

import "golang.org/x/sys/windows"

// closedPipes is what a write to a pipe without a reader fails with.
var closedPipes = []error{windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA}
