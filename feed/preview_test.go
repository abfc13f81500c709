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
// one, one without a zone, one of plain lines, one in UTF-16, a small one, and one that has just
// been rolled over.
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
		const form = `<![LOG[%s]LOG]!><time="%s%s" date="%s" component="%s" context="" type="1" thread="12" file="a.cpp:1">`
		write(log, form+"\r\n",
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
			native("WUAHandler.log", "+300", at,
				"Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x80070643), Reboot Required? No")
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

// recordsSince describes the records from a time on.
func recordsSince(c *store.Client, from time.Time) []string {
	r := c.Records
	var all []string
	for row := range r.Len() {
		id := r.ID(row)
		if t := r.Time(id); !t.Before(from) {
			all = append(all, fmt.Sprintf("%v %s %s %d %q", t, r.LogName(id), r.Component(id), r.Thread(id), r.Message(id)))
		}
	}
	return all
}

func TestThePreviewHasTheNewestRecordsUntilAllAreRead(t *testing.T) {
	f, err := Open([]string{largeCapture(t)}, Options{Follow: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	c := f.clients[0]
	if c.startPreview(t.Context(), c.source) == nil {
		t.Fatal("there is no preview")
	}
	early := f.Snapshot().Clients[0]
	if !early.Preview || !early.Loading || early.PreviewSince.IsZero() || early.Records.Len() == 0 {
		t.Fatalf("preview %v, loading %v, since %v, %d records",
			early.Preview, early.Loading, early.PreviewSince, early.Records.Len())
	}
	var fold store.Fold
	state := fold.AfterFirst(early.Events, early.Events.Len())
	if u := state.Update(event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c")); u == nil || u.State != model.Failed {
		t.Errorf("by the newest records the update is %+v", u)
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
		t.Errorf("after all has been read: preview %v, loading %v, since %v",
			whole.Preview, whole.Loading, whole.PreviewSince)
	}
	got, want := recordsSince(&early, early.PreviewSince), recordsSince(&whole, early.PreviewSince)
	if len(got) < 500 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d records in the preview, %d of all are as new\n%s\n%s", len(got), len(want), got[0], want[0])
	}
	logs := compareCounterparts(t, early.Records, whole.Records)
	for _, l := range whole.Logs {
		if logs[l.Name] == 0 {
			t.Errorf("the preview has nothing of %s", l.Name)
		}
	}
	if logs["Rolled.log"] <= 100 {
		t.Errorf("%d records of a log that was just rolled over", logs["Rolled.log"])
	}
}

// compareCounterparts looks up the records of a preview among all, and counts them by log.
func compareCounterparts(t *testing.T, preview, all *store.Records) (logs map[string]int) {
	t.Helper()
	logs = map[string]int{}
	counterparts := all.Counterparts(preview)
	for id := range event.RecordID(preview.Len()) {
		log, message := preview.LogName(id), string(preview.Message(id))
		logs[log]++
		same, ok := counterparts[id]
		if !ok || string(all.Message(same)) != message || !all.Time(same).Equal(preview.Time(id)) {
			t.Fatalf("%s %q is not found among all", log, message)
		}
		if got, want := all.Record(same).Offset, preview.Record(id).Offset; log == "Busy.log" && got != want {
			t.Fatalf("%q is found at byte %d and not %d", message, got, want)
		}
	}
	return logs
}

func TestASmallOrUnfollowedSourceHasNoPreview(t *testing.T) {
	dir := largeCapture(t)
	small := filepath.Join(dir, "Small.log")
	for spec, o := range map[string]Options{dir: {Follow: true}, small: {Follow: true, Preview: true}} {
		f, err := Open([]string{spec}, o)
		if err != nil {
			t.Fatal(err)
		}
		if f.clients[0].startPreview(t.Context(), f.clients[0].source) != nil || f.Snapshot().Clients[0].Preview {
			t.Errorf("%s with %+v has a preview", spec, o)
		}
	}
}

func TestThePreviewHasNewLinesWhileTheRestIsRead(t *testing.T) {
	dir := largeCapture(t)
	f, err := Open([]string{dir}, Options{Follow: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	c := f.clients[0]
	update := c.startPreview(t.Context(), c.source)
	before := f.Snapshot().Clients[0]
	log, err := os.OpenFile(filepath.Join(dir, "Slow.log"), os.O_APPEND|os.O_WRONLY, 0) //nolint:forbidigo // the writer
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	const form = "<![LOG[brand new" + recordTail
	if _, err := fmt.Fprintf(log, form, "23:59:00.000", "Slow"); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { update(); close(done) }()
	for f.Snapshot().Clients[0].Records.Len() == before.Records.Len() {
		<-f.News()
	}
	after := f.Snapshot().Clients[0]
	if newest := string(after.Records.Message(after.Records.ID(after.Records.Len() - 1))); newest != "brand new" {
		t.Errorf("the newest record is %q", newest)
	}
	if !after.PreviewSince.Equal(before.PreviewSince) {
		t.Errorf("complete since %v, before since %v", after.PreviewSince, before.PreviewSince)
	}
	c.finishLoading()
	<-done
}

func TestThePreviewEndsWithItsContext(t *testing.T) {
	f, err := Open([]string{largeCapture(t)}, Options{Follow: true, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	update := f.clients[0].startPreview(ctx, f.clients[0].source)
	stop()
	update()
	if !f.Snapshot().Clients[0].Preview {
		t.Error("the preview is gone")
	}
}
