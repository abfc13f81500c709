package query

import (
	"errors"
	"strings"
	"testing"
)

// TestFields: the grammar is that of records, with fields of its own.
func TestFields(t *testing.T) {
	compile := func(field, value string) (func(map[string]string) bool, error) {
		if field == "n" && value == "" {
			return nil, errors.New("needs a value")
		}
		return func(m map[string]string) bool { return strings.Contains(m[field], value) }, nil
	}
	fields := Fields[map[string]string]{Of: "the things", Names: []string{"state", "n"}, Compile: compile, Saved: Saved{
		"bad": {"state:failed", "!n:7"}, "well": {"!@bad", "srv0001"}, "loop": {"state:x | @loop"}, "log": {"level:warning+"}, "late": {"words stuck:"}, "words": {`"level:warning"`}, "none": {},
	}}
	thing := map[string]string{"": "srv0001 two words", "state": "failed", "n": "7"}
	for source, want := range map[string]bool{
		"state:failed": true, "state:done": false, "!state:done": true, "state:done|failed": true, "state:failed n:8": false, "state:failed !n:8": true,
		"state:done | n:7": true, "! state:done | n:7": false, "two words": true, "words two": false, `"srv0001" state:f`: true, "state:": true, "nowhere:x": false, "@bad": false, "@well": true, "!@well": false, "@bad | n:7": true, "@words": false, "@": false,
	} {
		match, err := fields.Parse(source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
		} else if match(thing) != want {
			t.Errorf("%s: %v", source, !want)
		}
	}
	for source, want := range map[string]string{"": "empty", "n:": "n: needs a value", "stat:x": "did you mean state:", "a |  | b": "empty", "!": "empty",
		"@log": "@log: level: is a field of log lines, not of the things", "x !@late": "@late: stuck: is a field of the clients, not of the things", "@loop": "@loop: @loop refers to itself",
		"@nobody": "no such filter; saved filters: bad, late, log, loop, none, well, words", "@none": "@none: empty", "log:x": "log: is a field of log lines, not of the things"} {
		if _, err := fields.Parse(source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", source, err, want)
		} else if wrong := (*Error)(nil); !errors.As(err, &wrong) {
			t.Errorf("%s: %v does not say where", source, err)
		}
	}
}

// TestASavedFilterIsOfRecordsOrOfClients: what is saved on a list of clients is right there, and refused
// by the log, which would look for it as for words.
func TestASavedFilterIsOfRecordsOrOfClients(t *testing.T) {
	saved := Saved{
		"failed": {"state:failed", "kb:5081905"}, "late": {"stuck: | silent:"}, "either": {"kb:5081905"}, "quoted": {`"state:failed"`}, "words": {"the state: failed"}, "both": {"state:failed", "level:error"},
		"empty": {"state:failed code:"}, "typo": {"levl:error"}, "path": {`code:\\x`},
	}
	for name, want := range map[string]struct{ check, log string }{
		"failed": {"", "state: is a field of the clients, not of log lines"}, "late": {"", "stuck: is a field of the clients, not of log lines"}, "either": {}, "quoted": {}, "words": {}, "path": {},
		"both": {"level: is a field of log lines, not of the clients", "state: is"}, "empty": {"code: needs a value", "state: is"}, "typo": {"did you mean level:", "did you mean level:"},
	} {
		if err := saved.Check(name, nil); (err == nil) != (want.check == "") || err != nil && !strings.Contains(err.Error(), want.check) {
			t.Errorf("%s: %v, want %q", name, err, want.check)
		}
		if _, err := Parse("x @"+name, saved, nil); (err == nil) != (want.log == "") || err != nil && !strings.Contains(err.Error(), want.log) {
			t.Errorf("%s in the log: %v, want %q", name, err, want.log)
		}
	}
	if _, err := Parse("state:failed", nil, nil); err != nil {
		t.Errorf("what is typed for the log is text: %v", err)
	}
	if _, err := ParseChanges("@failed", Saved{"failed": {"state:failed"}}, nil, ChangeWords{States: []string{"failed"}}); err != nil {
		t.Errorf("changes have states: %v", err)
	}
	if _, err := ParseChanges("@late", saved, nil, ChangeWords{}); err == nil || !strings.Contains(err.Error(), "not of changes") {
		t.Errorf("changes are not stuck: %v", err)
	}
}
