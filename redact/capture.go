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

// Capture reads a source twice, first to learn the names and then to write its logs without them into a
// zip. open opens the source anew each time. The logs keep their names, and a log that was rolled keeps
// its files.
func (r *Redactor) Capture(ctx context.Context, open func() (*tail.Source, error), w io.Writer) error {
	if err := r.learnAll(ctx, open); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "ccmtail-redact-")
	if err != nil {
		return fmt.Errorf("make a folder for the logs: %w", err)
	}
	defer os.RemoveAll(dir)
	files := &files{dir: dir, byName: map[string]*os.File{}}
	defer files.close()
	write := &lines{each: func(c tail.Chunk, text []byte) error { return files.write(r.fileName(c), r.Apply(text)) }}
	if err := write.read(ctx, open); err != nil {
		return err
	}
	return files.zip(w)
}

// learnAll learns the names of a source. The logs come side by side; so each file's names are learnt apart and joined in
// the order of the files, and the same source always gets the same stand-ins.
func (r *Redactor) learnAll(ctx context.Context, open func() (*tail.Source, error)) error {
	taught := map[string]*Redactor{}
	learn := &lines{each: func(c tail.Chunk, text []byte) error {
		file := fmt.Sprintf("%s %08d", c.Log, c.Generation)
		if taught[file] == nil {
			taught[file] = New()
			taught[file].GUIDs = r.GUIDs
			taught[file].Learn([]byte(baseName(c)))
		}
		taught[file].Learn(text)
		return nil
	}}
	if err := learn.read(ctx, open); err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Keys(taught)) {
		for _, n := range taught[file].order {
			r.add(n.Kind, n.Text)
		}
		r.accounts = append(r.accounts, taught[file].accounts...)
	}
	return nil
}

// fileName is a file's name without the names of people in it (SCNotify logs carry their user's).
func (r *Redactor) fileName(c tail.Chunk) string {
	return string(r.Apply([]byte(baseName(c))))
}

func baseName(c tail.Chunk) string { return path.Base(strings.ReplaceAll(c.File, `\`, "/")) }

// lines is a sink that hands on whole lines of each log, so that no name is cut. One at a time: the
// redactor belongs to one goroutine.
type lines struct {
	each  func(tail.Chunk, []byte) error
	mu    sync.Mutex
	carry map[string][]byte
	err   error
}

func (l *lines) read(ctx context.Context, open func() (*tail.Source, error)) error {
	l.carry = map[string][]byte{}
	s, err := open()
	if err != nil {
		return err
	}
	if err := s.Run(ctx, l); err != nil {
		return err
	}
	return l.err
}

// Chunk takes bytes of a log.
func (l *lines) Chunk(c tail.Chunk) {
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
		l.err = l.each(c, text[:n])
	}
}

// Status is not of interest here.
func (l *lines) Status(tail.Status) {}

// Idle is not of interest here.
func (l *lines) Idle(string) {}

// CaughtUp is not of interest here.
func (l *lines) CaughtUp() {}

// files holds the redacted logs until the zip is written: a zip takes one file after the other, the
// logs come side by side.
type files struct {
	dir    string
	byName map[string]*os.File
}

func (f *files) write(name string, text []byte) error {
	out := f.byName[name]
	if out == nil {
		var err error
		if out, err = os.CreateTemp(f.dir, "log-"); err != nil {
			return fmt.Errorf("write redacted log: %w", err)
		}
		f.byName[name] = out
	}
	if _, err := out.Write(text); err != nil {
		return fmt.Errorf("write redacted log: %w", err)
	}
	return nil
}

func (f *files) zip(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(f.byName)) {
		in := f.byName[name]
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

func (f *files) close() {
	for _, out := range f.byName {
		out.Close()
	}
}
