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
			frames = append(frames, model.Frame{
				Size: head + message + tail, Head: head, Tail: tail, Wall: rng.Int64N(1e6) * 1e6, Format: model.FormatCCM,
			})
			n--
		}
		logs[rng.IntN(len(logs))].Append(text, frames)
	}
	return s.Records()
}

// TestMessagesAreThoseOfTheRecords compares the messages of runs with those of the single records,
// wherever a reader begins.
func TestMessagesAreThoseOfTheRecords(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 2))
	r := interleavedRecords(rng, 30_000)
	alone := 0 // runs whose messages came without the rest
	reader := r.Reader(3)
	defer reader.Close()
	for round := range 8 {
		from, to := event.RecordID(rng.IntN(r.Len())), r.End()
		if round == 0 {
			from = 0
		}
		next := from
		reader.EachRun(from, to, func(run *RecordRun) {
			text, messagesOnly := run.Messages()
			raw := run.Text()
			if messagesOnly {
				alone++
			}
			if run.First != next {
				t.Fatalf("a run begins with %d, not with %d", run.First, next)
			}
			for k, size := range run.Sizes {
				id := run.First + event.RecordID(k)
				e := r.entry(id)
				head, tail := int(e.head), int(e.tail)
				want := raw[head : int(size)-tail]
				raw = raw[size:]
				if messagesOnly {
					head, tail = 0, 0
				}
				end := head + len(want) + tail
				if got := text[head : end-tail]; !bytes.Equal(got, want) || !bytes.Equal(r.Message(id), want) {
					t.Fatalf("record %d, messages only %v: %q, want %q", id, messagesOnly, got, want)
				}
				text = text[end:]
			}
			if len(text) > 0 || len(raw) > 0 {
				t.Fatalf("%d bytes are left behind record %d", len(text)+len(raw), run.First)
			}
			next += event.RecordID(len(run.Sizes))
		})
		if next != to {
			t.Fatalf("ended with %d, not with %d", next, to)
		}
	}
	if alone == 0 {
		t.Error("no messages came without the rest")
	}
}
