package store

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"ccmtail/model"
)

// TestCountingSaysTheSameAsKeeping compares a counting store with one that keeps everything,
// whatever the records and however they arrive.
func TestCountingSaysTheSameAsKeeping(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		kept, counted := New(), NewCounting()
		var files [3][2]*LogFile
		for i, log := range []string{"A.log", "B.log", "A.log"} {
			files[i] = [2]*LogFile{kept.AddFile(log, log, i), counted.AddFile(log, log, i)}
		}
		for range 1 + r.IntN(12) {
			file := files[r.IntN(len(files))]
			frames := randomFrames(r)
			text := make([]byte, 10*len(frames))
			if a, b := file[0].Append(text, frames), file[1].Append(text, frames); a != b {
				t.Fatalf("seed %d: record %d, counted as %d", seed, a, b)
			}
			if file[0].End() != file[1].End() || file[0].Line() != file[1].Line() {
				t.Fatalf("seed %d: %d:%d, counted %d:%d",
					seed, file[0].End(), file[0].Line(), file[1].End(), file[1].Line())
			}
			if r.IntN(3) == 0 {
				checkSameCounts(t, seed, kept, counted)
			}
		}
		checkSameCounts(t, seed, kept, counted)
	}
}

// randomFrames returns a batch: native records, lines without a bias or without a time, with two
// biases and a clock that jumps.
func randomFrames(r *rand.Rand) []model.Frame {
	all := make([]model.Frame, 1+r.IntN(9))
	for i := range all {
		f := &all[i]
		*f = model.Frame{
			Size: 10, Lines: r.IntN(2), Wall: int64(r.IntN(1000)) * 1e9, Bias: int16(60 * r.IntN(2)), Format: model.FormatCCM,
		}
		switch r.IntN(4) {
		case 0:
			f.Flags, f.Bias, f.Format = model.Zoneless, 0, model.FormatWUClassic
		case 1:
			f.Flags |= model.Untimed
		case 2:
			f.Flags, f.Format = model.Zoneless|model.Untimed, model.FormatPlain
		}
	}
	return all
}

func checkSameCounts(t *testing.T, seed uint64, kept, counted *Store) {
	t.Helper()
	if moved, reported := kept.Rezone(), counted.Rezone(); moved && !reported {
		t.Fatalf("seed %d: records moved, and counting does not report it", seed)
	}
	a, b := kept.Records(), counted.Records()
	if !reflect.DeepEqual(a.Logs(), b.Logs()) {
		t.Fatalf("seed %d: logs\n%+v, counted\n%+v", seed, a.Logs(), b.Logs())
	}
	for s := range int64(1000) {
		x, known := a.BiasAt(time.Unix(s, 0))
		if y, k := b.BiasAt(time.Unix(s, 0)); x != y || known != k {
			t.Fatalf("seed %d: bias at %d is %d %v, counted %d %v", seed, s, x, known, y, k)
		}
	}
}

func TestCountingKeepsNothing(t *testing.T) {
	s := NewCounting()
	id := appendRecord(s.AddFile("A.log", "A.log", 0), "one\n", 10, model.Frame{})
	r := s.Records()
	if n, _ := r.EvictedUntil(); r.Len() != 0 || n != 0 {
		t.Errorf("%d rows, %d evicted", r.Len(), n)
	}
	if got := string(r.Message(id)); got != RecordEvicted {
		t.Errorf("message %q", got)
	}
}
