package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type memory struct {
	Pane    string   `toml:"pane"`
	Filters []string `toml:"filters"`
}

func TestWhatIsKeptIsRecalled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "not", "there", "state.toml")
	var m memory
	if kept, err := Recall(path, &m); kept || err != nil {
		t.Fatalf("without a file: %v, %v", kept, err)
	}
	for _, want := range []memory{{Pane: "log", Filters: []string{`re:"\d+" | 'x'`, "naïve \x1b[2J"}}, {Pane: "updates"}} {
		if err := Keep(path, "for a test", want); err != nil {
			t.Fatal(err)
		}
		var have memory
		kept, err := Recall(path, &have)
		if !kept || err != nil || have.Pane != want.Pane || strings.Join(have.Filters, "\n") != strings.Join(want.Filters, "\n") {
			t.Errorf("kept %q, recalled %q, %v, %v", want, have, kept, err)
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
		"pane = ":                        "line 1",
		"\n\npane = 3":                   "line 3",
		strings.Repeat("# \n", largest):  "larger than 256 KiB",
		"pane = \"a\"\npane = \"b\"":     "line 2",
		"filters = [\"a\", 3]":           "line 1",
		"pane = \"\xff\"":                "UTF-8",
		"pane = \"log\"\nother = [1, 2]": "",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		kept, err := Recall(path, &memory{})
		if !kept || (err != nil) != (says != "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%.20q: %v, %v", text, kept, err)
		}
	}
}

func TestKeepSaysWhyItCannot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Keep(filepath.Join(file, "state.toml"), "for a test", memory{}); err == nil || !strings.Contains(err.Error(), "keep ") {
		t.Errorf("a folder that is a file: %v", err)
	}
}

func TestPlaces(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "AppData", "LocalAppData"} {
		t.Setenv(name, home)
	}
	t.Setenv(Variable, "")
	p, err := Find("")
	if err != nil || !strings.HasPrefix(p.Config, home) || !strings.HasPrefix(p.State, home) || filepath.Dir(p.Filters) != filepath.Dir(p.Config) || p.By.Kind != Default {
		t.Errorf("%+v, %v", p, err)
	}
	other := filepath.Join(home, "other", "my.toml")
	t.Setenv(Variable, other)
	if p, err = Find(""); err != nil || p.Config != other || p.Filters != filepath.Join(home, "other", "filters.toml") || p.By.Kind != Environment {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err = Find("flag.toml"); err != nil || p.Config != "flag.toml" || p.Filters != "filters.toml" || p.By.Kind != Flag {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestWithoutFoldersThereIsNothing(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "AppData", "LocalAppData", Variable} {
		t.Setenv(name, "")
	}
	if p, err := Find(""); err == nil || p != (Places{}) {
		t.Errorf("%+v, %v", p, err)
	}
}
