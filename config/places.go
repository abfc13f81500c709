package config

import (
	"os"
	"path/filepath"
)

// Variable is the environment's name for another configuration file.
const Variable = "CCMTAIL_CONFIG"

// Places are the files of the configuration. A system that names no folder for one leaves it empty.
type Places struct {
	// Config is the user's own file; the program never changes it.
	Config string
	// By says what named Config where it does not lie in its usual place: a flag or the environment.
	By Origin
	// Filters is beside it: the filters saved on the screen.
	Filters string
	// State is what the screen keeps from one run to the next, in the user's folder for caches.
	State string
}

// Find says where the configuration is: in the file named by a flag, else by the environment, else in the user's folder
// for configurations. The error says which folder the system does not name.
func Find(named string) (p Places, err error) {
	cache, err := os.UserCacheDir()
	if err == nil {
		p.State = filepath.Join(cache, "ccmtail", "state.toml")
	}
	switch other := os.Getenv(Variable); {
	case named != "":
		p.Config, p.By = named, Origin{Kind: Flag}
	case other != "":
		p.Config, p.By = other, Origin{Kind: Environment, Name: Variable}
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
