package feed

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// largeCapture writes a client's logs of about five megabytes into a folder: a busy one, a slow
// one, one without a zone, one in lines, one in UTF-16, one that is small, and one whose live file
// has just begun.
func largeCapture(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	start := time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)
	logs := map[string]*strings.Builder{}
	write := func(log, format string, a ...any) {
		if logs[log] == nil {
			logs[log] = &strings.Builder{}
		}
		fmt.Fprintf(logs[log], format, a...)
	}
	native := func(log, bias string, at time.Time, text string) {
		write(log, "<![LOG[%s]LOG]!><time=\"%s%s\" date=\"%s\" component=\"%s\" context=\"\" type=\"1\" thread=\"12\" file=\"a.cpp:1\">\r\n",
			text, at.Format("15:04:05.000"), bias, at.Format("01-02-2006"), strings.TrimSuffix(log, ".log"))
	}
	for i := range 22000 {
		at := start.Add(time.Duration(i) * 3 * time.Second)
		native("Busy.log", "+300", at, fmt.Sprintf("record %d\nin two lines", i/2))
		if i%10 == 0 {
			native("Slow.log", "+300", at.Add(time.Second), fmt.Sprintf("slow %d", i))
			native("Wide.log", "+300", at.Add(2*time.Second), fmt.Sprintf("größe %d", i))
			native("Script.log", "+000", at.Add(time.Second), fmt.Sprintf("script %d", i))
		}
		if i%4 == 0 {
			write("WindowsUpdate.log", "%s\t 800\ted0\tAgent\tline %d\r\n", at.Format("2006-01-02\t15:04:05:000"), i)
		}
		if i%7000 == 0 {
			native("Small.log", "+300", at, fmt.Sprint("small ", i))
		}
		name := "Rolled.lo_"
		if i > 21900 {
			name = "Rolled.log"
		}
		native(name, "+300", at, fmt.Sprintf("file %s record %d", name, i))
		if i == 21990 {
			native("WUAHandler.log", "+300", at, "Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x80070643), Reboot Required? No")
		}
	}
	for name, text := range logs {
		b := []byte(text.String())
		if name == "Wide.log" {
			b = []byte("\xFF\xFE")
			for _, r := range text.String() {
				b = append(b, byte(r), byte(r>>8))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// recordsSince lists the records from a time on.
func recordsSince(c *store.Client, from time.Time) []string {
	var all []string
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		if t := c.Records.Time(id); !t.Before(from) {
			all = append(all, fmt.Sprintf("%v %s %s %d %q", t, c.Records.LogName(id), c.Records.Component(id), c.Records.Thread(id), c.Records.Message(id)))
		}
	}
	return all
}

func TestTheNewestRecordsAreShownUntilAllAreRead(t *testing.T) {
	f, err := Open([]string{largeCapture(t)}, Options{Follow: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	c := f.clients[0]
	if c.startPreview(t.Context()) == nil {
		t.Fatal("nothing is shown ahead")
	}
	early := f.Snapshot().Clients[0]
	if !early.Preview || !early.Loading || early.PreviewSince.IsZero() || early.Records.Len() == 0 {
		t.Fatalf("preview %v, loading %v, since %v, %d records", early.Preview, early.Loading, early.PreviewSince, early.Records.Len())
	}
	var fold store.Fold
	if u := fold.AfterFirst(early.Events, early.Events.Len()).Update(event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c")); u == nil || u.State != model.Failed {
		t.Errorf("the newest records tell of %+v", u)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	<-f.Loaded()
	whole := f.Snapshot().Clients[0]
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if whole.Preview || whole.Loading || !whole.PreviewSince.IsZero() {
		t.Errorf("after all has been read: preview %v, loading %v, since %v", whole.Preview, whole.Loading, whole.PreviewSince)
	}
	got, want := recordsSince(&early, early.PreviewSince), recordsSince(&whole, early.PreviewSince)
	if len(got) < 500 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d records ahead, %d of all are as new\n%s\n%s", len(got), len(want), got[0], want[0])
	}
	logs, all := map[string]int{}, whole.Records.Counterparts(early.Records)
	for id := range event.RecordID(early.Records.Len()) {
		logs[early.Records.LogName(id)]++
		same, ok := all[id]
		if !ok || string(whole.Records.Message(same)) != string(early.Records.Message(id)) || !whole.Records.Time(same).Equal(early.Records.Time(id)) {
			t.Fatalf("%s %q is not found among all", early.Records.LogName(id), early.Records.Message(id))
		}
		if early.Records.LogName(id) == "Busy.log" && whole.Records.Record(same).Offset != early.Records.Record(id).Offset {
			t.Fatalf("%q is found at byte %d and not %d", early.Records.Message(id), whole.Records.Record(same).Offset, early.Records.Record(id).Offset)
		}
	}
	for _, l := range whole.Logs {
		if logs[l.Name] == 0 {
			t.Errorf("nothing of %s is shown ahead", l.Name)
		}
	}
	if logs["Rolled.log"] <= 100 {
		t.Errorf("%d records of a log that was just rolled over", logs["Rolled.log"])
	}
}

func TestWhatIsSmallOrNotFollowedIsNotReadAhead(t *testing.T) {
	dir := largeCapture(t)
	small := filepath.Join(dir, "Small.log")
	for spec, o := range map[string]Options{dir: {Follow: true}, small: {Follow: true, Preview: true}} {
		f, err := Open([]string{spec}, o)
		if err != nil {
			t.Fatal(err)
		}
		if f.clients[0].startPreview(t.Context()) != nil || f.Snapshot().Clients[0].Preview {
			t.Errorf("%s with %+v is read ahead", spec, o)
		}
	}
}

func TestNewLinesAreShownWhileTheRestIsRead(t *testing.T) {
	dir := largeCapture(t)
	f, err := Open([]string{dir}, Options{Follow: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	c := f.clients[0]
	on := c.startPreview(t.Context())
	before := f.Snapshot().Clients[0]
	log, err := os.OpenFile(filepath.Join(dir, "Slow.log"), os.O_APPEND|os.O_WRONLY, 0) //nolint:forbidigo // the writer
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	if _, err := log.WriteString("<![LOG[brand new]LOG]!><time=\"23:59:00.000+300\" date=\"03-17-2026\" component=\"Slow\" context=\"\" type=\"1\" thread=\"1\" file=\"\">\r\n"); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { on(); close(done) }()
	for f.Snapshot().Clients[0].Records.Len() == before.Records.Len() {
		<-f.News()
	}
	v := f.Snapshot().Clients[0]
	if r := v.Records; string(r.Message(r.ID(r.Len()-1))) != "brand new" || !v.PreviewSince.Equal(before.PreviewSince) {
		t.Errorf("the newest is %q, since %v and before %v", r.Message(r.ID(r.Len()-1)), v.PreviewSince, before.PreviewSince)
	}
	c.finishLoading()
	<-done
}

func TestLookingAheadEndsWithItsContext(t *testing.T) {
	f, err := Open([]string{largeCapture(t)}, Options{Follow: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	on := f.clients[0].startPreview(ctx)
	stop()
	on()
	if !f.Snapshot().Clients[0].Preview {
		t.Error("what was shown is gone")
	}
}
