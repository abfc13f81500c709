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

// Capture reads a source twice, first to learn the names and then to write its logs without them as
// a zip to w. open opens the source anew each time. The logs keep their names, and a log that was
// rolled keeps its files.
//
// It fails if nothing of the source can be read, if ctx ends before all is read, or if the
// temporary folder or w cannot be written. Then w is empty or holds a part of the zip.
func (r *Redactor) Capture(ctx context.Context, open func() (*tail.Source, error), w io.Writer) error {
	if err := r.learnAll(ctx, open); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "ccmtail-redact-")
	if err != nil {
		return fmt.Errorf("make a folder for the logs: %w", err)
	}
	defer os.RemoveAll(dir)
	redacted := &spool{dir: dir, byName: map[string]*os.File{}}
	defer redacted.close()
	write := &lineSink{handle: func(c tail.Chunk, text []byte) error {
		return redacted.write(r.redactedFileName(c), r.Apply(text))
	}}
	err = write.run(ctx, open)
	r.noteUnread(write.failures)
	if err != nil {
		return err
	}
	return redacted.writeZip(w)
}

// learnAll learns the names of a source. The logs come side by side; so each file's names are
// learnt apart and joined in the order of the files, and the same source always gets the same
// stand-ins.
func (r *Redactor) learnAll(ctx context.Context, open func() (*tail.Source, error)) error {
	taught := map[string]*Redactor{}
	learn := &lineSink{handle: func(c tail.Chunk, text []byte) error {
		file := fmt.Sprintf("%s %08d", c.Log, c.Generation)
		if taught[file] == nil {
			taught[file] = New()
			taught[file].GUIDs = r.GUIDs
			taught[file].Learn([]byte(baseName(c)))
		}
		taught[file].Learn(text)
		return nil
	}}
	err := learn.run(ctx, open)
	r.noteUnread(learn.failures)
	if err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Keys(taught)) {
		for _, n := range taught[file].order {
			r.add(n.Kind, n.Text)
		}
		r.bareAccounts = append(r.bareAccounts, taught[file].bareAccounts...)
	}
	return nil
}

// noteUnread adds what could not be read.
func (r *Redactor) noteUnread(failures []string) {
	for _, f := range failures {
		if !slices.Contains(r.unread, f) {
			r.unread = append(r.unread, f)
		}
	}
	slices.Sort(r.unread)
}

// Unread returns the files that Capture could not read and why, such as "CAS.log (permission
// denied)". They are as the source has them.
func (r *Redactor) Unread() []string { return r.unread }

// redactedFileName returns a file's name without the names of people in it: the logs of SCNotify
// carry their user's.
func (r *Redactor) redactedFileName(c tail.Chunk) string {
	return string(r.Apply([]byte(baseName(c))))
}

// baseName returns the name of a chunk's file without its folder.
func baseName(c tail.Chunk) string { return path.Base(strings.ReplaceAll(c.File, `\`, "/")) }

// lineSink is a sink that hands on whole lines of each log, so that no name is cut. It does so one
// at a time: the redactor belongs to one goroutine.
type lineSink struct {
	handle func(tail.Chunk, []byte) error
	mu     sync.Mutex
	carry  map[string][]byte
	err    error

	failures []string // of files
}

// run reads a source to its end. The error says why that is not possible, or is handle's first.
func (l *lineSink) run(ctx context.Context, open func() (*tail.Source, error)) error {
	l.carry = map[string][]byte{}
	s, err := open()
	if err != nil {
		return err
	}
	if err := s.Run(ctx, l); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // which Run takes for an end like any other
		return fmt.Errorf("the source was not read to its end: %w", err)
	}
	return l.err
}

// Chunk hands on the lines that end in a chunk, and keeps the rest for the next one.
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

// Status notes what cannot be read.
func (l *lineSink) Status(s tail.Status) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if failure := s.Failure(); failure != "" {
		l.failures = append(l.failures, failure)
	}
}

// Idle does nothing: what is read to its end is not waited for.
func (l *lineSink) Idle(string) {}

// CaughtUp does nothing: Run returns when all is read.
func (l *lineSink) CaughtUp() {}

// spool keeps the redacted logs in files until the zip is written: a zip takes one file after the
// other, and the logs come side by side.
type spool struct {
	dir    string
	byName map[string]*os.File
}

// write adds text to a log.
func (f *spool) write(name string, text []byte) error {
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

// writeZip writes all logs, by their names.
func (f *spool) writeZip(w io.Writer) error {
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

// close closes the files; their folder is Capture's.
func (f *spool) close() {
	for _, out := range f.byName {
		out.Close()
	}
}
