package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// naming records, of a few hundred bytes, of several logs about at once; some come late, some files
// are rolled over.
type traffic struct {
	rng         *rand.Rand
	now         int64
	generations [5]int
	open        [5][]*LogFile // of each log, one in each store
}

func (b *traffic) batch(stores []*Store) (first, end event.RecordID) {
	log := b.rng.IntN(len(b.open))
	if b.open[log] == nil || b.rng.IntN(15) == 0 {
		b.open[log] = nil
		for _, s := range stores {
			b.open[log] = append(b.open[log], s.AddFile(fmt.Sprint("L", log), fmt.Sprint("L", log, "-", b.generations[log]), b.generations[log]))
		}
		b.generations[log]++
	}
	var text []byte
	var frames []model.Frame
	for range 1 + b.rng.IntN(120) {
		b.now += int64(b.rng.IntN(3)) * 1e6
		id := event.GUID{byte(b.rng.IntN(5)), byte(b.now >> 40), byte(b.now >> 32), byte(b.now >> 28), 15: 1}
		r := fmt.Sprintf("at %d in %s of %v\n", b.now, id, b.rng.Uint64())
		wall := b.now
		if b.rng.IntN(300) == 0 {
			wall -= int64(b.rng.IntN(100)) * 1e9
		}
		text = append(text, r...)
		frames = append(frames, model.Frame{Size: len(r), Tail: 1, Lines: 1, Wall: wall, Component: fmt.Sprint("C", log), Thread: uint32(log), Format: model.FormatCCM})
	}
	for _, g := range b.open[log] {
		first = g.Append(slices.Clone(text), frames)
	}
	return first, first + event.RecordID(len(frames))
}

// TestForgettingKeepsTheNewest fills a small store beside one that forgets nothing, and holds what
// is left against it, in new snapshots and in old ones.
func TestForgettingKeepsTheNewest(t *testing.T) {
	const limit = 2 << 20
	m := NewBudget(limit)
	m.warmLimit = 256 << 10
	small, whole := NewWithBudget(m), New()
	b := traffic{rng: rand.New(rand.NewPCG(5, 5)), now: 1_700_000_000_000_000_000}
	var old []*Records
	for whole.n < 120_000 {
		first, end := b.batch([]*Store{small, whole})
		if b.rng.IntN(400) > 0 {
			continue
		}
		v, w := small.Records(), whole.Records()
		for id := first; id < end; id++ {
			if r := v.Record(id); v.Evicted(id) || r != w.Record(id) {
				t.Fatalf("a new record is %+v", r)
			}
		}
		if kept, _ := m.Use(); kept+m.otherBytes > limit*9/8 {
			t.Fatalf("%d bytes of text and %d of others", kept, m.otherBytes)
		}
		old = append(old, v)
	}
	w := whole.Records()
	old = append(old, small.Records())
	for _, v := range old {
		kept := compareKept(t, v, w)
		if n, until := v.EvictedUntil(); n != int(v.End())-kept || kept != v.Len() || n > 0 && until.IsZero() {
			t.Errorf("%d records are kept of %d, %d said to be, %d forgotten until %v", kept, v.End(), v.Len(), n, until)
		}
	}
	v := old[len(old)-1]
	n, until := v.EvictedUntil()
	if n < 40_000 || v.Len() < 15_000 {
		t.Errorf("%d kept, %d forgotten", v.Len(), n)
	}
	for row := range w.Len() {
		if id := w.ID(row); w.Time(id).After(until) && v.Evicted(id) {
			t.Fatalf("a record of %v is forgotten, those until %v are said to be", w.Time(id), until)
		}
	}
	if files := len(slices.DeleteFunc(slices.Clone(v.files), func(g *LogFile) bool { return g == evictedFile })); files > len(v.files)/2 {
		t.Errorf("%d of %d files are still known", files, len(v.files))
	}
	for i, l := range v.Logs() {
		if l != w.Logs()[i] {
			t.Errorf("%+v, want %+v", l, w.Logs()[i])
		}
	}
}

