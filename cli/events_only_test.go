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

// What is told from events alone is what is told by who keeps the records as well.
func TestEventsAloneTellTheSame(t *testing.T) {
	folder, all := evening(t) // one of its logs knows no bias
	only := readAs(t, folder, feed.Options{EventsOnly: true})
	if n := only.Clients[0].Records.Len(); n > 0 {
		t.Errorf("%d records are kept", n)
	}
	for _, form := range reportFormats {
		if form.needsText {
			continue
		}
		write := func(v *store.Snapshot) string {
			return written(t, func(w io.Writer) error { return form.write(w, v, report.Options{}) })
		}
		differ(t, strings.Split(write(all), "\n"), strings.Split(write(only), "\n"))
	}
	changes := func(v *store.Snapshot) string {
		return written(t, func(w io.Writer) error { return report.NewChangeWriter(w, true).WriteNew(v, time.Time{}) })
	}
	differ(t, strings.Split(changes(all), "\n"), strings.Split(changes(only), "\n"))
}

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
