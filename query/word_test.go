package query

import (
	"errors"
	"strings"
	"testing"
)

func TestQuotationMarksAndBars(t *testing.T) {
	records := sampleRecords()
	for _, c := range []struct {
		source string
		want   []int
	}{
		{`"Failed  twice"`, []int{2}},
		{`"failed twice"`, nil},
		{`!"Failed  twice"`, []int{0, 1, 3, 4}},
		{`"fell behind | waiting"`, []int{3}},
		{`"fell behind`, []int{3}}, // still being typed
		{`"fell" "waiting"`, []int{3}},
		{`"fell" twice`, nil},
		{`beat|twice`, []int{2, 4}},
		{`"behind | w"|twice`, []int{2, 3}},
		{`beat|`, []int{4}},
		{`|`, []int{3}},
		{`"|"`, []int{3}},
		{`level:error|warning`, []int{2, 3}},
		{`!level:error|warning`, []int{0, 1, 4}},
		{`component:scan level:warning|debug`, []int{3, 4}},
		{`component:"ScanAgent" | twice`, []int{2, 3, 4}},
		{`re:behind | twice`, []int{2, 3}},
		{`re:behind|twice`, []int{2, 3}},
		{`re:"x | twice`, []int{2}}, // in a regular expression they mean nothing
		{`after:"21:03"`, []int{3, 4}},
		{`"level:error"`, nil},
		{`0x80070643:x`, nil},
	} {
		m, err := Parse(c.source, nil, parseClock)
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		have := matchingRows(records, m)
		if len(have) != len(c.want) {
			t.Errorf("%s finds %v, not %v", c.source, have, c.want)
			continue
		}
		for i := range have {
			if have[i] != c.want[i] {
				t.Errorf("%s finds %v, not %v", c.source, have, c.want)
			}
		}
	}
}

func TestUnknownFieldsAreNamed(t *testing.T) {
	for source, meant := range map[string]string{
		"lvl:error": "level", "levle:error": "level", "comp:WUA": "component", "componnet:WUA": "component", "thred:5": "thread",
		"severity:error": "level", "since:21:00": "after", "until:21:00": "before", "update:969897": "guid", "a word logs:WUA": "log", "!lvl:x": "level",
	} {
		_, err := Parse(source, nil, parseClock)
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "did you mean "+meant+":?") || source[wrong.To-1] != ':' {
			t.Errorf("%q: %v", source, err)
		}
	}
	for _, source := range []string{
		"ResultCode:0", "hr:0x80240022", "http://server", `C:\Windows`, "lvl:", "key:value", `"lvl:error"`, "File::Open", "rc:1", "state:Missing",
	} {
		if _, err := Parse(source, nil, parseClock); err != nil {
			t.Errorf("%q is text: %v", source, err)
		}
	}
}
