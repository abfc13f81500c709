package ui

import (
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestATextWithoutTimesHasNoDate: nothing says 1970.
func TestATextWithoutTimesHasNoDate(t *testing.T) {
	w := newWorld("notes.txt")
	file := w.store.AddFile("notes.txt", "notes.txt", 0)
	for _, text := range []string{"some notes\n", "without any time\n"} {
		file.Append([]byte(text), []model.Frame{{Size: len(text), Lines: 1, Flags: model.Untimed | model.Zoneless, Format: model.FormatPlain}})
	}
	for _, width := range []int{60, 80, 160} {
		sit(t, width, 24, newFake(w), Options{}, func(d *desk) {
			d.has("END OF LOG", "no times", "some notes")
			d.hasNot("1970", "00:00:00", "Thu ")
			d.keys("4", "f", "k", "T", "T", "enter")
			d.hasNot("1970", "00:00:00", "Thu ")
		})
	}
	sit(t, 120, 24, newFake(story()), Options{}, func(d *desk) { d.hasNot("no time") })
}

func TestTitlesCountWhatIsBelowThem(t *testing.T) {
	a, b := story(), newWorld("PC0148")
	b.log("21:00:00", "WUAHandler", model.LevelInfo, "Missing", event.Event{Kind: event.UpdateStatus, Update: kbOK, Texts: event.Texts{event.State: "Missing"}})
	sit(t, 120, 35, newFake(a), Options{}, func(d *desk) { d.hasNot("1 more <a>") })
	sit(t, 120, 35, newFake(b), Options{}, func(d *desk) { d.has("1 more <a>") })
}
