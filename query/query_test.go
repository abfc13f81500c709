package query

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

const sampleID = "0d841d92-dcfd-42d0-99cc-da46abbfb86c"

// sampleRecords returns a few records, one a minute from 21:00 UTC on.
func sampleRecords() *store.Records {
	s := store.New()
	wua, scan := s.AddFile("WUAHandler.log", "WUAHandler.log", 0), s.AddFile("ScanAgent.log", "ScanAgent.log", 0)
	add := func(g *store.LogFile, text, component string, l model.Level, thread uint32) {
		wall := time.Date(2026, 3, 17, 21, s.Records().Len(), 0, 0, time.UTC)
		g.Append([]byte(text), []model.Frame{{Size: len(text), Wall: wall.UnixNano(), Component: component, Level: l, Thread: thread, Format: model.FormatCCM}})
	}
	add(wua, "Update (Missing): a (KB961501) ("+sampleID+", 101)", "WUAHandler", model.LevelInfo, 1)
	add(wua, "1. Update: {0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}, 101 of 961501", "WUAHandler", model.LevelInfo, 1)
	add(wua, "Failed  twice: 0x80070643", "WUAHandler", model.LevelError, 2)
	add(scan, "fell behind | waiting", "ScanAgent", model.LevelWarning, 5816)
	add(scan, "beat 9615011", "ScanAgent", model.LevelDebug, 5816)
	return s.Records()
}

func parseClock(s string) (time.Time, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return t, errors.New("no time")
	}
	return t.AddDate(2026, 2, 16), nil
}

func matchingRows(records *store.Records, m Matcher) (rows []int) {
	for row := range records.Len() {
		if m.Match(records, records.ID(row)) {
			rows = append(rows, row)
		}
	}
	return rows
}

func TestExpressions(t *testing.T) {
	records := sampleRecords()
	for _, c := range []struct {
		source string
		want   []int
	}{
		{"update", []int{0, 1}},
		{"UPDATE", []int{0, 1}},
		{"wuahandler", []int{0, 1, 2}}, // the component's name
		{"update missing", nil},
		{"update (missing", []int{0}},
		{"failed  twice", []int{2}}, // two spaces, as it was logged
		{"failed twice", nil},
		{"  failed  ", []int{2}},
		{"!failed", []int{0, 1, 3, 4}},
		{"failed | beat", []int{2, 4}},
		{"!failed | beat", []int{0, 1, 3}}, // neither the one nor the other
		{"failed | !beat", []int{0, 1, 2, 3}},
		{"log:wua !failed", []int{0, 1}},
		{"log:wua  failed", []int{2}},
		{"failed  log:wua", []int{2}},
		{"log:wua failed  twice level:error", []int{2}},
		{"Log:SCAN level:debug", []int{4}},
		{"component:agent", []int{3, 4}},
		{"thread:5816", []int{3, 4}},
		{"thread:0x16b8", []int{3, 4}},
		{"level:e", []int{2}},
		{"level:warning+", []int{2, 3}},
		{"level:info+", []int{0, 1, 2, 3}},
		{"level:debug+", []int{0, 1, 2, 3, 4}},
		{"kb:961501", []int{0, 1}},
		{"kb:KB961501", []int{0, 1}},
		{"kb:96150", nil},
		{"guid:" + sampleID, []int{0, 1}},
		{"id:{0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}", []int{0, 1}},
		{"guid:dcfd-42d0", []int{0, 1}},
		{"guid:00000000-dcfd-42d0-99cc-da46abbfb86c", nil},
		{"re:^(failed|fell) ", []int{2, 3}},
		{`re:0x8\d+`, []int{2}},
		{"re:behind . waiting", []int{3}},
		{"!!failed", []int{2}},
		{"after:21:03", []int{3, 4}},
		{"before:21:01", []int{0, 1}},
		{"after:21:01 before:21:03 !level:e", []int{1, 3}},
		{"a:b", nil}, // no name of a field: a text
	} {
		m, err := Parse(c.source, nil, parseClock)
		if err != nil {
			t.Errorf("%q: %v", c.source, err)
			continue
		}
		if got := matchingRows(records, m); !slices.Equal(got, c.want) {
			t.Errorf("%q matches %v, want %v", c.source, got, c.want)
		}
	}
}

func TestAnErrorPointsAtThePart(t *testing.T) {
	for _, c := range []struct{ source, pointer, says string }{
		{"", "^", "empty expression"},
		{"  !  ", "   ^", "empty expression"},
		{"a |  | b", "    ^", "empty expression"},
		{"ä level:bad x", "        ^^^", "level: use error, warning, info or debug; + includes higher levels"},
		{"a | !thread:x", "            ^", `thread: "x" is not a number`},
		{"thread:4294967296", "       ^^^^^^^^^^", `thread: "4294967296" is not a number`},
		{"kb:1 guid:{}", "     ^^^^^^^", "guid: needs a value"},
		{"kb:KB", "^^^^^", "kb: needs a value"},
		{"\tre:(b c", "\t   ^^^^", "re: error parsing regexp: missing closing ): `(b c`"},
		{"a before:soon", "         ^^^^", "no time"},
	} {
		_, err := Parse(c.source, nil, parseClock)
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", c.source, err)
			continue
		}
		if got := wrong.Pointer(c.source); got != c.pointer || err.Error() != c.says {
			t.Errorf("%q\n%s\n%s", c.source, got, err)
		}
	}
}

