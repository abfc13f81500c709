package store

import (
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// appendRandom appends n records of about 1 KiB in batches, a second apart, and returns their
// texts.
func appendRandom(file *LogFile, rng *rand.Rand, n int) (texts []string) {
	for len(texts) < n {
		var batch []byte
		var frames []model.Frame
		for range 1 + rng.IntN(300) {
			text := fmt.Sprintf("%d", len(texts))
			for range 25 + rng.IntN(5) {
				text += fmt.Sprintf(" %019d, %d", rng.Uint64()>>1, 1<<60)
			}
			text += "\n"
			wall := int64(len(texts)) * 1e9
			texts = append(texts, text)
			batch = append(batch, text...)
			frames = append(frames, model.Frame{Size: len(text), Wall: wall, Format: model.FormatCCM, Lines: 1})
		}
		file.Append(batch, frames)
	}
	return texts
}

func TestCompressedTextIsTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	budget := NewBudget(1 << 30)
	budget.warmLimit = 1 << 20
	s := NewWithBudget(budget)
	texts := appendRandom(s.AddFile("A.log", "A.log", 0), rng, 8_000)
	if kept, dropped := budget.Use(); kept > 7<<20 || dropped > 0 {
		t.Errorf("%d bytes kept of about 10 million, %d dropped", kept, dropped)
	}
	r, old := s.Records(), texts
	var readers sync.WaitGroup
	for range 3 {
		rng := rand.New(rand.NewPCG(3, rng.Uint64()))
		readers.Go(func() {
			for range 3000 {
				id := rng.IntN(len(old))
				if got := string(r.Raw(event.RecordID(id))); got != old[id] {
					t.Errorf("record %d: %q, want %q", id, got, old[id])
					return
				}
			}
		})
	}
	// While others read:
	texts = append(texts, appendRandom(s.AddFile("B.log", "B.log", 0), rng, 2000)...)
	readers.Wait()
	now := s.Records()
	for id, want := range texts {
		if got := string(now.Raw(event.RecordID(id))); got != want {
			t.Fatalf("record %d: %q, want %q", id, got, want)
		}
	}
}

func TestTheOldestTextGoesFirst(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	budget := NewBudget(4 << 20)
	budget.warmLimit = 1 << 20
	s := NewWithBudget(budget)
	texts := appendRandom(s.AddFile("A.log", "A.log", 0), rng, 8_000)
	_, dropped := budget.Use()
	blocks, unavailable, bytes := s.files[1].text.blocks, 0, int64(0)
	for i, b := range blocks {
		if b.unavailable {
			unavailable++
			bytes += int64(b.length)
			if i > len(blocks)/2 {
				t.Errorf("the text of block %d of %d is dropped", i, len(blocks))
			}
		}
	}
	if unavailable == 0 || bytes != dropped {
		t.Errorf("%d of %d blocks without text, %d bytes; %d bytes counted as dropped", unavailable, len(blocks), bytes, dropped)
	}
	r := s.Records()
	for i, want := range texts {
		id := event.RecordID(i)
		rec := r.Record(id)
		switch raw := r.Raw(id); {
		case raw == nil && (string(r.Message(id)) != TextUnavailable || rec.Message != TextUnavailable || rec.Line != i+1):
			t.Fatalf("a record without text: %+v", rec)
		case raw != nil && string(raw) != want:
			t.Fatalf("record %d: %q", i, raw)
		}
	}
}

// changeableFile is a file that can be read again and that a test may change.
type changeableFile struct {
	mu   sync.Mutex
	text []byte
	read int
}

func (f *changeableFile) ReadAt(p []byte, off int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.read++
	if off >= int64(len(f.text)) {
		return 0, io.EOF
	}
	n := copy(p, f.text[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func TestTextIsReadAgainAndChangesAreNoticed(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	budget := NewBudget(1 << 20)
	budget.warmLimit = 1 << 20
	s := NewWithBudget(budget)
	file := s.AddFile("A.log", "A.log", 0)
	origin := &changeableFile{}
	file.SetOrigin(origin)
	texts := appendRandom(file, rng, 6_000)
	for _, text := range texts {
		origin.text = append(origin.text, text...)
	}
	if kept, dropped := budget.Use(); kept > 1<<20 || dropped > 0 {
		t.Errorf("%d bytes kept, %d dropped: text that can be read again should not be compressed", kept, dropped)
	}
	r := s.Records()
	for range 2 {
		for id, want := range texts {
			if got := string(r.Raw(event.RecordID(id))); got != want {
				t.Fatalf("record %d: %q, want %q", id, got, want)
			}
		}
	}
	if origin.read > 500 {
		t.Errorf("read %d times for 12,000 records", origin.read)
	}
	origin.text[len(texts[0])+1]++
	origin.text = origin.text[:len(origin.text)-200]
	for range 2 {
		for id, want := range texts {
			if got := r.Raw(event.RecordID(id)); got != nil && string(got) != want {
				t.Fatalf("record %d: %q of a changed file, want %q or nothing", id, got, want)
			}
		}
	}
	if r.Raw(1) != nil || r.Raw(event.RecordID(len(texts)-1)) != nil {
		t.Error("text of a changed file is shown")
	}
}
