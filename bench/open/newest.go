//go:build linux

package main

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// native is a record on one line as the client writes it.
var native = regexp.MustCompile(`<!\[LOG\[(.+)\]LOG\]!><time="([0-9:.]+)[^"]*" date="(\d\d-\d\d)-(\d{4})"`)

// counted is how many of the newest records have to be on the screen, in their order.
const counted = 8

// record is a record's time and how its text begins.
type record struct{ at, clock, text string }

// newest returns the newest records of a capture, oldest first.
func newest(dir string) ([]record, error) {
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return nil, err
	}
	var all []record
	for _, name := range logs {
		end, err := lastOf(name, 64<<10)
		if err != nil {
			return nil, err
		}
		for _, m := range native.FindAllStringSubmatch(end, -1) {
			text := strings.Join(strings.Fields(m[1]), " ")
			all = append(all, record{m[4] + "-" + m[3] + " " + m[2], m[2], text[:min(len(text), 30)]})
		}
	}
	if len(all) < counted {
		return nil, errors.New("no records at the end of the logs of " + dir)
	}
	slices.SortStableFunc(all, func(a, b record) int { return cmp.Compare(a.at, b.at) })
	return all[len(all)-counted:], nil
}

// shows reports whether a screen has records in their order, each on a row of its own.
func shows(screen string, records []record) bool {
	for row := range strings.Lines(screen) {
		row = strings.Join(strings.Fields(row), " ")
		if len(records) > 0 && strings.Contains(row, records[0].clock) && strings.Contains(row, records[0].text) {
			records = records[1:]
		}
	}
	return len(records) == 0
}

// lastOf returns the end of a file.
func lastOf(name string, n int64) (string, error) {
	f, err := os.Open(name) //nolint:forbidigo // a file of our own, which nobody writes
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	buf := make([]byte, min(n, info.Size()))
	_, err = f.ReadAt(buf, info.Size()-int64(len(buf)))
	return string(buf), err
}
