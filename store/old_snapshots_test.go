package store

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// hashOfAnswers returns a hash of everything that a snapshot says: of records one by one, classes
// by page, text by run, ids, rows and times.
func hashOfAnswers(r *Records) uint64 {
	h := fnv.New64a()
	reader := r.Reader(3)
	defer reader.Close()
	for row := range r.Len() {
		id := r.ID(row)
		fmt.Fprintln(h, row, id, r.RowOf(id), r.UTC(id), r.Component(id), string(r.Message(id)), r.Record(id))
	}
	for first := r.Begin(); first < r.End(); first += pageRecords {
		if r.Evicted(first) {
			continue
		}
		classes, classOf := reader.Classes(first)
		for _, k := range classOf {
			fmt.Fprintln(h, classes[k])
		}
	}
	reader.EachRun(r.Begin(), r.End(), func(run *RecordRun) {
		fmt.Fprintln(h, run.First, run.Log, run.Sizes, string(run.Text()))
	})
	mentioning, implying := map[event.RecordID]bool{}, map[event.RecordID]bool{}
	for n := range 4 {
		for id := range r.Mentioning(numberedGUID(n)) {
			mentioning[id] = true
		}
		for id := range r.Implying(numberedGUID(n)) {
			implying[id] = true
		}
		articles, _ := r.MentioningArticle(fmt.Sprint(500000 + n))
		for id := range articles {
			mentioning[id] = true
		}
	}
	fmt.Fprintln(h, mentioning, implying, r.Logs())
	n, until := r.EvictedUntil()
	fmt.Fprintln(h, n, until)
	return h.Sum64()
}

func numberedGUID(n int) event.GUID {
	g, _ := event.ParseGUID(fmt.Sprintf("{00000000-0000-0000-0000-%012d}", n))
	return g
}

func TestAnOldSnapshotSaysLaterWhatItSaidWhenItWasTaken(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 1))
		s := New()
		files := []*LogFile{s.AddFile("A.log", "A.log", 0), s.AddFile("B.log", "B.log", 0)}
		type snapshot struct {
			records *Records
			hash    uint64
		}
		var old []snapshot
		distance := int64(0)
		for i := range pageRecords + pageRecords/2 {
			if rng.IntN(pageRecords/4) == 0 || i == 1 {
				r := s.Records()
				old = append(old, snapshot{r, hashOfAnswers(r)})
			}
			f := model.Frame{
				Thread: uint32(rng.IntN(i/2 + 1)), Bias: int16(60 * rng.IntN(3)),
				Level: model.Level(rng.IntN(4)), Component: fmt.Sprint("c", rng.IntN(i/100+1)),
			}
			if rng.IntN(20) == 0 {
				f.Flags, f.Bias = model.Zoneless, 0
			}
			file := files[rng.IntN(2)]
			text := fmt.Sprintf("KB%d %v\n", 500000+rng.IntN(5), numberedGUID(rng.IntN(5)))
			if distance += int64(rng.IntN(3)); file == files[0] {
				file.AddPlaces(1, Place{file.End() + 3, file.End() + 3 + distance})
			}
			appendRecord(file, text, int64(rng.IntN(9000)), f,
				&event.Event{Update: numberedGUID(rng.IntN(5)), Job: numberedGUID(rng.IntN(5))})
			if rng.IntN(pageRecords) == 0 {
				s.Rezone()
			}
		}
		s.Records()
		for i, o := range old {
			if hashOfAnswers(o.records) != o.hash {
				t.Errorf("seed %d: snapshot %d of %d records says something else now", seed, i, o.records.Len())
			}
		}
	}
}

// TestASnapshotHasOnlyItsOwnClasses adds records to a page, and packs it, after the snapshot: they
// are of threads that the snapshot does not know.
func TestASnapshotHasOnlyItsOwnClasses(t *testing.T) {
	s := New()
	file := s.AddFile("A.log", "A.log", 0)
	appendRecord(file, "x\n", 1, model.Frame{Thread: 1})
	r := s.Records()
	for i := range pageRecords {
		appendRecord(file, "x\n", int64(i), model.Frame{Thread: uint32(2 + i)})
	}
	classes, classOf := r.Reader(1).Classes(0)
	if len(classes) != 1 || len(classOf) != 1 || classes[classOf[0]].Thread != 1 {
		t.Errorf("classes %v of %v", classes, classOf)
	}
}
