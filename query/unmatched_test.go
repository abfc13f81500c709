package query

import (
	"strings"
	"testing"
)

func TestNamesThatNothingHas(t *testing.T) {
	records := sampleRecords()
	for source, want := range map[string]string{
		"log:WUAHandlr":            `no log has "wuahandlr" in its name – did you mean log:WUAHandler.log?`,
		"!component:scnagent x":    `no component has "scnagent" in its name – did you mean component:ScanAgent?`,
		"log:wh":                   `no log has "wh" in its name – did you mean log:WUAHandler.log?`,
		"log:xyzzy":                `no log has "xyzzy" in its name`,
		"log:wua | component:scan": "",
		"log:wua|xyzzy":            `no log has "xyzzy" in its name`,
		"xyzzy level:error":        "",
	} {
		m, err := Parse(source, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if have := strings.Join(Unmatched(m, records), "; "); have != want {
			t.Errorf("%s: %q, not %q", source, have, want)
		}
		if len(Unmatched(m)) > 0 {
			t.Errorf("%s: nothing is known of no client", source)
		}
	}
}
