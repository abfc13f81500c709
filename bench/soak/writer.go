//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ccmtail/demo"
	"ccmtail/model"
	"ccmtail/parsers"
)

// line is a record without its time and number.
type line struct {
	component, message string
	thread             uint32
}

// script is what one log says in one evening, over and over: the demo's records, and quiet ones
// among them.
type script struct {
	name  string
	lines []line
}

// calm is how many quiet records stand beside each of an evening: so about one in seven makes an
// event.
const calm = 3

// scripts returns the demo's logs that are in the client's native form.
func scripts() (all []script, err error) {
	capture := demo.Capture()
	names, err := fs.Glob(capture, "*.log")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(capture, name)
		if err != nil {
			return nil, err
		}
		s := script{name: name}
		var f parsers.Framer
		f.Feed(text, true, s.take)
		if len(s.lines) > 0 {
			all = append(all, s)
		}
	}
	return all, nil
}

// take adds what is in the native form, and the quiet records beside it.
func (s *script) take(_ int, text []byte, frames []model.Frame) {
	at := 0
	for _, f := range frames {
		if f.Format == model.FormatCCM && f.Flags == 0 {
			s.lines = append(s.lines, line{f.Component, string(text[at+f.Head : at+f.Size-f.Tail]), f.Thread})
			for i := range calm {
				quiet := fmt.Sprintf("Nothing to do for now; looked %d times in a quarter of an hour, and waits for the next.", i+1)
				s.lines = append(s.lines, line{f.Component, quiet, f.Thread})
			}
		}
		at += f.Size
	}
}

// append adds a record with a time and a number to a text.
func (l *line) append(b []byte, at time.Time, number int64) []byte {
	b = append(b, "<![LOG["...)
	b = append(b, l.message...)
	b = at.AppendFormat(b, `]LOG]!><time="15:04:05.000+000" date="01-02-2006" component="`)
	b = append(b, l.component...)
	b = append(b, `" context="" type="1" thread="`...)
	b = strconv.AppendUint(b, uint64(l.thread), 10)
	b = append(b, mark...)
	b = strconv.AppendInt(b, number, 10)
	return append(b, "\">\r\n"...)
}

// mark stands before a record's number.
const mark = `" file="soak.cpp:`

// log is a log being written.
type log struct {
	script
	path        string
	file        *os.File
	number      int64 // of the next record
	next        int   // line of the script
	evening     int   // of the generation
	evenings    int   // of each generation
	events      int   // of each generation
	generations int
	text        []byte
}

// newLog finds out how many evenings make a generation of some size, and how many events are in it.
func newLog(dir string, s script, generation int64) *log {
	l := &log{script: s, path: filepath.Join(dir, s.name)}
	var text []byte
	for int64(len(text)) < generation {
		for i := range s.lines {
			text = s.lines[i].append(text, start, 1<<40)
		}
		l.evenings++
	}
	var x parsers.Extractor
	for range l.evenings {
		for _, line := range s.lines {
			if x.Match(parsers.Input{Component: line.component, Thread: line.thread, Message: []byte(line.message)}).Event != nil {
				l.events++
			}
		}
	}
	return l
}

// start is when the day begins.
var start = time.Date(2026, 3, 16, 0, 0, 0, 0, time.UTC)

// write appends some records, the first at a time, and rolls the log over where a generation ends.
func (l *log) write(n int, at time.Time, step time.Duration) error {
	if l.file == nil {
		f, err := os.Create(l.path)
		if err != nil {
			return err
		}
		l.file = f
	}
	l.text = l.text[:0]
	for range n {
		l.text = l.lines[l.next].append(l.text, at, l.number)
		at = at.Add(step)
		l.number++
		if l.next++; l.next < len(l.lines) {
			continue
		}
		l.next = 0
		if l.evening++; l.evening < l.evenings {
			continue
		}
		return l.roll()
	}
	_, err := l.file.Write(l.text)
	return err
}

// roll ends a generation, as the client does: the file before it is gone.
func (l *log) roll() error {
	if _, err := l.file.Write(l.text); err != nil {
		return err
	}
	if err := l.file.Close(); err != nil {
		return err
	}
	l.file, l.evening = nil, 0
	l.generations++
	return os.Rename(l.path, strings.TrimSuffix(l.path, ".log")+".lo_")
}
