package config

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pelletier/go-toml/v2"

	"ccmtail/internal/atomicfile"
)

// LoadState reads into state what SaveState wrote, and returns whether there was a file: a first
// run has none, which is no error. The error says why the file cannot be read, or which line of it
// is wrong; then state is of no use, and the program can do without.
func LoadState(path string, state any) (found bool, err error) {
	text, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	err = decode(text, state)
	var wrong *Error
	if errors.As(err, &wrong) {
		err = fmt.Errorf("%s: line %d: %s", path, wrong.Line, wrong.Text)
	}
	return true, err
}

// AdoptState moves what an older version kept to where it is kept now, unless there is something. The
// old file is removed when the new one is whole. The error says why it cannot be moved.
func (p Paths) AdoptState() error {
	if p.State == "" || p.OldState == "" {
		return nil
	}
	if _, err := os.Lstat(p.State); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	text, err := readFile(p.OldState)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = replaceFile(p.State, string(text))
	}
	if err != nil {
		return fmt.Errorf("move %s to %s: %w", p.OldState, p.State, err)
	}
	_ = os.Remove(p.OldState) // one that stays is never read again
	return nil
}

// SaveState writes what the screen keeps from one run to the next. The error says why the file
// cannot be written; then the one that was there is still as it was.
func SaveState(path string, state any) error {
	return writeTOML(path, "State of ccmtail's screen from the last run. You can delete this file.", state)
}

// writeTOML writes v to a file of the program's own, below a comment that says what it is. Who
// reads the file sees the old content or the new, never a part of it.
func writeTOML(path, comment string, v any) error {
	text, err := toml.Marshal(v)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := replaceFile(path, "# "+comment+"\n\n"+string(text)); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// replaceFile replaces a file's content at once, and makes the file's folder.
func replaceFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := atomicfile.Replace(path, 0o600)
	if err != nil {
		return err
	}
	return fill(f, text)
}

// fill makes a text the content of a file.
func fill(f *atomicfile.File, text string) error {
	return f.Fill(context.Background(), func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// maxFileSize is the size of a file beyond which it is no configuration.
const maxFileSize = 256 << 10

// readFile returns the content of a file without the byte order mark that some editors begin it
// with. A missing file is fs.ErrNotExist; one larger than maxFileSize is an error too, and so is what
// is no file: a pipe may have no end, or nobody who writes to it.
func readFile(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && path != os.DevNull {
		return nil, fmt.Errorf("read %s: not a file but %s", path, kindOf(info.Mode()))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFileSize+1))
	if err == nil && len(text) > maxFileSize {
		err = fmt.Errorf("read %s: larger than 256 KiB, not a configuration file", path)
	}
	return bytes.TrimPrefix(text, []byte("\uFEFF")), err
}

// kindOf names what a path leads to that is not a file.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}
