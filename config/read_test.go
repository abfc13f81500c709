package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
)

// screen is a small screen's vocabulary.
var screen = &Vocabulary{
	Themes: []string{"dark", "light"}, Clocks: []string{"client", "utc", "own"},
	Columns: []string{"time", "log", "message"}, DefaultColumns: []string{"time", "message"},
	NotifyStates: []string{"failed", "silent"}, OSCNumbers: []string{"9", "777"},
	Colours: []string{"red", "green"}, Styles: []string{"bold", "underline"},
	Roles:      []string{"bad", "good"},
	Severities: []string{"info", "error"}, RuleSubjects: []string{"client", "update"}, MaxRules: 3,
	CheckRule: func(r Rule) (field string, err error) {
		if r.Line == "" {
			return "line", errors.New("is missing")
		}
		if strings.Contains(r.Text, "<x>") {
			return "text", errors.New("no hole")
		}
		return "", nil
	},
	CheckHubURL: func(url string) error {
		if !strings.HasPrefix(url, "tls://") {
			return errors.New("not this one")
		}
		return nil
	},
	CheckSite: func(site string) error {
		if strings.Contains(site, ".") {
			return errors.New("no dots")
		}
		return nil
	},
	Code: func(written string) (uint32, error) {
		n, err := strconv.ParseUint(written, 0, 32)
		if err != nil {
			return 0, fmt.Errorf("%q is no code", written)
		}
		return uint32(n), nil
	},
	CheckStyle: func(text string) error {
		if text == "pink" {
			return errors.New("no colour")
		}
		return nil
	},
	Actions: func(changed map[string][]string) []Action {
		out := []Action{{"sort", []string{"x"}}, {"mark", []string{"m", "ctrl+b"}}, {"next error", []string{"e"}}, {"only errors", nil}}
		given := slices.Concat(slices.Collect(values(changed))...)
		for i, a := range out {
			keys, own := changed[a.Name]
			if !own {
				keys = slices.DeleteFunc(slices.Clone(a.Keys), func(k string) bool { return slices.Contains(given, k) })
			}
			out[i].Keys = keys
		}
		return out
	},
	Key: func(name string) (string, error) {
		name = strings.ReplaceAll(name, "Ctrl-", "ctrl+")
		if len(name) != 1 && !strings.HasPrefix(name, "ctrl+") {
			return "", fmt.Errorf("%q is no key", name)
		}
		return name, nil
	},
}

