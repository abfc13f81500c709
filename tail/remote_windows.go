package tail

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// isRemote reports UNC paths and mapped network drives.
func isRemote(dir string) bool {
	if isUNC(dir) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
