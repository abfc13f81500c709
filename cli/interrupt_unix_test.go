//go:build !windows

package cli

import (
	"os"
	"syscall"
	"testing"
	"time"
)

func TestSignalsThatEndTheProgram(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		ctx, stop := untilSignal(t.Context())
		if err := syscall.Kill(os.Getpid(), s); err != nil {
			t.Fatal(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(patience):
			t.Errorf("%v does not end it", s)
		}
		stop()
	}
}
