package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ccmtail/report"
)

// TestWhatOnlyTimeMakesIsToldWhenItBecameTrue follows a client that is silent while an update waits
// for a restart.
func TestWhatOnlyTimeMakesIsToldWhenItBecameTrue(t *testing.T) {
	v := readLog(t, "WUAHandler.log", "WUAHandler",
		"1. Update (Missing): Security Update (KB5099009) ("+hostileID+", 200)",
		"Update 1 ("+hostileID+") finished installing (0x00000000), Reboot Required? Yes")
	v.Clients[0].Live = true
	begun := time.Date(2026, 3, 11, 1, 0, 1, 0, time.UTC)
	const want = `"kind":"finding","id":"F25","kb":"5099009","title":"Security Update (KB5099009)","from":null,"to":"found","result":null,"text":"Security Update (KB5099009) has waited for a restart for 1 d."`
	var b bytes.Buffer
	changes := report.NewChangeWriter(&b, false, report.ChangeOptions{})
	tell := func(after time.Duration) string {
		b.Reset()
		if err := changes.WriteNew(v, begun.Add(after)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, after := range []time.Duration{time.Minute, 23 * time.Hour, 24 * time.Hour} {
		if got := tell(after); strings.Contains(got, "F25") {
			t.Errorf("found after %v: %s", after, got)
		}
	}
	if got := tell(30 * time.Hour); !strings.Contains(got, want) || strings.Count(got, "\n") != 1 {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := tell(70 * time.Hour); got != "" {
		t.Errorf("told again: %s", got)
	}
	// What was old when it was opened stays as old as it is.
	changes = report.NewChangeWriter(&b, false, report.ChangeOptions{})
	if got := tell(72 * time.Hour); strings.Contains(got, "F25") || !strings.Contains(got, "pending-reboot") {
		t.Errorf("a capture goes on: %s", got)
	}
}
