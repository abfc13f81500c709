package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
)

// TestDocuments runs the commands in the code blocks of documents:
//
//	$ ccmtail …      must print the lines below it. A line … stands for any lines. "| findstr WORD"
//	                 selects the lines with WORD, and "$ echo …" prints the last exit code.
//	ccmtail …        must succeed, or if it needs a screen, fail because there is no terminal.
//
// The commands of a document run in a folder with the logs of the demo in logs and in capture.zip,
// and with docs/captures. -update rewrites the output in the documents.
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
			continue // a test of package parsers writes it
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
			prepareFolder(t, root)
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

// prepareFolder creates the folder for the commands of a document and makes it the working directory.
func prepareFolder(t *testing.T, root string) {
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
	if err := os.WriteFile("collection.csv", []byte("\"Name\",\"Site\"\n\"logs\",\"CHI\"\n\"capture.zip\",\"CHI\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("keeper.toml", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	rule := "[[rules]]\nlog = \"WUAHandler\"\nline = \"Async searching of updates using WUAgent started.\"\ntext = \"A scan began.\"\n"
	if err := os.WriteFile("rules.toml", []byte(rule), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("capture.zip", packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// document is the state of the test of a Markdown document.
type document struct {
	t     *testing.T
	lines []string
	at    int      // the index of the next line
	out   []string // the lines with the output as it should be
	code  int      // the last exit code
}

// check runs all commands of the document.
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
		d.t.Error("a code block has no end")
	}
}

// transcript runs a command and compares its output with the lines after it.
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
	// Empty lines at the end only separate it from the next command.
	body := want
	for len(body) > 0 && body[len(body)-1] == "" {
		body = body[:len(body)-1]
	}
	shown, ok := compare(body, have)
	if !ok && !*update {
		d.t.Errorf("line %d: %s\nthe document has\n%s\nthe command prints\n%s", from, command, strings.Join(body, "\n"), strings.Join(have, "\n"))
	}
	d.out = append(append(d.out, shown...), want[len(body):]...)
}

// accepted runs commands without output in the document, which must succeed. What needs a hub must get as
// far as asking where it is; bench/hub has one.
func (d *document) accepted(line string) {
	commands, _, _ := strings.Cut(line, "  ") // a comment may follow
	for command := range strings.SplitSeq(commands, " && ") {
		if !strings.HasPrefix(command, "nats-server ") { // another's program, which is not here
			d.acceptedOne(line, command)
		}
	}
}

func (d *document) acceptedOne(line, command string) {
	command = strings.ReplaceAll(command, " LIST", " collection.csv")
	for _, source := range []string{`C:\Windows\CCM\Logs`, "LOGS"} {
		command = strings.ReplaceAll(command, " "+source, " logs")
	}
	code, text := d.run(command)
	noScreen := code == exitUsage && strings.Contains(text, "no terminal to draw on")
	stopped := code == exitInterrupted && (strings.Contains(command, "--follow") || strings.Contains(command, "--since now"))
	noHub := code == exitFailed && strings.Contains(text, "config.toml names no hub")
	if code != exitDone && code != exitStateMatched && !noScreen && !stopped && !noHub {
		d.t.Errorf("line %d: %s\nends with %d:\n%s", d.at, line, code, text)
	}
}

// run runs a command line and returns the exit code and the output.
func (d *document) run(command string) (int, string) {
	args, to, pattern := words(command)
	if len(args) == 0 || args[0] != "ccmtail" {
		d.t.Errorf("line %d: %s: unknown program", d.at, command)
		return 0, ""
	}
	ctx, stop := context.WithTimeout(d.t.Context(), patience)
	defer stop()
	var out bytes.Buffer
	var w io.Writer = &out
	if slices.Contains(args, "--follow") {
		w = &stoppingWriter{w, stop}
	}
	if slices.Contains(args, "now") { // nothing new happens
		time.AfterFunc(time.Second, stop)
	}
	code := run(ctx, args[1:], strings.NewReader(""), w, &out, time.Now)
	if to != "" {
		if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
			d.t.Error(err)
		}
		out.Reset()
	}
	if pattern == "" {
		return code, out.String()
	}
	var selected strings.Builder
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, pattern) {
			selected.WriteString(line)
		}
	}
	return code, selected.String()
}

// stoppingWriter calls a function after each write.
type stoppingWriter struct {
	io.Writer
	stop func()
}

func (w *stoppingWriter) Write(p []byte) (int, error) {
	defer w.stop()
	return w.Writer.Write(p)
}

// words splits a command line into words, which may be quoted, the file after >, and the pattern
// after | findstr. It ignores other programs after |.
func words(s string) (args []string, to, pattern string) {
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

// TestExamplesOfTheHelpWork runs the examples that --help prints.
func TestExamplesOfTheHelpWork(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	prepareFolder(t, root)
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
