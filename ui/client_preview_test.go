package ui

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model"
)

// newestOfStory returns the story's end, as it is shown while the rest is read.
func newestOfStory(since string) *world {
	w := newWorld("PC0147")
	w.since, w.read, w.size = at(since), 43, 100
	return tellStory(w)
}

// all lets everything be read.
func (d *desk) all(whole *world) {
	d.t.Helper()
	d.news(func() { d.src.worlds[0] = whole })
}

func TestThePreviewSaysThatItIsOne(t *testing.T) {
	sit(t, 120, 35, newFake(newestOfStory("21:00:00")), Options{}, func(d *desk) {
		d.has("reading 43 of 100 B, 43% · 9 newest records", "─ 4 Log ─ newest records · Tue", "2 Maintenance window ─ so far", "━ 1 Updates ━ so far · 1 failed", "Available when loading has finished", "so far errors 1 ")
		d.hasNot("finding ")
		d.keys("4")
		d.has("4 Log", "EnumerateUpdates for action")
		d.has(" UpdatesDeploymentAgent.log · 2026-03-17 21:15:00.000")
		d.hasNot(".log:0")
		d.keys("g", "f")
		d.has("── older records of some logs are still loading ──")
		d.keys("f", "enter")
		d.has("its line is known when all of it has been read")
		d.hasNot("line 0", "byte 0")
		d.pass(5*time.Second, time.Second)
		d.keys("esc")
		d.keys("1", "enter")
		d.has("so far")
	})
	sit(t, 80, 24, newFake(newestOfStory("21:00:00")), Options{}, func(d *desk) { d.has("newest; 43% loaded", "so far") })
}

// TestThePreviewDeniesNothing: what the newest records do not tell may stand in those that are
// still to be read.
func TestThePreviewDeniesNothing(t *testing.T) {
	w := newWorld("PC0147")
	w.since = at("21:00:00")
	w.log("21:01:00", "CcmExec", model.LevelInfo, "a record that tells nothing")
	denials := []string{"in the logs", "no restart", "no known", "no line tells", "no update", "no deployment", "no scan", "NOT RESTRICTED"}
	sit(t, 100, 30, newFake(w), Options{}, func(d *desk) {
		for _, s := range paneSpecs {
			d.focus(s.id)
			d.has("so far")
			d.hasNot(denials...)
			d.keys("f")
			d.hasNot(denials...)
			d.keys("f")
		}
		d.keys("4", "e")
		d.has("no error below in the newest records")
		d.keys("4", "&", `"kb:1"`, "enter")
		d.has("No records match the filter in the newest records")
	})
}

func TestTheUserStaysWhereTheyAreWhenAllHasBeenRead(t *testing.T) {
	for name, filter := range map[string]string{"": "", "filtered": `"finished"`} {
		t.Run(name, func(t *testing.T) {
			sit(t, 120, 18, newFake(newestOfStory("18:43:43")), Options{}, func(d *desk) {
				d.keys("4", "f")
				if filter != "" {
					d.keys("4", "&", filter, "enter")
				}
				d.keys("4", "/", `"0x80070643"`, "enter", "M", `"look here"`, "enter", "r")
				d.has("AS OF", "finished installing (0x80070643)", "look here", "WUAHandler.log · 2026-03-17 21:07:30")
				row := cursorRow(d.frame())
				sel, marks := d.app.session().log.selected, len(d.app.session().marks)
				d.keys("enter")
				d.has("━ Record ━", "its line is known")
				d.all(story())
				d.hasNot("newest records", "so far", "its line is known")
				d.has("━ Record ━", "WUAHandler.log, line 9, byte ", "finished installing (0x80070643)", "look here")
				d.keys("esc")
				d.has("AS OF", "finished installing (0x80070643)", "WUAHandler.log:9 ", "look here")
				now := d.app.session().log
				if now.selected == sel || marks != 1 || len(d.app.session().marks) != 1 || d.app.session().marks[now.selected] != "look here" || d.app.playhead.pinned.rec != now.selected {
					t.Errorf("selected %d, before %d; marks %v, pinned %d", now.selected, sel, d.app.session().marks, d.app.playhead.pinned.rec)
				}
				if got := cursorRow(d.frame()); filter == "" && got != row {
					t.Errorf("the selected record moved from row %d to %d:\n%s", row, got, d.frame())
				}
				d.keys("G")
				d.has("LIVE", "following")
			})
		})
	}
}

// cursorRow returns the row of the selection in the log, the last one of a frame.
func cursorRow(frame string) (row int) {
	for i, r := range strings.Split(frame, "\n") {
		if strings.HasPrefix(r, "▸") {
			row = i
		}
	}
	return row
}

func TestFollowingGoesOnWhenAllHasBeenRead(t *testing.T) {
	sit(t, 120, 35, newFake(newestOfStory("21:00:00")), Options{}, func(d *desk) {
		d.keys("4")
		d.news(func() { d.src.worlds[0].log("21:15:04", "CcmExec", model.LevelInfo, "written while the rest is read") })
		d.has("following", "written while the rest is read")
		whole := story()
		whole.log("21:15:04", "CcmExec", model.LevelInfo, "written while the rest is read")
		d.all(whole)
		d.has("following", "written while the rest is read", "2 findings", "CcmExec.log:2")
		d.news(func() { whole.log("21:15:05", "CcmExec", model.LevelInfo, "and after") })
		d.has("following", "and after", "CcmExec.log:3")
		d.hasNot("so far")
	})
}

func TestMarksOnWhatIsNotThereAnyMoreAreSaidToBeLost(t *testing.T) {
	w := newestOfStory("21:00:00")
	w.log("21:15:04", "Other", model.LevelInfo, "in a file that goes away")
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("4", "k", "j", "m", "enter")
		d.all(story())
		d.has("1 marked record lost")
		d.keys("esc")
		d.has("EnumerateUpdates")
	})
}

func TestWhatIsFollowedIsFollowedInAllThatHasBeenRead(t *testing.T) {
	sit(t, 120, 35, newFake(newestOfStory("21:00:00")), Options{}, func(d *desk) {
		d.keys("4", "f", "/", `"0x80070643"`, "enter", "*")
		d.has("finished installing (0x80070643)", "2 of 9")
		d.hasNot("Missing")
		d.all(story())
		d.has("finished installing (0x80070643)", "Security Update for the 2007")
		d.hasNot("Update 1 (")
	})
}

func TestWhatIsWrittenOfThePreviewSaysSoOrIsRefused(t *testing.T) {
	sit(t, 140, 35, newFake(newestOfStory("21:00:00")), Options{}, func(d *desk) {
		for _, command := range []string{`"w all.csv"`, `"report all.md"`} {
			d.keys(":", command, "enter")
			d.has("only the newest records are loaded so far")
		}
		d.keys("1", "enter")
		source, _ := d.app.markdownOf(d.app.renderContext(true))
		if !strings.Contains(source, "from the newest records alone") || strings.Contains(source, ".log:0") {
			t.Errorf("the Markdown does not say of what it is made:\n%s", source)
		}
		d.has("━ Update ", "so far")
		d.all(story())
		if source, _ := d.app.markdownOf(d.app.renderContext(true)); strings.Contains(source, "newest records alone") || !strings.Contains(source, "WUAHandler.log:9") {
			t.Errorf("the Markdown of all that has been read:\n%s", source)
		}
	})
}
