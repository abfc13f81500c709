package fleet

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/summary"
)

// demoLogs returns the demo's logs, whose records end with a line break.
func demoLogs(t *testing.T) map[string][]byte {
	t.Helper()
	logs := map[string][]byte{}
	names, err := fs.Glob(demo.Capture(), "*.log")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if logs[n], err = fs.ReadFile(demo.Capture(), n); err != nil {
			t.Fatal(err)
		}
	}
	return logs
}

// run runs a fleet until the test ends. That a visit takes long is no reason to give it up: it is
// this computer that is busy.
func run(t *testing.T, paths []string, o Options) *Fleet {
	t.Helper()
	if o.Now == nil {
		o.Now = time.Now
	}
	before := answerWithin
	answerWithin = patience
	t.Cleanup(func() { answerWithin = before })
	f := Open(paths, o)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); f.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	return f
}

// rows returns the newest summaries by number.
func rows(f *Fleet) []summary.ClientSummary {
	all, _ := f.Changed(0)
	return all
}

// patience is how long is waited for what must happen, so that a test that hangs says where. A
// machine that does much else may be slow.
const patience = 5 * time.Minute

// awaitRows waits until the summaries are as they should be.
func awaitRows(t *testing.T, f *Fleet, what string, ok func([]summary.ClientSummary) bool) {
	t.Helper()
	deadline := time.After(patience)
	for !ok(rows(f)) {
		select {
		case <-f.News():
		case <-time.After(50 * time.Millisecond):
		case <-deadline:
			t.Fatalf("timed out waiting for %s", what)
		}
	}
}

// single returns the summaries that single reports of the clients give.
func single(t *testing.T, paths []string, at time.Time) []summary.ClientSummary {
	t.Helper()
	var all []summary.ClientSummary
	err := feed.FindClients(paths).Each(t.Context(), feed.Options{EventsOnly: true}, func(c *store.Client) error {
		all = append(all, summary.ClientAt(c, at, model.FitRules{}).ClientSummary(nil))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// comparable leaves out of a summary what only a fleet knows.
func comparable(s summary.ClientSummary) summary.ClientSummary {
	s.Number, s.Visited, s.Retry, s.History = 0, time.Time{}, time.Time{}, nil
	return s
}

// randomFleet is some clients whose logs come bit by bit.
type randomFleet struct {
	rng   *rand.Rand
	paths []string
	logs  []map[string][]byte // what is still to come, by client and log
}

func newRandomFleet(t *testing.T, rng *rand.Rand, all map[string][]byte, n int) *randomFleet {
	f := &randomFleet{rng: rng}
	dir := t.TempDir()
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("PC%03d", i))
		f.paths = append(f.paths, path)
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		left := map[string][]byte{}
		share := rng.Float64()
		for _, name := range slices.Sorted(maps.Keys(all)) {
			text := all[name]
			if rng.IntN(8) > 0 { // otherwise the client has no such log
				left[name] = text[:recordEnd(text, int(share*float64(len(text))))]
				write(t, filepath.Join(path, name), nil)
			}
		}
		f.logs = append(f.logs, left)
	}
	return f
}

// recordEnd returns the end of the record at an offset. One that is cut off is complete for who reads
// to the end, and not for who waits for more.
func recordEnd(text []byte, at int) int {
	next := "\n"
	if bytes.Contains(text[:min(len(text), 16)], []byte("<![LOG[")) {
		next = "\n<![LOG["
	}
	if n := bytes.Index(text[at:], []byte(next)); n >= 0 {
		return at + n + 1
	}
	return len(text)
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(text); err != nil {
		t.Fatal(err)
	}
}

// standingClock is a clock that stands still. To who visits by it, no part of a record is so old
// that it is taken for a whole line, however long the next part takes to come.
func standingClock() func() time.Time {
	now := time.Now()
	return func() time.Time { return now }
}

// grow appends a part of what is still to come to each log, in any order, and rolls some; whole appends
// everything.
func (f *randomFleet) grow(t *testing.T, step int, whole bool) {
	for _, i := range f.rng.Perm(len(f.paths)) {
		names := slices.Sorted(maps.Keys(f.logs[i]))
		for _, k := range f.rng.Perm(len(names)) {
			path, left := filepath.Join(f.paths[i], names[k]), f.logs[i][names[k]]
			n := len(left)
			if !whole {
				n = f.rng.IntN(n + 1)
			}
			write(t, path, left[:n])
			f.logs[i][names[k]] = left[n:]
			if f.rng.IntN(6) == 0 && n > 0 && (n == len(left) || left[n-1] == '\n') {
				rolled := path[:len(path)-len(".log")] + fmt.Sprintf("-20260317-2100%02d.log", step)
				if err := os.Rename(path, rolled); err != nil {
					t.Fatal(err)
				}
				write(t, path, nil)
			}
		}
	}
}

// TestTheFleetIsTheSumOfItsClients compares what visits have gathered with what reading each client at
// once gives, for random fleets whose logs come in random pieces and are rolled in between.
func TestTheFleetIsTheSumOfItsClients(t *testing.T) {
	all := demoLogs(t)
	rounds := 300
	switch {
	case runtime.GOOS == "windows": // where Wine opens files slowly
		rounds = 8
	case testing.Short():
		rounds = 30
	}
	for seed := range rounds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel() // most of the time a visit waits for a rolled file to be complete
			rng := rand.New(rand.NewPCG(3, uint64(seed)))
			random := newRandomFleet(t, rng, all, 1+rng.IntN(4))
			f := Open(random.paths, Options{Now: standingClock()})
			for step := range 1 + rng.IntN(3) {
				random.grow(t, step, false)
				f.visitAll(t.Context())
			}
			random.grow(t, 9, true)
			f.visitAll(t.Context())
			compareRows(t, rows(f), single(t, random.paths, time.Time{}))
		})
	}
}

