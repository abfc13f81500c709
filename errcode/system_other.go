//go:build !windows

package errcode

// systemText returns Windows' own text on a code; elsewhere there is none.
func systemText(uint32) string { return "" }
