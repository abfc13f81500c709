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

// TestMain makes sure that the tests do not use the configuration of the user.
func TestMain(m *testing.M) {
	if strings.Contains(filepath.Base(os.Args[0]), ".test") { // and not ccmtail in a script, whose environment is set
		for _, name := range homes {
			os.Setenv(name, filepath.Join(os.TempDir(), "ccmtail-no-such-folder"))
		}
		os.Unsetenv(config.PathVariable)
		os.Unsetenv("NO_COLOR")
	}
	testscript.Main(m, map[string]func(){"ccmtail": func() { os.Exit(Main(Build{})) }})
}

// homes holds the environment variables for the user's folders on all systems.
var homes = []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "AppData", "LocalAppData"}

// TestCommands runs the scripts in testdata/script.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update})
}
