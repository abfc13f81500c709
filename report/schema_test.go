package report

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// schemaNames are the parts of docs/report.schema.json by the types they describe.
var schemaNames = map[reflect.Type]string{
	reflect.TypeFor[reportDoc](): "", reflect.TypeFor[clientDoc](): "client", reflect.TypeFor[logDoc](): "log",
	reflect.TypeFor[updateDoc](): "update", reflect.TypeFor[deploymentDoc](): "deployment", reflect.TypeFor[contentDoc](): "content",
	reflect.TypeFor[windowStatusDoc](): "window_status", reflect.TypeFor[fitDoc](): "fit", reflect.TypeFor[listedWindowDoc](): "window",
	reflect.TypeFor[windowEventDoc](): "window_event", reflect.TypeFor[restartDoc](): "reboot", reflect.TypeFor[scanDoc](): "scan",
	reflect.TypeFor[findingDoc](): "finding", reflect.TypeFor[evidenceDoc](): "place", reflect.TypeFor[bytesDoc](): "bytes",
	reflect.TypeFor[transitionDoc](): "update_transition", reflect.TypeFor[forgottenDoc](): "forgotten",
}

type schemaPart struct {
	Properties map[string]struct{ Description string }
	Required   []string
	Defs       map[string]schemaPart `json:"$defs"`
}

// TestSchemaHasEveryField compares the types that are written with the schema, both ways: their
// fields, which of them may be absent, and that each is explained.
func TestSchemaHasEveryField(t *testing.T) {
	b, err := os.ReadFile("../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schemaPart
	if err := json.Unmarshal(b, &root); err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{}
	walk(reflect.TypeFor[reportDoc](), seen)
	for typ := range seen {
		name, known := schemaNames[typ]
		part := root
		if name != "" {
			part = root.Defs[name]
		}
		if !known || part.Properties == nil {
			t.Errorf("the schema has no part for %s", typ.Name())
			continue
		}
		fields, required := map[string]bool{}, map[string]bool{}
		jsonFields(typ, fields, required)
		if got, want := keys(part.Properties), keys(fields); !slices.Equal(got, want) {
			t.Errorf("%s: the schema has the properties\n%v, written are\n%v", typ.Name(), got, want)
		}
		if got, want := slices.Sorted(slices.Values(part.Required)), keys(required); !slices.Equal(got, want) {
			t.Errorf("%s: the schema requires\n%v, always written are\n%v", typ.Name(), got, want)
		}
		for field, p := range part.Properties {
			if p.Description == "" {
				t.Errorf("%s: %s is not explained", typ.Name(), field)
			}
		}
	}
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// walk collects the struct types that a type is written with.
func walk(typ reflect.Type, seen map[reflect.Type]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		walk(typ.Elem(), seen)
	case reflect.Struct:
		if typ == reflect.TypeFor[stamp]() || seen[typ] {
			return
		}
		seen[typ] = true
		for f := range typ.Fields() {
			walk(f.Type, seen)
		}
	}
}

// jsonFields collects the names a struct is written with, those of embedded structs too.
func jsonFields(typ reflect.Type, all, required map[string]bool) {
	for f := range typ.Fields() {
		if f.Anonymous {
			jsonFields(f.Type, all, required)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		all[name] = true
		if options != "omitempty" {
			required[name] = true
		}
	}
}
