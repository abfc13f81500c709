package doctor_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ccmtail/doctor"
	"ccmtail/feed"
	"ccmtail/parsers"
	"ccmtail/store"
)

// readFiles returns what is read of a folder with files.
func readFiles(t *testing.T, files map[string]string) *store.Snapshot {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := feed.Open([]string{folder}, feed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return f.Snapshot()
}

const record = "<![LOG[Für niemand \u202e]LOG]!><time=\"21:14:40.123+300\" date=\"03-17-2026\" component=\"WUAHandler\" context=\"\" type=\"1\" thread=\"1\" file=\"\">\n"

// TestJSONSaysWhatTheTextSays: of what is there, what is missing and what to do, in ASCII.
func TestJSONSaysWhatTheTextSays(t *testing.T) {
	v := readFiles(t, map[string]string{"WUAHandler.log": record, "CAS.log": "<![LOG[half a record"})
	var out bytes.Buffer
	if err := doctor.WriteJSON(&out, v.Clients); err != nil {
		t.Fatal(err)
	}
	if i := bytes.IndexFunc(out.Bytes(), func(r rune) bool { return r > 0x7e }); i >= 0 {
		t.Errorf("is not ASCII: %.40q", out.Bytes()[i:])
	}
	var doc struct {
		Schema  int
		Clients []struct {
			First, Last     string
			ZoneBiasMinutes int `json:"zone_bias_minutes"`
			Wording, Advice []string
			Logs            []struct {
				Name, State string
				Records     int
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil || doc.Schema != doctor.Schema || len(doc.Clients) != 1 {
		t.Fatalf("%v: %s", err, &out)
	}
	c := doc.Clients[0]
	if c.First != "2026-03-18T02:14:40.123Z" || c.ZoneBiasMinutes != 300 || c.Wording == nil {
		t.Errorf("says %+v", c)
	}
	states := map[string]string{}
	for _, l := range c.Logs {
		states[l.Name] = l.State
	}
	if states["WUAHandler"] != "found" || states["ScanAgent"] != "missing" || states["WindowsUpdate"] != "absent" {
		t.Errorf("the states are %v", states)
	}
	if len(c.Advice) < 2 {
		t.Errorf("advises %q", c.Advice)
	}
	checkAdvice(t, v, c.Advice)
}

// checkAdvice compares advice with that of the text.
func checkAdvice(t *testing.T, v *store.Snapshot, all []string) {
	t.Helper()
	var words bytes.Buffer
	if err := doctor.Write(&words, &v.Clients[0], doctor.Examine(&v.Clients[0])); err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(words.String()), " ")
	for _, advice := range all {
		if !strings.Contains(said, advice) {
			t.Errorf("advises %q, which the text does not", advice)
		}
	}
}

// TestEveryFieldIsDocumented: by name, in the chapter on doctor.
func TestEveryFieldIsDocumented(t *testing.T) {
	b, err := os.ReadFile("../docs/report.md")
	if err != nil {
		t.Fatal(err)
	}
	_, chapter, _ := strings.Cut(string(b), "## `doctor`\n")
	chapter, _, _ = strings.Cut(chapter, "\n## ")
	v := readFiles(t, map[string]string{"WUAHandler.log": record, "CAS.log": record + "<![LOG[cut off\n" + record})
	rules, err := parsers.CompileUserRules([]parsers.UserRule{{Log: "WUAHandler", Line: "Für niemand…", Text: "x", Once: parsers.PerClient}})
	if err != nil {
		t.Fatal(err)
	}
	var examined, tried bytes.Buffer
	if err := doctor.WriteJSON(&examined, v.Clients); err != nil {
		t.Fatal(err)
	}
	all := []doctor.ClientTrials{{Client: &v.Clients[0], Trials: doctor.TryRules(&v.Clients[0], rules)}}
	if err := doctor.WriteTrialsJSON(&tried, all, []int{1}); err != nil {
		t.Fatal(err)
	}
	fields := regexp.MustCompile(`(?m)^ *"(\w+)":`).FindAllStringSubmatch(examined.String()+tried.String(), -1)
	if len(fields) < 30 {
		t.Fatalf("only %d fields", len(fields))
	}
	for _, field := range fields {
		if !strings.Contains(chapter, "`"+field[1]+"`") {
			t.Errorf("does not name %s", field[1])
		}
	}
}

// TestEveryObjectHasAllFields: a table takes its columns from the first object of a list.
func TestEveryObjectHasAllFields(t *testing.T) {
	var out bytes.Buffer
	if err := doctor.WriteJSON(&out, readFiles(t, map[string]string{"WUAHandler.log": record}).Clients); err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	lists := 0
	var look func(v any)
	look = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, of := range v {
				look(of)
			}
		case []any:
			for _, of := range v {
				first, isObject := v[0].(map[string]any)
				if isObject && len(of.(map[string]any)) != len(first) {
					t.Errorf("%v has not the fields of %v", of, first)
				}
				look(of)
			}
			lists++
		}
	}
	if look(doc); lists < 4 {
		t.Errorf("%d lists in %s", lists, &out)
	}
}
