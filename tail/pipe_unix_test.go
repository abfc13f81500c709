//go:build !windows

package tail

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestNamedPipeIsReadFromItsFirstWriterOn(t *testing.T) {
	path := filepath.Join(tempDir(t), "fifo")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	unwritten, stop := follow(t, path, Options{})
	stop() // Run must return although nobody has opened the pipe for writing
	c, _ := follow(t, path, Options{})
	w, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "one")
	c.awaitText(t, "fifo", "one")
	w.Close()
	c.await(t, "the end", func() bool { return c.state("fifo") == StateComplete })
	if unwritten.text("fifo") != "" {
		t.Error(unwritten)
	}
}