// compareKept holds every record of a snapshot against the same store without a limit, and counts
// those that are kept.
func compareKept(t *testing.T, v, w *Records) (kept int) {
	t.Helper()
	for from, to := range v.RetainedRanges(0, v.End()) {
		kept += int(to - from)
	}
	row, named := 0, map[event.GUID][]event.RecordID{}
	for r := range w.Len() {
		id := w.ID(r)
		if id >= v.End() {
			continue
		}
		if v.Evicted(id) {
			if got := v.Record(id); got.Message != RecordEvicted || got.Log != "" || got.Line != 0 || v.RowOf(id) != 0 || v.Raw(id) != nil {
				t.Fatalf("a forgotten record is %+v", got)
			}
			continue
		}
		if v.ID(row) != id || v.RowOf(id) != row {
			t.Fatalf("row %d is %d, want %d", row, v.ID(row), id)
		}
		row++
		got, want := v.Record(id), w.Record(id)
		if got.Message == TextUnavailable {
			got.Message, want.Source = want.Message, got.Source
		}
		if got != want {
			t.Fatalf("record %d is %+v, want %+v", id, got, want)
		}
		if g, n := event.ParseGUID([]byte(want.Message[len("at 1700000000000000000 in "):])); n > 0 && r%50 == 0 {
			named[g] = nil
		}
	}
	if row != v.Len() {
		t.Fatalf("%d rows of %d", row, v.Len())
	}
	for g := range named {
		want := slices.DeleteFunc(mentioning(w, g), func(id event.RecordID) bool { return id >= v.End() || v.Evicted(id) })
		if got := mentioning(v, g); !slices.Equal(got, want) {
			t.Fatalf("%v is named by %d records, want %d", g, len(got), len(want))
		}
	}
	return kept
}

func TestAReaderPassesOverWhatIsForgotten(t *testing.T) {
	m := NewBudget(1 << 20)
	m.warmLimit = 256 << 10
	s := NewWithBudget(m)
	b := traffic{rng: rand.New(rand.NewPCG(6, 6)), now: 1_700_000_000_000_000_000}
	for s.n < 120_000 {
		b.batch([]*Store{s})
	}
	v := s.Records()
	seen := 0
	v.Reader(1).EachRun(0, v.End(), func(st *RecordRun) {
		for i := range st.Sizes {
			if v.Evicted(st.First + event.RecordID(i)) {
				t.Fatal("a forgotten record is read")
			}
		}
		seen += len(st.Sizes)
	})
	if seen != v.Len() || seen == int(v.End()) {
		t.Errorf("%d records read, %d kept of %d", seen, v.Len(), v.End())
	}
}

// TestMoreFilesThanANumberOf16BitsCounts rolls one log over again and again.
func TestMoreFilesThanANumberOf16BitsCounts(t *testing.T) {
	const files = 70_000
	for _, limit := range []int64{0, 6 << 20} {
		s := NewWithBudget(NewBudget(limit))
		for i := range files {
			g := s.AddFile("A.log", fmt.Sprint("A-", i), i)
			appendRecord(g, fmt.Sprintf("record %d\n", i), int64(i), model.Frame{Lines: 1})
		}
		v := s.Records()
		last := event.RecordID(files - 1)
		if r := v.Record(last); r.Message != fmt.Sprintf("record %d\n", files-1) || r.Generation != files-1 || v.FileBefore(last) != fmt.Sprint("A-", files-2) {
			t.Errorf("within %d: the last record is %+v, the file before it %q", limit, r, v.FileBefore(last))
		}
		if l := v.Logs()[0]; l.Files != files || l.Counts.Records != files || l.File != fmt.Sprint("A-", files-1) {
			t.Errorf("within %d: %+v", limit, l)
		}
		for row := range v.Len() {
			if r := v.Record(v.ID(row)); r.Generation != files-v.Len()+row {
				t.Fatalf("within %d: row %d is of file %d", limit, row, r.Generation)
			}
		}
		if limit == 0 && v.Len() != files || limit > 0 && v.Len() > files/2 {
			t.Errorf("within %d: %d records are kept", limit, v.Len())
		}
	}
}

// TestZonesAreLearntAfterSomeIsForgotten puts records without a zone anew when pages of them are
// gone.
func TestZonesAreLearntAfterSomeIsForgotten(t *testing.T) {
	m := NewBudget(1 << 20)
	m.warmLimit = 128 << 10
	s := NewWithBudget(m)
	g := s.AddFile("A.log", "A.log", 0)
	for i := range 150_000 {
		appendRecord(g, "x\n", int64(i), model.Frame{Flags: model.Zoneless, Lines: 1})
	}
	before := s.Records()
	appendRecord(s.AddFile("B.log", "B.log", 0), "y\n", 160_000, model.Frame{Bias: 60})
	if !s.Rezone() {
		t.Fatal("nothing has moved")
	}
	v := s.Records()
	if n, _ := v.EvictedUntil(); n == 0 || !v.ReorderedSince(before) || v.Len() != before.Len()+1 {
		t.Errorf("%d forgotten, %d rows, %d before", n, v.Len(), before.Len())
	}
	for row := range v.Len() - 1 {
		id := v.ID(row)
		if id != before.ID(row) || v.Time(id).Unix() != before.Time(id).Unix()+3600 {
			t.Fatalf("row %d: %d at %v", row, id, v.Time(id))
		}
	}
	for i := range 150_000 {
		appendRecord(g, "x\n", int64(150_000+i), model.Frame{Flags: model.Zoneless, Lines: 1})
	}
	if now := s.Records(); now.Len() != now.order.Len() || now.RowOf(now.End()-1) != now.Len()-1 {
		t.Error("the order is broken afterwards")
	}
}
