// Package demo provides the log files of a fictional ConfigMgr client for one evening: a deployment
// of software updates from the policy to the last state message. The records are in story.txt, which
// is embedded packed.
//
//	story.txt ──gzip──▶ story.txt.gz ──parse──▶ records ──render──▶ logs ──Capture──▶ fs.FS
//	                                                                └─Write────▶ folder
package demo

import (
	"bytes"
	"compress/gzip"
	_ "embed" // of the story
	"io"
	"io/fs"
)

// Client is the name of the computer.
const Client = "PC0147"

// packedStory is story.txt, which go test ./demo -update packs.
//
//go:embed story.txt.gz
var packedStory []byte

// storyText returns the content of story.txt.
func storyText() string {
	r, err := gzip.NewReader(bytes.NewReader(packedStory))
	if err != nil {
		panic("demo: " + err.Error()) // part of the program
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return string(text)
}

// Capture returns a folder with the client's logs: native logs, and a WindowsUpdate.log as
// Get-WindowsUpdateLog writes it. The logs are rendered again for each call.
func Capture() fs.FS { return capture(renderLogs()) }

// Write writes the client's logs to a folder, which it creates if need be. It replaces files of the
// same names. It fails if the folder cannot be created, or at the first log that cannot be written.
func Write(dir string) error { return writeFolder(dir, Capture()) }

// renderLogs returns the content of each log by name.
func renderLogs() map[string][]byte { return render(evening()) }
