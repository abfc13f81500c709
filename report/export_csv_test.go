package report

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ccmtail/model"
)

// TestNoFieldOfCSVIsAFormula has texts in every field that a log can fill which a spreadsheet would
// run.
func TestNoFieldOfCSVIsAFormula(t *testing.T) {
	var starts []string
	for _, mark := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		for _, before := range []string{"", " ", "\x00", "\ufeff", "\u00a0", "\u200b", "\u2060", "\u3000", "\x1b", "\u00ad", "\ufeff\u00a0 \u200b", "\"", "\x7f"} {
			starts = append(starts, before+mark+"cmd|' /C calc'!A0")
		}
	}
	starts = append(starts, "\tx", "\rx", "\nx", "\n=x", "\xff\xfe=1", "=\xff")
	for _, evil := range starts {
		fields := csvOf(t, model.Record{Log: evil, Component: evil, Source: evil, Message: evil, File: evil, Time: time.Unix(0, 0)})
		for _, i := range []int{1, 3, 6, 7, 8} {
			want := "'" + strings.ReplaceAll(strings.ToValidUTF8(evil, "\ufffd"), "\r\n", "\n")
			if strings.HasPrefix(evil, "\xff") {
				want = want[1:] // the replacement character is visible
			}
			if fields[i] != want {
				t.Errorf("field %d: %q becomes %q", i, evil, fields[i])
			}
		}
	}
	harmless := []string{"Update (Missing)", "a=b", "", "1-2", "日本語", "(=)", "'quoted'"}
	for _, s := range harmless {
		if fields := csvOf(t, model.Record{Message: s}); fields[7] != s {
			t.Errorf("%q becomes %q", s, fields[7])
		}
	}
}

// csvOf returns the fields of a record in CSV.
func csvOf(t *testing.T, r model.Record) []string {
	t.Helper()
	var b bytes.Buffer
	e := &Exporter{w: bufio.NewWriter(&b)}
	if err := e.csvWriter()(r); err != nil {
		t.Fatal(err)
	}
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(b.Bytes()) {
		t.Errorf("not UTF-8: %q", b.Bytes())
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows[1]
}
