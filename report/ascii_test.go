package report_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"ccmtail/report"
	"ccmtail/store"
)

// foreign returns a client whose logs have letters outside ASCII, also outside the first plane of
// Unicode, and two updates of which the first has neither a number nor an installation.
func foreign(t *testing.T) *store.Snapshot {
	return readLog(t, "WUAHandler.log", "WUAHandler",
		"1. Update (Missing): Definitionsaktualisierung für Größe (7a0c52d1-0c1e-4a55-9a6e-1f6f0d0c1a01, 200)",
		"2. Update (Missing): Обновление 更新 \U0001f642 é (KB5099009) ("+hostileID+", 200)",
		"Async installation of updates started.",
		"Update 1 ("+hostileID+") finished installing (0x80070643), Reboot Required? No",
		"Scan failed with error = 0x8024402c.",
	)
}

// TestJSONAndPagesAreASCII: a shell that decodes the output by another code page than UTF-8 does not
// change what it says.
func TestJSONAndPagesAreASCII(t *testing.T) {
	for name, v := range map[string]*store.Snapshot{"foreign": foreign(t), "demo": readDemo(t), "hostile": hostile(t)} {
		for _, form := range []string{"json", "events", "export ndjson", "html", "html of two"} {
			written := write(t, form, v, report.Options{})
			if at := strings.IndexFunc(written, func(r rune) bool { return r > 0x7e }); at >= 0 {
				t.Errorf("%s as %s: %q", name, form, written[max(0, at-40):at+10])
			}
		}
	}
	title := "Обновление 更新 \U0001f642 é (KB5099009)"
	if page := write(t, "html", foreign(t), report.Options{}); !strings.Contains(page, "f&#252;r Gr&#246;&#223;e") || !strings.Contains(page, "&#128578;") {
		t.Error("the page lacks a title")
	}
	var doc struct {
		Clients []struct{ Updates []struct{ Title *string } }
	}
	if err := json.Unmarshal([]byte(write(t, "json", foreign(t), report.Options{})), &doc); err != nil {
		t.Fatal(err)
	}
	if u := doc.Clients[0].Updates; len(u) != 2 || *u[1].Title != title {
		t.Errorf("read back: %+v", u)
	}
}

// TestFirstObjectsHaveAllFields: PowerShell's Format-Table and Export-Csv take the columns of a list
// from its first object.
func TestFirstObjectsHaveAllFields(t *testing.T) {
	for name, v := range map[string]*store.Snapshot{"foreign": foreign(t), "demo": readDemo(t), "small": read(t, "testdata/PC0231")} {
		for _, o := range []report.Options{{}, {Summary: true}} {
			for _, faults := range [][]string{
				columnFaults(t, write(t, "json", v, o)), columnFaults(t, write(t, "json of two", v, o)),
				columnFaults(t, lines(write(t, "events", v, o))), columnFaults(t, lines(write(t, "export ndjson", v, o))),
			} {
				if len(faults) > 0 {
					t.Errorf("%s: %s", name, strings.Join(faults, "\n"))
				}
			}
		}
	}
	if faults := columnFaults(t, `{"a":[{"x":1},{"y":[{"z":1},{"z":2,"w":3}]}]}`); len(faults) != 2 {
		t.Errorf("the check finds %q", faults)
	}
}

func init() { forms["json of two"] = twice("json") }

// lines makes one list of the objects of NDJSON.
func lines(ndjson string) string {
	return "[" + strings.Join(strings.Split(strings.TrimSpace(ndjson), "\n"), ",") + "]"
}

// columnFaults returns the objects whose fields are not those of the first object of their list.
func columnFaults(t *testing.T, document string) (faults []string) {
	t.Helper()
	var walk func(v any, where string)
	walk = func(v any, where string) {
		switch v := v.(type) {
		case map[string]any:
			for name, field := range v {
				walk(field, where+"/"+name)
			}
		case []any:
			for i := range v {
				first, _ := v[0].(map[string]any)
				this, _ := v[i].(map[string]any)
				if a, b := slices.Sorted(maps.Keys(first)), slices.Sorted(maps.Keys(this)); !slices.Equal(a, b) {
					faults = append(faults, fmt.Sprintf("%s: the first has %v, number %d %v", where, a, i, b))
				}
				walk(v[i], where)
			}
		}
	}
	var v any
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		t.Fatal(err)
	}
	walk(v, "")
	return faults
}
