package cli

import (
	"bufio"
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestAClosedPipeIsNoError runs commands as a shell does before "| head -1".
func TestAClosedPipeIsNoError(t *testing.T) {
	for _, args := range [][]string{{"events", "--follow"}, {"export", "--follow"}, {"events"}, {"export", "--format", "csv"}, {"report"}} {
		dir := t.TempDir()
		log := filepath.Join(dir, "WUAHandler.log")
		for i := range 2000 { // more than the buffer of a pipe holds
			appendRecord(t, log, fmt.Sprintf("10:%02d:%02d.000", i/60, i%60),
				fmt.Sprintf("Update (Missing): An update (KB5%06d) (1b1b0a0d-52a8-4c14-9c0e-61c1e0f1%04x, 101)", i, i))
		}
		cmd := exec.Command("ccmtail", append(args, dir)...)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr lastWrite
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReaderSize(out, 16).ReadString('\n'); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		out.Close()
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		begun := time.Now()
		for i := 0; ; i++ { // with --follow, it ends at the next write
			appendRecord(t, log, "11:00:00.000",
				fmt.Sprintf("Update (Missing): An update (KB6%06d) (1b1b0a0d-52a8-4c14-9c0e-61c1e0f2%04x, 101)", i, i))
			select {
			case err := <-done:
				if err != nil || stderr != "" {
					t.Errorf("%v: %v, stderr %q", args, err, stderr)
				}
			case <-time.After(100 * time.Millisecond):
				if time.Since(begun) < patience {
					continue
				}
				t.Errorf("%v has not ended", args)
				_ = cmd.Process.Kill()
			}
			break
		}
	}
}

// lastWrite is a Writer that keeps what was last written.
type lastWrite string

func (w *lastWrite) Write(p []byte) (int, error) {
	*w = lastWrite(p)
	return len(p), nil
}
