package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"ccmtail/demo"
)

// What the documents show is run. In a block of code
//
//	$ ccmtail …      is run, and the lines below it are what it must print; a line of … stands for any lines.
//	                 "| findstr WORD" keeps the lines with WORD; "$ echo …" prints the exit code.
//	ccmtail …        is run, and must do what is asked or, where it needs a screen, say that there is none.
//
// Each document has a folder of its own, with the demo's logs in logs and capture.zip, and
// docs/captures. -update rewrites the output.
func TestDocuments(t *testing.T) {
	names, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "../README.md", "../SECURITY.md", "../CONTRIBUTING.md") {
		if name == filepath.Join("..", "docs", "logs.md") {
			continue // written by a test of parsers
		}
		name, err := filepath.Rel("..", name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			furnish(t, root)
			d := document{t: t, lines: strings.Split(string(text), "\n")}
			d.check()
			if have := strings.Join(d.out, "\n"); *update && have != string(text) {
				if err := os.WriteFile(filepath.Join(root, name), []byte(have), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// furnish makes the folder that the commands of one document run in, and goes there.
func furnish(t *testing.T, root string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range homes {
		t.Setenv(name, filepath.Join(t.TempDir(), "home"))
	}
	if err := os.CopyFS(filepath.Join("docs", "captures"), os.DirFS(filepath.Join(root, "docs", "captures"))); err != nil {
		t.Fatal(err)
	}
	if err := demo.Write("logs"); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	if err := z.AddFS(demo.Capture()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("capture.zip", packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// document is a file of Markdown on its way through the test.
type document struct {
	t     *testing.T
	lines []string
	at    int
	out   []string // the lines as they should be
	code  int      // the last exit code
}

// check runs every command of the document.
func (d *document) check() {
	fenced := false
	for d.at < len(d.lines) {
		line := d.lines[d.at]
		d.at++
		d.out = append(d.out, line)
		text := strings.TrimPrefix(line, "    ")
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case !fenced && text == line:
		case strings.HasPrefix(text, "$ "):
			d.transcript(text[2:])
		case text == "ccmtail" || strings.HasPrefix(text, "ccmtail "):
			d.accepted(text)
		case strings.HasPrefix(text, "go run . "):
			d.accepted("ccmtail" + strings.TrimPrefix(text, "go run ."))
		}
	}
	if fenced {
		d.t.Error("a block of code has no end")
	}
}

// transcript runs a command and compares what it prints with the lines that follow.
func (d *document) transcript(command string) {
	from := d.at
	for d.at < len(d.lines) && !strings.HasPrefix(d.lines[d.at], "```") && !strings.HasPrefix(d.lines[d.at], "$ ") {
		d.at++
	}
	want := d.lines[from:d.at]
	var have []string
	if strings.HasPrefix(command, "echo ") {
		have = []string{fmt.Sprint(d.code)}
	} else {
		var text string
		d.code, text = d.run(command)
		text = strings.ReplaceAll(text, "\r\n", "\n")
		have = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		if text == "" {
			have = nil
		}
	}
	// A block ends before an empty line that only parts it from the next command.
	body := want
	for len(body) > 0 && body[len(body)-1] == "" {
		body = body[:len(body)-1]
	}
	shown, ok := compare(body, have)
	if !ok && !*update {
		d.t.Errorf("line %d: %s\nshows\n%s\nbut prints\n%s", from, command, strings.Join(body, "\n"), strings.Join(have, "\n"))
	}
	d.out = append(append(d.out, shown...), want[len(body):]...)
}

const anything = "…"

// compare holds what a document shows against what was printed. shown is what it should show: of
// pieces between lines of … the first is looked for at the beginning, the last at the end, and the
// others by how their first lines begin.
func compare(want, have []string) (shown []string, ok bool) {
	if !slices.Contains(want, anything) {
		return have, slices.Equal(want, have)
	}
	ok = true
	for first := true; ; first = false {
		n := slices.Index(want, anything)
		last := n < 0
		if last {
			n = len(want)
		}
		at := 0
		switch {
		case first || n == 0:
		case last:
			at = max(0, len(have)-n)
		default:
			at = find(want[:n], have)
		}
		piece := have[at:min(at+n, len(have))]
		ok = ok && slices.Equal(want[:n], piece)
		shown = append(shown, piece...)
		if last {
			return shown, ok
		}
		shown = append(shown, anything)
		have, want = have[at+len(piece):], want[n+1:]
	}
}

// find returns where a piece begins: where it stands, else where a line begins as its first one
// does.
func find(piece, lines []string) int {
	for i := range lines {
		if len(piece) <= len(lines)-i && slices.Equal(piece, lines[i:i+len(piece)]) {
			return i
		}
	}
	for n := len(piece[0]); n > 3; n-- {
		for i, l := range lines {
			if strings.HasPrefix(l, piece[0][:n]) {
				return i
			}
		}
	}
	return len(lines)
}

// accepted runs a command that is only named: it must be one that works.
func (d *document) accepted(line string) {
	command, _, _ := strings.Cut(line, "  ") // what it is for stands behind it
	for real, stand := range map[string]string{`C:\Windows\CCM\Logs`: "logs", "LOGS": "logs"} {
		command = strings.ReplaceAll(command, " "+real, " "+stand)
	}
	code, text := d.run(command)
	noScreen := code == exitUsage && strings.Contains(text, "no terminal to draw on")
	if code != exitDone && code != exitStateMatched && !noScreen {
		d.t.Errorf("line %d: %s\nends with %d:\n%s", d.at, line, code, text)
	}
}

// run runs a command line and gives back its exit code and what it printed.
func (d *document) run(command string) (int, string) {
	args, to, keep := words(command)
	if len(args) == 0 || args[0] != "ccmtail" {
		d.t.Errorf("line %d: %s: what program is this?", d.at, command)
		return 0, ""
	}
	ctx, stop := context.WithTimeout(d.t.Context(), time.Minute)
	defer stop()
	var out bytes.Buffer
	var w io.Writer = &out
	if slices.Contains(args, "--follow") {
		w = &leaver{w, stop}
	}
	code := run(ctx, args[1:], strings.NewReader(""), w, &out, time.Now)
	if to != "" {
		if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
			d.t.Error(err)
		}
		out.Reset()
	}
	if keep == "" {
		return code, out.String()
	}
	var kept strings.Builder
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, keep) {
			kept.WriteString(line)
		}
	}
	return code, kept.String()
}

// leaver is a reader who leaves when something comes.
type leaver struct {
	io.Writer
	leave func()
}

func (l *leaver) Write(p []byte) (int, error) {
	defer l.leave()
	return l.Writer.Write(p)
}

// words takes a command line apart: words, in quotation marks or not, the file behind >, the word
// behind | findstr. Another program behind | is not run.
func words(s string) (args []string, to, keep string) {
	var all []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if q := s[0]; q == '"' || q == '\'' {
			if end := strings.IndexByte(s[1:], q); end >= 0 {
				all, s = append(all, s[1:1+end]), s[end+2:]
				continue
			}
		}
		word, rest, _ := strings.Cut(s, " ")
		all, s = append(all, word), rest
	}
	for i, w := range all {
		switch {
		case w == ">" && i+1 < len(all):
			return all[:i], all[i+1], ""
		case w == "|" && i+2 < len(all) && all[i+1] == "findstr":
			return all[:i], "", all[i+2]
		case w == "|":
			return all[:i], "", ""
		}
	}
	return all, "", ""
}

// What --help shows can be pasted.
func TestExamplesOfTheHelpWork(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	furnish(t, root)
	d := document{t: t}
	p := &invocation{out: io.Discard, errOut: io.Discard, now: time.Now}
	all := p.rootCommand()
	for _, cmd := range append(all.Commands(), all) {
		for line := range strings.Lines(cmd.Example) {
			d.at++
			d.accepted(strings.TrimSpace(line))
		}
	}
	if d.at < 10 {
		t.Errorf("only %d examples", d.at)
	}
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

func TestLinksLeadSomewhere(t *testing.T) {
	names, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	roots, err := filepath.Glob("../*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, roots...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			to, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(to, "://") {
				continue
			}
			target := name
			if to != "" {
				target = filepath.Join(filepath.Dir(name), filepath.FromSlash(to))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			} else if anchor != "" && !slices.Contains(anchors(t, target), anchor) {
				t.Errorf("%s links to %s, and there is no such heading", name, m[1])
			}
		}
	}
}

func TestPicturesAreShown(t *testing.T) {
	pictures, err := filepath.Glob("../docs/*.svg")
	if err != nil || len(pictures) == 0 {
		t.Fatal(pictures, err)
	}
	var text []byte
	for _, name := range []string{"../README.md", "../docs/guide.md"} {
		more, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, more...)
	}
	for _, p := range pictures {
		if !bytes.Contains(text, []byte(filepath.Base(p)+")")) {
			t.Errorf("nothing shows %s", p)
		}
	}
}

