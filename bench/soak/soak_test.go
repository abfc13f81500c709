//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"ccmtail/feed"
	"ccmtail/report"
	"ccmtail/store"
)

// TestAShortDayWithinLittleMemory follows some 300 generations of logs within so little memory that
// most of their records and events are forgotten, and holds what is known at the end against what
// is known to a reader that forgets nothing.
func TestAShortDayWithinLittleMemory(t *testing.T) {
	dir := t.TempDir()
	const memory = 9 << 20
	var whole *feed.Feed
	forgotten := 0
	o := options{records: 640_000, memory: memory, generation: 256 << 10, say: io.Discard}
	o.look = func(v *store.Snapshot) {
		c := &v.Clients[0]
		if n, until := c.Records.EvictedUntil(); n > 0 {
			forgotten = n
			if c.EvictedUntil().Before(until) {
				t.Error("what is forgotten is not said to be")
			}
		}
	}
	o.beside = func(f *feed.Feed) { whole = f }
	r, err := soak(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	if bad := r.failed(); bad != "" || r.records < o.records || r.textGone > r.records/10 {
		t.Errorf("%s: %v", bad, r)
	}
	if forgotten < 30_000 || r.forgotEvents < 5000 || r.kept > int(r.records)-30_000 {
		t.Errorf("too little is forgotten: %v", r)
	}
	deadline := time.Now().Add(patience)
	for whole.Snapshot().Clients[0].Records.Len() < int(r.records) && time.Now().Before(deadline) {
		time.Sleep(everyLook)
	}
	if got, want := told(t, r.last), told(t, whole.Snapshot()); got != want {
		a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Errorf("line %d of what is known: %s, without a limit: %s", i, a[i], b[i])
			}
		}
		t.Errorf("what is known differs: %d lines, without a limit %d", len(a), len(b))
	}
}

// told returns the report of what is known, line by line, without what the readings of one source
// by two readers may differ in: how they found the files when they looked last, and what is
// forgotten.
func told(t *testing.T, v *store.Snapshot) string {
	var b bytes.Buffer
	if err := report.JSON(&b, v, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range doc["clients"].([]any) {
		client := c.(map[string]any)
		delete(client, "forgotten")
		for _, l := range client["logs"].([]any) {
			log := l.(map[string]any)
			if s := log["state"]; s == "following" || s == "gone" {
				delete(log, "state")
			}
			if e, _ := log["error"].(string); e == "" || strings.HasPrefix(e, "open ") {
				delete(log, "error")
			}
		}
	}
	text, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
