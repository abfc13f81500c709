package report_test

import (
	"bytes"
	"strings"
	"testing"

	"ccmtail/report"
)

func markdown(t *testing.T, sources ...string) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Markdown(&b, read(t, sources...), report.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestTicket is the whole of a small client: one update failed, one waits for a restart, one does
// not fit into any window.
func TestTicket(t *testing.T) {
	golden(t, "PC0231.md.golden", markdown(t, "testdata/PC0231"))
}

func TestMarkdownOfTwoClients(t *testing.T) {
	got := markdown(t, "testdata/PC0231", "testdata/PC0231")
	if n := strings.Count(got, "# Software updates on PC0231\n"); n != 2 {
		t.Errorf("%d clients, want 2", n)
	}
	if n := strings.Count(got, "\n## Evidence\n"); n != 2 {
		t.Errorf("%d evidence sections, want one each", n)
	}
}

func TestMarkdownOfNothingPending(t *testing.T) {
	v := readLog(t, "CcmExec.log", "CcmExec", "Starting CCMEXEC service...")
	var b bytes.Buffer
	if err := report.Markdown(&b, v, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "No updates seen yet.") {
		t.Errorf("says nothing of updates:\n%s", b.String())
	}
}
