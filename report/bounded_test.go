package report

import (
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"ccmtail/model/event"
	"ccmtail/store"
)

// TestReportsOfBoundedStates reports random events of which the states keep few updates, contents and
// transfers: what is left may refer to what is not kept.
func TestReportsOfBoundedStates(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	id := func(kind, n int) event.GUID { return event.GUID{byte(kind), 15: byte(rng.IntN(n) + 1)} }
	names := []string{"Missing", "Installed", "Downloading", "WaitInstall", "START", "END", "Failed"}
	for round := range 6 {
		timeline := store.NewTimeline()
		timeline.LimitUpdates(1 + round%3)
		for i := range 2000 {
			e := &event.Event{
				Kind: event.Kind(rng.IntN(event.Kinds)), At: int64(i) * 1e9, Timed: true, Log: event.LogNamed("A.log"), Offset: int64(i), Rec: event.RecordID(i),
				Update: id(1, 60), Deployment: id(2, 3), Content: id(3, 90), Job: id(4, 250), Request: id(4, 250), Linked: id(1+rng.IntN(4), 250),
				Code: event.Code(rng.IntN(2)) << 31, Answer: event.Tri(rng.IntN(3)), HasCode: rng.IntN(2) == 0, Window: id(5, 4),
			}
			e.Numbers[event.TotalBytes] = 1000
			e.Texts[event.Name], e.Texts[event.State] = names[rng.IntN(len(names))], names[rng.IntN(len(names))]
			timeline.Add([]*event.Event{e})
		}
		c := store.Client{Name: "PC0147", Records: store.NewCounting().Records(), Events: timeline.Events()}
		v := &store.Snapshot{Clients: []store.Client{c}}
		for name, write := range map[string]func(io.Writer, *store.Snapshot, Options) error{"JSON": JSON, "text": Text, "HTML": HTML, "Markdown": Markdown} {
			if err := write(io.Discard, v, Options{}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := NewChangeWriter(io.Discard, false, ChangeOptions{}).WriteNew(v, time.Unix(3000, 0)); err != nil {
			t.Error(err)
		}
	}
}
