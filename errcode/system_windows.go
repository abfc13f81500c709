package errcode

import (
	"strings"

	"golang.org/x/sys/windows"
)

// systemText returns Windows' own text on a code, in the language of the user, on one line; "" if
// Windows has none.
func systemText(code uint32) string {
	var buf [1024]uint16
	const flags = windows.FORMAT_MESSAGE_FROM_SYSTEM | windows.FORMAT_MESSAGE_IGNORE_INSERTS
	n, err := windows.FormatMessage(flags, 0, code, 0, buf[:], nil)
	if err != nil || n == 0 {
		return ""
	}
	return strings.Join(strings.Fields(windows.UTF16ToString(buf[:n])), " ")
}
