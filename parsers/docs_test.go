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

// TestTheListOfLogsIsCurrent compares docs/logs.md with what the rules and the evidence give.
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
		t.Error("docs/logs.md is out of date: go test ./parsers -run ListOfLogs -update")
	}
}

func TestEveryRuleHasAnEventOrAReason(t *testing.T) {
	for _, l := range logs {
		for _, r := range l.rules {
			if (r.kind == event.None) != (r.why != "") {
				t.Errorf("%s: want either a kind or a why: %s", l.name, r.line)
			}
			if r.why == contextOnly && !r.changesContext() {
				t.Errorf("%s: changes nothing: %s", l.name, r.line)
			}
		}
	}
}

const docsHead = `# Logs

` + "`go test ./parsers -run ListOfLogs -update`" + ` writes this page from the rules in ` + "`parsers/log_*.go`" + ` and the lines in
` + "`parsers/testdata/lines`" + `. For each log it lists the lines that make an event, and those that are known but not used, with the
reason. In a line, ` + "`<field:type>`" + ` is a value of that type, stored in that field of the event (` + "`_`" + `: in none), ` + "`«…»`" + ` may be
missing, and after a final ` + "`…`" + ` anything may follow. The examples have the client's wording and invented ids and names. The last
sections list the steps of a deployment with the events that end them, and the events.

`

// docs returns the content of docs/logs.md.
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
	documentSteps(&b, kinds)
	b.WriteString("\n## Events\n\n| event | what it means, and its fields besides the ids in its line |\n|---|---|\n")
	for _, k := range kinds[1:] {
		fmt.Fprintf(&b, "| %s | %s |\n", k.name, cell(k.comment))
	}
	return b.String()
}

// document writes the section of a log.
func (l *log) document(b *strings.Builder, example map[*rule]string, kinds []kindDoc) {
	fmt.Fprintf(b, "\n## %s\n\nComponents: %s. About: %s.\n", l.name, "`"+strings.Join(l.components, "`, `")+"`", l.about)
	if l.excerpt {
		b.WriteString("\nOnly a few of its lines have rules. The others are not read, and do not count as not understood.\n")
	}
	for _, p := range l.prefixes {
		if p.replaces == "" {
			fmt.Fprintf(b, "\nBefore any of its lines may stand %s.\n", quoted(p.text))
		} else {
			fmt.Fprintf(b, "\nInstead of %s at the beginning of a line may stand %s.\n", quoted(p.replaces), quoted(p.text))
		}
	}
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

// event returns the kind of a rule's event and the values that the wording implies.
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
	if r.answer != event.Unsaid {
		s += fmt.Sprintf(" “%s”", map[event.Tri]string{event.Yes: "yes", event.No: "no"}[r.answer])
	}
	switch r.onlyIn {
	case forCCM:
		s += ", if the agent works for ConfigMgr"
	case ccmInstall:
		s += ", if the agent installs for ConfigMgr"
	}
	return s
}

// examples returns the first message of the evidence that each rule of a log matches.
func examples(t *testing.T, l *log) map[*rule]string {
	t.Helper()
	m := map[*rule]string{}
	for _, msg := range evidence(t, l.name) {
		if r := matching(l.components[0], msg); r != nil && m[r] == "" {
			m[r] = msg
		}
	}
	return m
}

// maxExampleLen is the length at which an example is cut off, in runes.
const maxExampleLen = 240

// quoted returns a text as code in a cell of a Markdown table.
func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxExampleLen {
		s = string(r[:maxExampleLen]) + " …"
	}
	fence := "`"
	if strings.Contains(s, "`") {
		fence, s = "``", " "+s+" "
	}
	return fence + strings.ReplaceAll(s, "|", `\|`) + fence
}

// cell returns a text for a cell of a Markdown table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// kindDoc is a kind of event as model/event/kinds.go documents it.
type kindDoc struct{ name, comment string }

// readKinds returns the kinds in model/event/kinds.go, indexed by event.Kind.
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
	kinds = kinds[:len(kinds)-1] // without Kinds, their number
	if len(kinds) != event.Kinds {
		t.Fatalf("%d kinds in the source, %d in the program", len(kinds), event.Kinds)
	}
	return kinds
}
