package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pages returns the man pages by name.
func pages(t *testing.T) map[string]string {
	t.Helper()
	folder := t.TempDir()
	if err := run([]string{folder}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(b)
	}
	return all
}

// TestEachCommandHasAPage: there is a page for each command, with what its help says, and the same
// bytes for the same SOURCE_DATE_EPOCH.
func TestEachCommandHasAPage(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1773800000")
	all := pages(t)
	for _, command := range []string{"", "-config", "-demo", "-doctor", "-events", "-explain", "-export", "-redact", "-replay", "-report", "-version"} {
		if all["ccmtail"+command+".1"] == "" {
			t.Errorf("no page ccmtail%s.1 among %d", command, len(all))
		}
	}
	for page, want := range map[string]string{
		"ccmtail.1": "Mar 2026", "ccmtail-report.1": "--fail-on", "ccmtail-explain.1": "--memory",
	} {
		if !strings.Contains(all[page], want) {
			t.Errorf("%s lacks %s", page, want)
		}
	}
	if page := all["ccmtail.1"]; !strings.Contains(page, "\na folder on a share. \\\\\\\\HOST alone") || strings.Contains(page, "spf13") {
		t.Errorf("ccmtail.1 says\n%s", page)
	}
	if strings.Contains(all["ccmtail-config.1"], "memory") {
		t.Error("config has a flag for what it does not read")
	}
	for name, page := range pages(t) {
		if page != all[name] {
			t.Errorf("%s differs when it is written again", name)
		}
	}
}

// TestAFolderIsWanted: it writes nowhere that it is not told.
func TestAFolderIsWanted(t *testing.T) {
	if err := run(nil); err == nil || err.Error() != "needs one FOLDER" {
		t.Errorf("says %v", err)
	}
}
