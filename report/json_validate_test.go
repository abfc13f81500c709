package report_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"ccmtail/report"
	"ccmtail/store"
)

// TestReportsFollowTheSchema holds reports of very different captures against
// docs/report.schema.json.
func TestReportsFollowTheSchema(t *testing.T) {
	schema := readSchema(t)
	for name, v := range map[string]*store.Snapshot{
		"demo": readDemo(t), "small": read(t, "testdata/PC0231"), "hostile": hostile(t),
		"pasted into a forum": read(t, "testdata/post.txt"),
		"no update":           readLog(t, "CcmExec.log", "CcmExec", "Starting CCMEXEC service..."),
	} {
		for _, o := range []report.Options{{}, {At: time.Date(2026, 3, 18, 2, 37, 0, 0, time.UTC)}} {
			if faults := schema.faults(t, write(t, "json", v, o)); faults != "" {
				t.Errorf("%s: %s", name, faults)
			}
		}
	}
}

// TestSchemaRefuses: the schema does find what is wrong.
func TestSchemaRefuses(t *testing.T) {
	schema := readSchema(t)
	for _, c := range []struct{ find, replace, fault string }{
		{`"schema": 1`, `"schema": 2`, "properties/schema/const]: value must be 1"},
		{`"state": "failed"`, `"state": "broken"`, "value must be one of"},
		{`"kb": "5099001"`, `"kb": 5099001`, "got number, want"},
		{`"kb": "5099001"`, `"kb": "KB5099001"`, "does not match pattern"},
		{`"deployed": true`, `"deployed": true, "colour": "red"`, "additional properties 'colour' not allowed"},
		{`"deployed": true,`, ``, "missing property 'deployed'"},
		{`"line": 6`, `"line": 0`, "minimum: got 0, want 1"},
		{`"at": "2026-`, `"at": "yesterday 2026-`, "is not valid date-time"},
	} {
		text := strings.Replace(write(t, "json", read(t, "testdata/PC0231"), report.Options{}), c.find, c.replace, 1)
		if faults := schema.faults(t, text); !strings.Contains(faults, c.fault) {
			t.Errorf("%s for %s: got %q, want %q", c.replace, c.find, faults, c.fault)
		}
	}
}

// TestDocNamesEveryField: docs/report.md explains each name of the schema.
func TestDocNamesEveryField(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "docs", "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	collect(readSchema(t).root, names)
	if len(names) < 80 {
		t.Fatalf("only %d names in the schema", len(names))
	}
	for name := range names {
		if !strings.Contains(string(doc), "`"+name+"`") {
			t.Errorf("docs/report.md does not explain %s", name)
		}
	}
}

// collect gathers the property names of a schema.
func collect(node any, names map[string]bool) {
	object, _ := node.(map[string]any)
	for key, value := range object {
		if properties, ok := value.(map[string]any); ok && key == "properties" {
			for name := range properties {
				names[name] = true
			}
		}
		collect(value, names)
	}
}

// jsonSchema is a compiled schema, and its own document.
type jsonSchema struct {
	*jsonschema.Schema
	root any
}

func readSchema(t *testing.T) jsonSchema {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "docs", "report.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	root, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("report.schema.json", root); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return jsonSchema{schema, root}
}

// faults returns what is wrong with a document, "" if nothing is.
func (s jsonSchema) faults(t *testing.T, document string) string {
	t.Helper()
	d, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(d); err != nil {
		return fmt.Sprintf("%#v", err)
	}
	return ""
}
