package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"ccmtail/model"
	"ccmtail/model/event"
)

// appendRecord appends one record with a text and a local time in seconds, and its events.
func appendRecord(file *LogFile, text string, second int64, f model.Frame, events ...*event.Event) event.RecordID {
	f.Size, f.Wall, f.Format = len(text), second*1e9, model.FormatCCM
	return file.Append([]byte(text), []model.Frame{f}, events...)
}

func messagesByTime(r *Records) string {
	var all []string
	for row := range r.Len() {
		all = append(all, strings.TrimSpace(string(r.Message(r.ID(row)))))
	}
	return strings.Join(all, " ")
}

func TestRecordsStandInTheOrderOfTrueTime(t *testing.T) {
	s := New()
	a, b := s.AddFile("A.log", "A.log", 0), s.AddFile("B.log", "B.log", 0)
	appendRecord(a, "one\n", 10, model.Frame{Bias: 60})
	appendRecord(b, "zero\n", 3600+9, model.Frame{}) // later on its own clock, earlier in truth
	appendRecord(a, "two\n", 12, model.Frame{Bias: 60})
	appendRecord(b, "late\n", 3600+11, model.Frame{})
	r := s.Records()
	if got := messagesByTime(r); got != "zero one late two" {
		t.Error(got)
	}
	if n := r.CountUntil(time.Unix(3600+10, 0)); n != 2 {
		t.Errorf("%d records until then", n)
	}
	for row := range r.Len() {
		if got := r.RowOf(r.ID(row)); got != row {
			t.Errorf("record at row %d says row %d", row, got)
		}
	}
}

func TestEqualTimesKeepTheOrderOfTheFile(t *testing.T) {
	s := New()
	old, live := s.AddFile("A.log", "A-1.log", 0), s.AddFile("A.log", "A.log", 1)
	appendRecord(live, "c\n", 5, model.Frame{})
	appendRecord(old, "a\n", 5, model.Frame{})
	appendRecord(old, "b\n", 5, model.Frame{})
	if got := messagesByTime(s.Records()); got != "a b c" {
		t.Error(got)
	}
}

func TestASnapshotNeverChanges(t *testing.T) {
	s := New()
	file := s.AddFile("A.log", "A.log", 0)
	rng := rand.New(rand.NewPCG(1, 1))
	var snapshots []*Records
	var want []string
	for i := range 300 {
		appendRecord(file, fmt.Sprintf("m%d\n", i), int64(rng.IntN(100)), model.Frame{})
		if i%37 == 0 {
			r := s.Records()
			snapshots, want = append(snapshots, r), append(want, messagesByTime(r))
		}
	}
	for i, r := range snapshots {
		if messagesByTime(r) != want[i] {
			t.Errorf("snapshot %d has changed", i)
		}
	}
}

func TestReadersNeedNoLock(t *testing.T) {
	s := New()
	file := s.AddFile("A.log", "A.log", 0)
	appendRecord(file, "first\n", 0, model.Frame{})
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					messagesByTime(s.Records())
				}
			}
		})
	}
	for i := range 500 {
		appendRecord(file, "more\n", int64(i), model.Frame{Flags: model.Zoneless})
		appendRecord(file, "zoned\n", int64(i), model.Frame{Bias: int16(i % 3 * 60)})
		s.Rezone()
	}
	close(stop)
	readers.Wait()
}

func TestEverythingOfARecord(t *testing.T) {
	s := New()
	file := s.AddFile("A.log", "A.log", 2)
	text := "\n<![LOG[hello]LOG]!><time=\"x\" file=\"a.cpp:7\">\r\n"
	head := len("\n<![LOG[")
	file.Append([]byte(text), []model.Frame{{
		Size: len(text), Head: head, Tail: len(text) - head - 5, LeadingLines: 1, Lines: 2, Wall: 5e9, Bias: -60, Component: "A",
		Thread: 9, Level: model.LevelError, Format: model.FormatCCM,
	}})
	got := s.Records().Record(0)
	want := model.Record{
		ID: 0, Time: time.Unix(5-3600, 0).UTC(), Bias: -60, ZoneKnown: true, Log: "A.log", Generation: 2, File: "A.log", Line: 2, Offset: 0,
		Component: "A", Thread: 9, Source: "a.cpp:7", Level: model.LevelError, Message: "hello",
	}
	if got != want {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if c := s.Records().Logs()[0].Counts; c.Records != 1 || c.Bytes != int64(len(text)) {
		t.Errorf("%+v", c)
	}
}

func TestBiasOfRecordsWithoutOne(t *testing.T) {
	var z Zones
	if _, known := z.BiasAtWall(0); known {
		t.Error("a bias is known before any was learned")
	}
	// Winter, summer, winter again, learned in three orders.
	learn := [][3]int64{{300, 0, 100}, {240, 101, 200}, {300, 201, 300}}
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}, {1, 2, 0}} {
		var z Zones
		for _, i := range order {
			z.Learn(learn[i][1], int16(learn[i][0]))
			z.Learn(learn[i][2], int16(learn[i][0]))
		}
		for at, want := range map[int64]int16{50: 300, 150: 240, 250: 300, -5: 300, 999: 300} {
			if got, known := z.BiasAtWall(at); got != want || !known {
				t.Errorf("order %v: bias at %d is %d, want %d", order, at, got, want)
			}
		}
	}
}

