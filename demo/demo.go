// Package demo turns one written evening of a fictional ConfigMgr client into the log files such a client leaves behind:
// a whole software update deployment, from policy to the last state message. It reads nothing but its own story.
package demo

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"
)

// Client is the name of the computer the story is about.
const Client = "PC0147"

//go:embed story.txt
var storyText string

// Capture returns the client's logs as a folder: native CCM records, and a WindowsUpdate.log as Get-WindowsUpdateLog
// writes it.
func Capture() fs.FS {
	logs := fstest.MapFS{}
	for name, data := range files() {
		logs[name] = &fstest.MapFile{Data: data, Mode: 0o444}
	}
	return logs
}

// Write makes dir, if need be, and puts the client's logs into it. It replaces files of the same names.
func Write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the demo's folder: %w", err)
	}
	for name, data := range files() {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return fmt.Errorf("write a log of the demo: %w", err)
		}
	}
	return nil
}

// files returns the content of each log by its name. The story is part of the program and tested: one that cannot be read
// is a programmer's mistake.
func files() map[string][]byte {
	s, err := parse(storyText)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return render(s)
}
