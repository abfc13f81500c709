package errcode

import (
	"strings"

	"golang.org/x/sys/windows"
)

// systemText returns the text of Windows for a code, in the user's language and on one line; "" if
// there is none.
func systemText(code uint32) string {
	var buf [1024]uint16
	const flags = windows.FORMAT_MESSAGE_FROM_SYSTEM | windows.FORMAT_MESSAGE_IGNORE_INSERTS
	n, err := windows.FormatMessage(flags, 0, code, 0, buf[:], nil)
	if err != nil || n == 0 {
		return ""
	}
	return strings.Join(strings.Fields(windows.UTF16ToString(buf[:n])), " ")
}
