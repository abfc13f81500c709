package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"ccmtail/feed"
	"ccmtail/report"
	"ccmtail/store"
)

// TestEventsOnlyGivesTheSameOutput compares reports and changes with and without records.
func TestEventsOnlyGivesTheSameOutput(t *testing.T) {
	folder, all := demoFolder(t) // one of the logs has no bias
	only := readAs(t, folder, feed.Options{EventsOnly: true})
	if n := only.Clients[0].Records.Len(); n > 0 {
		t.Errorf("%d records are kept", n)
	}
	for _, format := range report.Formats() {
		if report.NeedsText(format, report.Options{}, 1) {
			continue
		}
		write := func(v *store.Snapshot) string {
			return written(t, func(w io.Writer) error { return report.Write(w, format, v, report.Options{}) })
		}
		equalLines(t, strings.Split(write(all), "\n"), strings.Split(write(only), "\n"))
	}
	changes := func(v *store.Snapshot) string {
		return written(t, func(w io.Writer) error {
			return report.NewChangeWriter(w, true, report.ChangeOptions{}).WriteNew(v, time.Time{})
		})
	}
	equalLines(t, strings.Split(changes(all), "\n"), strings.Split(changes(only), "\n"))
}

// written returns what write writes.
func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	if b.Len() == 0 {
		t.Fatal("nothing was written")
	}
	return b.String()
}
