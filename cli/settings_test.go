package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/config"
	"ccmtail/model"
	"ccmtail/ui"
)

// The sample, with the # before its settings taken away, is a configuration; it names every
// setting, and says of the lists of values what there is.
func TestTheSampleIsAConfiguration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	text := regexp.MustCompile(`(?m)^#([a-z"\[])`).ReplaceAllString(config.Sample, "$1")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := config.Read(config.Paths{Config: path}, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := s.Write(&b, vocabulary()); err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(b.String(), "\n[keys]")
	if strings.Contains(head, "# default") {
		t.Errorf("the sample does not name all settings:\n%s", head)
	}
	if len(s.Highlights) < 2 || len(s.Keys) < 2 || len(s.Filters) < 2 {
		t.Errorf("%+v", s)
	}
	for _, word := range slices.Concat(ui.Themes(), ui.Clocks(), ui.Styles(), ui.Colours()) {
		if plain := strings.TrimPrefix(word, "bright-"); !regexp.MustCompile(`(?m)^# .*\b` + plain + `\b`).MatchString(config.Sample) {
			t.Errorf("the sample does not say that there is %s", word)
		}
	}
}

// A configuration that a document shows can be used.
func TestTheConfigurationsInDocumentsWork(t *testing.T) {
	text, err := os.ReadFile("../docs/guide.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllSubmatch(text, -1)
	if len(blocks) == 0 {
		t.Error("none")
	}
	for _, b := range blocks {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, b[1], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := config.Read(config.Paths{Config: path}, vocabulary()); err != nil {
			t.Errorf("%v\n%s", err, b[1])
		}
	}
}

func TestTheSampleMakesNoSetting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "config.toml")
	if err := config.WriteSample(path); err != nil {
		t.Fatal(err)
	}
	s, err := config.Read(config.Paths{Config: path}, vocabulary())
	if err != nil || len(s.Origins) > 0 || !s.HasFile {
		t.Errorf("%v, %v", s.Origins, err)
	}
	if err := config.WriteSample(path); !os.IsExist(err) {
		t.Errorf("written over: %v", err)
	}
}

// What the program shows as its settings are settings that bring themselves about, with all real
// names and keys.
func TestWhatConfigPrintsCanBeUsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	mine := "theme = \"16\"\n[keys]\nsort = [\"G\", \"+\", \"Ctrl-g\"]\npause = \"\"\n[filters]\na = ['re:\\d', \"@b\"]\nb = \"kb:1\"\n" +
		"[[highlights]]\nmatch = \"@a\"\ncolour = \"red\"\nstyle = \"bold underline\"\n" +
		"[[rules]]\nline = '<name:word> \"is\" odd'\nuntil = \"fine...\"\ntext = \"<name>\"\n[codes]\n60012 = \"put off\"\n"
	print := func(text string) string {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errOut bytes.Buffer
		if code := run(t.Context(), []string{"config", "--config", path}, strings.NewReader(""), &out, &errOut, time.Now); code != exitDone {
			t.Fatalf("ends with %d: %s", code, errOut.String())
		}
		return out.String()
	}
	values := func(text string) string { return regexp.MustCompile(`(?m) # .*$`).ReplaceAllString(text, "") }
	first := print(mine)
	if again := print(first); values(again) != values(first) {
		t.Errorf("first\n%s\nthen\n%s", values(first), values(again))
	}
	for _, want := range []string{`sort = ["G", "+", "ctrl+g"] # file, line 3`, `last = "end" # default, except keys assigned to other actions`, `pause = "" # file, line 4`} {
		if !strings.Contains(first, want) {
			t.Errorf("no %s in\n%s", want, first)
		}
	}
}

func TestTheScreenGetsWhatIsSet(t *testing.T) {
	s := settings{Settings: config.Defaults(), paths: config.Paths{Filters: filepath.Join(t.TempDir(), "filters.toml"), Config: "config.toml"}}
	if o := s.screenOptions(); o.Theme != "" || o.Clock != "" || o.NoMouse || o.ASCII || o.Fit != model.CurrentBranchRules || o.SaveFilter == nil {
		t.Errorf("by default %+v", o)
	}
	s.Theme, s.Clock, s.Mouse, s.ASCII, s.Fit = "light", "own", false, true, model.Rules2007
	s.Filters = map[string][]string{"mine": {"x"}}
	s.Keys = map[string][]string{"sort": {"k"}}
	s.Highlights = []config.Highlight{{Match: "/x/", Colour: "red", Style: "bold", On: config.OnMatch}}
	s.Origins["filters.mine"] = config.Origin{Kind: config.File, Line: 1}
	o := s.screenOptions()
	if o.Theme != "light" || o.Clock != "own" || !o.NoMouse || !o.ASCII || o.Fit != model.Rules2007 || o.Filters["mine"] == nil || o.Keys["sort"] == nil ||
		!slices.Equal(o.Highlights, []ui.Highlight{{Filter: "re:x", Colour: "red", Style: "bold", MatchOnly: true}}) {
		t.Errorf("%+v", o)
	}
	if err := o.SaveFilter("mine", []string{"y"}); err == nil || !strings.Contains(err.Error(), "config.toml already has a filter") {
		t.Errorf("one of the user's own is saved over: %v", err)
	}
	if err := o.SaveFilter("other", []string{"y"}); err != nil {
		t.Error(err)
	}
}

