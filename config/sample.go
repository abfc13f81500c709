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

// WriteSample writes the sample to a new file, and makes its folder. It never writes over a file:
// if there is one, the error is fs.ErrExist. Other errors say why the folder or the file cannot be
// made.
func WriteSample(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := atomicfile.Create(path, 0o600)
	if err != nil {
		return err
	}
	return fill(f, Sample)
}
