//go:build !nohub

package hub

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

// TestAnotherClientOfTheSameName: what a living collector sends of another client is left alone, and not
// what a dead one has sent, nor what has the same logs.
func TestAnotherClientOfTheSameName(t *testing.T) {
	here, there := t.TempDir(), t.TempDir()
	if err := demo.Write(here); err != nil {
		t.Fatal(err)
	}
	writeOthers(t, there)
	h := &stream{kinds: map[string]int{}}
	newRun(there, h).flush(t, h)
	if h.seq == 0 {
		t.Fatal("nothing was sent")
	}
	for _, c := range []struct {
		name     string
		dir      string
		lives    bool
		sender   string
		namesake bool
	}{
		{"other logs", here, true, "C2", true},
		{"the other collector is dead", here, false, "C2", false},
		{"it is this one", here, true, "COLL", false},
		{"the same logs", there, true, "C2", false},
	} {
		r := newRun(c.dir, h)
		if _, err := r.visited.Visit(context.Background(), now); err != nil {
			t.Fatal(err)
		}
		client := r.visited.Snapshot()
		p := r.packOf(&client, c.sender, func(name string) bool { return c.lives && name == "COLL" })
		if r.isNamesake != c.namesake || c.namesake && p != nil || c.dir == here && !c.namesake && (p == nil || len(p.changes) == 0) {
			t.Errorf("%s: namesake %v, a parcel: %v", c.name, r.isNamesake, p != nil)
		}
	}
}

func (r *run) packOf(c *store.Client, sender string, lives func(string) bool) *parcel {
	row := summary.ClientAt(c, time.Time{}, model.FitRules{}).ClientSummary(nil)
	return r.pack(c, &row, &packOptions{now: now, sender: Sender{sender, "run2"}, most: r.most, lives: lives})
}

// TestDoubts: it is looked again before it is said that a client is another one, and said once.
func TestDoubts(t *testing.T) {
	var said []string
	c := &Collector{o: CollectorOptions{Say: func(s string) { said = append(said, s) }}}
	s := &sending{name: "PC1", isKnown: true, isNamesake: true, sender: Sender{Name: "c1"}}
	if !c.doubts(s, now) || s.isKnown || !s.heldTo.Equal(now.Add(doubtFor)) || len(said) > 0 {
		t.Errorf("at first: %+v, said %q", s, said)
	}
	for range 2 {
		if c.doubts(s, now) {
			t.Error("it is doubted for ever")
		}
	}
	if len(said) != 1 {
		t.Errorf("said %q", said)
	}
}

// writeOthers writes the demo's logs as another computer has them.
func writeOthers(t *testing.T, dir string) {
	t.Helper()
	if err := demo.Write(dir); err != nil {
		t.Fatal(err)
	}
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, log := range logs {
		text, err := os.ReadFile(log)
		switch other := bytes.ReplaceAll(text, []byte(`thread="`), []byte(`thread="1`)); {
		case err == nil && bytes.Equal(other, text): // without threads
			err = os.Remove(log)
		case err == nil:
			err = os.WriteFile(log, other, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