// anchors returns the headings of a document as links name them.
func anchors(t *testing.T, name string) (all []string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range heading.FindAllStringSubmatch(string(text), -1) {
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case r == ' ' || r == '-':
				return '-'
			case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(m[1])))
	}
	return all
}

func TestComparedWithWhatIsShown(t *testing.T) {
	have := []string{"one 1", "two 2", "three 3", "four 4"}
	for _, c := range []struct {
		want, shown string
		ok          bool
	}{
		{"one 1/two 2/three 3/four 4", "one 1/two 2/three 3/four 4", true},
		{"one 1/two 2", "one 1/two 2/three 3/four 4", false},
		{"", "one 1/two 2/three 3/four 4", false},
		{"…", "…", true},
		{"one 1/…", "one 1/…", true},
		{"two 2/…", "one 1/…", false},
		{"…/four 4", "…/four 4", true},
		{"…/three 3", "…/four 4", false},
		{"…/two 2/…/four 4", "…/two 2/…/four 4", true},
		{"…/three 4/…", "…/three 3/…", false},
		{"one 1/…/two 3/three 3/…", "one 1/…/two 2/three 3/…", false},
	} {
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, "/")
		}
		shown, ok := compare(want, have)
		if got := strings.Join(shown, "/"); got != c.shown || ok != c.ok {
			t.Errorf("%s: got %s %v", c.want, got, ok)
		}
	}
}
