package config

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

type memory struct {
	Pane    string   `toml:"pane"`
	Filters []string `toml:"filters"`
}

func TestWhatIsSavedIsLoaded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "not", "there", "state.toml")
	var m memory
	if found, err := LoadState(path, &m); found || err != nil {
		t.Fatalf("without a file: %v, %v", found, err)
	}
	for _, want := range []memory{{Pane: "log", Filters: []string{`re:"\d+" | 'x'`, "naïve \x1b[2J"}}, {Pane: "updates"}} {
		if err := SaveState(path, want); err != nil {
			t.Fatal(err)
		}
		var have memory
		found, err := LoadState(path, &have)
		if !found || err != nil || have.Pane != want.Pane || strings.Join(have.Filters, "\n") != strings.Join(want.Filters, "\n") {
			t.Errorf("saved %q, loaded %q, %v, %v", want, have, found, err)
		}
	}
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(files) != 1 {
		t.Errorf("files left: %v, %v", files, err)
	}
}

func TestABrokenStateIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.toml")
	for text, says := range map[string]string{
		"pane = ":                           "line 1",
		"\n\npane = 3":                      "line 3",
		strings.Repeat("# \n", maxFileSize): "larger than 256 KiB",
		"pane = \"a\"\npane = \"b\"":        "line 2",
		"filters = [\"a\", 3]":              "line 1",
		"pane = \"\xff\"":                   "UTF-8",
		"pane = \"log\"\nother = [1, 2]":    "",
		"\uFEFFpane = \"log\"":              "",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := LoadState(path, &memory{})
		if !found || (err != nil) != (says != "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%.20q: %v, %v", text, found, err)
		}
	}
}

func TestSaveStateSaysWhyItCannot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := SaveState(filepath.Join(file, "state.toml"), memory{}); err == nil || !strings.Contains(err.Error(), "write ") {
		t.Errorf("a folder that is a file: %v", err)
	}
}

func TestFindPaths(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "AppData", "LocalAppData"} {
		t.Setenv(name, home)
	}
	t.Setenv(PathVariable, "")
	p, err := FindPaths("")
	if err != nil || !strings.HasPrefix(p.Config, home) || !strings.HasPrefix(p.State, home) || filepath.Dir(p.Filters) != filepath.Dir(p.Config) || p.NamedBy.Kind != Default {
		t.Errorf("%+v, %v", p, err)
	}
	if want := filepath.Join(home, "ccmtail", "state.toml"); p.State != want {
		t.Errorf("the state is in %s, want %s", p.State, want)
	}
	if t.Setenv("XDG_STATE_HOME", "relative"); runtime.GOOS == "linux" { // which is to be passed over
		if p, _ := FindPaths(""); p.State != filepath.Join(home, ".local", "state", "ccmtail", "state.toml") {
			t.Errorf("the state is in %s", p.State)
		}
	}
	other := filepath.Join(home, "other", "my.toml")
	t.Setenv(PathVariable, other)
	if p, err = FindPaths(""); err != nil || p.Config != other || p.Filters != filepath.Join(home, "other", "filters.toml") || p.NamedBy.Kind != Environment {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err = FindPaths("flag.toml"); err != nil || p.Config != "flag.toml" || p.Filters != "filters.toml" || p.NamedBy.Kind != Flag {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestWithoutFoldersThereIsNothing(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "AppData", "LocalAppData", PathVariable} {
		t.Setenv(name, "")
	}
	if p, err := FindPaths(""); err == nil || p != (Paths{}) {
		t.Errorf("%+v, %v", p, err)
	}
}
