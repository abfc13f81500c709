package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// interleavedRecords returns several logs whose records come in batches of any size, most of them
// cold by now.
func interleavedRecords(rng *rand.Rand, n int) *Records {
	s := NewWithBudget(NewBudget(64 << 20))
	var logs []*LogFile
	for i := range 5 {
		name := fmt.Sprintf("Log%d.log", i)
		logs = append(logs, s.AddFile(name, name, 0))
	}
	for n > 0 {
		var text []byte
		var frames []model.Frame
		for range min(1+rng.IntN(1<<rng.IntN(11)), n) {
			head, message, tail := rng.IntN(20), rng.IntN(200), rng.IntN(900)
			if rng.IntN(5) == 0 {
				message = 0
			}
			rec := bytes.Repeat([]byte{'h'}, head)
			for range message {
				rec = append(rec, "abcdefgh "[rng.IntN(9)])
			}
			text = append(text, append(rec, bytes.Repeat([]byte{'t'}, tail)...)...)
			frames = append(frames, model.Frame{Size: head + message + tail, Head: head, Tail: tail, Wall: rng.Int64N(1e6) * 1e6, Format: model.FormatCCM})
			n--
		}
		logs[rng.IntN(len(logs))].Append(text, frames)
	}
	return s.Records()
}

// TestMessagesAreThoseOfTheRecords: what a stretch gives of its messages is what each record has,
// wherever a reader begins.
func TestMessagesAreThoseOfTheRecords(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 2))
	v := interleavedRecords(rng, 30_000)
	bares := 0
	r := v.Reader(3)
	defer r.Close()
	for round := range 8 {
		from, to := event.RecordID(rng.IntN(v.Len())), v.End()
		if round == 0 {
			from = 0
		}
		next := from
		r.EachRun(from, to, func(s *RecordRun) {
			text, bare := s.Messages()
			raw := s.Text()
			if bare {
				bares++
			}
			if s.First != next {
				t.Fatalf("a stretch begins with %d, not with %d", s.First, next)
			}
			for k, size := range s.Sizes {
				id := s.First + event.RecordID(k)
				e := v.entry(id)
				head, tail := int(e.head), int(e.tail)
				want := raw[head : int(size)-tail]
				raw = raw[size:]
				if bare {
					head, tail = 0, 0
				}
				end := head + len(want) + tail
				if got := text[head : end-tail]; !bytes.Equal(got, want) || !bytes.Equal(v.Message(id), want) {
					t.Fatalf("record %d, bare %v: %q, want %q", id, bare, got, want)
				}
				text = text[end:]
			}
			if len(text) > 0 || len(raw) > 0 {
				t.Fatalf("%d bytes are left behind record %d", len(text)+len(raw), s.First)
			}
			next += event.RecordID(len(s.Sizes))
		})
		if next != to {
			t.Fatalf("ended with %d, not with %d", next, to)
		}
	}
	if bares == 0 {
		t.Error("no messages on their own")
	}
}
