package config

import (
	_ "embed" // the sample
	"os"
	"path/filepath"
)

// Sample is a configuration that explains every setting and makes none.
//
//go:embed sample.toml
var Sample string

// Begin writes the sample where there is no file yet; over one it fails with fs.ErrExist.
func Begin(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(Sample)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
