//go:build unix

package config

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAPipeIsNoConfiguration opens pipes that nobody writes to, which would wait for ever.
func TestAPipeIsNoConfiguration(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Read(Paths{Config: pipe, NamedBy: Origin{Kind: Flag, Name: "config"}}, screen)
	if err == nil || !strings.Contains(err.Error(), "not a file but a pipe") {
		t.Errorf("a configuration: %v", err)
	}
	if s, err := Read(Paths{Filters: pipe}, screen); err != nil || len(s.Passed) != 1 {
		t.Errorf("saved filters: %v, %v", s.Passed, err)
	}
	var state struct{ Theme string }
	if _, err := LoadState(pipe, &state); err == nil || !strings.Contains(err.Error(), "not a file but a pipe") {
		t.Errorf("a state: %v", err)
	}
	if _, err := Read(Paths{Config: "/dev/null", NamedBy: Origin{Kind: Flag, Name: "config"}}, screen); err != nil {
		t.Errorf("nothing: %v", err)
	}
}
