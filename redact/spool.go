package redact

import (
	"archive/zip"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"
)

// spool holds the redacted logs in temporary files. They are written concurrently, but a zip takes
// one file after the other.
type spool struct {
	dir    string
	names  map[sourceFile]string // of the members of the zip
	byName map[string]*os.File
}

// write appends text to the redacted copy of a file.
func (s *spool) write(f sourceFile, text []byte) error {
	name, ok := s.names[f]
	if !ok { // it was not there when the names were learnt
		return fmt.Errorf("%s appeared while the source was read; redact a folder that does not change", f.base)
	}
	file := s.byName[name]
	if file == nil {
		var err error
		if file, err = os.CreateTemp(s.dir, "log-"); err != nil {
			return fmt.Errorf("write redacted log: %w", err)
		}
		s.byName[name] = file
	}
	if _, err := file.Write(text); err != nil {
		return fmt.Errorf("write redacted log: %w", err)
	}
	return nil
}

// memberTime is the time of all members, the first that a zip can state.
var memberTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// writeZip writes a zip with all files, sorted by name.
func (s *spool) writeZip(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(s.byName)) {
		in := s.byName[name]
		if _, err := in.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("read redacted log: %w", err)
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: memberTime})
		if err != nil {
			return fmt.Errorf("write archive: %w", err)
		}
		if _, err := io.Copy(out, in); err != nil {
			return fmt.Errorf("write archive: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	return nil
}

// close closes the files. Capture deletes them with their folder.
func (s *spool) close() {
	for _, file := range s.byName {
		file.Close()
	}
}
