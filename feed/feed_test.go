package feed

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ccmtail/demo"
	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/tail"
)

// patience is how long is waited for what must happen, so that a test that hangs says where. A
// machine that does much else may be slow.
const patience = 5 * time.Minute

// readCapture reads a capture to its end.
func readCapture(t testing.TB, capture fs.FS) *store.Client {
	t.Helper()
	f := New([]*tail.Source{tail.OpenFS("PC0147", capture, tail.Options{})}, Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &f.Snapshot().Clients[0]
}

// describeState returns everything in a state as text, with every transition and where it was read.
func describeState(c *store.Client, s *model.State) string {
	var b strings.Builder
	where := func(e model.Evidence) string {
		if e.At().IsZero() {
			return "-"
		}
		return fmt.Sprintf("%s %s:%d", e.At().Format(time.RFC3339Nano), c.Records.LogName(e.Rec), c.Records.Line(e.Rec))
	}
	for _, u := range s.Updates() {
		code, _ := u.Result()
		fmt.Fprintf(&b, "%v %s %q %v %v %v %v\n", u.ID, u.KB, u.Title, u.Compliance, code, u.Deployments, u.Contents)
		fmt.Fprintf(&b, "  scan %v %s %s\n", u.Scan.Result, where(u.Scan.Evidence), where(u.Scan.AsOf))
		for _, a := range u.Attempts() {
			fmt.Fprintf(&b, "  %v %s %s %s %s %v\n", a.Outcome, where(a.Begun), where(a.Ended), where(a.Checked), where(a.Undone), a.Restart)
		}
		for _, t := range u.Transitions {
			fmt.Fprintf(&b, "  %v %s\n", t.State, where(t.Evidence))
		}
	}
	for _, d := range s.Deployments() {
		fmt.Fprintf(&b, "%v %v %v %v %v\n", d.ID, d.Updates, d.RequestedRunTime, d.Deadline, d.Jobs)
		for _, t := range d.Transitions {
			fmt.Fprintf(&b, "  %v %s\n", t.State, where(t.Evidence))
		}
	}
	for _, x := range s.Contents() {
		fmt.Fprintf(&b, "%v %v %v %d/%d %v %v %v %v %d %s\n", x.ID, x.Update, x.State, x.Done, x.Total,
			x.CTM, x.LocationRequest, x.DTS, x.BITS, x.Retries, where(x.Changed))
	}
	w := s.WindowAt(s.At)
	fmt.Fprintf(&b, "%v %v %v %v %v\n", w.Restricted, w.Open, w.Until, w.Next, w.Windows)
	fmt.Fprintf(&b, "%v %v\n", s.Restart.Deadline, s.Restart.Agent)
	for _, x := range s.Scans() {
		fmt.Fprintf(&b, "%v %v %v %s %v %v\n", x.Source, x.Job, x.Server, where(x.Start), x.Ended, x.Result)
	}
	for _, f := range s.Findings() {
		fmt.Fprintf(&b, "%s %v %v\n", f.ID, f.Text, f.Active())
	}
	return b.String()
}

func finalState(c *store.Client) *model.State {
	var fold store.Fold
	return fold.AfterFirst(c.Events, c.Events.Len())
}

// captureFiles returns the logs of a capture.
func captureFiles(t testing.TB, capture fs.FS) map[string][]byte {
	t.Helper()
	names, err := fs.Glob(capture, "*.log")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, n := range names {
		if all[n], err = fs.ReadFile(capture, n); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestAnyInterleavingOfArrivalsGivesTheSameState(t *testing.T) {
	capture := demo.Capture()
	logs := captureFiles(t, capture)
	whole := readCapture(t, capture)
	want := describeState(whole, finalState(whole))
	rounds := 200
	if testing.Short() {
		rounds = 10
	}
	for round := range rounds {
		rng := rand.New(rand.NewPCG(uint64(round), 1))
		c := newClient(tail.OpenFS("PC0147", capture, tail.Options{}), Options{}, store.NewBudget(0), 1, func() {})
		deliverRandomly(c, logs, rng)
		snapshot := c.snapshot()
		if got := describeState(&snapshot, finalState(&snapshot)); got != want {
			t.Fatalf("round %d:\n%s\nwant\n%s", round, got, want)
		}
	}
}

// deliverRandomly delivers the logs in random chunks and in random turns.
func deliverRandomly(c *client, logs map[string][]byte, rng *rand.Rand) {
	offset := map[string]int{}
	var names []string
	for n := range logs {
		names = append(names, n)
	}
	for len(names) > 0 {
		i := rng.IntN(len(names))
		n := names[i]
		from := offset[n]
		size := min(len(logs[n])-from, 1+rng.IntN(4000))
		offset[n] += size
		last := offset[n] == len(logs[n])
		c.Chunk(tail.Chunk{Log: n, File: n, Offset: int64(from), Bytes: bytes.Clone(logs[n][from : from+size]), Final: last})
		if last {
			names = append(names[:i], names[i+1:]...)
		}
		if rng.IntN(10) == 0 {
			c.snapshot() // a snapshot on the way must not matter
		}
	}
}

func TestStateAtAMomentIsThatOfTheLogsCutThere(t *testing.T) {
	capture := demo.Capture()
	whole := readCapture(t, capture)
	first, last := whole.TimeRange()
	rng := rand.New(rand.NewPCG(9, 9))
	var fold store.Fold
	for range 40 {
		at := first.Add(time.Duration(rng.Int64N(int64(last.Sub(first)))))
		cut := readCapture(t, captureUntil(t, whole, at))
		got, want := describeState(whole, fold.At(whole.Events, at)), describeState(cut, finalState(cut))
		if got != want {
			t.Fatalf("at %v:\n%s\nthe logs cut there give\n%s", at, got, want)
		}
	}
}

// captureUntil returns a capture of the records up to a moment.
func captureUntil(t *testing.T, c *store.Client, at time.Time) fs.FS {
	t.Helper()
	logs := fstest.MapFS{}
	for row := range c.Records.CountUntil(at) {
		id := c.Records.ID(row)
		n := c.Records.LogName(id)
		if logs[n] == nil {
			logs[n] = &fstest.MapFile{}
		}
		logs[n].Data = append(logs[n].Data, c.Records.Raw(id)...)
	}
	if len(logs) == 0 {
		logs["Empty.log"] = &fstest.MapFile{}
	}
	return logs
}

const recordTail = `]LOG]!><time="%s+300" date="03-17-2026" component="%s" context="" type="1" thread="1" file="a.cpp:1">` + "\r\n"

func appendRecord(t *testing.T, path, clock, component, message string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(f, "<![LOG["+message+recordTail, clock, component)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// awaitMessages waits until there are n records and returns their messages in the order of time.
func awaitMessages(t *testing.T, f *Feed, n int) []string {
	t.Helper()
	deadline := time.After(patience)
	for {
		records := f.Snapshot().Clients[0].Records
		if records.Len() >= n {
			var all []string
			for row := range records.Len() {
				all = append(all, string(records.Message(records.ID(row))))
			}
			return all
		}
		select {
		case <-f.News():
		case <-deadline:
			t.Fatalf("%d records, want %d", records.Len(), n)
		}
	}
}

func TestAppendedRecordsComeInTimeOrderAlsoAcrossARollover(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "WUAHandler.log"), filepath.Join(dir, "UpdatesStore.log")
	appendRecord(t, a, "10:00:00.000", "WUAHandler", "one")
	f, err := Open([]string{dir}, Options{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	<-f.Loaded()
	appendRecord(t, b, "10:00:02.000", "UpdatesStore", "three")
	awaitMessages(t, f, 2)
	appendRecord(t, a, "10:00:01.000", "WUAHandler", "two") // late
	if err := os.Rename(a, filepath.Join(dir, "WUAHandler-20260317-100003.log")); err != nil {
		t.Fatal(err)
	}
	appendRecord(t, a, "10:00:03.000", "WUAHandler", "four")
	if got := fmt.Sprint(awaitMessages(t, f, 4)); got != "[one two three four]" {
		t.Error(got)
	}
	c := f.Snapshot().Clients[0]
	for _, l := range c.Logs {
		if l.Name == "WUAHandler.log" && (l.Files != 2 || l.Records != 3 || l.Gaps != 0) {
			t.Errorf("%+v", l)
		}
	}
	if len(c.Logs) != 2 {
		t.Errorf("%d logs, want 2: a rolled file belongs to its log", len(c.Logs))
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestEveryByteIsARecordOrDamage(t *testing.T) {
	text := `lost]LOG]!><time="10:00:00.000+300" date="03-17-2026" component="A" context="" type="1" thread="1" file="">` + "\r\n" +
		"<![LOG[whole" + fmt.Sprintf(recordTail, "10:00:01.000", "A") + "stray\r\n<![LOG[cut"
	c := readCapture(t, fstest.MapFS{"A.log": {Data: []byte(text)}})
	if len(c.Logs) != 1 {
		t.Fatalf("%+v", c.Logs)
	}
	l := c.Logs[0]
	if l.Bytes != int64(len(text)) || l.Records != 1 || l.Damaged != 3 || l.Format != model.FormatCCM {
		t.Errorf("%+v, want %d bytes, 1 record, 3 damaged", l, len(text))
	}
	sum := 0
	for row := range c.Records.Len() {
		sum += len(c.Records.Raw(c.Records.ID(row)))
	}
	if sum != len(text) {
		t.Errorf("the records hold %d bytes of %d", sum, len(text))
	}
}

func TestRecordsWithoutAZoneTakeTheirNeighbours(t *testing.T) {
	native := "<![LOG[native" + fmt.Sprintf(recordTail, "10:00:01.000", "A")
	agent := "2026/03/17 10:00:02.0000000 1 2 Agent WARNING: ISusInternal::GetUpdateMetadata2 failed, hr=8007000E\r\n"
	for _, order := range [][]string{{"A.log", "WindowsUpdate.log"}, {"WindowsUpdate.log", "A.log"}} {
		c := newClient(tail.OpenFS("x", fstest.MapFS{}, tail.Options{}), Options{}, store.NewBudget(0), 1, func() {})
		for _, n := range order {
			text := native
			if n != "A.log" {
				text = agent
			}
			c.Chunk(tail.Chunk{Log: n, File: n, Bytes: []byte(text), Final: true})
			c.snapshot()
		}
		snapshot := c.snapshot()
		rec := snapshot.Records.Record(snapshot.Records.ID(1))
		want := time.Date(2026, 3, 17, 15, 0, 2, 0, time.UTC)
		if !rec.Time.Equal(want) || rec.Log != "WindowsUpdate.log" || !rec.ZoneKnown {
			t.Errorf("%v first: the record without a zone is at %v in %s, want %v", order[0], rec.Time, rec.Log, want)
		}
		if e := snapshot.Events.At(0); e.Time() != rec.Time {
			t.Errorf("%v first: its event is at %v", order[0], e.Time())
		}
	}
}

func TestALineBeingReadIsNotFlushed(t *testing.T) {
	src := tail.OpenFS("PC0147", fstest.MapFS{}, tail.Options{})
	c := newClient(src, Options{Follow: true}, store.NewBudget(0), 1, func() {})
	c.Status(tail.Status{Log: "a.log"}) // last changed long ago
	c.Chunk(tail.Chunk{Log: "a.log", Bytes: []byte("one line in ")})
	c.flushIdle(time.Now())
	if n := c.records.Records().Len(); n != 0 {
		t.Fatalf("%d records of a line whose rest is still to come", n)
	}
	c.Chunk(tail.Chunk{Log: "a.log", Offset: 12, Bytes: []byte("two chunks")})
	c.Idle("a.log")
	c.flushIdle(time.Now())
	if r := c.records.Records(); r.Len() != 1 || string(r.Message(0)) != "one line in two chunks" {
		t.Fatalf("%d records after the log was read to its end", r.Len())
	}
}
