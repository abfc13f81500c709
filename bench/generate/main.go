// Command generate writes a capture of any size for measurements: the demo's evening over and over, a
// night later each time, in the client's own files.
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
	"time"

	"ccmtail/demo"
)

func main() {
	size := flag.Int64("size", 100<<20, "bytes to write in all")
	flag.Parse()
	if flag.NArg() != 1 || *size <= 0 {
		fmt.Fprintln(os.Stderr, "usage: generate [-size BYTES] FOLDER")
		os.Exit(2)
	}
	if err := generate(flag.Arg(0), *size); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate repeats the demo's logs into a folder until they hold size bytes.
func generate(folder string, size int64) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	capture := demo.Capture()
	names, err := fs.Glob(capture, "*.log")
	if err != nil {
		return err
	}
	logs := map[string][]byte{}
	night := int64(0)
	for _, n := range names {
		if logs[n], err = fs.ReadFile(capture, n); err != nil {
			return err
		}
		night += int64(len(logs[n]))
	}
	for _, n := range names {
		if err := repeat(filepath.Join(folder, n), logs[n], int(size/night)+1); err != nil {
			return err
		}
	}
	return nil
}

// dates are the dates of records: native, and of the decoded WindowsUpdate.log.
var dates = regexp.MustCompile(`date="(\d\d-\d\d-\d{4})"|(?m:^(\d{4}/\d\d/\d\d) )`)

// repeat writes a log nights times, each a day later than the one before.
func repeat(path string, log []byte, nights int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	w.Write(bom(log))
	log = bytes.TrimPrefix(log, []byte("\xef\xbb\xbf"))
	for night := range nights {
		w.Write(dates.ReplaceAllFunc(log, func(m []byte) []byte { return later(m, night) }))
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func bom(log []byte) []byte {
	if bytes.HasPrefix(log, []byte("\xef\xbb\xbf")) {
		return log[:3]
	}
	return nil
}

// later is a date so many days on, in the form it is written in.
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