func TestSavedFilters(t *testing.T) {
	records := sampleRecords()
	saved := Saved{"twice": {"failed | beat", "!level:debug"}, "other": {"!@twice"}, "loop": {"@pool"}, "pool": {"x | @loop"}, "bad": {"level:x"}, "none": {}}
	for source, want := range map[string][]int{
		"@twice":            {2},
		"!@twice":           {0, 1, 3, 4},
		"@other log:wua":    {0, 1},
		"log:scan !@twice":  {3, 4},
		"fell | @twice":     {2, 3},
		"failed  @twice":    {2},
		"@twice failed":     {2},
		"re:^Update @":      nil,
		"a@twice":           nil, // a text
		"!@other | @other":  {2},
		"thread:2 | !@none": nil,
	} {
		m, err := Parse(source, saved, parseClock)
		if source == "thread:2 | !@none" {
			if err == nil || err.Error() != "@none: empty expression" {
				t.Errorf("%q: %v", source, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", source, err)
		} else if got := matchingRows(records, m); !slices.Equal(got, want) {
			t.Errorf("%q matches %v, want %v", source, got, want)
		}
	}
	for source, says := range map[string]string{
		"a @loop": "@loop: @pool: @loop refers to itself",
		"@bad":    "@bad: level: use error, warning, info or debug; + includes higher levels",
		"@nobody": "@nobody: no such filter; saved filters: bad, loop, none, other, pool, twice",
	} {
		_, err := Parse(source, saved, parseClock)
		var wrong *Error
		if !errors.As(err, &wrong) || err.Error() != says || source[wrong.From] != '@' || wrong.To != len(source) {
			t.Errorf("%q: %v", source, err)
		}
	}
	if _, err := Parse("@x", nil, nil); err == nil {
		t.Error("a filter that has not been saved is found")
	}
	for name, ok := range map[string]bool{"noise-2_ä": true, "": false, "a b": false, "a|b": false, "@a": false, "a\x1b": false} {
		if (CheckName(name) == nil) != ok {
			t.Errorf("name %q: %v", name, CheckName(name))
		}
	}
}

// TestFiltersThatNameEachOtherManyTimes: 26 filters that each name the next one twice would be
// millions.
func TestFiltersThatNameEachOtherManyTimes(t *testing.T) {
	saved := Saved{"z": {"x"}}
	for c := 'a'; c < 'z'; c++ {
		saved[string(c)] = []string{"@" + string(c+1), "@" + string(c+1)}
	}
	if _, err := Parse("@a", saved, nil); err == nil || !strings.Contains(err.Error(), "more than 1000 filters") {
		t.Errorf("error %v", err)
	}
	if err := saved.Check("a", nil); err == nil {
		t.Error("the filter is not checked")
	}
	if _, err := Parse(strings.Repeat("@z ", 1000), saved, nil); err != nil {
		t.Error(err)
	}
}

func TestHighlightsAreWhatWasFound(t *testing.T) {
	const msg = "Update (KB1) (" + sampleID + ") updates"
	for source, want := range map[string]string{
		"update":                    "[0 6 52 58]",
		"(kb1) level:i":             "[7 12]",
		"re:u.d | guid:" + sampleID: "[0 3 52 55 14 50]",
		"!update":                   "[]",
		"x !update kb1":             "[8 11]",
		"kb:1":                      "[]",
	} {
		m, err := Parse(source, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		var at []int
		if h, ok := m.(Highlighter); ok {
			at = h.Highlights(msg, nil)
		}
		if got := fmt.Sprint(at); got != want {
			t.Errorf("%q highlights %s, want %s", source, got, want)
		}
	}
}

func TestASetHoldsWhatWasPutIn(t *testing.T) {
	var s Set
	for _, id := range []event.RecordID{0, 63, 64, 1000} {
		s.Add(id)
	}
	for id := range event.RecordID(2000) {
		if want := id == 0 || id == 63 || id == 64 || id == 1000; s.Has(id) != want || s.Match(nil, id) != want {
			t.Errorf("%d is in it: %v", id, !want)
		}
	}
}

// FuzzParse: whatever is typed, Parse and its matcher neither panic nor go on for ever, and an
// error lies in what was typed.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"!a | b", "kb:969897 level:error+", "re:(", "guid:{", "!!", "after:21:00 !x y | thread:0x1f", "kb:kb", "a |  | b", "x  kb:1  y", "!@a b | @b", "@"} {
		f.Add(s)
	}
	records := sampleRecords()
	f.Fuzz(func(t *testing.T, s string) {
		s = s[:min(len(s), 1<<10)]
		m, err := Parse(s, Saved{"a": {"failed | beat", "!x"}, "b": {"@b"}, s: {s}}, parseClock)
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.From > wrong.To || wrong.To > len(s) {
				t.Fatalf("%q: %#v", s, err)
			}
			wrong.Pointer(s)
			return
		}
		for row := range records.Len() {
			m.Match(records, records.ID(row))
			h, ok := m.(Highlighter)
			if !ok {
				continue
			}
			msg := string(records.Message(records.ID(row)))
			at := h.Highlights(msg, nil)
			for i := 0; i < len(at); i += 2 {
				if at[i] > at[i+1] || at[i+1] > len(msg) {
					t.Fatalf("%q highlights %v in %q", s, at, msg)
				}
			}
		}
	})
}
