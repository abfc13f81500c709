// Package demo turns one written evening of a fictional ConfigMgr client into the log files that
// such a client leaves behind: a whole software update deployment, from policy to the last state
// message. It reads nothing but its own story, and writes files only when it is told where.
//
//	story.txt ──parse──▶ records ──render──▶ logs ──Capture──▶ fs.FS
//	                                              └─Write────▶ folder
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

// Capture returns the client's logs as a folder: native records, and a WindowsUpdate.log as
// Get-WindowsUpdateLog writes it.
func Capture() fs.FS {
	logs := fstest.MapFS{}
	for name, data := range renderLogs() {
		logs[name] = &fstest.MapFile{Data: data, Mode: 0o444}
	}
	return logs
}

// Write writes the client's logs into a folder, which it makes if need be. Files of the same names
// are replaced. The error says why the folder, or the first of the logs, cannot be written.
func Write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the demo's folder: %w", err)
	}
	for name, data := range renderLogs() {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return fmt.Errorf("write a log of the demo: %w", err)
		}
	}
	return nil
}

// renderLogs returns the content of each log by its name. The story is part of the program and
// tested: one that cannot be read is a programmer's mistake, and it panics.
func renderLogs() map[string][]byte {
	s, err := parse(storyText)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return render(s)
}
