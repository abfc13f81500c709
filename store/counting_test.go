package store

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"ccmtail/model"
)

// What a counting store says is what one says that keeps everything, whatever the records and
// however they arrive.
func TestCountingSaysTheSameAsKeeping(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		kept, counted := New(), NewCounting()
		var files [3][2]*LogFile
		for i, log := range []string{"A.log", "B.log", "A.log"} {
			files[i] = [2]*LogFile{kept.AddFile(log, log, i), counted.AddFile(log, log, i)}
		}
		for range 1 + r.IntN(12) {
			g := files[r.IntN(len(files))]
			frames := randomFrames(r)
			text := make([]byte, 10*len(frames))
			if a, b := g[0].Append(text, frames), g[1].Append(text, frames); a != b {
				t.Fatalf("seed %d: record %d, counted as %d", seed, a, b)
			}
			if g[0].End() != g[1].End() || g[0].Line() != g[1].Line() {
				t.Fatalf("seed %d: %d:%d, counted %d:%d", seed, g[0].End(), g[0].Line(), g[1].End(), g[1].Line())
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
		*f = model.Frame{Size: 10, Lines: r.IntN(2), Wall: int64(r.IntN(1000)) * 1e9, Bias: int16(60 * r.IntN(2)), Format: model.FormatCCM}
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
	if moved, told := kept.Rezone(), counted.Rezone(); moved && !told {
		t.Fatalf("seed %d: records moved, of which counting does not know", seed)
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
	v := s.Records()
	if n, _ := v.EvictedUntil(); v.Len() != 0 || n != 0 {
		t.Errorf("%d rows, %d forgotten", v.Len(), n)
	}
	if got := string(v.Message(id)); got != RecordEvicted {
		t.Errorf("message %q", got)
	}
}
