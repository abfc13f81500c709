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

// reportDoc is the document as a whole, which is written in parts.
type reportDoc struct {
	Schema  int         `json:"schema"`
	At      *stamp      `json:"at"`
	Fleet   *fleetDoc   `json:"fleet"`
	Clients []clientDoc `json:"clients"`
}

// schemaNames are the parts of docs/report.schema.json by the types they describe.
var schemaNames = map[reflect.Type]string{
	reflect.TypeFor[reportDoc](): "", reflect.TypeFor[clientDoc](): "client", reflect.TypeFor[logDoc](): "log",
	reflect.TypeFor[updateDoc](): "update", reflect.TypeFor[deploymentDoc](): "deployment", reflect.TypeFor[contentDoc](): "content",
	reflect.TypeFor[windowStatusDoc](): "window_status", reflect.TypeFor[fitDoc](): "fit", reflect.TypeFor[listedWindowDoc](): "window",
	reflect.TypeFor[windowEventDoc](): "window_event", reflect.TypeFor[restartDoc](): "reboot", reflect.TypeFor[scanDoc](): "scan",
	reflect.TypeFor[findingDoc](): "finding", reflect.TypeFor[evidenceDoc](): "place", reflect.TypeFor[bytesDoc](): "bytes",
	reflect.TypeFor[transitionDoc](): "update_transition", reflect.TypeFor[forgottenDoc](): "forgotten",
	reflect.TypeFor[rangeDoc](): "coverage", reflect.TypeFor[actionableDoc](): "actionable", reflect.TypeFor[scanFactDoc](): "scan_fact",
	reflect.TypeFor[fleetDoc](): "fleet", reflect.TypeFor[fleetUpdateDoc](): "fleet_update", reflect.TypeFor[fleetCauseDoc](): "fleet_cause",
	reflect.TypeFor[fleetStuckDoc](): "fleet_stuck", reflect.TypeFor[unreadableDoc](): "unreadable", reflect.TypeFor[clientHead](): "client_summary",
	reflect.TypeFor[reportedDoc](): "reported", reflect.TypeFor[attemptDoc](): "attempt", reflect.TypeFor[transferDoc](): "transfer",
}

type schemaPart struct {
	Properties map[string]struct{ Description string }
	Required   []string
	Defs       map[string]schemaPart `json:"$defs"`
}

// TestSchemaHasEveryField compares the types that are written with the schema, both ways: their
// fields, that none of them may be absent, and that each is explained.
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
	walk(reflect.TypeFor[clientHead](), seen)
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
		fields := map[string]bool{}
		jsonFields(t, typ, fields)
		if got, want := keys(part.Properties), keys(fields); !slices.Equal(got, want) {
			t.Errorf("%s: the schema has the properties\n%v, written are\n%v", typ.Name(), got, want)
		}
		if got, want := slices.Sorted(slices.Values(part.Required)), keys(fields); !slices.Equal(got, want) {
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
	case reflect.Pointer, reflect.Slice, reflect.Map:
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
func jsonFields(t *testing.T, typ reflect.Type, all map[string]bool) {
	for f := range typ.Fields() {
		if f.Anonymous {
			jsonFields(t, f.Type, all)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		all[name] = true
		if options != "" {
			t.Errorf("%s.%s has the option %s: a field is null, never absent", typ.Name(), f.Name, options)
		}
	}
}