// visitAll visits each client once.
func (f *Fleet) visitAll(ctx context.Context) {
	for _, m := range f.members {
		m.visit(ctx)
	}
}

func compareRows(t *testing.T, got, want []summary.ClientSummary) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d clients, want %d", len(got), len(want))
	}
	for i := range got {
		if g, w := comparable(got[i]), comparable(want[i]); !reflect.DeepEqual(g, w) {
			t.Errorf("%s:\n got %+v\nwant %+v", w.Name, g, w)
		}
	}
	var at time.Time
	if g, w := summary.FleetOf(got, at), summary.FleetOf(want, at); g.Verdict() != w.Verdict() || g.States != w.States || !reflect.DeepEqual(g.KBs, w.KBs) {
		t.Errorf("the fleet:\n got %s %v\nwant %s %v", g.Verdict(), g.States, w.Verdict(), w.States)
	}
}

// TestWhatCannotBeReadDelaysNobody has sources that are missing, denied, no logs and that hang, beside
// others.
func TestWhatCannotBeReadDelaysNobody(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for i := range 40 {
		path := filepath.Join(dir, fmt.Sprintf("PC%03d", i))
		paths = append(paths, path)
		switch i % 4 {
		case 0: // missing
		case 1: // no logs
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		default:
			if err := demo.Write(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	f := run(t, paths, Options{})
	<-f.Loaded()
	for i, row := range rows(f) {
		if bad := i%4 < 2; bad != (row.Error != "") || bad != (row.State == summary.ClientUnreadable) || bad == row.Retry.IsZero() || row.Loading {
			t.Errorf("%s: %q, %s, retry %v, loading %v", row.Name, row.Error, row.State, row.Retry, row.Loading)
		}
	}
}

// TestASourceThatComesBackIsReadFromWhereItWas takes a client's folder away, lets its logs be rolled and
// grow, and brings it back.
func TestASourceThatComesBackIsReadFromWhereItWas(t *testing.T) {
	random := newRandomFleet(t, rand.New(rand.NewPCG(5, 5)), demoLogs(t), 2)
	random.grow(t, 1, false)
	f := Open(random.paths, Options{Now: standingClock()})
	f.visitAll(t.Context())
	path := random.paths[0]
	if err := os.Rename(path, path+"-away"); err != nil {
		t.Fatal(err)
	}
	f.visitAll(t.Context())
	if row := rows(f)[0]; row.Error == "" || row.State != summary.ClientUnreadable {
		t.Fatalf("a client that has gone away is %s, %q", row.State, row.Error)
	}
	if err := os.Rename(path+"-away", path); err != nil {
		t.Fatal(err)
	}
	random.grow(t, 2, true)
	f.visitAll(t.Context())
	compareRows(t, rows(f), single(t, random.paths, time.Time{}))
}

// TestAChangeIsSeen appends to a client that has been visited, which a notification or the next visit
// finds.
func TestAChangeIsSeen(t *testing.T) {
	random := newRandomFleet(t, rand.New(rand.NewPCG(6, 6)), demoLogs(t), 3)
	random.grow(t, 1, false)
	f := run(t, random.paths, Options{Now: standingClock()})
	<-f.Loaded()
	random.grow(t, 2, true)
	want := single(t, random.paths, time.Time{})
	awaitRows(t, f, "the new records", func(all []summary.ClientSummary) bool {
		for i := range all {
			if !all[i].LastRecord.Equal(want[i].LastRecord) {
				return false
			}
		}
		return true
	})
}

// TestTheWholeFleetAsOfAMoment compares with single reports as of that moment, whether the logs go on
// after it or have ended.
func TestTheWholeFleetAsOfAMoment(t *testing.T) {
	random := newRandomFleet(t, rand.New(rand.NewPCG(7, 7)), demoLogs(t), 4)
	random.grow(t, 1, true)
	f := run(t, random.paths, Options{})
	<-f.Loaded()
	for _, at := range []time.Time{time.Date(2026, 3, 18, 0, 30, 0, 0, time.UTC), time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)} {
		want := single(t, random.paths, at)
		f.SetAt(at)
		awaitRows(t, f, "the summaries as of a moment", func(all []summary.ClientSummary) bool {
			for i := range all {
				if all[i].Verdict != want[i].Verdict || !all[i].At.Equal(at) {
					return false
				}
			}
			return true
		})
	}
	f.SetAt(time.Time{})
	want := single(t, random.paths, time.Time{})
	awaitRows(t, f, "the summaries as of now", func(all []summary.ClientSummary) bool {
		return all[0].Verdict == want[0].Verdict && all[3].Verdict == want[3].Verdict
	})
}
