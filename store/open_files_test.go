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

// holdCounter counts the texts that are held open: now, at most at once, and how often.
type holdCounter struct{ open, most, opened int }

type holdableText struct {
	*bytes.Reader
	counter *holdCounter
}

func (h *holdableText) Hold() (Held, error) {
	h.counter.open++
	h.counter.opened++
	h.counter.most = max(h.counter.most, h.counter.open)
	return h, nil
}

func (h *holdableText) Close() error {
	h.counter.open--
	return nil
}

// TestAReaderHoldsAFewFilesOpen reads logs that take turns: each is opened once.
func TestAReaderHoldsAFewFilesOpen(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	s, counter := NewWithBudget(NewBudget(1<<30)), &holdCounter{}
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
			logs[i].SetOrigin(&holdableText{bytes.NewReader(texts[i]), counter})
		}
		for at := 0; at < 400_000; at += 200_000 {
			for i, file := range logs {
				var frames []model.Frame
				for range 200 {
					frames = append(frames, model.Frame{Size: 1000, Wall: 1e18})
				}
				file.Append(texts[i][at:at+200_000], frames)
				want.Write(texts[i][at : at+200_000])
			}
		}
	}
	r := s.Records()
	reader := r.Reader(1)
	var got strings.Builder
	reader.EachRun(0, event.RecordID(r.Len()), func(run *RecordRun) { got.Write(run.Text()) })
	reader.Close()
	if got.String() != want.String() {
		t.Error("another text was read")
	}
	if counter.opened != 16 || counter.most > 4 || counter.open != 0 {
		t.Errorf("%d were opened, %d at once, %d still are", counter.opened, counter.most, counter.open)
	}
}
