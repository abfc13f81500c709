package cli

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ccmtail/config"
)

var update = flag.Bool("update", false, "rewrite the expected output in the test scripts")

// TestMain keeps the tests away from the configuration of whoever runs them.
func TestMain(m *testing.M) {
	if strings.Contains(filepath.Base(os.Args[0]), ".test") { // not as a command of a script, which has its own
		for _, name := range homes {
			os.Setenv(name, filepath.Join(os.TempDir(), "ccmtail-no-such-folder"))
		}
		os.Unsetenv(config.PathVariable)
		os.Unsetenv("NO_COLOR")
	}
	testscript.Main(m, map[string]func(){"ccmtail": func() { os.Exit(Main(Build{})) }})
}

// homes are the variables that name a user's folders, on all systems.
var homes = []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "AppData", "LocalAppData"}

// TestCommands runs the command line as a user types it: testdata/script, one situation a file.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update})
}
