//go:build !windows

package tail

import "errors"

// systemCodePage returns the code page for text of unknown encoding.
func systemCodePage() int { return 1252 }

// ClientLogFolder returns the log folder of the ConfigMgr client on this computer. It fails on all
// systems but Windows; the error says what to name instead.
func ClientLogFolder() (string, error) {
	return "", errors.New("this computer's client can be read on Windows only; name a folder of logs, a log file, a .zip, or - for standard input")
}

// thisComputer returns the name of the client on this computer, whose logs are at path.
func thisComputer(path string) string { return tellingName(path) }
