package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func init() {
	programs["explorer"] = func() { os.Exit(asExplorer(os.Args[1:])) }
	programs["shell"] = programs["explorer"]
	programs["says-parent"] = func() { fmt.Println(parentName()) }
}

// asExplorer starts a program as Explorer does, and returns its exit code. After "window" it leaves it
// alone in the console.
func asExplorer(args []string) int {
	inWindow := args[0] == "window"
	if inWindow {
		args = args[1:]
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return -1
	}
	if inWindow {
		_, _, _ = kernel32.NewProc("FreeConsole").Call()
	}
	return exitCodeOf(cmd.Wait())
}

func exitCodeOf(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		return -1
	}
	return 0
}

// TestStartedFromExplorer: it runs, whatever its parent is called.
func TestStartedFromExplorer(t *testing.T) {
	logs := demoLogs(t)
	for _, args := range [][]string{{"--version"}, {"report", logs}, {"explain", "-5"}} {
		out, err := exec.Command("explorer", append([]string{"ccmtail"}, args...)...).CombinedOutput()
		if err != nil || strings.Contains(string(out), "command line tool") || strings.Contains(string(out), "Press any key") {
			t.Errorf("%q: %v\n%s", args, err, out)
		}
	}
	// What is dropped on it, or opened with it, is its only argument.
	out, err := exec.Command("explorer", "ccmtail", logs).CombinedOutput()
	if exitCodeOf(err) != exitUsage || !strings.Contains(string(out), "no terminal to draw on") {
		t.Errorf("dropped: %v\n%s", err, out)
	}
}

// TestTheParentIsKnown: by its name, which a window that is held depends on.
func TestTheParentIsKnown(t *testing.T) {
	for _, parent := range []string{"explorer", "shell"} {
		if out, err := exec.Command(parent, "says-parent").Output(); err != nil || strings.TrimSpace(string(out)) != parent+".exe" {
			t.Errorf("%s: %q, %v", parent, out, err)
		}
	}
}
