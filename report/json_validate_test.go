package report_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

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
			var d any
			if err := json.Unmarshal([]byte(write(t, "json", v, o)), &d); err != nil {
				t.Fatal(err)
			}
			for _, fault := range schema.faults(schema.root, d, "") {
				t.Errorf("%s: %s", name, fault)
			}
		}
	}
}

// TestSchemaRefuses: the validator and the schema do find what is wrong.
func TestSchemaRefuses(t *testing.T) {
	schema := readSchema(t)
	for _, c := range []struct{ find, replace, fault string }{
		{`"schema": 1`, `"schema": 2`, "/schema: is not 1"},
		{`"state": "failed"`, `"state": "broken"`, "none of"},
		{`"kb": "5099001"`, `"kb": 5099001`, "is a number"},
		{`"kb": "5099001"`, `"kb": "KB5099001"`, "does not match"},
		{`"deployed": true`, `"deployed": true, "colour": "red"`, "/colour: is not in the schema"},
		{`"deployed": true,`, ``, "/deployed: is missing"},
		{`"line": 6`, `"line": 0`, "is less than 1"},
		{`"at": "2026-`, `"at": "yesterday 2026-`, "is no time"},
	} {
		text := strings.Replace(write(t, "json", read(t, "testdata/PC0231"), report.Options{}), c.find, c.replace, 1)
		var d any
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Fatalf("%s: %v", c.replace, err)
		}
		if faults := strings.Join(schema.faults(schema.root, d, ""), "\n"); !strings.Contains(faults, c.fault) {
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

// jsonSchema is a JSON Schema 2020-12, as far as ours goes.
type jsonSchema struct{ root map[string]any }

func readSchema(t *testing.T) jsonSchema {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "docs", "report.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s jsonSchema
	if err := json.Unmarshal(b, &s.root); err != nil {
		t.Fatal(err)
	}
	return s
}

// faults returns what is wrong with a value. A keyword it does not know is a fault too.
func (s jsonSchema) faults(schema map[string]any, value any, path string) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, path+": "+fmt.Sprintf(format, args...)) }
	for keyword, want := range schema {
		switch keyword {
		case "$schema", "$id", "$defs", "title", "description", "required", "additionalProperties":
		case "$ref":
			name := strings.TrimPrefix(want.(string), "#/$defs/")
			all = append(all, s.faults(s.root["$defs"].(map[string]any)[name].(map[string]any), value, path)...)
		case "anyOf":
			if !slices.ContainsFunc(want.([]any), func(w any) bool { return len(s.faults(w.(map[string]any), value, path)) == 0 }) {
				fault("is %v, none of the choices", value)
			}
		case "type":
			if !ofType(want, value) {
				fault("is a %s, not %v", typeOf(value), want)
			}
		case "const":
			if !reflect.DeepEqual(value, want) {
				fault("is not %v", want)
			}
		case "enum":
			if !slices.Contains(want.([]any), value) {
				fault("is %v, none of %v", value, want)
			}
		case "pattern":
			if text, ok := value.(string); ok && !regexp.MustCompile(want.(string)).MatchString(text) {
				fault("%q does not match %s", text, want)
			}
		case "format":
			if text, ok := value.(string); ok && !isTime(text) {
				fault("%q is no time", text)
			}
		case "minimum":
			if n, ok := value.(float64); ok && n < want.(float64) {
				fault("%v is less than %v", n, want)
			}
		case "maximum":
			if n, ok := value.(float64); ok && n > want.(float64) {
				fault("%v is more than %v", n, want)
			}
		case "minItems":
			if list, ok := value.([]any); ok && float64(len(list)) < want.(float64) {
				fault("has %d items", len(list))
			}
		case "items":
			list, _ := value.([]any)
			for i, item := range list {
				all = append(all, s.faults(want.(map[string]any), item, fmt.Sprintf("%s/%d", path, i))...)
			}
		case "properties":
			all = append(all, s.objectFaults(schema, value, path)...)
		default:
			fault("the schema's keyword %s is not known here", keyword)
		}
	}
	return all
}

func (s jsonSchema) objectFaults(schema map[string]any, value any, path string) []string {
	object, ok := value.(map[string]any)
	if !ok {
		return nil // its type is a fault already
	}
	var all []string
	properties := schema["properties"].(map[string]any)
	for name, v := range object {
		if p, ok := properties[name].(map[string]any); ok {
			all = append(all, s.faults(p, v, path+"/"+name)...)
		} else if schema["additionalProperties"] == false {
			all = append(all, path+"/"+name+": is not in the schema")
		}
	}
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, ok := object[name.(string)]; !ok {
			all = append(all, path+"/"+name.(string)+": is missing")
		}
	}
	return all
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil && strings.HasSuffix(s, "Z")
}

func ofType(want, value any) bool {
	names, ok := want.([]any)
	if !ok {
		names = []any{want}
	}
	have := typeOf(value)
	if n, ok := value.(float64); ok && n == float64(int64(n)) && slices.Contains(names, any("integer")) {
		return true
	}
	return slices.Contains(names, any(have))
}

func typeOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}
