//go:build unix && !nohub

package hub

import "os"

// keyIsOpen says who else can read the file of a key, "" if nobody or if that is not known.
func keyIsOpen(path string) string {
	info, err := os.Stat(path)
	switch {
	case err != nil || info.Mode().Perm()&0o077 == 0:
		return ""
	case info.Mode().Perm()&0o007 != 0:
		return "everybody on this computer may read it"
	}
	return "its group may read it"
}
