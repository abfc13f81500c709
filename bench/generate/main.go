// Command generate writes a capture of any size for measurements, in the client's own files: the
// demo's evening over and over, a night later each time, and between the evenings what a client
// writes all day without anything happening.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"ccmtail/demo"
)

func main() {
	size := flag.Int64("size", 100<<20, "bytes to write in all")
	calm := flag.Int("quiet", 3, "quiet records for each record of an evening")
	flag.Parse()
	if flag.NArg() != 1 || *size <= 0 {
		fmt.Fprintln(os.Stderr, "usage: generate [-size BYTES] [-quiet N] FOLDER")
		os.Exit(2)
	}
	if err := generate(flag.Arg(0), *size, *calm); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate repeats the demo's logs into a folder until they hold size bytes.
func generate(folder string, size int64, calm int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	logs, err := evening(calm)
	if err != nil {
		return err
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
	name     string
	mark     []byte // byte order mark
	evening  []byte
	messages []string
	calm     int // quiet records a day
}

// evening returns the demo's logs. The quiet records are shared out among the logs that have any.
func evening(calm int) (all []nightly, err error) {
	capture := demo.Capture()
	names, err := fs.Glob(capture, "*.log")
	if err != nil {
		return nil, err
	}
	messages, err := quiet()
	if err != nil {
		return nil, err
	}
	records, sharing := 0, 0
	for _, n := range names {
		text, err := fs.ReadFile(capture, n)
		if err != nil {
			return nil, err
		}
		l := nightly{name: n, evening: text, messages: messages[n]}
		if rest, ok := bytes.CutPrefix(text, []byte("\xef\xbb\xbf")); ok {
			l.mark, l.evening = text[:3], rest
		}
		records += bytes.Count(text, []byte("\n"))
		if len(l.messages) > 0 {
			sharing++
		}
		all = append(all, l)
	}
	for i := range all {
		if len(all[i].messages) > 0 {
			all[i].calm = calm * records / sharing
		}
	}
	return all, nil
}

// dates are the dates of records: native, and of the decoded WindowsUpdate.log.
var dates = regexp.MustCompile(`date="(\d\d-\d\d-\d{4})"|(?m:^(\d{4}/\d\d/\d\d) )`)

// repeat writes a log nights times, each a day later than the one before.
func (l nightly) repeat(path string, nights int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	w.Write(l.mark)
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
func (l nightly) write(w *bufio.Writer, night int) {
	w.Write(dates.ReplaceAllFunc(l.evening, func(m []byte) []byte { return later(m, night) }))
	day(w, strings.TrimSuffix(l.name, ".log"), l.messages, night, l.calm)
}

// later returns a date so many days on, in the form it is written in.
func later(m []byte, days int) []byte {
	layout := `date="01-02-2006"`
	if m[0] != 'd' {
		layout = "2006/01/02 "
	}
	t, err := time.Parse(layout, string(m))
	if err != nil {
		return m
	}
	return []byte(t.AddDate(0, 0, days).Format(layout))
}