// A configuration that says something wrong is wrong use; one that cannot be read is a failure.
func TestExitCodesOfAConfiguration(t *testing.T) {
	folder := t.TempDir()
	wrong := filepath.Join(folder, "wrong\x1b[2J.toml")
	text := []byte("theme = 3\n\"a\\u001B\" = 1\n")
	if err := os.WriteFile(wrong, text, 0o600); err != nil { // a system without such names
		wrong = filepath.Join(folder, "wrong.toml")
		if err := os.WriteFile(wrong, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"config", "--config", wrong}, exitUsage},
		{[]string{"demo", "--config", wrong}, exitUsage},
		{[]string{"report", "--config", wrong, folder}, exitUsage},
		{[]string{"config", "--config", folder}, exitFailed},
		{[]string{"config", "--config", filepath.Join(folder, "none.toml")}, exitFailed},
		{[]string{"config", "--init", "--config", wrong}, exitFailed},
		{[]string{"config", "--clock", "moon"}, exitUsage},
		{[]string{"config", "more"}, exitUsage},
		{[]string{"config", "--config", ""}, exitDone},
	} {
		var out, errOut bytes.Buffer
		if code := run(t.Context(), c.args, strings.NewReader(""), &out, &errOut, time.Now); code != c.code {
			t.Errorf("%q ends with %d: %s", c.args, code, errOut.String())
		}
		if strings.ContainsAny(out.String()+errOut.String(), "\x1b\x7f") {
			t.Errorf("%q commands the terminal: %q", c.args, errOut.String())
		}
	}
}

// TestTheDemoRemembersNothing: it begins as for somebody new, and leaves nothing behind.
func TestTheDemoRemembersNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.toml")
	if err := os.WriteFile(path, []byte("pane = \"log\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := settings{Settings: config.Defaults(), paths: config.Paths{State: path}}
	o := s.demoOptions(nil)
	p := &invocation{errOut: io.Discard}
	if p.persistScreen(s.paths.State, &o); o.Remembered.Sort != "" || o.Remember != nil || !o.FirstRun {
		t.Errorf("the demo: %+v", o)
	}
}

func TestTheScreenRemembers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "state.toml")
	var errOut bytes.Buffer
	p := &invocation{errOut: &errOut}
	var first, second, broken, nowhere ui.Options
	p.persistScreen(path, &first)
	if !first.FirstRun || first.Notice != "" {
		t.Errorf("the first run: %+v", first)
	}
	first.Remember(ui.Remembered{Sort: "by KB", Filters: []string{"kb:1"}})
	p.persistScreen(path, &second)
	if second.FirstRun || second.Remembered.Sort != "by KB" || len(second.Remembered.Filters) != 1 || second.Notice != "" {
		t.Errorf("the second: %+v", second)
	}
	if err := os.WriteFile(path, []byte("pane = \"log\"\nfilters = 3"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken.Notice = "a demo"
	p.persistScreen(path, &broken)
	if broken.FirstRun || broken.Remembered.Sort != "" || !strings.Contains(broken.Notice, "a demo; the saved screen layout cannot be read: ") || !strings.Contains(broken.Notice, "line 2") {
		t.Errorf("with a broken file: %+v", broken)
	}
	if p.persistScreen("", &nowhere); nowhere.FirstRun || nowhere.Remember != nil {
		t.Errorf("without a folder: %+v", nowhere)
	}
	if p.persistScreen(filepath.Join(path, "below"), &nowhere); errOut.Len() > 0 {
		t.Errorf("it complains before: %s", errOut.String())
	}
	nowhere.Remember(ui.Remembered{})
	if !strings.Contains(errOut.String(), "ccmtail: write ") {
		t.Errorf("what cannot be kept is not said: %q", errOut.String())
	}
}

func TestALocaleWithoutUnicodeIsASCII(t *testing.T) {
	for _, c := range []struct {
		all, ctype, lang, want string
	}{
		{"", "", "", ""}, {"", "", "C", "LANG"}, {"", "", "POSIX", "LANG"}, {"", "", "C.UTF-8", ""}, {"", "", "en_US.UTF-8", ""},
		{"C", "", "en_US.UTF-8", "LC_ALL"}, {"en_US.UTF-8", "", "C", ""}, {"", "C", "en_US.UTF-8", "LC_CTYPE"}, {"", "C.UTF-8", "C", ""},
		{"", "", "de_DE.ISO-8859-1", "LANG"}, {"", "", "de_DE.iso885915@euro", "LANG"}, {"", "", "zh_CN.GB18030", "LANG"}, {"", "", "de_DE.utf8@euro", ""},
		{"", "UTF-8", "C", ""}, {"", "", "de_DE", ""},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_CTYPE": c.ctype, "LANG": c.lang}
		if have := asciiLocale(func(name string) string { return env[name] }); have != c.want {
			t.Errorf("%v: %q", env, have)
		}
	}
}
