package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// holdCounter is texts that can be held open, and counts how many are, and were.
type holdCounter struct{ open, most, opened int }

type holdableText struct {
	*bytes.Reader
	counter *holdCounter
}

func (b *holdableText) Hold() (Held, error) {
	b.counter.open++
	b.counter.opened++
	b.counter.most = max(b.counter.most, b.counter.open)
	return b, nil
}

func (b *holdableText) Close() error {
	b.counter.open--
	return nil
}

// TestAReaderHoldsAFewFilesOpen: what it reads is the text, and where the logs take turns each is
// opened once.
func TestAReaderHoldsAFewFilesOpen(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	s, on := NewWithBudget(NewBudget(1<<30)), &holdCounter{}
	var want strings.Builder
	for pair := range 8 { // logs that are read two at a time
		var logs []*LogFile
		var texts [2][]byte
		for i := range 2 {
			name := fmt.Sprintf("%d-%d.log", pair, i)
			logs = append(logs, s.AddFile(name, name, 0))
			for range 400_000 {
				texts[i] = append(texts[i], byte('a'+rng.IntN(26)))
			}
			logs[i].SetOrigin(&holdableText{bytes.NewReader(texts[i]), on})
		}
		for at := 0; at < 400_000; at += 200_000 {
			for i, g := range logs {
				var frames []model.Frame
				for range 200 {
					frames = append(frames, model.Frame{Size: 1000, Wall: 1e18})
				}
				g.Append(texts[i][at:at+200_000], frames)
				want.Write(texts[i][at : at+200_000])
			}
		}
	}
	v := s.Records()
	r := v.Reader(1)
	var got strings.Builder
	r.EachRun(0, event.RecordID(v.Len()), func(st *RecordRun) { got.Write(st.Text()) })
	r.Close()
	if got.String() != want.String() {
		t.Error("another text was read")
	}
	if on.opened != 16 || on.most > 4 || on.open != 0 {
		t.Errorf("%d were opened, %d at once, %d still are", on.opened, on.most, on.open)
	}
}
