package store

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// hashOfAnswers returns a sum over everything that a snapshot says: records one by one, pages by
// kind, text by stretch, ids, rows and times.
func hashOfAnswers(v *Records) uint64 {
	h := fnv.New64a()
	r := v.Reader(3)
	defer r.Close()
	for row := range v.Len() {
		id := v.ID(row)
		fmt.Fprintln(h, row, id, v.RowOf(id), v.UTC(id), v.Component(id), string(v.Message(id)), v.Record(id))
	}
	for first := v.Begin(); first < v.End(); first += pageRecords {
		if v.Evicted(first) {
			continue
		}
		kinds, of := r.Classes(first)
		for _, k := range of {
			fmt.Fprintln(h, kinds[k])
		}
	}
	r.EachRun(v.Begin(), v.End(), func(s *RecordRun) { fmt.Fprintln(h, s.First, s.Log, s.Sizes, string(s.Text())) })
	seen, implying := map[event.RecordID]bool{}, map[event.RecordID]bool{}
	for n := range 4 {
		for id := range v.Mentioning(numberedGUID(n)) {
			seen[id] = true
		}
		for id := range v.Implying(numberedGUID(n)) {
			implying[id] = true
		}
		articles, _ := v.MentioningArticle(fmt.Sprint(500000 + n))
		for id := range articles {
			seen[id] = true
		}
	}
	fmt.Fprintln(h, seen, implying, v.Logs())
	n, until := v.EvictedUntil()
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
		segments := []*LogFile{s.AddFile("A.log", "A.log", 0), s.AddFile("B.log", "B.log", 0)}
		type taken struct {
			v    *Records
			says uint64
		}
		var old []taken
		for i := range pageRecords + pageRecords/2 {
			if rng.IntN(pageRecords/4) == 0 || i == 1 {
				v := s.Records()
				old = append(old, taken{v, hashOfAnswers(v)})
			}
			f := model.Frame{Thread: uint32(rng.IntN(i/2 + 1)), Bias: int16(60 * rng.IntN(3)), Level: model.Level(rng.IntN(4)), Component: fmt.Sprint("c", rng.IntN(i/100+1))}
			if rng.IntN(20) == 0 {
				f.Flags, f.Bias = model.Zoneless, 0
			}
			appendRecord(segments[rng.IntN(2)], fmt.Sprintf("KB%d %v\n", 500000+rng.IntN(5), numberedGUID(rng.IntN(5))), int64(rng.IntN(9000)), f,
				&event.Event{Update: numberedGUID(rng.IntN(5)), Job: numberedGUID(rng.IntN(5))})
			if rng.IntN(pageRecords) == 0 {
				s.Rezone()
			}
		}
		s.Records()
		for i, o := range old {
			if hashOfAnswers(o.v) != o.says {
				t.Errorf("seed %d: snapshot %d of %d records says something else now", seed, i, o.v.Len())
			}
		}
	}
}

// What a page got after a snapshot has threads that the snapshot does not know.
func TestAPageThatWasPackedAfterASnapshotGivesItOnlyItsOwnKinds(t *testing.T) {
	s := New()
	g := s.AddFile("A.log", "A.log", 0)
	appendRecord(g, "x\n", 1, model.Frame{Thread: 1})
	v := s.Records()
	for i := range pageRecords {
		appendRecord(g, "x\n", int64(i), model.Frame{Thread: uint32(2 + i)})
	}
	kinds, of := v.Reader(1).Classes(0)
	if len(kinds) != 1 || len(of) != 1 || kinds[of[0]].Thread != 1 {
		t.Errorf("kinds %v of %v", kinds, of)
	}
}
