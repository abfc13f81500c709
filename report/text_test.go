package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ccmtail/report"
)

// TestText holds whole reports: verdict, sums, what lasts, what is pending; the rest counted, or
// listed with All.
func TestText(t *testing.T) {
	for _, c := range []struct {
		golden string
		source string
		o      report.Options
	}{
		{"PC0231.txt.golden", "testdata/PC0231", report.Options{}},
		{"demo.txt.golden", "", report.Options{}},
		{"demo.all.txt.golden", "", report.Options{All: true}},
		{"demo.2137.txt.golden", "", report.Options{At: time.Date(2026, 3, 18, 2, 37, 0, 0, time.UTC)}},
		{"announced.txt.golden", "testdata/PC0302", report.Options{}},
	} {
		v := readDemo(t)
		if c.source != "" {
			v = read(t, c.source)
		}
		var b bytes.Buffer
		if err := report.Text(&b, v, c.o); err != nil {
			t.Fatal(err)
		}
		golden(t, c.golden, strings.Replace(b.String(), v.Clients[0].Path, "LOGS", 1))
	}
}
