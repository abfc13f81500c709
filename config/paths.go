package config

import (
	"os"
	"path/filepath"
	"runtime"
)

// PathVariable is the environment variable that names another configuration file.
const PathVariable = "CCMTAIL_CONFIG"

// Paths are the files of the configuration. One is empty where the system names no folder for it.
type Paths struct {
	// Config is the user's own file; the program never changes it.
	Config string
	// NamedBy is what named Config where it is not in its usual place: a flag or the environment.
	NamedBy Origin
	// Filters is the file of the filters saved on the screen. It lies beside Config.
	Filters string
	// State is what the screen keeps from one run to the next, in the user's folder for such, and
	// OldState where it was kept by versions before, "" if that is the same.
	State, OldState string
}

// FindPaths returns where the files are. The user's own is the one that a flag names, else the one
// that the environment names, else the one in the user's folder for configurations. The error says
// which folder the system does not name; the paths are valid all the same.
func FindPaths(named string) (p Paths, err error) {
	state, err := stateFolder()
	if err == nil {
		p.State = filepath.Join(state, "ccmtail", "state.toml")
		if cache, err := os.UserCacheDir(); err == nil && cache != state {
			p.OldState = filepath.Join(cache, "ccmtail", "state.toml")
		}
	}
	switch other := os.Getenv(PathVariable); {
	case named != "":
		p.Config, p.NamedBy = named, Origin{Kind: Flag}
	case other != "":
		p.Config, p.NamedBy = other, Origin{Kind: Environment, Name: PathVariable}
	default:
		var folder string
		if folder, err = os.UserConfigDir(); err == nil {
			p.Config = filepath.Join(folder, "ccmtail", "config.toml")
		}
	}
	if p.Config != "" {
		p.Filters = filepath.Join(filepath.Dir(p.Config), "filters.toml")
	}
	return p, err
}

// stateFolder returns the user's folder for what programs keep: XDG_STATE_HOME, or where that is not
// set, ~/.local/state, as the XDG Base Directory Specification has it. Windows and macOS have none but
// that for caches, which stays on the computer.
func stateFolder() (string, error) {
	if folder := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(folder) {
		return folder, nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserCacheDir()
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "state"), nil
}
