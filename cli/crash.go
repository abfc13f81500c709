package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"ccmtail/config"
	"ccmtail/internal/atomicfile"
	"ccmtail/internal/crash"
	"ccmtail/internal/text"
)

// endAfterCrash writes the report of a panic to a file, says where it is, and ends the process. It
// is the handler of package crash.
func endAfterCrash(r crash.Report) {
	paths, _ := config.FindPaths("") // an error leaves the path empty
	sayCrash(os.Stderr, r, paths.State, time.Now())
	if holdsOwnWindow() {
		sayPressKey(os.Stderr)
		awaitKey()
	}
	os.Exit(exitCrashed)
}

// sayCrash writes the report to crash.txt beside the state of the screen, or to errOut itself if
// that is not possible.
func sayCrash(errOut io.Writer, r crash.Report, state string, now time.Time) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "ccmtail %s, %s, %s/%s, %s\n%s\n\n%s", build, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		now.UTC().Format(time.RFC3339), r.Cause, r.Stack)
	fmt.Fprint(errOut, "ccmtail: internal error, a mistake in ccmtail; please report it\n")
	path := filepath.Join(filepath.Dir(state), "crash.txt")
	if err := writeCrash(path, state, b.Bytes()); err != nil {
		fmt.Fprintf(errOut, "ccmtail: write report: %s\n%s", text.Clean(err.Error()), b.Bytes())
		return
	}
	fmt.Fprintf(errOut, "ccmtail: the report is in %s; it contains no text of logs\n", text.Clean(path))
}

// writeCrash writes a report to a file that only the user can read.
func writeCrash(path, state string, report []byte) error {
	if state == "" {
		return fmt.Errorf("there is no folder for it")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := atomicfile.Replace(path, 0o600)
	if err != nil {
		return err
	}
	return f.Fill(context.Background(), func(w io.Writer) error {
		_, err := w.Write(report)
		return err
	})
}
