//go:build linux

package main

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// native is a record on one line as the client writes it.
var native = regexp.MustCompile(`<!\[LOG\[(.+)\]LOG\]!><time="([0-9:.]+)[^"]*" date="(\d\d-\d\d)-(\d{4})"`)

// newest is how the newest record of a capture begins, as much of it as is surely on the screen.
func newest(dir string) (string, error) {
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return "", err
	}
	var text, at string
	for _, name := range logs {
		end, err := lastOf(name, 64<<10)
		if err != nil {
			return "", err
		}
		for _, m := range native.FindAllStringSubmatch(end, -1) {
			if when := m[4] + "-" + m[3] + " " + m[2]; cmp.Compare(when, at) >= 0 {
				text, at = m[1], when
			}
		}
	}
	if text == "" {
		return "", errors.New("no record at the end of the logs of " + dir)
	}
	return strings.TrimSpace(text[:min(len(text), 40)]), nil
}

// lastOf is the end of a file.
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
