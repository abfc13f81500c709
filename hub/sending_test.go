//go:build !nohub

package hub

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
)

// stream is a hub without a network: what it has of one client.
type stream struct {
	state *State
	seq   uint64
	keys  []string
	// evidence are the lines that came with the events, "" where none did.
	evidence []string
	kinds    map[string]int
}

// store stores a parcel as the hub does.
func (h *stream) store(t *testing.T, p *parcel, now time.Time) {
	t.Helper()
	if len(p.changes)+1 > MaxBatch {
		t.Fatalf("%d messages in a batch", len(p.changes)+1)
	}
	for _, c := range p.changes {
		h.keys = append(h.keys, c.Key)
		h.kinds[c.Kind]++
		message, err := encodeEvent(c)
		if err != nil {
			t.Fatal(err)
		}
		e, err := DecodeEvent(message)
		if err != nil {
			t.Fatal(err)
		}
		line := ""
		if e.Evidence != nil {
			line = *e.Evidence
		}
		h.evidence = append(h.evidence, line)
	}
	message, err := encodeState(&p.state)
	if err != nil {
		t.Fatal(err)
	}
	if h.state, err = DecodeState(message); err != nil {
		t.Fatal(err)
	}
	first := h.seq + 1
	h.seq += uint64(len(p.changes) + 1)
	p.place = len(p.changes)
	p.sent(first, now)
}

// run is a run of a collector of one client.
type run struct {
	visited *feed.Visited
	sending
	most     int
	withText bool
}

func newRun(dir string, h *stream) *run {
	r := &run{visited: feed.FindClients([]string{dir}).Visited(feed.Options{Follow: true, KeepTexts: true})[0], most: MaxBatch}
	r.learn(h.state, h.seq, time.Time{})
	return r
}

var now = time.Date(2026, 3, 25, 0, 0, 0, 0, time.UTC)

