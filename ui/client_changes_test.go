package ui

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// rowOfUpdate returns the row of an update in the updates pane.
func (d *desk) rowOfUpdate(kb string) string {
	d.t.Helper()
	for _, row := range strings.Split(d.frame(), "\n") {
		if i := strings.Index(row, kb+" "); i >= 0 && i < 12 {
			return row
		}
	}
	d.t.Fatalf("no row of %s:\n%s", kb, d.frame())
	return ""
}

// TestWhatChangesIsMarkedUntilItIsLookedAt: nobody touches the screen for a night, and in the morning
// the mark is still there; selecting the row takes it away.
func TestWhatChangesIsMarkedUntilItIsLookedAt(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.hasNot("✦")
		if got := d.app.View().WindowTitle; got != "ccmtail PC0147 · 1 failed" {
			t.Errorf("the title is %q", got)
		}
		d.now = at("21:20:00")
		d.news(func() { failUpdate(w, "21:20:00", kbWaits) })
		if row := d.rowOfUpdate("KB969897"); !strings.Contains(row, "✗✦KB969897") {
			t.Errorf("it is not marked: %q", row)
		}
		if got := d.app.View().WindowTitle; got != "ccmtail PC0147 · 2 failed (+1)" {
			t.Errorf("the title is %q", got)
		}
		d.has("+1 failed", "latest  21:20:00 KB969897 waiting for window → failed 0x8024000b", "✗ KB969897 failed 0x8024000b")
		d.pass(2*time.Hour, 10*time.Minute)
		d.has("✗✦KB969897", "+1 failed")
		d.hasNot("✗ KB969897")
		d.keys("tab")
		d.has("✗✦KB969897", "+1 failed")
		d.keys("1", "j")
		d.hasNot("✗✦KB969897", "+1 failed")
		d.has("✗ KB969897")
		if got := d.app.View().WindowTitle; got != "ccmtail PC0147 · 2 failed" {
			t.Errorf("the title is %q", got)
		}
		d.keys("5", "f")
		d.has("E✦Cumulative")
		for range 6 {
			d.pass(2*time.Second, time.Second)
			d.keys("k")
		}
		d.hasNot("✦")
	})
}

// TestAWhileOfWorkInAPaneTakesItsMarksAway, and work elsewhere does not.
func TestAWhileOfWorkInAPaneTakesItsMarksAway(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("4")
		d.now = at("21:20:00")
		d.news(func() { failUpdate(w, "21:20:00", kbWaits) })
		work := func(keys ...string) {
			for range 8 {
				d.pass(2*time.Second, time.Second)
				d.keys(keys...)
			}
		}
		work("k")
		d.has("✗✦KB969897")
		d.keys("1", "k")
		d.has("✗✦KB969897")
		work("%", "%", "%")
		d.hasNot("✗✦KB969897", "+1 failed")
		d.keys("r") // as of an earlier moment nothing is marked, and nothing is looked at
		d.news(func() {
			w.log("21:30:00", "WUAHandler", model.LevelInfo, "done", event.Event{Kind: event.UpdateInstallEnded, Update: kbLoads, Code: 0x80240017, HasCode: true})
		})
		d.hasNot("↓✦", "✗✦KB5081612")
		d.has("+1 failed", "AS OF")
		work("x")
		d.keys("esc")
		d.has("✗✦KB5081612")
	})
}

// TestAFailureIsAnnouncedWhateverCoversThePanes.
func TestAFailureIsAnnouncedWhateverCoversThePanes(t *testing.T) {
	for name, keys := range map[string][]string{
		"help": {"?"}, "search keys": {"?", `"co"`}, "find": {"4", "/", `"miss"`}, "filter": {"4", "&", `"miss"`}, "command": {":"}, "full screen": {"9"},
		"log": {"4", "f"}, "page": {"enter"}, "as of": {"4", "g", "r"}, "paused": {"="},
	} {
		for _, size := range sizes {
			t.Run(name, func(t *testing.T) {
				w := story()
				sit(t, size[0], size[1], newFake(w), Options{}, func(d *desk) {
					d.keys(keys...)
					d.now = at("21:20:00")
					d.news(func() { failUpdate(w, "21:20:00", kbWaits) })
					d.has("✗ KB969897 failed 0x8024000b", "+1 failed")
					d.do(keyMsg("x")) // a key that is pressed just then does not take it away
					d.has("✗ KB969897 failed 0x8024000b")
					d.pass(9*time.Second, time.Second)
					d.hasNot("✗ KB969897 failed")
				})
			})
		}
	}
}

// TestTheChangesAndTheirRecords goes from a change to the record that says so.
func TestTheChangesAndTheirRecords(t *testing.T) {
	for _, size := range sizes {
		sit(t, size[0], size[1], newFake(story()), Options{}, func(d *desk) {
			d.keys("D")
			golden(t, "changes-"+map[int]string{80: "80x24", 120: "120x35", 200: "200x60"}[size[0]], d.frame())
			d.has("21:07:30 KB969679 installing → failed 0x80070643", "21:05:00 KB970238 installing → pending restart")
			for range 10 {
				if d.app.activePane().subject(d.app.renderContext(true)).id != kbFails || !strings.Contains(strings.Split(d.frame(), "\n")[cursorRow(d.frame())], "KB969679") {
					d.keys("j")
				}
			}
			d.keys("enter")
			d.has("━ 4 Log", "AS OF 03-17 21:07:30", "Update 3 (65282e3e", "WUAHandler.log:9")
			d.keys("esc")
			d.has("LIVE", "following")
		})
	}
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.do(press(20, d.app.layout.changes.y))
		d.has("━ D Changes")
	})
	sit(t, 120, 35, newFake(newWorld("PC")), Options{}, func(d *desk) { d.has("latest: No changes yet") })
}

// TestNothingIsMarkedForAJump: what is passed while a capture is played is marked, what is jumped over
// is not; going back takes all marks away.
func TestNothingIsMarkedForAJump(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{Play: &Play{From: at("20:58:30"), Paused: true}}, func(d *desk) {
		d.hasNot("✦")
		d.keys("=")
		d.pass(6*time.Second, 100*time.Millisecond)
		d.has("✓✦KB961501", "21:04")
		d.keys("t", `"21:01"`, "enter")
		d.hasNot("✦")
		d.keys("t", `"21:08"`, "enter")
		d.has("1 failed")
		d.hasNot("✦", "+1 failed")
		d.keys("(", "(", "(")
		d.hasNot("✦")
	})
}
