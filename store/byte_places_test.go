package store

import (
	"math/rand/v2"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// addPlaces adds random places to the text that files are about to get, the same to each: its
// records end at ends. distance is how much further a byte is in the file than in the text; it
// returns the new one.
func addPlaces(files []*LogFile, rng *rand.Rand, unit int, distance int64, frames []model.Frame) int64 {
	text := files[0].End()
	for _, f := range frames {
		for range rng.IntN(3) {
			text += int64(rng.IntN(f.Size / 3))
			distance += int64(rng.IntN(5))
			for _, file := range files {
				file.AddPlaces(unit, Place{text, int64(unit)*text + distance})
			}
			f.Size -= f.Size / 3
		}
		text += int64(f.Size)
	}
	return distance
}

// TestRecordsAreAtTheirBytes appends records to files whose bytes are not those of their text.
func TestRecordsAreAtTheirBytes(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 7))
		s, unit := New(), 1+int(seed%2)
		file, counting := s.AddFile("A.log", "A.log", 0), NewCounting().AddFile("A.log", "A.log", 0)
		want := map[event.RecordID]int64{}
		byteOf := []int64{} // by text offset, of the text that is not in records yet
		var begin, at int64
		var old []*Records
		for len(want) < 2000 {
			var frames []model.Frame
			for range 1 + rng.IntN(30) {
				frames = append(frames, model.Frame{Size: 20 + rng.IntN(200), Format: model.FormatCCM, Lines: 1})
			}
			text, sizes := file.End(), int64(0)
			for i := range frames {
				sizes += int64(frames[i].Size)
			}
			for int64(len(byteOf)) < sizes+100 { // beyond the records, as chunks go
				if rng.IntN(30) == 0 {
					at += int64(rng.IntN(7))
					place := begin + int64(len(byteOf))
					file.AddPlaces(unit, Place{place, at})
					counting.AddPlaces(unit, Place{place, at})
				}
				byteOf = append(byteOf, at)
				at += int64(unit)
			}
			first := event.RecordID(len(want))
			for i := range frames {
				want[first+event.RecordID(i)] = byteOf[text-begin]
				if got, alike := file.ByteAt(text), counting.ByteAt(text); got != byteOf[text-begin] || alike != got {
					t.Fatalf("seed %d: %d of the text is at %d and %d, want %d", seed, text, got, alike, byteOf[text-begin])
				}
				text += int64(frames[i].Size)
			}
			file.Append(make([]byte, sizes), frames)
			counting.Append(nil, frames)
			begin, byteOf = begin+sizes, byteOf[sizes:]
			if rng.IntN(10) == 0 {
				file.Compact()
				old = append(old, s.Records())
			}
		}
		for _, r := range append(old, s.Records()) {
			for id := range r.End() {
				if got := r.Record(id).Offset; got != want[id] {
					t.Fatalf("seed %d: record %d of %d is at %d, want %d", seed, id, r.End(), got, want[id])
				}
			}
		}
	}
}

// TestPlacesAreGivenBackWithTheirRecords reads a file for as long as its oldest records are
// evicted.
func TestPlacesAreGivenBackWithTheirRecords(t *testing.T) {
	const limit = 1 << 20
	budget := NewBudget(limit)
	budget.warmLimit = 128 << 10
	s, rng := NewWithBudget(budget), rand.New(rand.NewPCG(1, 1))
	file := s.AddFile("A.log", "A.log", 0)
	var distance, second int64
	for s.n < 100_000 {
		frames := make([]model.Frame, 500)
		for i := range frames {
			second++
			frames[i] = model.Frame{Size: 100, Format: model.FormatCCM, Wall: second * 1e9, Lines: 1}
		}
		distance = addPlaces([]*LogFile{file}, rng, 1, distance, frames)
		file.Append(make([]byte, 100*len(frames)), frames)
	}
	kept, r := &file.places.kept, s.Records()
	if most := int64(r.Len()) * 6; kept.size == 0 || kept.size > most {
		t.Errorf("the places of %d records take up %d bytes, %d at most are wanted", r.Len(), kept.size, most)
	}
	if r.Len() > 90_000 || kept.blocks[0].Text > int64(s.pages.first*pageRecords*100) {
		t.Errorf("%d records are left, the first place is at %d", r.Len(), kept.blocks[0].Text)
	}
	before := budget.otherBytes
	s.mu.Lock()
	file.release()
	s.mu.Unlock()
	if freed := before - budget.otherBytes; kept.size != 0 || freed < fileBytes {
		t.Errorf("%d bytes are given back, %d are left", freed, kept.size)
	}
}
