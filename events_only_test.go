package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model/view"
	"ccmtail/report"
	"ccmtail/tail"
)

// What is told from events alone is what is told by who keeps the records as well.
func TestEventsAloneTellTheSame(t *testing.T) {
	all, only := demoRead(t, feed.Options{}), demoRead(t, feed.Options{EventsOnly: true})
	if n := only.Clients[0].Records.Len(); n > 0 {
		t.Errorf("%d records are kept", n)
	}
	for name, form := range reportForms {
		if quoting[name] {
			continue
		}
		write := func(v *view.Snapshot) string {
			return written(t, func(w io.Writer) error { return form(w, v, report.Options{}) })
		}
		differ(t, strings.Split(write(all), "\n"), strings.Split(write(only), "\n"))
	}
	changes := func(v *view.Snapshot) string {
		return written(t, func(w io.Writer) error { return report.NewChanges(w, true).Next(v, time.Time{}) })
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

// demoRead is the demo's logs; one of them knows no bias.
func demoRead(t *testing.T, o feed.Options) *view.Snapshot {
	t.Helper()
	f := feed.New([]*tail.Source{tail.OpenFS("PC0147", demo.Capture(), tail.Options{})}, o)
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return f.Snapshot()
}
