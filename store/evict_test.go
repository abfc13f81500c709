package store

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// traffic is records of several logs that are written at the same time. Each names an id; some come
// late, and some files are rolled over.
type traffic struct {
	rng         *rand.Rand
	now         int64
	generations [5]int
	open        [5][]*LogFile // of each log, one in each store
	distance    [5]int64      // of each log, how much further a byte is in its file than in its text
}

// appendBatch appends records to one log in all stores, and returns their ids.
func (tr *traffic) appendBatch(stores []*Store) (first, end event.RecordID) {
	log := tr.rng.IntN(len(tr.open))
	if tr.open[log] == nil || tr.rng.IntN(15) == 0 {
		tr.open[log], tr.distance[log] = nil, 0
		generation := tr.generations[log]
		for _, s := range stores {
			file := s.AddFile(fmt.Sprint("L", log), fmt.Sprint("L", log, "-", generation), generation)
			tr.open[log] = append(tr.open[log], file)
		}
		tr.generations[log]++
	}
	var text []byte
	var frames []model.Frame
	for range 1 + tr.rng.IntN(120) {
		tr.now += int64(tr.rng.IntN(3)) * 1e6
		id := event.GUID{byte(tr.rng.IntN(5)), byte(tr.now >> 40), byte(tr.now >> 32), byte(tr.now >> 28), 15: 1}
		rec := fmt.Sprintf("at %d in %s of %v\n", tr.now, id, tr.rng.Uint64())
		wall := tr.now
		if tr.rng.IntN(300) == 0 {
			wall -= int64(tr.rng.IntN(100)) * 1e9
		}
		text = append(text, rec...)
		frames = append(frames, model.Frame{
			Size: len(rec), Tail: 1, Lines: 1, Wall: wall,
			Component: fmt.Sprint("C", log), Thread: uint32(log), Format: model.FormatCCM,
		})
	}
	if log%2 == 0 { // the other logs are in UTF-8
		tr.distance[log] = addPlaces(tr.open[log], tr.rng, 1, tr.distance[log], frames)
	}
	for _, file := range tr.open[log] {
		first = file.Append(slices.Clone(text), frames)
	}
	return first, first + event.RecordID(len(frames))
}

// TestEvictionKeepsTheNewest fills a small store beside one that evicts nothing, and compares what
// is left, in new snapshots and in old ones.
func TestEvictionKeepsTheNewest(t *testing.T) {
	const limit = 3 << 19
	budget := NewBudget(limit)
	budget.warmLimit = 256 << 10
	small, whole := NewWithBudget(budget), New()
	tr := traffic{rng: rand.New(rand.NewPCG(5, 5)), now: 1_700_000_000_000_000_000}
	var old []*Records
	for whole.n < 120_000 {
		first, end := tr.appendBatch([]*Store{small, whole})
		if tr.rng.IntN(400) > 0 {
			continue
		}
		r, all := small.Records(), whole.Records()
		for id := first; id < end; id++ {
			if rec := r.Record(id); r.Evicted(id) || rec != all.Record(id) {
				t.Fatalf("a new record is %+v", rec)
			}
		}
		if kept, _ := budget.Use(); kept+budget.otherBytes > limit*9/8 {
			t.Fatalf("%d bytes of text and %d of others", kept, budget.otherBytes)
		}
		old = append(old, r)
	}
	all := whole.Records()
	old = append(old, small.Records())
	for _, r := range old {
		retained := compareRetained(t, r, all)
		if n, until := r.EvictedUntil(); n != int(r.End())-retained || retained != r.Len() || n > 0 && until.IsZero() {
			t.Errorf("%d records are retained of %d, %d by Len, %d evicted until %v", retained, r.End(), r.Len(), n, until)
		}
	}
	r := old[len(old)-1]
	n, until := r.EvictedUntil()
	if n < 40_000 || r.Len() < 15_000 {
		t.Errorf("%d retained, %d evicted", r.Len(), n)
	}
	for row := range all.Len() {
		if id := all.ID(row); all.Time(id).After(until) && r.Evicted(id) {
			t.Fatalf("a record of %v is evicted, reported until %v", all.Time(id), until)
		}
	}
	files := slices.DeleteFunc(slices.Clone(r.files), func(f *LogFile) bool { return f == evictedFile })
	if len(files) > len(r.files)/2 {
		t.Errorf("%d of %d files are still there", len(files), len(r.files))
	}
	for i, l := range r.Logs() {
		if !reflect.DeepEqual(l, all.Logs()[i]) {
			t.Errorf("%+v, want %+v", l, all.Logs()[i])
		}
		for generation := range l.Files {
			if got, want := r.FileName(l.Name, generation), fmt.Sprint(l.Name, "-", generation); got != want {
				t.Errorf("generation %d of %s is in %s, want %s", generation, l.Name, got, want)
			}
		}
	}
}