// flush reads what is new and stores it.
func (r *run) flush(t *testing.T, h *stream) (batches int) {
	t.Helper()
	now = now.Add(time.Hour)
	if _, err := r.visited.Visit(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	c := r.visited.Snapshot()
	row := summary.ClientAt(&c, time.Time{}, model.FitRules{}).ClientSummary(nil)
	for {
		p := r.pack(&c, &row, &packOptions{now: now, sender: Sender{"COLL", "run"}, most: r.most, withText: r.withText})
		if p == nil {
			return batches
		}
		h.store(t, p, now)
		if batches++; batches > 1000 {
			t.Fatal("there is always more")
		}
	}
}

// wanted returns the keys that the logs in a folder show.
func wanted(t *testing.T, dir string) (keys []string) {
	t.Helper()
	err := feed.FindClients([]string{dir}).Each(context.Background(), feed.Options{EventsOnly: true}, func(c *store.Client) error {
		_, last := c.TimeRange()
		report.ChangesOf(c, last, func(key string) bool { keys = append(keys, key); return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// check compares what is stored with what the logs show, each key once.
func (h *stream) check(t *testing.T, keys []string) {
	t.Helper()
	got, want := slices.Sorted(slices.Values(h.keys)), slices.Sorted(slices.Values(keys))
	if !slices.Equal(got, want) {
		t.Errorf("%d keys are stored, and %d should be", len(got), len(want))
	}
}

func writeDemo(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "PC0147", "Logs")
	if err := demo.Write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start appends a record that tells an event to CcmExec.log.
func start(t *testing.T, dir string, minute int) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "CcmExec.log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fmt.Fprintf(f, "<![LOG[Starting CCMEXEC service...]LOG]!><time=\"%02d:%02d:00.000+300\" date=\"03-20-2026\" component=\"CcmExec\" context=\"\" type=\"1\" thread=\"7\" file=\"x:1\">\r\n", minute/60, minute%60)
}

func TestEveryRunGoesOnWhereTheLastOneEnded(t *testing.T) {
	dir, h := writeDemo(t), &stream{kinds: map[string]int{}}
	for minute := range 40 {
		r := newRun(dir, h)
		r.flush(t, h)
		if n := r.flush(t, h); n > 0 && minute > 0 {
			t.Fatalf("%d batches without news", n)
		}
		start(t, dir, minute)
		r.flush(t, h)
		if minute%7 == 3 {
			if err := os.Rename(filepath.Join(dir, "CcmExec.log"), filepath.Join(dir, fmt.Sprintf("CcmExec-20260320-0000%02d.log", minute))); err != nil {
				t.Fatal(err)
			}
		}
		start(t, dir, minute+100)
	}
	newRun(dir, h).flush(t, h)
	h.check(t, wanted(t, dir))
	if h.kinds["gap"] > 0 {
		t.Errorf("%d gaps", h.kinds["gap"])
	}
}

func TestABatchThatIsTooSmallIsFollowedByOthers(t *testing.T) {
	for _, most := range []int{2, 7, 50} {
		dir, h := writeDemo(t), &stream{kinds: map[string]int{}}
		for minute := range 5 {
			r := newRun(dir, h)
			r.most = most
			now = now.Add(time.Hour)
			if _, err := r.visited.Visit(context.Background(), now); err != nil {
				t.Fatal(err)
			}
			c := r.visited.Snapshot()
			row := summary.ClientAt(&c, time.Time{}, model.FitRules{}).ClientSummary(nil)
			for range 3 { // and then it is killed
				if p := r.pack(&c, &row, &packOptions{now: now, most: most}); p != nil {
					h.store(t, p, now)
				}
			}
			start(t, dir, minute)
		}
		r := newRun(dir, h)
		r.most = most
		r.flush(t, h)
		h.check(t, wanted(t, dir))
	}
}

func TestLogsThatWereRolledBeyondTheCursorAreAGap(t *testing.T) {
	dir, h := writeDemo(t), &stream{kinds: map[string]int{}}
	newRun(dir, h).flush(t, h)
	before := len(h.keys)
	if err := os.Remove(filepath.Join(dir, "CcmExec.log")); err != nil {
		t.Fatal(err)
	}
	start(t, dir, 30)
	for range 3 {
		newRun(dir, h).flush(t, h)
	}
	if h.kinds["gap"] != 1 || len(h.keys) < before+2 {
		t.Errorf("%d gaps, %d new events", h.kinds["gap"], len(h.keys)-before)
	}
	if i := slices.IndexFunc(h.keys, func(k string) bool { return strings.HasSuffix(k, "-gap") }); i != before {
		t.Errorf("the gap is event %d, and %d are before it", i, before)
	}
	all := slices.Clone(h.keys)
	slices.Sort(all)
	if len(slices.Compact(all)) != len(h.keys) {
		t.Error("an event is stored twice")
	}
}

func TestALogThatCannotBeReadForAWhile(t *testing.T) {
	dir, h := writeDemo(t), &stream{kinds: map[string]int{}}
	newRun(dir, h).flush(t, h)
	h.check(t, wanted(t, dir))
	away := filepath.Join(t.TempDir(), "CcmExec.log")
	if err := os.Rename(filepath.Join(dir, "CcmExec.log"), away); err != nil {
		t.Fatal(err)
	}
	r := newRun(dir, h)
	r.flush(t, h) // says nothing of what the log had said
	if err := os.Rename(away, filepath.Join(dir, "CcmExec.log")); err != nil {
		t.Fatal(err)
	}
	start(t, dir, 50)
	r.flush(t, h)
	newRun(dir, h).flush(t, h)
	missing := 0
	for _, key := range wanted(t, dir) {
		if !slices.Contains(h.keys, key) {
			missing++
		}
	}
	if missing > 0 || h.kinds["gap"] > 0 {
		t.Errorf("%d events are missing, %d gaps", missing, h.kinds["gap"])
	}
}

// TestALastLineWithoutItsEnd: a record that is not whole yet is not behind the cursor.
func TestALastLineWithoutItsEnd(t *testing.T) {
	dir, h := writeDemo(t), &stream{kinds: map[string]int{}}
	path := filepath.Join(dir, "CcmExec.log")
	start(t, dir, 10)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text[:len(text)-60], 0o644); err != nil {
		t.Fatal(err)
	}
	newRun(dir, h).flush(t, h)
	n := len(h.keys)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	newRun(dir, h).flush(t, h)
	h.check(t, wanted(t, dir))
	if len(h.keys) <= n || h.kinds["gap"] > 0 {
		t.Errorf("%d events before, %d after, %d gaps", n, len(h.keys), h.kinds["gap"])
	}
}
