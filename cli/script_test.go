package cli

import (
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"ccmtail/config"
	"ccmtail/internal/crash"
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
	testscript.Main(m, programs)
}

// patience is how long is waited for what must happen, so that a test that hangs says where. A
// machine that does much else may be slow.
const patience = 5 * time.Minute

// panicVariable is the environment variable with the file at whose appearance ccmtail-that-panics
// panics: a moment that the test chooses, however long the program takes to start.
const panicVariable = "CCMTAIL_TEST_PANIC"

// programs are what tests can start, by name.
var programs = map[string]func(){
	"ccmtail": func() { os.Exit(Main(Build{})) },
	"ccmtail-that-panics": func() {
		go crash.Guarded(func() {
			for !exists(os.Getenv(panicVariable)) {
				time.Sleep(10 * time.Millisecond)
			}
			panic("text of a log")
		})()
		os.Exit(Main(Build{}))
	},
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// run runs the program with arguments and streams, and returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer, now func() time.Time) int {
	return newInvocation(in, out, errOut, now).run(ctx, args)
}

// homes holds the environment variables for the user's folders on all systems.
var homes = []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "AppData", "LocalAppData"}

// TestCommands runs the scripts in testdata/script.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update})
}
