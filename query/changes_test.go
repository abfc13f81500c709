package query

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

func TestChangesMatch(t *testing.T) {
	id, _ := event.ParseGUID("4cf25877-0c1e-4a55-9a6e-1f6f0d0c1a01")
	at := time.Date(2026, 3, 17, 21, 14, 40, 0, time.UTC)
	c := &Change{
		Text: []byte("Security Update for SQL Server (KB5081905) " + id.String()), Kind: "update-state", State: "failed", KB: "5081905",
		IDs: []event.GUID{id}, Log: "WUAHandler.log", At: at,
	}
	words := ChangeWords{Kinds: []string{"update-state", "scan"}, States: []string{"failed", "installed"}}
	saved := Saved{"mine": {"kb:5081905", "!log:scan"}, "records": {"level:error"}}
	parseTime := func(s string) (time.Time, error) { return time.Parse(time.RFC3339, s) }
	for expression, want := range map[string]bool{
		"sql server": true, "sql client": false, "kb:5081905": true, "kb:KB5081905": true, "kb:508190": false, "re:sql.*kb": true,
		"guid:4CF25877-0C1E-4A55-9A6E-1F6F0D0C1A01": true, "guid:4cf25877": true, "guid:4cf25877-0c1e-4a55-9a6e-1f6f0d0c1a02": false,
		"log:wua": true, "log:scan": false, "kind:update-state": true, "kind:scan": false, "state:FAILED": true, "state:installed|failed": true,
		"state:installed": false, "!state:installed": true, "! kind:update-state state:failed": false, "kind:scan | state:failed sql": true,
		"after:2026-03-17T21:00:00Z": true, "after:2026-03-17T21:15:00Z": false, "before:2026-03-17T21:14:40Z": true, "@mine": true, "@mine kind:scan": false,
	} {
		if f, err := ParseChanges(expression, saved, parseTime, words); err != nil || f.Match(c) != want {
			t.Errorf("%s: %v, %v", expression, !want, err)
		}
	}
	for expression, want := range map[string]string{
		"state:faild": "use failed, installed", "kind:updates": "use update-state, scan", "level:error": "only records have one", "thread:5": "only records",
		"@records": "only records", "states:failed": "did you mean state:?", "": "empty expression",
	} {
		if _, err := ParseChanges(expression, saved, parseTime, words); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", expression, err)
		}
	}
	// For records these are no fields: the words are text.
	if m, err := Parse("old state:failed", nil, nil); err != nil {
		t.Error(err)
	} else if _, ok := m.(textMatcher); !ok {
		t.Errorf("a text is %T", m)
	}
}