// compareRetained compares every record of a snapshot with the same store without a limit, and
// counts the retained ones.
func compareRetained(t *testing.T, r, all *Records) (retained int) {
	t.Helper()
	for from, to := range r.RetainedRanges(0, r.End()) {
		retained += int(to - from)
	}
	row, named := 0, map[event.GUID]bool{}
	for i := range all.Len() {
		id := all.ID(i)
		if id >= r.End() {
			continue
		}
		if r.Evicted(id) {
			got := r.Record(id)
			if got.Message != RecordEvicted || got.Log != "" || got.Line != 0 || r.RowOf(id) != 0 || r.Raw(id) != nil {
				t.Fatalf("an evicted record is %+v", got)
			}
			continue
		}
		if r.ID(row) != id || r.RowOf(id) != row {
			t.Fatalf("row %d is %d, want %d", row, r.ID(row), id)
		}
		row++
		got, want := r.Record(id), all.Record(id)
		if got.Message == TextUnavailable {
			got.Message, want.Source = want.Message, got.Source
		}
		if got != want {
			t.Fatalf("record %d is %+v, want %+v", id, got, want)
		}
		if g, n := event.ParseGUID([]byte(want.Message[len("at 1700000000000000000 in "):])); n > 0 && i%50 == 0 {
			named[g] = true
		}
	}
	if row != r.Len() {
		t.Fatalf("%d rows of %d", row, r.Len())
	}
	for g := range named {
		want := slices.DeleteFunc(mentioning(all, g), func(id event.RecordID) bool { return id >= r.End() || r.Evicted(id) })
		if got := mentioning(r, g); !slices.Equal(got, want) {
			t.Fatalf("%v is named by %d records, want %d", g, len(got), len(want))
		}
	}
	return retained
}

func TestAReaderSkipsEvictedRecords(t *testing.T) {
	budget := NewBudget(1 << 20)
	budget.warmLimit = 256 << 10
	s := NewWithBudget(budget)
	tr := traffic{rng: rand.New(rand.NewPCG(6, 6)), now: 1_700_000_000_000_000_000}
	for s.n < 120_000 {
		tr.appendBatch([]*Store{s})
	}
	r := s.Records()
	read := 0
	r.Reader(1).EachRun(0, r.End(), func(run *RecordRun) {
		for i := range run.Sizes {
			if r.Evicted(run.First + event.RecordID(i)) {
				t.Fatal("an evicted record is read")
			}
		}
		read += len(run.Sizes)
	})
	if read != r.Len() || read == int(r.End()) {
		t.Errorf("%d records read, %d retained of %d", read, r.Len(), r.End())
	}
}

// TestMoreFilesThanANumberOf16BitsCounts rolls one log over again and again.
func TestMoreFilesThanANumberOf16BitsCounts(t *testing.T) {
	const files = 70_000
	for _, limit := range []int64{0, 6 << 20} {
		s := NewWithBudget(NewBudget(limit))
		for i := range files {
			file := s.AddFile("A.log", fmt.Sprint("A-", i), i)
			appendRecord(file, fmt.Sprintf("record %d\n", i), int64(i), model.Frame{Lines: 1})
		}
		r := s.Records()
		last := event.RecordID(files - 1)
		if rec := r.Record(last); rec.Message != fmt.Sprintf("record %d\n", files-1) || rec.Generation != files-1 {
			t.Errorf("within %d: the last record is %+v", limit, rec)
		}
		if before := r.FileBefore(last); before != fmt.Sprint("A-", files-2) {
			t.Errorf("within %d: the file before the last is %q", limit, before)
		}
		if l := r.Logs()[0]; l.Files != files || l.Counts.Records != files || l.File != fmt.Sprint("A-", files-1) {
			t.Errorf("within %d: %+v", limit, l)
		}
		for row := range r.Len() {
			if rec := r.Record(r.ID(row)); rec.Generation != files-r.Len()+row {
				t.Fatalf("within %d: row %d is of file %d", limit, row, rec.Generation)
			}
		}
		if limit == 0 && r.Len() != files || limit > 0 && r.Len() > files/2 {
			t.Errorf("within %d: %d records are retained", limit, r.Len())
		}
	}
}

// TestRezoneAfterEviction gives records without a bias new times when pages of them are evicted.
func TestRezoneAfterEviction(t *testing.T) {
	budget := NewBudget(1 << 20)
	budget.warmLimit = 128 << 10
	s := NewWithBudget(budget)
	file := s.AddFile("A.log", "A.log", 0)
	for i := range 150_000 {
		appendRecord(file, "x\n", int64(i), model.Frame{Flags: model.Zoneless, Lines: 1})
	}
	before := s.Records()
	appendRecord(s.AddFile("B.log", "B.log", 0), "y\n", 160_000, model.Frame{Bias: 60})
	if !s.Rezone() {
		t.Fatal("nothing has moved")
	}
	r := s.Records()
	if n, _ := r.EvictedUntil(); n == 0 || !r.ReorderedSince(before) || r.Len() != before.Len()+1 {
		t.Errorf("%d evicted, %d rows, %d before", n, r.Len(), before.Len())
	}
	for row := range r.Len() - 1 {
		id := r.ID(row)
		if id != before.ID(row) || r.Time(id).Unix() != before.Time(id).Unix()+3600 {
			t.Fatalf("row %d: %d at %v", row, id, r.Time(id))
		}
	}
	for i := range 150_000 {
		appendRecord(file, "x\n", int64(150_000+i), model.Frame{Flags: model.Zoneless, Lines: 1})
	}
	if now := s.Records(); now.Len() != now.order.Len() || now.RowOf(now.End()-1) != now.Len()-1 {
		t.Error("the order is broken afterwards")
	}
}
