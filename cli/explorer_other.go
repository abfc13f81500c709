//go:build !windows

package cli

// holdsOwnWindow reports whether the program has a console window that closes with it, in which nobody
// could read its last words. Only Windows opens one for a program.
func holdsOwnWindow() bool { return false }

// awaitKey waits for a key.
func awaitKey() {}
