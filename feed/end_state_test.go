package feed

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ccmtail/demo"
	"ccmtail/store"
	"ccmtail/tail"
)

var dateInLogs = regexp.MustCompile(`\b(\d\d-\d\d-20\d\d|20\d\d-\d\d-\d\d|20\d\d/\d\d/\d\d)\b`)

// laterEvening returns a text of the demo with all dates some days later.
func laterEvening(text []byte, days int) []byte {
	return dateInLogs.ReplaceAllFunc(text, func(date []byte) []byte {
		for _, layout := range []string{"01-02-2006", "2006-01-02", "2006/01/02"} {
			if t, err := time.Parse(layout, string(date)); err == nil {
				return []byte(t.AddDate(0, 0, days).Format(layout))
			}
		}
		return date
	})
}

// writeEvenings writes the demo's logs of some evenings on end to a folder, and more behind one of
// them.
func writeEvenings(t *testing.T, evenings int, log, more string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range captureFiles(t, demo.Capture()) {
		var all bytes.Buffer
		for i := range evenings {
			all.Write(laterEvening(text, i))
		}
		if name == log {
			all.WriteString(more)
		}
		if err := os.WriteFile(filepath.Join(dir, name), all.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// foldAlways makes even small clients be folded while they are read.
func foldAlways(t *testing.T) {
	size, events := endStateFrom, foldFrom
	endStateFrom, foldFrom = 0, 100
	t.Cleanup(func() { endStateFrom, foldFrom = size, events })
}

// readEach returns the only client below a folder.
func readEach(t *testing.T, dir string, o Options) (client *store.Client) {
	t.Helper()
	if err := FindClients([]string{dir}).Each(t.Context(), o, func(c *store.Client) error { client = c; return nil }); err != nil {
		t.Fatal(err)
	}
	return client
}

// TestFoldingWhileReadingGivesTheSameState holds the state at the end of logs whose events are
// folded while they are read against that of all events. If the order turns out to be another one,
// the logs are read once more.
func TestFoldingWhileReadingGivesTheSameState(t *testing.T) {
	foldAlways(t)
	late := string(laterEvening(captureFiles(t, demo.Capture())["UpdatesDeployment.log"], -500))
	for _, test := range []struct {
		name, log, more string
	}{
		{"in order", "", ""},
		{"an evening of long ago at the end", "UpdatesDeployment.log", late},
		{"another bias at the end", "UpdatesDeployment.log", strings.ReplaceAll(late, "+300", "+060")},
	} {
		dir := writeEvenings(t, 8, test.log, test.more)
		want := readEach(t, dir, Options{EventsOnly: true})
		got := readEach(t, dir, Options{EventsOnly: true, EndOnly: true})
		if got.Events.Len() != want.Events.Len() || got.BytesRead != want.BytesRead || len(got.Logs) != len(want.Logs) {
			t.Errorf("%s: %d events, %d bytes, %d logs, want %d, %d, %d", test.name, got.Events.Len(), got.BytesRead, len(got.Logs),
				want.Events.Len(), want.BytesRead, len(want.Logs))
		}
		if got, want := describeState(got, finalState(got)), describeState(want, finalState(want)); got != want {
			t.Errorf("%s: the state is\n%s\nwant\n%s", test.name, got, want)
		}
		if n, until, missed := got.Events.EvictedUntil(); n > 0 || !until.IsZero() || missed > 0 {
			t.Errorf("%s: %d events are said to be evicted until %v, %d missed", test.name, n, until, missed)
		}
	}
}

// TestEventsAreFoldedWhileTheLogsAreRead: of logs that are read in step, most events have been folded
// when the last of them comes.
func TestEventsAreFoldedWhileTheLogsAreRead(t *testing.T) {
	foldAlways(t)
	c := newClient(tail.OpenFS("x", fstest.MapFS{}, tail.Options{}), Options{EventsOnly: true}, store.NewBudget(0), 1, func() {})
	c.foldWhileReading(func() { t.Error("the reading was stopped") })
	logs := captureFiles(t, demo.Capture())
	names := slices.Sorted(maps.Keys(logs))
	c.Start(names)
	offsets := map[string]int64{}
	for evening := range 8 {
		for _, name := range names {
			text := laterEvening(logs[name], evening)
			c.Chunk(tail.Chunk{Log: name, File: name, Offset: offsets[name], Bytes: text})
			offsets[name] += int64(len(text))
		}
	}
	c.timelineMu.Lock()
	defer c.timelineMu.Unlock()
	c.awaitFolding()
	if folded, all := c.timeline.Events().Begin(), c.timeline.Events().Len(); folded < all/2 {
		t.Errorf("only %d of %d events were folded while the logs were read", folded, all)
	}
}

// TestALateEventEndsTheFolding: when an event comes that belongs among those that have been folded,
// the reading is stopped and the state is not right.
func TestALateEventEndsTheFolding(t *testing.T) {
	foldAlways(t)
	stopped := false
	c := newClient(tail.OpenFS("x", fstest.MapFS{}, tail.Options{}), Options{EventsOnly: true}, store.NewBudget(0), 1, func() {})
	c.foldWhileReading(func() { stopped = true })
	const log = "UpdatesDeployment.log"
	c.Start([]string{log})
	evening := captureFiles(t, demo.Capture())[log]
	offset := int64(0)
	add := func(text []byte) {
		c.Chunk(tail.Chunk{Log: log, File: log, Offset: offset, Bytes: text})
		offset += int64(len(text))
	}
	for i := range 30 {
		add(laterEvening(evening, i))
	}
	if !c.isEndRight() || stopped || c.timeline.Events().Begin() == 0 {
		t.Fatalf("in order: right %v, stopped %v, %d events folded", c.isEndRight(), stopped, c.timeline.Events().Begin())
	}
	c.end.zoneless = []store.ZonelessEvent{{Wall: 1, Bias: 17, Zoned: true}}
	if c.isEndRight() {
		t.Error("right, though an event without a bias was folded by another one than it has now")
	}
	c.end.zoneless = nil
	add(laterEvening(evening, -500))
	if c.isEndRight() || !stopped {
		t.Errorf("with a late event: right %v, stopped %v", c.isEndRight(), stopped)
	}
}

// TestTheLogThatIsBehindGoesFirst: of the logs that wait, the one goes on that has been read the
// least far.
func TestTheLogThatIsBehindGoesFirst(t *testing.T) {
	var p pace
	p.start([]string{"a", "b", "c"}, 1)
	p.enter("a")
	p.advance("a", 30)
	p.advance("b", 20)
	p.advance("c", 10)
	p.advance("c", 5) // a record that is out of order
	order := make(chan string, 3)
	for _, log := range []string{"a", "b", "c"} {
		go func() { p.enter(log); order <- log; p.leave() }()
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for p.waitingLogs() < 3 && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	if p.oldest() != 10 {
		t.Errorf("all logs have been read up to %d", p.oldest())
	}
	p.leave()
	for _, want := range []string{"c", "b", "a"} {
		if got := <-order; got != want {
			t.Errorf("%s goes on before %s", got, want)
		}
	}
	p.done("c")
	if p.oldest() != 20 || !p.inStep() {
		t.Errorf("all logs have been read up to %d", p.oldest())
	}
}

func (p *pace) waitingLogs() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.waiting)
}
