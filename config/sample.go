package config

import (
	_ "embed" // the sample
	"os"
	"path/filepath"

	"ccmtail/internal/atomicfile"
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
	f, err := atomicfile.Create(path, 0o600)
	if err != nil {
		return err
	}
	return fill(f, Sample)
}
