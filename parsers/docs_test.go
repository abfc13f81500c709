package parsers

import (
	flags "flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ccmtail/model/event"
)

var rewrite = flags.Bool("update", false, "rewrite docs/logs.md from the rules")

// TestTheListOfLogsIsCurrent keeps docs/logs.md what the rules and their lines say.
func TestTheListOfLogsIsCurrent(t *testing.T) {
	path := filepath.Join("..", "docs", "logs.md")
	want := docs(t)
	if *rewrite {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ReplaceAll(string(got), "\r\n", "\n") != want {
		t.Error("docs/logs.md is not what the rules say: go test ./parsers -run ListOfLogs -update")
	}
}

func TestEveryRuleTellsSomethingOrSaysWhyNot(t *testing.T) {
	for _, l := range logs {
		for _, r := range l.rules {
			if (r.kind == event.None) != (r.why != "") {
				t.Errorf("%s: %s", l.name, r.line)
			}
			if r.why == contextOnly && r.remembers == 0 {
				t.Errorf("%s: nothing is kept of: %s", l.name, r.line)
			}
		}
	}
}

const docsHead = `# Logs

Written by ` + "`go test ./parsers -run ListOfLogs -update`" + ` from the rules in ` + "`parsers/log_*.go`" + ` and their lines in
` + "`parsers/testdata/lines`" + `. For each log: what it tells, every wording that is understood, and every one that is known and not
used, with the reason. In a wording, ` + "`<field:type>`" + ` is a value that is read (` + "`_`" + `: read and dropped), ` + "`«…»`" + ` may be missing,
and after ` + "`…`" + ` anything may follow. The examples are ours, in the client's wording. What an event is good for stands at the end.

`

// docs returns the whole document.
func docs(t *testing.T) string {
	t.Helper()
	kinds := readKinds(t)
	var b strings.Builder
	b.WriteString(docsHead)
	for _, l := range logs {
		fmt.Fprintf(&b, "- [%s](#%s): %s\n", l.name, strings.ToLower(l.name), l.about)
	}
	for _, l := range logs {
		l.document(&b, examples(t, l), kinds)
	}
	b.WriteString("\n## Events\n\n| event | what it holds beside the ids of its line |\n|---|---|\n")
	for _, k := range kinds[1:] {
		fmt.Fprintf(&b, "| %s | %s |\n", k.name, cell(k.comment))
	}
	return b.String()
}

func (l *log) document(b *strings.Builder, example map[*rule]string, kinds []kindDoc) {
	fmt.Fprintf(b, "\n## %s\n\nComponents: %s. Tells: %s.\n", l.name, "`"+strings.Join(l.components, "`, `")+"`", l.about)
	table := func(head string, row func(*rule) string) {
		first := true
		for i := range l.rules {
			r := &l.rules[i]
			s := row(r)
			if s == "" {
				continue
			}
			if first {
				fmt.Fprintf(b, "\n| %s |\n|---|---|---|\n", head)
				first = false
			}
			fmt.Fprintf(b, "| %s | %s | %s |\n", quoted(r.line), s, quoted(example[r]))
		}
	}
	table("line | event | example", func(r *rule) string {
		if r.kind == event.None {
			return ""
		}
		return r.event(kinds)
	})
	table("line | known, not used | example", func(r *rule) string { return r.why })
}

// event returns the event of a rule and what the wording itself says.
func (r *rule) event(kinds []kindDoc) string {
	s := kinds[r.kind].name
	for _, fixed := range []string{r.name, r.state} {
		if fixed != "" {
			s += " “" + fixed + "”"
		}
	}
	if r.topicType != 0 {
		s += fmt.Sprintf(" %d", r.topicType)
	}
	if r.onlyForCCM {
		s += ", within ConfigMgr's work"
	}
	return s
}

// examples returns the first line of evidence that each rule of a log fires on.
func examples(t *testing.T, l *log) map[*rule]string {
	t.Helper()
	m := map[*rule]string{}
	for _, msg := range evidence(t, l.name) {
		if r := fired(l.components[0], msg); r != nil && m[r] == "" {
			m[r] = msg
		}
	}
	return m
}

const longestExample = 240

// quoted returns a text as code within a cell of a table.
func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longestExample {
		s = string(r[:longestExample]) + " …"
	}
	fence := "`"
	if strings.Contains(s, "`") {
		fence, s = "``", " "+s+" "
	}
	return fence + strings.ReplaceAll(s, "|", `\|`) + fence
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

type kindDoc struct{ name, comment string }

// readKinds returns the kinds of events as the model's source names and explains them.
func readKinds(t *testing.T) []kindDoc {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "model", "event", "kinds.go"), nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []kindDoc
	for _, d := range file.Decls {
		block, ok := d.(*ast.GenDecl)
		if !ok || block.Tok != token.CONST {
			continue
		}
		for _, s := range block.Specs {
			v := s.(*ast.ValueSpec)
			kinds = append(kinds, kindDoc{v.Names[0].Name, strings.TrimSpace(v.Comment.Text())})
		}
	}
	kinds = kinds[:len(kinds)-1] // the last one is their number
	if len(kinds) != event.Kinds {
		t.Fatalf("%d kinds in the source, %d in the program", len(kinds), event.Kinds)
	}
	return kinds
}
