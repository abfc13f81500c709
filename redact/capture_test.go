package redact

import (
	"bytes"
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
