package tail

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// isRemote reports whether a directory is a UNC path or on a mapped network drive.
func isRemote(dir string) bool {
	if isUNC(dir) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