func values(m map[string][]string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// write writes a file and names its place.
func write(t *testing.T, text string) Paths {
	t.Helper()
	folder := t.TempDir()
	p := Paths{Config: filepath.Join(folder, "config.toml"), Filters: filepath.Join(folder, "filters.toml")}
	if err := os.WriteFile(p.Config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

const whole = `# everything
theme = "light"
clock = "utc"

mouse = false
ascii = true
columns = ["log", "message"]
wrap = true
[fit]
run_time = "20m" # 2007
margin   = '15m'
[notify]
states = ["failed", "silent"]
bell = true
osc = 777
silent_after = "1h"

[filters]
quiet = "!level:debug"
ours = [
  # of two
  "@quiet",
  're:^Update \d+',
]

[[highlights]]
match = "/0x8[0-9a-f]{7}/"
colour = "red"
style = "bold"
on = "match"

[[highlights]]
match = """
kb:969897"""
style = "underline  bold"

[keys]
sort = ["e", "Ctrl-s"]
"only errors" = ""

[[rules]]
log = "AppEnforce"
line = "ended with <code:hresult>"
text = "it ended"
severity = "error"

[codes]
0x10 = "ours"
`

func TestRead(t *testing.T) {
	s, err := Read(write(t, whole), screen)
	if err != nil {
		t.Fatal(err)
	}
	at := func(line int) Origin { return Origin{Kind: File, Line: line} }
	want := &Settings{
		Theme: "light", Clock: "utc", ASCII: true, Columns: []string{"log", "message"}, Wrap: true, Fit: model.Rules2007, HasFile: true,
		Notify:  Notify{States: []string{"failed", "silent"}, Bell: true, OSC: "777", SilentAfter: time.Hour},
		Filters: map[string][]string{"quiet": {"!level:debug"}, "ours": {"@quiet", `re:^Update \d+`}},
		Highlights: []Highlight{
			{Match: "/0x8[0-9a-f]{7}/", Colour: "red", Style: "bold", On: OnMatch},
			{Match: "kb:969897", Style: "underline bold", On: OnRow},
		},
		Keys: map[string][]string{"sort": {"e", "ctrl+s"}, "only errors": {}},
		Rules: []Rule{{
			Log: "AppEnforce", Line: "ended with <code:hresult>", Text: "it ended", Severity: "error", Once: "client",
			Lines: map[string]int{"": 41, "log": 42, "line": 43, "text": 44, "severity": 45},
		}},
		Codes: map[uint32]Code{16: {Written: "0x10", Meaning: "ours"}},
		Origins: map[string]Origin{
			"theme": at(2), "clock": at(3), "mouse": at(5), "ascii": at(6), "columns": at(7), "wrap": at(8), "fit.run_time": at(10), "fit.margin": at(11),
			"notify.states": at(13), "notify.bell": at(14), "notify.osc": at(15), "notify.silent_after": at(16),
			"filters.quiet": at(19), "filters.ours": at(20), "highlights.0": at(26), "highlights.1": at(32), "keys.sort": at(38), "keys.only errors": at(39), "rules.0": at(41), "codes.0x10": at(48),
		},
	}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("have %+v\nwant %+v", s, want)
	}
	if f := s.Highlights[0].Filter(); f != "re:0x8[0-9a-f]{7}" {
		t.Errorf("an expression is the filter %q", f)
	}
	crlf, err := Read(write(t, "\uFEFF"+strings.ReplaceAll(whole, "\n", "\r\n")), screen)
	if err != nil || !reflect.DeepEqual(crlf, want) {
		t.Errorf("with CRLF and a byte order mark: %+v, %v", crlf, err)
	}
}

func TestWithoutAFileAllIsAsByDefault(t *testing.T) {
	p := Paths{Config: filepath.Join(t.TempDir(), "config.toml")}
	for _, p := range []Paths{p, {}} {
		s, err := Read(p, screen)
		if err != nil || !reflect.DeepEqual(s, Defaults()) {
			t.Errorf("%+v, %v", s, err)
		}
	}
	p.NamedBy = Origin{Kind: Environment, Name: PathVariable}
	if _, err := Read(p, screen); err != nil {
		t.Errorf("named by the environment: %v", err)
	}
	p.NamedBy = Origin{Kind: Flag, Name: "config"}
	if _, err := Read(p, screen); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("named by a flag: %v", err)
	}
	var wrong Errors
	p.Config = filepath.Dir(p.Config)
	if _, err := Read(p, screen); err == nil || errors.As(err, &wrong) {
		t.Errorf("a folder: %v", err)
	}
}

// TestErrors says of each mistake where it is and what is allowed.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"theme = \"drak\"", `1: theme: unknown value "drak"; allowed: auto, dark and light`},
		{"\n\ntheme = 3", "3: theme: expected a string, not a number; allowed: auto, dark and light"},
		{"columns = [\"time\",\n\"host\"]", `1: columns: unknown value "host"; allowed: time, log and message`},
		{"columns = 3", "1: columns: expected a string or a list of strings, not a number; known columns: time, log and message"},
		{"mouse = \"yes\"", "1: mouse: expected true or false, not a string"},
		{"mouse = [\n true,\n]\n", "1: mouse: expected true or false, not a list"},
		{"clock = 2026-01-01", "1: clock: expected a string, not a time; allowed: last, client, utc and own"},
		{"# x\ntehme = \"dark\"", `2: unknown key "tehme"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]`},
		{"[colours]\nred = 1\n[colours.x]\ny = 1", `1: unknown key "colours"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]`},
		{"\"fit.margin\" = \"1m\"", `1: unknown key "fit.margin"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]`},
		{"[fit]\nruntime = \"10m\"", `2: unknown key "fit.runtime"; known keys: run_time and margin`},
		{"fit = 3", `1: unknown key "fit"; known keys: run_time and margin`},
		{"fit = { margin = 15 }", `1: fit.margin: expected a duration such as "30m" or "1h30m", not a number`},
		{"fit = {\n run_time = 1,\n margin = 15,\n}", "2: fit.run_time: expected a duration such as \"30m\" or \"1h30m\", not a number\n" +
			`3: fit.margin: expected a duration such as "30m" or "1h30m", not a number`},
		{"[fit]\nmargin = \"15\"", `2: fit.margin: "15" is not a duration; write it as "30m" or "1h30m"`},
		{"[fit]\nrun_time = \"0s\"", "2: fit.run_time: 0s is not between 1s and 24h0m0s"},
		{"[fit]\nmargin = \"-1m\"", "2: fit.margin: -1m is not between 0s and 24h0m0s"},
		{"[notify]\nstates = \"broken\"", `2: notify.states: unknown value "broken"; allowed: failed and silent`},
		{"[notify]\nosc = 8", `2: notify.osc: unknown value "8"; allowed: off, 9 and 777`},
		{"[notify]\nbeep = true", `2: unknown key "notify.beep"; known keys: states, bell, osc, progress and silent_after`},
		{"[notify]\nsilent_after = \"3s\"", "2: notify.silent_after: 3s is not between 1m0s and 24h0m0s"},
		{"[keys]\nsrt = \"s\"", `2: keys: unknown action "srt", did you mean "sort"?; ccmtail config lists all actions`},
		{"[keys]\nzzz = \"s\"", `2: keys: unknown action "zzz"; ccmtail config lists all actions`},
		{"[keys]\nsort = 3", "2: keys.sort: expected a string or a list of strings, not a number"},
		{"[keys]\nsort = [\"a\", 3]", "2: keys.sort: expected a string or a list of strings, not a number"},
		{"[keys]\nsort = \"zz\"", `2: keys.sort: "zz" is no key`},
		{"[keys]\nsort = \"s\"\n\nmark = [\"a\",\n \"s\"]", `4: keys.mark: "s" is already bound in line 2 to "sort"`},
		{"[keys]\nsort = [\"s\", \"s\"]", `2: keys.sort: "s" is already bound in line 2 to "sort"`},
		{"[keys.sort]\nx = 1", "1: keys.sort: expected a string or a list of strings, not a section"},
		{"keys = 3", "1: keys must be a section, [keys]"},
		{"[filters]\na = \"kb:1\"\nb = [\"kb:1\",\n \"level:bad\"]", "3: filters: @b: level: use error, warning, info or debug; + includes higher levels"},
		{"[filters]\na = \"@b\"\nb = \"@a\"", "2: filters: @a: @b: @a refers to itself\n3: filters: @b: @a: @b refers to itself"},
		{"[filters]\na = []", "2: filters: @a: empty expression"},
		{"[filters]\n\"a b\" = \"x\"", `2: filters: "a b": a filter name may contain only letters, digits, - and _`},
		{"[filters]\na = true", "2: filters.a: expected a string or a list of strings, not true or false"},
		{"[[highlights]]\nmatch = \"x\"\ncolour = \"red\"\n\n[[highlights]]\nmatch = \"thread:x\"\nstyle = \"bold\"", `5: highlights: match "thread:x": thread: "x" is not a number`},
		{"[[highlights]]\nmatch = \"/(/\"\nstyle = \"bold\"", "1: highlights: match \"/(/\": re: error parsing regexp: missing closing ): `(`"},
		{"[[highlights]]\ncolour = \"red\"", "1: highlights: match is missing"},
		{"[[highlights]]\nmatch = \"x\"", "1: highlights: set a colour or a style"},
		{"[[highlights]]\nmatch = \"x\"\ncolour = \"pink\"\nstyle = \"bold\"", `3: highlights: colour: unknown value "pink"; allowed: red and green`},
		{"[[highlights]]\nmatch = \"x\"\nstyle = \"bold blink\"", `3: highlights: style: unknown value "blink"; allowed: bold and underline`},
		{"[[highlights]]\nmatch = \"x\"\ncolor = \"red\"\nstyle = \"bold\"", `3: highlights: unknown key "color"; known keys: match, colour, style and on`},
		{"[[highlights]]\nmatch = 3\nstyle = \"bold\"", `2: highlights: match: expected a filter or a "/regular expression/", not a number`},
		{"[[highlights]]\nmatch = \"x\"\nstyle = \"bold\"\n[highlights.more]\nx = 1", `4: highlights: unknown key "more"; known keys: match, colour, style and on`},
		{"[[highlights.-1]]", `1: highlights: unknown key "0"; known keys: match, colour, style and on`},
		{"[[rules.-1]]", `1: rules: unknown key "0"; known keys: log, line, until, text, severity and once`},
		{"[[highlights]]\nmatch = \"x\"\n[highlights.style]", `3: highlights: style: expected a string, not a section; allowed: bold and underline`},
		{"[[other]]\n[[other.more]]\n[[other]]\n[[other.more]]\nx = 1", "1: unknown key \"other.0\"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]\n" +
			`3: unknown key "other.1"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]`},
		{"[[rules]]\nlog = \"A\"\n\n[[rules]]\nline = \"a\"\ntext = \"<x>\"", "1: rules: line: is missing\n6: rules: text: no hole"},
		{"[[rules]]\nline = 3\n[[rules]]\nline = \"a\"\nseverity = \"bad\"", "2: rules: line: expected a string, not a number\n" +
			`5: rules: severity: unknown value "bad"; allowed: info and error`},
		{"[[rules]]\nline = \"a\"\nonce = \"day\"", `3: rules: once: unknown value "day"; allowed: client and update`},
		{"[[rules]]\nlines = \"a\"", `2: rules: unknown key "lines"; known keys: log, line, until, text, severity and once`},
		{strings.Repeat("[[rules]]\nline = \"a\"\n", 5), "7: rules: there may be 3 of them"},
		{"[rules]\nline = \"a\"", "1: rules: write each one as a section of its own, [[rules]]"},
		{"[codes]\n1 = \"a\"\n0x1 = \"b\"\nx = \"c\"", "3: codes.0x1: the same code stands in another line\n4: codes: \"x\" is no code"},
		{"[codes]\n1 = 2\n3 = \"\"", "2: codes.1: expected what it means as a string, not a number\n3: codes.3: say what it means"},
		{"codes = 3", "1: codes must be a section, [codes]"},
		{"[highlights]\nmatch = \"x\"", "1: highlights: write each one as a section of its own, [[highlights]]"},
		{"highlights = [{match = \"x\"}]", "1: highlights: write each one as a section of its own, [[highlights]]"},
		{"[[theme]]", `1: unknown key "theme.0"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]`},
		{"theme = \"dark\"\n\ntheme = \"light\"", "3: key theme is already defined"},
		{"theme = \"dark\nmouse = true", "1: basic strings cannot have new lines"},
		{"theme = \n", "1: unexpected character U+000A at start of value"},
		{"theme = \"\xff\"", "1: invalid UTF-8 character in basic string"},
		{"mouse = 1\nascii = 2\nnonsense = 3", "1: mouse: expected true or false, not a number\n2: ascii: expected true or false, not a number\n" +
			`3: unknown key "nonsense"; known keys: theme, clock, columns, wrap, mouse, ascii, [fit], [notify], [hub], [themes.NAME], [filters], [[highlights]], [[rules]], [codes] and [keys]`},
	} {
		p := write(t, c.text)
		_, err := Read(p, screen)
		var wrong Errors
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var have []string
		for _, e := range wrong {
			if e.Path != p.Config {
				t.Errorf("%q: in %q", c.text, e.Path)
			}
			have = append(have, fmt.Sprintf("%d: %s", e.Line, e.Text))
		}
		if got := strings.Join(have, "\n"); got != c.want {
			t.Errorf("%q\nhave %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestWhatIsWrittenBringsItAbout(t *testing.T) {
	s, err := Read(write(t, whole), screen)
	if err != nil {
		t.Fatal(err)
	}
	s.Filters["odd"] = []string{"a\"b\\c 'd' \x1b[2J \u202e\U000e0001"}
	var b bytes.Buffer
	if err := s.Write(&b, screen); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e\U000e0001") {
		t.Errorf("it commands the terminal: %q", b.String())
	}
	again, err := Read(write(t, b.String()), screen)
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	same := func(a, b any) bool { return reflect.DeepEqual(a, b) }
	if again.Theme != s.Theme || again.Fit != s.Fit || !same(again.Filters, s.Filters) || !same(again.Highlights, s.Highlights) ||
		!same(fmt.Sprint(screen.Actions(again.Keys)), fmt.Sprint(screen.Actions(s.Keys))) {
		t.Errorf("have %+v\nwant %+v", again, s)
	}
}

func TestFlagsAreStronger(t *testing.T) {
	s := Defaults()
	if err := s.Set("theme", "light", screen, Origin{Kind: Flag, Name: "theme"}); err != nil || s.Theme != "light" {
		t.Errorf("%q, %v", s.Theme, err)
	}
	if err := s.Set("theme", "drak", screen, Origin{Kind: Flag, Name: "theme"}); err == nil || s.Theme != "light" {
		t.Errorf("%q, %v", s.Theme, err)
	}
	if err := s.Set("fit", "1m", screen, Origin{}); err == nil {
		t.Error("there is a setting fit")
	}
	var b bytes.Buffer
	if err := s.Write(&b, screen); err != nil || !strings.Contains(b.String(), `theme = "light" # flag, --theme`) {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestSavedFilters(t *testing.T) {
	p := write(t, "[filters]\nown = \"@later\"\n")
	if _, err := Read(p, screen); err == nil {
		t.Error("a filter is used before it is there")
	}
	p = write(t, "[filters]\nown = \"kb:1\"\n")
	for name, expressions := range map[string][]string{"b": {"x", "y | z"}, "a": {"!@own"}, "own": {"other"}} {
		if err := SaveFilter(p.Filters, name, expressions); err != nil {
			t.Fatal(err)
		}
	}
	if err := SaveFilter(p.Filters, "b", []string{"anew"}); err != nil {
		t.Fatal(err)
	}
	s, err := Read(p, screen)
	want := map[string][]string{"own": {"kb:1"}, "a": {"!@own"}, "b": {"anew"}}
	if err != nil || !reflect.DeepEqual(s.Filters, want) || s.Origins["filters.own"].Kind != File || s.Origins["filters.b"] != (Origin{Kind: Saved, Line: 4}) {
		t.Errorf("%v, %v, %v", s.Filters, s.Origins, err)
	}
	if err := SaveFilter(p.Filters, "a b", nil); err == nil {
		t.Error("a name with a space")
	}
	for text, says := range map[string]string{
		"\na = ":            ":2: ",
		"a = \"level:x\"":   ":1: @a: level:",
		"\n[a]\nb = 1":      `:2: "a": expected a string`,
		"\n\"a b\" = \"x\"": `:2: "a b": a filter name`,
	} {
		if err := os.WriteFile(p.Filters, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Read(p, screen)
		if err != nil || len(s.Passed) != 1 || s.Passed[0].Error()[:len("going on without the saved filters: ")+len(p.Filters+says)] != "going on without the saved filters: "+p.Filters+says {
			t.Fatalf("%q: %v, %v", text, s.Passed, err)
		}
		var wrong Errors
		if !errors.As(s.Passed[0], &wrong) || len(s.Filters) != 1 || s.Origins["filters.a"].Kind != Default {
			t.Errorf("%q: %v, %v", text, s.Filters, s.Origins)
		}
		before, _ := os.ReadFile(p.Filters)
		err = SaveFilter(p.Filters, "new", []string{"x"})
		after, _ := os.ReadFile(p.Filters)
		if strings.HasPrefix(text, "a") != (err == nil) || err != nil && !bytes.Equal(before, after) {
			t.Errorf("%q: saved over: %v", text, err)
		}
	}
}

// TestAPlaceThatCannotBeReadIsDoneWithout: of the usual place, nobody has said that it must be read.
func TestAPlaceThatCannotBeReadIsDoneWithout(t *testing.T) {
	p := write(t, "theme = \"light\"")
	p.Config = filepath.Join(p.Config, "ccmtail", "config.toml") // below a file
	for _, c := range []struct {
		config string
		by     Origin
		passed bool
	}{
		{filepath.Dir(filepath.Dir(p.Config)), Origin{}, false}, {filepath.Dir(p.Filters), Origin{}, true},
		{filepath.Dir(p.Filters), Origin{Kind: Flag, Name: "config"}, false}, {filepath.Dir(p.Filters), Origin{Kind: Environment}, false},
	} {
		p.Config, p.NamedBy = c.config, c.by
		s, err := Read(p, screen)
		switch {
		case c.passed && (err != nil || len(s.Passed) != 1 || !strings.HasPrefix(s.Passed[0].Error(), "going on without settings: ") || s.Theme != Auto):
			t.Errorf("%s: %+v, %v", c.config, s, err)
		case !c.passed && c.by.Kind != Default && (err == nil || !strings.Contains(err.Error(), "not a file but a folder")):
			t.Errorf("%s by %s: %v", c.config, c.by, err)
		case !c.passed && c.by.Kind == Default && (err != nil || s.Theme != "light"):
			t.Errorf("%s: %+v, %v", c.config, s, err)
		}
	}
}

func TestDurationsAreReadBack(t *testing.T) {
	for _, d := range []time.Duration{time.Second, 90 * time.Minute, maxDuration} {
		s := Defaults()
		if err := s.Set("fit.run_time", d.String(), screen, Origin{}); err != nil || s.Fit.RunTime != d {
			t.Errorf("%s: %s, %v", d, s.Fit.RunTime, err)
		}
	}
}
