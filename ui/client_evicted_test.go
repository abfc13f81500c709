package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

func TestTextThatIsNotKeptIsSaidToBe(t *testing.T) {
	w := newWorld("PC")
	w.store = store.NewWithBudget(store.NewBudget(1 << 20))
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 90 {
		var b strings.Builder
		for b.Len() < 100_000 {
			b.WriteByte(byte('a' + rng.IntN(26)))
		}
		w.logAt(at("18:00:00").Add(time.Duration(i)*time.Second), "C", 0, b.String())
	}
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("8", "f")
		d.has("of oldest text dropped (--memory)")
		d.keys("4", "g")
		d.has("(text not available")
	})
}

// TestWhatIsForgottenIsSaidToBe has more records and events than the memory has room for.
func TestWhatIsForgottenIsSaidToBe(t *testing.T) {
	w := newWorld("PC")
	w.store = store.NewWithBudget(store.NewBudget(1 << 20))
	w.line = store.NewBoundedTimeline(200_000)
	first := w.log("18:00:00", "UpdatesHandler", 0, "Update begins", event.Event{
		Kind: event.UpdateInstallEnded, Update: event.MustGUID("0d841d92-dcfd-42d0-99cc-da46abbfb86c"), Texts: event.Texts{event.KB: "961501", event.Title: "The first"}, Answer: event.Yes,
	})
	w.line.SetLive()
	g := w.store.AddFile("Big.log", "Big.log", 0)
	for i := range 1000 {
		var text []byte
		var frames []model.Frame
		var events []*event.Event
		for j := range 120 {
			wall := at("18:00:01").Add(time.Duration(i)*10*time.Second + time.Duration(j)*50*time.Millisecond)
			text = append(text, "a record\n"...)
			frames = append(frames, model.Frame{Size: 9, Tail: 1, Lines: 1, Wall: wall.UnixNano() - 300*60e9, Bias: 300, Component: "Big", Format: model.FormatCCM})
			events = append(events, &event.Event{Kind: event.RestartCountdown, At: wall.UnixNano(), Timed: true, Log: event.LogNamed("Big.log"), Line: int32(i*120 + j)})
		}
		g.Append(text, frames)
		w.line.Add(events[:20])
	}
	c := w.client()
	if n, until := c.Records.EvictedUntil(); n < 40_000 || !c.Records.Evicted(first) || c.EvictedUntil().Before(until) {
		t.Fatalf("%d forgotten until %v", n, until)
	}
	sit(t, 160, 40, newFake(w), Options{}, func(d *desk) {
		d.keys("8", "f")
		d.has("records before", "were dropped (--memory)")
		d.keys("f", "4", "g")
		d.has("older records dropped (--memory)")
		d.keys("t", `"18:00:30"`, "enter")
		d.has("records before", "were dropped (--memory)")
		d.keys("F", "1", "g", "enter") // the update that nothing but a forgotten record tells of
		d.has("UpdatesHandler.log:1", "record no longer kept")
		d.keys("j", "j", "j", "j", "j", "j", "enter")
		d.has("no longer kept")
	})
}
