package report_test

import (
	"bytes"
	"os"
	"path/filepath"
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
	other := filepath.Join(t.TempDir(), "PC0232")
	if err := os.CopyFS(other, os.DirFS("testdata/PC0231")); err != nil {
		t.Fatal(err)
	}
	got := markdown(t, "testdata/PC0231", other)
	if n := strings.Count(got, "# Software updates on PC023"); n != 2 {
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
	if !strings.Contains(b.String(), "**Deployments are not in these logs; no updates seen yet.**\n\nAs of ") {
		t.Errorf("says nothing of updates:\n%s", b.String())
	}
}
