package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
)

// TestOddTimesAreRefused: the zero time of Go, times that no record can have, and days that do not
// exist are mistakes of the command line.
func TestOddTimesAreRefused(t *testing.T) {
	logs := filepath.Join(t.TempDir(), "logs")
	if err := demo.Write(logs); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"0001-01-01T00:00:00Z": "the year must be from 1680 to 2260",
		"1500-01-01T00:00:00Z": "the year must be from 1680 to 2260",
		"9999-12-31T23:00:00Z": "the year must be from 1680 to 2260",
		"2026-02-30T00:00:00Z": "write it as",
	} {
		for _, args := range [][]string{{"report", "--at", at}, {"export", "--from", at}, {"export", "--to", at}} {
			var out, errOut bytes.Buffer
			code := run(t.Context(), append(args, logs), strings.NewReader(""), &out, &errOut, time.Now)
			if code != exitUsage || !strings.Contains(errOut.String(), want) || out.Len() > 0 {
				t.Errorf("%v: exit code %d, %q", args, code, errOut.String())
			}
		}
	}
}
