package redact

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"ccmtail/tail"
)

// Capture writes a redacted copy of a source to w, as a zip with the files of all logs. It reads the
// source twice, first to learn the names, and calls open each time. The names of the files are
// redacted as well.
//
// It fails if no log of the source can be read, if ctx ends before the source has been read, or if
// the temporary folder or w cannot be written to. In that case w may hold a part of the zip.
func (r *Redactor) Capture(ctx context.Context, open func() (*tail.Source, error), w io.Writer) error {
	if err := r.learnAll(ctx, open); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "ccmtail-redact-")
	if err != nil {
		return fmt.Errorf("make a folder for the logs: %w", err)
	}
	defer os.RemoveAll(dir)
	files := &spool{dir: dir, byName: map[string]*os.File{}}
	defer files.close()
	sink := &lineSink{handle: func(c tail.Chunk, text []byte) error {
		return files.write(r.redactedFileName(c), r.Apply(text))
	}}
	err = sink.run(ctx, open)
	r.noteUnread(sink.failures)
	if err != nil {
		return err
	}
	return files.writeZip(w)
}

// learnAll learns the names in a source. Since the logs are read concurrently, it learns those of
// each file separately and then adds them in the order of the files, so that the stand-ins do not
// depend on the order of reading.
func (r *Redactor) learnAll(ctx context.Context, open func() (*tail.Source, error)) error {
	byFile := map[string]*Redactor{}
	sink := &lineSink{handle: func(c tail.Chunk, text []byte) error {
		file := fmt.Sprintf("%s %08d", c.Log, c.Generation)
		if byFile[file] == nil {
			byFile[file] = New()
			byFile[file].GUIDs = r.GUIDs
			byFile[file].Learn([]byte(baseName(c)))
		}
		byFile[file].Learn(text)
		return nil
	}}
	err := sink.run(ctx, open)
	r.noteUnread(sink.failures)
	if err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		for _, n := range byFile[file].order {
			r.add(n.Kind, n.Text)
		}
		r.bareAccounts = append(r.bareAccounts, byFile[file].bareAccounts...)
	}
	return nil
}

// noteUnread adds files that could not be read.
func (r *Redactor) noteUnread(failures []string) {
	for _, f := range failures {
		if !slices.Contains(r.unread, f) {
			r.unread = append(r.unread, f)
		}
	}
	slices.Sort(r.unread)
}

// Unread returns the files that Capture could not read and why, such as "CAS.log (permission
// denied)". The names are not redacted.
func (r *Redactor) Unread() []string { return r.unread }

// redactedFileName returns the redacted name of a chunk's file. The names of SCNotify's logs contain
// the name of a user.
func (r *Redactor) redactedFileName(c tail.Chunk) string {
	return string(r.Apply([]byte(baseName(c))))
}

// baseName returns the base name of a chunk's file.
func baseName(c tail.Chunk) string { return path.Base(strings.ReplaceAll(c.File, `\`, "/")) }

// lineSink is a Sink that calls a function with whole lines, so that no name is split.
type lineSink struct {
	handle func(tail.Chunk, []byte) error // not called concurrently, nor after an error

	mu       sync.Mutex        // held during Chunk and Status
	carry    map[string][]byte // the incomplete line at the end of each generation
	err      error             // the first error of handle
	failures []string          // the files that could not be read, see tail.Status.Failure
}

// run reads a source to its end. It fails if no log can be read, if ctx ends before, or if handle
// fails.
func (l *lineSink) run(ctx context.Context, open func() (*tail.Source, error)) error {
	l.carry = map[string][]byte{}
	s, err := open()
	if err != nil {
		return err
	}
	if err := s.Run(ctx, l); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // which is not an error of Run
		return fmt.Errorf("the source was not read to its end: %w", err)
	}
	return l.err
}

// Chunk calls handle with the lines that end in a chunk, and carries the rest.
func (l *lineSink) Chunk(c tail.Chunk) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := fmt.Sprintf("%s\x00%d", c.Log, c.Generation)
	text := append(l.carry[key], c.Bytes...)
	n := bytes.LastIndexByte(text, '\n') + 1
	if c.Final {
		n = len(text)
	}
	l.carry[key] = append([]byte(nil), text[n:]...)
	if n > 0 && l.err == nil {
		l.err = l.handle(c, text[:n])
	}
}

// Status notes which files cannot be read.
func (l *lineSink) Status(s tail.Status) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if failure := s.Failure(); failure != "" {
		l.failures = append(l.failures, failure)
	}
}

// Idle does nothing.
func (l *lineSink) Idle(string) {}

// CaughtUp does nothing.
func (l *lineSink) CaughtUp() {}

// spool holds the redacted logs in temporary files. They are written concurrently, but a zip takes
// one file after the other.
type spool struct {
	dir    string
	byName map[string]*os.File
}

// write appends text to the file of that name in the zip.
func (s *spool) write(name string, text []byte) error {
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

// writeZip writes a zip with all files, sorted by name.
func (s *spool) writeZip(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(s.byName)) {
		in := s.byName[name]
		if _, err := in.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("read redacted log: %w", err)
		}
		out, err := z.Create(name)
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
