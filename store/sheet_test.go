package store

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model"
)

// someEntries is a page of entries as several logs write them, with what is rare made frequent.
func someEntries(rng *rand.Rand, unit int64) *[page]entry {
	w := new([page]entry)
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
			utc: utc, size: uint32(size), line: lines[seg] + 1, author: uint32(rng.IntN(50)) << rng.IntN(20), around: around[seg],
			tail: uint16(rng.IntN(size)), segment: seg, head: uint8(rng.IntN(20)), bits: uint8(rng.IntN(32)), flags: model.Flags(rng.IntN(16)),
		}
		w[i].place(ends[seg])
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
		w := someEntries(rng, []int64{1, 100, 1e6, 1e9}[round%4])
		s := newSheet(w)
		s.pack()
		if s.wide.Load() != nil {
			t.Fatalf("round %d: not packed", round)
		}
		for i := range w {
			if got := s.entry(i); got != w[i] {
				t.Fatalf("round %d, entry %d: %+v, was %+v", round, i, got, w[i])
			}
			if s.utc(i) != w[i].utc || s.segment(i) != w[i].segment || s.shape(i) != w[i].shape() {
				t.Fatalf("round %d, entry %d: its parts differ", round, i)
			}
		}
		if *s.unpacked() != *w {
			t.Fatal("not unpacked to what it was")
		}
	}
}

func TestAPageThatCannotBePackedStays(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for name, spoil := range map[string]func(w *[page]entry){
		"a record of 64 KiB": func(w *[page]entry) { w[77].size = 1 << 16 },
		"odd nanoseconds over days": func(w *[page]entry) {
			w[5].utc++
			w[9].utc += 1 << 57
		},
		"no two records of a file together": func(w *[page]entry) {
			for i := range w {
				w[i].segment = uint32(i % 2)
			}
		},
		"300 lines": func(w *[page]entry) {
			for i := 200; i < page; i++ {
				w[i].line += 300
			}
		},
	} {
		w := someEntries(rng, 1e6)
		spoil(w)
		was := *w
		s := newSheet(w)
		s.pack()
		if name != "300 lines" && s.wide.Load() == nil {
			t.Errorf("%s: packed", name)
		}
		if *s.unpacked() != was {
			t.Errorf("%s: changed", name)
		}
	}
}
