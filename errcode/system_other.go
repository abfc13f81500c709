//go:build !windows

package errcode

// systemText returns the text of the system for a code, which only Windows has.
func systemText(uint32) string { return "" }
