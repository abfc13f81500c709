package query

import (
	"errors"
	"strings"
	"testing"
)

// TestParseFields: the grammar is that of records, with fields of its own.
func TestParseFields(t *testing.T) {
	compile := func(field, value string) (func(map[string]string) bool, error) {
		if field == "n" && value == "" {
			return nil, errors.New("needs a value")
		}
		return func(m map[string]string) bool { return strings.Contains(m[field], value) }, nil
	}
	thing := map[string]string{"": "srv0001 two words", "state": "failed", "n": "7"}
	for source, want := range map[string]bool{
		"state:failed": true, "state:done": false, "!state:done": true, "state:done|failed": true, "state:failed n:8": false, "state:failed !n:8": true,
		"state:done | n:7": true, "! state:done | n:7": false, "two words": true, "words two": false, `"srv0001" state:f`: true, "state:": true, "nowhere:x": false,
	} {
		match, err := ParseFields(source, []string{"state", "n"}, compile)
		if err != nil {
			t.Errorf("%s: %v", source, err)
		} else if match(thing) != want {
			t.Errorf("%s: %v", source, !want)
		}
	}
	for source, want := range map[string]string{"": "empty", "n:": "n: needs a value", "stat:x": "did you mean state:", "a |  | b": "empty", "!": "empty"} {
		if _, err := ParseFields(source, []string{"state", "n"}, compile); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", source, err, want)
		} else if wrong := (*Error)(nil); !errors.As(err, &wrong) {
			t.Errorf("%s: %v does not say where", source, err)
		}
	}
}
