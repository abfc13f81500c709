package redact

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/fstest"

	"ccmtail/tail"
)

// Many small logs, each with names of its own, are read side by side.
func TestTheSameCaptureHasTheSameStandIns(t *testing.T) {
	logs := fstest.MapFS{}
	for i := range 40 {
		logs[fmt.Sprintf("Log%02d.log", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "Host=server%02d.corp%02d.example\r\n", i, i)}
	}
	copied := func() []byte {
		var out bytes.Buffer
		open := func() (*tail.Source, error) { return tail.OpenFS("made up", logs, tail.Options{}), nil }
		if err := New().Capture(t.Context(), open, &out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	first := copied()
	for range 20 {
		if !bytes.Equal(copied(), first) {
			t.Fatal("a second copy differs")
		}
	}
}

// A copy that breaks off must not be taken for a whole one.
func TestAnInterruptedCaptureIsAnError(t *testing.T) {
	logs := fstest.MapFS{"A.log": &fstest.MapFile{Data: []byte("Host=server01.corp.example\r\n")}}
	for stopAt := 1; stopAt <= 2; stopAt++ {
		ctx, stop := context.WithCancel(t.Context())
		pass := 0
		open := func() (*tail.Source, error) {
			if pass++; pass == stopAt {
				stop()
			}
			return tail.OpenFS("made up", logs, tail.Options{}), nil
		}
		var out bytes.Buffer
		if err := New().Capture(ctx, open, &out); !errors.Is(err, context.Canceled) || out.Len() > 0 {
			t.Errorf("stopped in pass %d: %v, %d bytes written", stopAt, err, out.Len())
		}
		stop()
	}
}
