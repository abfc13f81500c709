//go:build !nohub

package hub

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const testKey = "0123456789abcdef0123456789abcdef"

// TestARestartWithAVeilSendsNothingAgain: keys and cursors are found again under stand-ins, also those of logs
// whose names are hidden, and after they have been rolled over.
func TestARestartWithAVeilSendsNothingAgain(t *testing.T) {
	dir := writeDemo(t)
	rename(t, filepath.Join(dir, "WUAHandler.log"), filepath.Join(dir, "Johnalpha-WUAHandler.log"))
	want, h := wanted(t, dir), &stream{kinds: map[string]int{}}
	for range 3 {
		r := newRun(dir, h)
		r.veil = newVeil([]byte(testKey), []string{"PC0147"})
		r.flush(t, h)
		h.check(t, want)
	}
	for _, l := range h.state.Cursor.Logs {
		if strings.Contains(l.Log, "Johnalpha") {
			t.Error(l.Log)
		}
	}
	if name := h.state.Client.Name; name != newVeil([]byte(testKey), nil).name("pc0147") || h.state.Client.Path != "" {
		t.Error(name, h.state.Client.Path)
	}
	rename(t, filepath.Join(dir, "Johnalpha-WUAHandler.log"), filepath.Join(dir, "Johnalpha-WUAHandler-20260319-000000.log"))
	r := newRun(dir, h)
	r.veil = newVeil([]byte(testKey), nil)
	r.flush(t, h)
	h.check(t, want)
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestTextOfLinesIsSentOnlyIfWanted(t *testing.T) {
	dir := writeDemo(t)
	for _, want := range []bool{false, true} {
		h := &stream{kinds: map[string]int{}}
		r := newRun(dir, h)
		r.withText = want
		r.flush(t, h)
		with := 0
		for _, e := range h.evidence {
			if e != "" {
				with++
			}
			if len(e) > maxEvidence || strings.ContainsAny(e, "\r\n") {
				t.Errorf("%q", e)
			}
		}
		if want != (with > 50) || !want && with > 0 {
			t.Errorf("wanted %v: %d of %d events have a line", want, with, len(h.evidence))
		}
	}
}

func TestTheKeyToRedactWith(t *testing.T) {
	s := Settings{Redact: true, URLs: []string{"nats://127.0.0.1:4222"}}
	if _, err := s.StandIns([]string{"PC1"}); err == nil {
		t.Error("redacts without a key")
	}
	s.RedactKey = filepath.Join(t.TempDir(), "redact.key")
	if _, err := s.StandIns([]string{"PC1"}); err == nil {
		t.Error("redacts without the file of the key")
	}
	if err := CreateRedactKey(s); err != nil {
		t.Fatal(err)
	}
	if err := CreateRedactKey(s); err == nil {
		t.Error("a key was written over")
	}
	names, err := s.StandIns([]string{"PC1", "pc1", "PC2"})
	if err != nil || names[0] != names[1] || names[0] == names[2] || slices.Contains(names, "PC2") {
		t.Error(names, err)
	}
	if err := os.WriteFile(s.RedactKey, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.StandIns(nil); err == nil {
		t.Error("a short key is taken")
	}
	s.Redact = false
	if names, err := s.StandIns([]string{"PC1"}); err != nil || names[0] != "PC1" {
		t.Error(names, err)
	}
}
