//go:build !windows

package tail

import "errors"

func systemCodePage() int { return 1252 }

// ClientLogFolder finds the log folder of the ConfigMgr client on this
// computer. Only Windows has one: elsewhere the error says to name a SOURCE.
func ClientLogFolder() (string, error) {
	return "", errors.New("find client log folder: available only on Windows; name a SOURCE (folder, log file, .zip or a mounted share)")
}
