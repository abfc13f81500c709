package store

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model"
)

// randomEntries returns a page of entries as several logs write them, with rare cases made
// frequent.
func randomEntries(rng *rand.Rand, unit int64) *[pageRecords]entry {
	entries := new([pageRecords]entry)
	ends, lines, overhead := map[uint32]int64{}, map[uint32]uint32{}, map[uint32]uint32{}
	file, utc := uint32(0), int64(1_700_000_000_000_000_000)
	for i := range entries {
		if rng.IntN(40) == 0 {
			file = uint32(rng.IntN(9))
		}
		utc += int64(rng.IntN(5000)-1000) * unit
		size := 1 + rng.IntN(400)
		if rng.IntN(100) == 0 {
			size = 1 << 15
		}
		e := &entries[i]
		*e = entry{
			utc: utc, size: uint32(size), line: lines[file] + 1, author: uint32(rng.IntN(50)) << rng.IntN(20),
			overhead: overhead[file], tail: uint16(rng.IntN(size)), file: file, head: uint8(rng.IntN(20)),
			levelFormat: uint8(rng.IntN(32)), flags: model.Flags(rng.IntN(16)),
		}
		e.setOffset(ends[file])
		ends[file] += int64(size)
		overhead[file] += uint32(e.head) + uint32(e.tail)
		lines[file] += uint32(rng.IntN(3))
		if rng.IntN(500) == 0 {
			ends[file] += 1 << 35 // a gap in the file
		}
	}
	return entries
}

func TestAPackedPageHasTheSameEntries(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for round := range 40 {
		entries := randomEntries(rng, []int64{1, 100, 1e6, 1e9}[round%4])
		if round%3 == 0 { // some have the time of day alone, or an odd nanosecond years away
			entries[rng.IntN(pageRecords)].utc = int64(rng.IntN(86400)) * 1e9
			entries[rng.IntN(pageRecords)].utc += 1<<57 + 1
		}
		p := newIndexPage(entries)
		p.pack()
		if p.unpacked.Load() != nil {
			t.Fatalf("round %d: not packed", round)
		}
		for i, want := range entries {
			if got := p.entry(i); got != want {
				t.Fatalf("round %d, entry %d: %+v, was %+v", round, i, got, want)
			}
			if p.utc(i) != want.utc || p.file(i) != want.file || p.classKey(i) != want.classKey() {
				t.Fatalf("round %d, entry %d: its parts differ", round, i)
			}
		}
		if *p.copyEntries() != *entries {
			t.Fatal("not unpacked to what it was")
		}
	}
}

func TestAPageThatCannotBePackedStays(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for name, spoil := range map[string]func(entries *[pageRecords]entry){
		"a record of 64 KiB": func(entries *[pageRecords]entry) { entries[77].size = 1 << 16 },
		"times too far apart": func(entries *[pageRecords]entry) {
			for i := range entries { // whatever stands together
				entries[i].utc = (1 - 2*int64(i%2)) << 62
			}
		},
		"no two records of a file together": func(entries *[pageRecords]entry) {
			for i := range entries {
				entries[i].file = uint32(i % 2)
			}
		},
		"300 lines": func(entries *[pageRecords]entry) {
			for i := 200; i < pageRecords; i++ {
				entries[i].line += 300
			}
		},
	} {
		entries := randomEntries(rng, 1e6)
		spoil(entries)
		was := *entries
		p := newIndexPage(entries)
		p.pack()
		if name != "300 lines" && p.unpacked.Load() == nil {
			t.Errorf("%s: packed", name)
		}
		if *p.copyEntries() != was {
			t.Errorf("%s: changed", name)
		}
	}
}

// TestThePageOfASnapshotIsNotUsedAgain fills pages, some of which a snapshot has: a reader of that may be
// in the midst of one while it is packed.
func TestThePageOfASnapshotIsNotUsedAgain(t *testing.T) {
	s := New()
	file := s.AddFile("A.log", "A.log", 0)
	fill := func(n int) (entries *[pageRecords]entry) {
		for i := range n {
			appendRecord(file, "x\n", int64(i), model.Frame{})
		}
		return s.lastPage
	}
	first, second := fill(1), fill(pageRecords)
	s.Records()
	if third := fill(pageRecords); second != first || third == second {
		t.Errorf("pages at %p, %p, with a snapshot of that, and %p", first, second, third)
	}
}
