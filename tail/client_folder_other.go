//go:build !windows

package tail

import "errors"

// systemCodePage returns the code page for text of unknown encoding.
func systemCodePage() int { return 1252 }

// ClientLogFolder returns the log folder of the ConfigMgr client on this computer. It fails on all
// systems but Windows; the error says to name a SOURCE.
func ClientLogFolder() (string, error) {
	return "", errors.New("find client log folder: available only on Windows; name a SOURCE (folder, log file, .zip or a mounted share)")
}
