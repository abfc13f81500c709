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

// TestStandInsDoNotDependOnTheOrderOfReading copies many small logs with different names, which are
// read concurrently, several times.
func TestStandInsDoNotDependOnTheOrderOfReading(t *testing.T) {
	logs := fstest.MapFS{}
	for i := range 40 {
		logs[fmt.Sprintf("Log%02d.log", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "Host=server%02d.corp%02d.example\r\n", i, i)}
	}
	redactedCopy := func() []byte {
		var out bytes.Buffer
		open := func() (*tail.Source, error) { return tail.OpenFS("made up", logs, tail.Options{}), nil }
		if err := New().Capture(t.Context(), open, &out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	first := redactedCopy()
	for range 20 {
		if !bytes.Equal(redactedCopy(), first) {
			t.Fatal("two copies differ")
		}
	}
}

// TestCancellationIsAnError ends the context in the first and in the second pass.
func TestCancellationIsAnError(t *testing.T) {
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
			t.Errorf("cancelled in pass %d: %v, %d bytes written", stopAt, err, out.Len())
		}
		stop()
	}
}
