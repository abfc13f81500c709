package ui

import (
	"testing"

	"ccmtail/model"
)

// TestMarksAreKept: over runs, roll-overs and runs that do not open the client.
func TestMarksAreKept(t *testing.T) {
	var kept Remembered
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		d.keys("4", "E", "m", "w", ":", `"note ask Jo"`, "enter")
		d.focus(paneLog)
		kept = d.app.remembered()
	})
	if len(kept.Marks) != 2 {
		t.Fatalf("kept %+v", kept.Marks)
	}
	sit(t, 140, 40, newFake(newWorld("PC0148")), Options{Remembered: kept}, func(d *desk) {
		d.keys(":", `"marks"`, "enter")
		d.has("No marks")
		if again := d.app.remembered(); len(again.Marks) != 2 {
			t.Errorf("another client's are lost: %+v", again.Marks)
		}
	})
	rolled := newWorld("PC0147")
	rolled.log("17:00:00", "WUAHandler", model.LevelInfo, "something that was not there")
	tellStory(rolled)
	rolled.roll("WUAHandler", "WUAHandler-20260317.log")
	rolled.loading = true
	sit(t, 140, 40, newFake(rolled), Options{Remembered: kept}, func(d *desk) {
		if len(d.app.session().marks) != 0 {
			t.Error("sought before all is read")
		}
		d.news(func() { rolled.loading = false })
		d.keys(":", `"marks"`, "enter")
		d.has("━ Marks ━ 2 marks", "21:07:30", "finished installing (0x80070643)", "ask Jo", "RebootCoordinator.log")
		d.keys("enter")
		d.has("21:07:30.000 -05:00")
		d.hasNot("━ Marks", "◆")
		d.keys("m") // takes it off, for good
		kept = d.app.remembered()
	})
	if len(kept.Marks) != 1 || kept.Marks[0].Note != "ask Jo" {
		t.Errorf("kept %+v", kept.Marks)
	}
}

// TestFewMarksAreKept: the newest of too many, and of notes that are too long in all.
func TestFewMarksAreKept(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		for range maxSavedMarks + 5 {
			d.app.savedMarks = append(d.app.savedMarks, SavedMark{Client: "x"})
		}
		d.keys("4", "m")
		if all := d.app.marksToKeep(); len(all) != maxSavedMarks || all[len(all)-1].Client != "PC0147" {
			t.Errorf("%d", len(all))
		}
		d.app.savedMarks = []SavedMark{{Note: "too long"}}
		d.app.setNote(string(make([]byte, maxSavedNoteBytes)))
		if all := d.app.marksToKeep(); len(all) != 1 || all[0].Client != "PC0147" {
			t.Errorf("%d", len(all))
		}
	})
}
