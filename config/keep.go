package config

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/BurntSushi/toml"

	"ccmtail/internal/atomicfile"
)

// largest is the size of a file beyond which it is no configuration.
const largest = 256 << 10

// readFile reads a file of a sensible size. A missing one is fs.ErrNotExist.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err == nil && len(text) > largest {
		err = fmt.Errorf("read %s: larger than 256 KiB, this is no configuration", path)
	}
	return text, err
}

// Recall reads into v what Keep wrote, and says whether there was anything: without a file there is nothing to recall. An
// error leaves v as it may be; the file is the program's own and can be done without.
func Recall(path string, v any) (kept bool, err error) {
	text, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	if err = toml.Unmarshal(text, v); err != nil {
		return true, fmt.Errorf("%s: %w", path, err)
	}
	return true, nil
}

// Keep writes v to a file of the program's own, under a line that says so. Who reads the file sees the old content or the
// new, never a part of it.
func Keep(path, says string, v any) error {
	text, err := toml.Marshal(v)
	if err != nil {
		return fmt.Errorf("keep %s: %w", path, err)
	}
	if err := replace(path, "# "+says+"\n\n"+string(text)); err != nil {
		return fmt.Errorf("keep %s: %w", path, err)
	}
	return nil
}

// replace puts a text in the place of a file at once, and makes its folder.
func replace(path, text string) error {
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
