package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOldStateIsAdoptedOnce: what an older version kept is moved, never over something, and is not
// lost where it cannot be moved.
func TestOldStateIsAdoptedOnce(t *testing.T) {
	home := t.TempDir()
	p := Paths{State: filepath.Join(home, "state", "ccmtail", "state.toml"), OldState: filepath.Join(home, "cache", "state.toml")}
	if err := p.AdoptState(); err != nil {
		t.Errorf("nothing to adopt: %v", err)
	}
	keep := func(text string) {
		t.Helper()
		if err := SaveState(p.OldState, memory{}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p.OldState, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	has := func(path, want string) {
		t.Helper()
		if b, _ := os.ReadFile(path); string(b) != want {
			t.Errorf("%s has %q, want %q", path, b, want)
		}
	}
	keep("pane = \"log\"\n")
	if err := p.AdoptState(); err != nil {
		t.Fatal(err)
	}
	has(p.State, "pane = \"log\"\n")
	has(p.OldState, "")
	keep("pane = \"scans\"\n") // an older version has run again
	if err := p.AdoptState(); err != nil {
		t.Fatal(err)
	}
	has(p.State, "pane = \"log\"\n")
	has(p.OldState, "pane = \"scans\"\n")
	p.State = filepath.Join(p.OldState, "state.toml") // in a folder that is a file
	if err := p.AdoptState(); err != nil && !strings.Contains(err.Error(), p.OldState) {
		t.Errorf("says %v", err)
	}
	has(p.OldState, "pane = \"scans\"\n")
}
