//go:build !linux

package cli

// useHugePages does nothing: on other systems huge pages are a privilege, or the kernel's own affair.
func useHugePages() {}
