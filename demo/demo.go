// Package demo provides the log files of a fictional ConfigMgr client for one evening: a deployment
// of software updates from the policy to the last state message. The records are in story.txt, which
// is embedded.
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

// Client is the name of the computer.
const Client = "PC0147"

//go:embed story.txt
var storyText string

// Capture returns a folder with the client's logs: native logs, and a WindowsUpdate.log as
// Get-WindowsUpdateLog writes it. The logs are rendered again for each call.
func Capture() fs.FS {
	logs := fstest.MapFS{}
	for name, data := range renderLogs() {
		logs[name] = &fstest.MapFile{Data: data, Mode: 0o444}
	}
	return logs
}

// Write writes the client's logs to a folder, which it creates if need be. It replaces files of the
// same names. It fails if the folder cannot be created, or at the first log that cannot be written.
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

// renderLogs returns the content of each log by name. It panics if the embedded story cannot be
// parsed, which the tests exclude.
func renderLogs() map[string][]byte {
	s, err := parse(storyText)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return render(s)
}
