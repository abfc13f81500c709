package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"path/filepath"
	"time"
)

// journal is a folder with the events of clients, a file a day. The day is that on which an event was
// written; each line says when it happened. Its methods are for one goroutine at a time.
type journal struct {
	dir     string
	day     time.Time // to write on
	file    *os.File  // nil if none is open
	name    string    // its name
	seed    maphash.Seed
	written map[uint64]struct{} // hashes of clients and keys
	torn    bool                // the last line was not written whole
	locked  *os.File            // so that no other process writes here
}

// journalPattern matches the names of a journal's files, which are journalName of a day.
const (
	journalPattern = "events-????-??-??.ndjson"
	journalName    = "events-2006-01-02.ndjson"
)

// openJournal reads which events a journal has, and opens the file of a day. It creates the folder if need
// be.
func openJournal(dir string, day time.Time) (*journal, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open --journal: %w", err)
	}
	names, err := filepath.Glob(filepath.Join(dir, journalPattern))
	if err != nil {
		return nil, fmt.Errorf("open --journal: %w", err)
	}
	j := &journal{dir: dir, day: day, seed: maphash.MakeSeed(), written: map[uint64]struct{}{}}
	if err := j.lock(); err != nil {
		return nil, fmt.Errorf("open --journal: %w", err)
	}
	for _, name := range names {
		if err := j.read(name); err != nil {
			return nil, errors.Join(fmt.Errorf("read --journal: %w", err), j.close())
		}
	}
	if err := j.begin(); err != nil {
		return nil, errors.Join(fmt.Errorf("open --journal: %w", err), j.close())
	}
	return j, nil
}

// lock keeps other processes from writing to the journal: each event would be in it twice.
func (j *journal) lock() (err error) {
	if j.locked, err = os.OpenFile(filepath.Join(j.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644); err != nil {
		return err
	}
	if taken, _ := lock(j.locked); !taken { // a file system that cannot lock does not tell
		return nil
	}
	err = fmt.Errorf("%s: another ccmtail writes to it; give each a folder of its own", j.dir)
	return errors.Join(err, j.locked.Close())
}

// read reads which events a file has. A last line that was cut off when the program or the computer
// ended is none; it is ended, so that the next line is one of its own.
func (j *journal) read(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		var event struct{ Client, Key string }
		if err == nil && json.Unmarshal(line, &event) == nil {
			j.written[j.hash(event.Client, event.Key)] = struct{}{}
		}
		switch {
		case errors.Is(err, io.EOF) && len(line) > 0:
			if _, err := f.Seek(0, io.SeekEnd); err != nil {
				return err
			}
			_, err = f.Write([]byte("\n"))
			return err
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

func (j *journal) hash(client, key string) uint64 {
	return maphash.Comparable(j.seed, [2]string{client, key})
}

// isWritten reports whether an event is in the journal, and counts it as written from then on.
func (j *journal) isWritten(client, key string) bool {
	h := j.hash(client, key)
	_, ok := j.written[h]
	j.written[h] = struct{}{}
	return ok
}

// Write appends lines to the file of the day. After a failure it begins a new line.
func (j *journal) Write(p []byte) (n int, err error) {
	if err := j.begin(); err != nil {
		return 0, err
	}
	if j.torn {
		if _, err := j.file.Write([]byte("\n")); err != nil {
			return 0, err
		}
	}
	n, err = j.file.Write(p)
	j.torn = (j.torn || n > 0) && !bytes.HasSuffix(p[:n], []byte("\n"))
	if err == nil && j.torn {
		err = io.ErrShortWrite
	}
	return n, err
}

// begin opens the file of the day, unless it is open.
func (j *journal) begin() error {
	name := filepath.Join(j.dir, j.day.Format(journalName))
	if j.file != nil && name == j.name {
		return nil
	}
	if err := j.end(); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	j.file, j.name, j.torn = f, name, false
	return nil
}

// close closes the journal.
func (j *journal) close() error { return errors.Join(j.end(), j.locked.Close()) }

// end closes the file of the day.
func (j *journal) end() error {
	f := j.file
	if j.file = nil; f == nil {
		return nil
	}
	return f.Close()
}
