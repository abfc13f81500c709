package store

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model"
)

// randomEntries returns a page of entries as several logs write them, with what is rare made
// frequent.
func randomEntries(rng *rand.Rand, unit int64) *[pageRecords]entry {
	w := new([pageRecords]entry)
	ends, lines, around := map[uint32]int64{}, map[uint32]uint32{}, map[uint32]uint32{}
	seg, utc := uint32(0), int64(1_700_000_000_000_000_000)
	for i := range w {
		if rng.IntN(40) == 0 {
			seg = uint32(rng.IntN(9))
		}
		utc += int64(rng.IntN(5000)-1000) * unit
		size := 1 + rng.IntN(400)
		if rng.IntN(100) == 0 {
			size = 1 << 15
		}
		w[i] = entry{
			utc: utc, size: uint32(size), line: lines[seg] + 1, author: uint32(rng.IntN(50)) << rng.IntN(20), overhead: around[seg],
			tail: uint16(rng.IntN(size)), file: seg, head: uint8(rng.IntN(20)), levelFormat: uint8(rng.IntN(32)), flags: model.Flags(rng.IntN(16)),
		}
		w[i].setOffset(ends[seg])
		ends[seg] += int64(size)
		around[seg] += uint32(w[i].head) + uint32(w[i].tail)
		lines[seg] += uint32(rng.IntN(3))
		if rng.IntN(500) == 0 {
			ends[seg] += 1 << 35 // another file under the number of the old
		}
	}
	return w
}

func TestAPackedPageHoldsWhatItHeld(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for round := range 40 {
		w := randomEntries(rng, []int64{1, 100, 1e6, 1e9}[round%4])
		s := newIndexPage(w)
		s.pack()
		if s.unpacked.Load() != nil {
			t.Fatalf("round %d: not packed", round)
		}
		for i := range w {
			if got := s.entry(i); got != w[i] {
				t.Fatalf("round %d, entry %d: %+v, was %+v", round, i, got, w[i])
			}
			if s.utc(i) != w[i].utc || s.file(i) != w[i].file || s.classKey(i) != w[i].classKey() {
				t.Fatalf("round %d, entry %d: its parts differ", round, i)
			}
		}
		if *s.copyEntries() != *w {
			t.Fatal("not unpacked to what it was")
		}
	}
}

func TestAPageThatCannotBePackedStays(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for name, spoil := range map[string]func(w *[pageRecords]entry){
		"a record of 64 KiB": func(w *[pageRecords]entry) { w[77].size = 1 << 16 },
		"odd nanoseconds over days": func(w *[pageRecords]entry) {
			w[5].utc++
			w[9].utc += 1 << 57
		},
		"no two records of a file together": func(w *[pageRecords]entry) {
			for i := range w {
				w[i].file = uint32(i % 2)
			}
		},
		"300 lines": func(w *[pageRecords]entry) {
			for i := 200; i < pageRecords; i++ {
				w[i].line += 300
			}
		},
	} {
		w := randomEntries(rng, 1e6)
		spoil(w)
		was := *w
		s := newIndexPage(w)
		s.pack()
		if name != "300 lines" && s.unpacked.Load() == nil {
			t.Errorf("%s: packed", name)
		}
		if *s.copyEntries() != was {
			t.Errorf("%s: changed", name)
		}
	}
}
