package feed

import (
	"os"
	"path/filepath"
	"testing"

	"ccmtail/store"
	"ccmtail/tail"
)

// originSink keeps the origins of the chunks of a capture.
type originSink struct{ all []any }

func (o *originSink) Chunk(c tail.Chunk) { o.all = append(o.all, c.Origin) }
func (*originSink) Status(tail.Status)   {}
func (*originSink) Idle(string)          {}
func (*originSink) CaughtUp()            {}

// TestFilesOfACaptureCanBeHeldOpen checks that the origins that tail hands out are Holders of the
// store, though neither package imports the other.
func TestFilesOfACaptureCanBeHeldOpen(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "CAS.log"), []byte("a line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := tail.Open(dir, tail.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var o originSink
	if err := s.Run(t.Context(), &o); err != nil {
		t.Fatal(err)
	}
	h, ok := o.all[0].(store.Holder)
	if !ok {
		t.Fatalf("%T is no store.Holder", o.all[0])
	}
	held, err := h.Hold()
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	text := make([]byte, 7)
	if _, err := held.ReadAt(text, 0); err != nil || string(text) != "a line\n" {
		t.Errorf("%q, %v", text, err)
	}
}
