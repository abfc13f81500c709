package tail

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

func TestPipeIsReadToItsEnd(t *testing.T) {
	s, err := Open("-", Options{Stdin: strings.NewReader("one\ntwo\n"), Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	c := runToEnd(t, s)
	if c.text("stdin") != "one\ntwo\n" || c.state("stdin") != StateComplete || s.Name() != "stdin" {
		t.Error(c)
	}
}

func TestPipeKeepsGrowing(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c, stop := follow(t, "-", Options{Stdin: r})
	io.WriteString(w, "one")
	c.awaitText(t, "stdin", "one")
	c.await(t, "Idle and CaughtUp", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.log("stdin").idles > 0 && c.caughtUp == 1
	})
	io.WriteString(w, " two")
	c.awaitText(t, "stdin", "one two")
	stop() // while the writer has the pipe open and writes nothing
	w.Close()
	if _, err := r.Stat(); err != nil {
		t.Errorf("standard input was closed: %v", err)
	}
}

func TestPipeIsClosed(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c, _ := follow(t, "-", Options{Stdin: r})
	io.WriteString(w, strings.Repeat("x", 100_000))
	w.Close()
	c.await(t, "the end", func() bool { return c.state("stdin") == StateComplete })
	if len(c.text("stdin")) != 100_000 {
		t.Error(c)
	}
}

func TestBrokenPipeIsAnError(t *testing.T) {
	s, err := Open("-", Options{Stdin: io.MultiReader(strings.NewReader("one"), errReader{})})
	if err != nil {
		t.Fatal(err)
	}
	c := newCollector()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := s.Run(ctx, c); err == nil || c.text("stdin") != "one" || c.state("stdin") != StateFailed {
		t.Errorf("%v %s", err, c)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
