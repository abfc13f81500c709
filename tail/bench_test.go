package tail

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkBackfill reads 16 logs of 256 MiB in all.
func BenchmarkBackfill(b *testing.B) {
	dir := b.TempDir()
	text := strings.Repeat("<![LOG[Update installed]LOG]!><time=\"10:00:00.000+300\">\r\n", 16<<20/58)
	for i := range 16 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("Log%02d.log", i)), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(16 * len(text)))
	for b.Loop() {
		s, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Run(b.Context(), discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

// discard is a Sink that does nothing.
type discard struct{}

func (discard) Chunk(Chunk)   {}
func (discard) Status(Status) {}
func (discard) Idle(string)   {}
func (discard) CaughtUp()     {}
