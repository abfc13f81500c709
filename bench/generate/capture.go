package main

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ccmtail/demo"
)

// generate repeats the demo's logs into a folder until they hold size bytes.
func generate(folder string, size int64, o options) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	logs, err := evening(o)
	if err != nil {
		return err
	}
	if o.single {
		largest := slices.MaxFunc(logs, func(a, b nightly) int { return len(a.evening) - len(b.evening) })
		logs = []nightly{largest}
	}
	night := int64(0)
	for _, l := range logs {
		var n counter
		w := bufio.NewWriter(&n)
		l.write(w, 0)
		w.Flush()
		night += int64(n)
	}
	for _, l := range logs {
		if err := l.repeat(filepath.Join(folder, l.name), int(size/night)+1); err != nil {
			return err
		}
	}
	return nil
}

// counter counts what is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// nightly is a log: what stands in it of an evening, and the quiet records of the day behind it.
type nightly struct {
	options
	name     string
	mark     []byte // byte order mark
	evening  []byte
	pieces   template // of the evening
	messages []string
	calm     int // quiet records a day
	slots    int // places for letters that have been passed
}

// evening returns the demo's logs. The quiet records are shared out among the logs that have any.
func evening(o options) (all []nightly, err error) {
	capture := demo.Capture()
	names, err := fs.Glob(capture, "*.log")
	if err != nil {
		return nil, err
	}
	messages, err := quiet()
	if err != nil {
		return nil, err
	}
	kept, err := keptIDs(capture)
	if err != nil {
		return nil, err
	}
	records, sharing := 0, 0
	for _, n := range names {
		text, err := fs.ReadFile(capture, n)
		if err != nil {
			return nil, err
		}
		l := nightly{options: o, name: n, evening: text, messages: messages[n]}
		if rest, ok := bytes.CutPrefix(text, []byte("\xef\xbb\xbf")); ok {
			l.mark, l.evening = text[:3], rest
		}
		l.pieces = newTemplate(l.evening, kept)
		records += bytes.Count(text, []byte("\n"))
		if len(l.messages) > 0 {
			sharing++
		}
		all = append(all, l)
	}
	for i := range all {
		if len(all[i].messages) > 0 {
			all[i].calm = o.calm * records / sharing
		}
	}
	return all, nil
}

// repeat writes a log nights times, each a day later than the one before.
func (l nightly) repeat(path string, nights int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	if l.letters == "" || l.lettersEvery == 2 { // not with bytes that are no UTF-8
		w.Write(l.mark)
	}
	for night := range nights {
		l.write(w, night)
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// write writes one evening and its day.
func (l *nightly) write(w *bufio.Writer, night int) {
	l.pieces.write(w, night, l.renewal(night), l.nextLetters)
	l.day(w, strings.TrimSuffix(l.name, ".log"), night)
}

// renewal returns how often everything has been renewed before a night.
func (l *nightly) renewal(night int) int {
	if l.renewAfter == 0 {
		return 0
	}
	return night / l.renewAfter
}

// nextLetters returns what stands behind the message of the next record without an event. About half
// of the records of an evening are such.
func (l *nightly) nextLetters() string {
	l.slots++
	if l.letters == "" || (l.slots-1)%max(l.lettersEvery/2, 1) != 0 {
		return ""
	}
	return l.letters
}
