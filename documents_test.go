package main_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sourceDocuments are the documents that speak of the code.
var sourceDocuments = []string{
	"docs/ARCHITECTURE.md", "docs/internals.md", "docs/performance.md", "CONTRIBUTING.md", "SECURITY.md",
}

// What a document may name in a code span: a file of ours, perhaps with a wildcard; a test; and
// something exported, behind its package or type.
var (
	fileSpan     = regexp.MustCompile(`^[a-z./_*]+/[a-z0-9_*]+\.go$`)
	testSpan     = regexp.MustCompile(`^(Test|Benchmark|Fuzz)[A-Z]\w*$`)
	exportedSpan = regexp.MustCompile(`^\w+\.(?:\w+\.)?([A-Z]\w*)$`)
	direct       = regexp.MustCompile(`(?m)^\t(\S+) v\S+$`) // a line of go.mod without "// indirect"
)

// codeSpans returns what stands between backticks in a document, without its blocks of code.
func codeSpans(t *testing.T, document string) (spans []string) {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range strings.Split(string(text), "```") {
		if i%2 == 1 {
			continue
		}
		for _, m := range quoted.FindAllStringSubmatch(part, -1) {
			spans = append(spans, strings.Join(strings.Fields(m[1]), " "))
		}
	}
	return spans
}

// readCode returns all Go files, those of bench and the tests included, in one text.
func readCode(t *testing.T) string {
	t.Helper()
	var code strings.Builder
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		code.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return code.String()
}

func TestDocumentsNameWhatExists(t *testing.T) {
	code, checked := readCode(t), 0
	for _, document := range sourceDocuments {
		for _, span := range codeSpans(t, document) {
			var exists bool
			switch m := exportedSpan.FindStringSubmatch(span); {
			case fileSpan.MatchString(span):
				found, _ := filepath.Glob(filepath.FromSlash(span))
				exists = len(found) > 0
			case testSpan.MatchString(span):
				exists = strings.Contains(code, "\nfunc "+span+"(")
			case m != nil:
				exists = regexp.MustCompile(`\b` + m[1] + `\b`).MatchString(code)
			default:
				continue
			}
			if checked++; !exists {
				t.Errorf("%s names %s, which does not exist", document, span)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d names were found", checked)
	}
}

func TestDocumentsSayWhyEachDependencyIsThere(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	internals, err := os.ReadFile("docs/internals.md")
	if err != nil {
		t.Fatal(err)
	}
	_, reasons, _ := strings.Cut(string(internals), "\n## Dependencies\n")
	reasons, _, _ = strings.Cut(reasons, "\n## ")
	modules := direct.FindAllStringSubmatch(string(mod), -1)
	for _, m := range modules {
		if !strings.Contains(reasons, "\n- `"+m[1]+"`: ") {
			t.Errorf("docs/internals.md does not say why %s is there", m[1])
		}
	}
	if listed := strings.Count(reasons, "\n- `"); listed != len(modules) || listed == 0 {
		t.Errorf("docs/internals.md has %d dependencies, go.mod %d", listed, len(modules))
	}
}
