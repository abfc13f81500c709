package report_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/store"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// read returns everything in a folder or file of logs.
func read(t *testing.T, sources ...string) *store.Snapshot {
	t.Helper()
	f, err := feed.Open(sources, feed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return f.Snapshot()
}

func readDemo(t *testing.T) *store.Snapshot {
	t.Helper()
	dir := filepath.Join(t.TempDir(), demo.Client)
	if err := demo.Write(dir); err != nil {
		t.Fatal(err)
	}
	return read(t, dir)
}

// readLog returns the records of one log, with their texts as they are.
func readLog(t *testing.T, log, component string, texts ...string) *store.Snapshot {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "PC0231")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, text := range texts {
		at := time.Date(2026, 3, 10, 20, 0, i, 0, time.UTC)
		fmt.Fprintf(&b, "<![LOG[%s]LOG]!><time=\"%s.000+300\" date=\"%s\" component=\"%s\" context=\"\" type=\"1\" thread=\"1204\" file=\"a.cpp:1\">\r\n",
			text, at.Format("15:04:05"), at.Format("01-02-2006"), component)
	}
	if err := os.WriteFile(filepath.Join(dir, log), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return read(t, dir)
}

// golden compares with a file in testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	is, was := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range is {
		if i >= len(was) || is[i] != was[i] {
			t.Fatalf("%s differs in line %d (go test ./report -update rewrites it):\n%s", name, i+1, is[i])
		}
	}
	t.Fatalf("%s has %d lines more", name, len(was)-len(is))
}