func TestAMillionNamesDoNotBreakTheIndex(t *testing.T) {
	var in nameInterner
	for i := range 1 << 17 {
		in.intern(fmt.Sprint(i))
	}
	if got := in.values[in.intern("5")]; got != "5" {
		t.Errorf("5 is %q", got)
	}
}

func TestAnIndexEntryIsSmall(t *testing.T) {
	if n := unsafe.Sizeof(entry{}); n != 40 {
		t.Errorf("%d bytes a record", n)
	}
	var e entry
	for _, at := range []int64{0, 1<<32 - 1, 1 << 32, 1<<40 - 1} {
		if e.setOffset(at); e.offset() != at {
			t.Errorf("offset %d comes back as %d", at, e.offset())
		}
	}
}

// TestMentioningFindsWhatASearchFinds compares the look-up with a search of all records, in old
// snapshots too.
func TestMentioningFindsWhatASearchFinds(t *testing.T) {
	ids := []event.GUID{
		event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c"), event.MustGUID("{72B140EF-6C43-4E83-A0F2-2E5A5E9A41E2}"),
	}
	spellings := []string{
		"0d841d92-dcfd-42d0-99cc-da46abbfb86c", "{72B140EF-6C43-4E83-A0F2-2E5A5E9A41E2}", "no id", "a--b",
		"Site_{72b140ef-6c43-4e83-a0f2-2e5a5e9a41e2}/SUM_0d841d92-dcfd-42d0-99cc-da46abbfb86c 0D841D92-DCFD-42D0-99CC-DA46ABBFB86C",
	}
	parts := []string{"0d841d92", "72b140ef"}
	s := New()
	logs := []*LogFile{s.AddFile("A.log", "A.log", 0), s.AddFile("B.log", "B.log", 0)}
	rng := rand.New(rand.NewPCG(4, 4))
	var snapshots []*Records
	for i := range 400 {
		appendRecord(logs[rng.IntN(2)], spellings[rng.IntN(len(spellings))]+"\n", int64(rng.IntN(100)), model.Frame{})
		if i%50 == 0 {
			snapshots = append(snapshots, s.Records())
		}
	}
	for _, r := range append(snapshots, s.Records()) {
		var want [3][]event.RecordID
		for row := range r.Len() {
			msg := strings.ToLower(string(r.Message(r.ID(row))))
			for k, part := range parts {
				if strings.Contains(msg, part) {
					want[k] = append(want[k], r.ID(row))
				}
			}
			if strings.Contains(msg, parts[0]) || strings.Contains(msg, parts[1]) {
				want[2] = append(want[2], r.ID(row))
			}
		}
		for k, got := range [][]event.RecordID{mentioning(r, ids[0]), mentioning(r, ids[1]), mentioning(r, ids...)} {
			if !slices.Equal(got, want[k]) {
				t.Fatalf("of %d records, ids %d: %d found, want %d", r.Len(), k, len(got), len(want[k]))
			}
		}
	}
}

// TestLookUpsWhileSegmentsAreSealed has two goroutines that append, while a third always finds all
// that its snapshot has.
func TestLookUpsWhileSegmentsAreSealed(t *testing.T) {
	id, implied := event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c"), event.GUID{15: 1}
	s := New()
	var writers sync.WaitGroup
	for k := range 2 {
		file := s.AddFile(fmt.Sprint(k, ".log"), "", 0)
		writers.Go(func() {
			text := id.String() + "\n"
			frames := slices.Repeat([]model.Frame{{Size: len(text), Tail: 1, Lines: 1}}, 512)
			events := make([]*event.Event, len(frames))
			for i := range events {
				events[i] = &event.Event{Rec: event.RecordID(i), Update: implied}
			}
			for n := 0; n < 2*segmentRecords; n += len(frames) {
				file.Append([]byte(strings.Repeat(text, len(frames))), frames, events...)
			}
		})
	}
	done := make(chan struct{})
	go func() { writers.Wait(); close(done) }()
	for ended := false; !ended; {
		select {
		case <-done:
			ended = true
		default:
		}
		r, n := s.Records(), 0
		for range r.Mentioning(id) {
			n++
		}
		for range r.Implying(implied) {
			n++
		}
		if n != 2*r.Len() {
			t.Fatalf("%d found of %d that name one id and imply another", n, r.Len())
		}
	}
	if n := s.Records().Len(); n < 4*segmentRecords {
		t.Fatal(n)
	}
	for _, segment := range s.postings.all {
		if segment.retainedPages > 0 && segment.chargedBytes == 0 && segment != s.postings.all[len(s.postings.all)-1] {
			t.Error("a complete segment is not charged")
		}
	}
}

// mentioning returns the records that name any of ids, each once and in the order of time.
func mentioning(r *Records, ids ...event.GUID) []event.RecordID {
	all := slices.SortedFunc(r.Mentioning(ids...), r.compare)
	return slices.Compact(all)
}

func TestSortIsTheOrderOfTime(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 9))
	s := New()
	logs := []*LogFile{s.AddFile("B.log", "B.log", 0), s.AddFile("A.log", "A.log", 1), s.AddFile("A.log", "A.lo_", 0)}
	for range 6000 {
		appendRecord(logs[rng.IntN(len(logs))], "x\n", int64(rng.IntN(500)), model.Frame{})
	}
	r := s.Records()
	var want []event.RecordID
	for row := range r.Len() {
		want = append(want, r.ID(row))
	}
	got := slices.Clone(want)
	rng.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	if r.Sort(got); !slices.Equal(got, want) {
		t.Error("not the order of the rows")
	}
}
