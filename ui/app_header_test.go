package ui

import (
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// TestTheAgeOfTheNewestRecordIsInTheBadge, whatever else goes on.
func TestTheAgeOfTheNewestRecordIsInTheBadge(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.has("● LIVE  21:15:05 -05:00 newest 5 s ago")
		d.pass(30*time.Second, time.Second)
		d.has("newest 35 s ago")
		d.pass(30*time.Second, time.Second)
		d.has("● LIVE, quiet 1 min  21:16:05 -05:00")
		d.hasNot("ago")
		d.keys("r")
		d.has("AS OF 03-17 21:07:30", "newest 1 min 5 s ago")
		d.keys("esc", "=")
		d.has("PAUSED", "newest 1 min 5 s ago")
	})
	for _, width := range []int{80, 60} {
		sit(t, width, 24, newFake(w), Options{}, func(d *desk) {
			d.has(map[int]string{80: "21:15:05 -05:00 5 s ago", 60: "21:15:05 -05:00 5 s"}[width])
			d.hasNot("newest")
		})
	}
	sit(t, 140, 40, newFake(story()), Options{Play: &Play{From: at("21:00:30"), Paused: true}}, func(d *desk) {
		d.has("PAUSED ×60  21:00:30 -05:00 newest 10 s ago")
	})
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		d.now = at("21:15:05").Add(10 * 24 * time.Hour)
		d.app = newApp(t.Context(), d.src, d.app.options)
		d.app.onResize(140, 40)
		d.has("END OF LOG 2026-03-17", "newest 10 d ago")
	})
}

// TestQuietIsShownWhileAnUpdateInstalls: a hung installer at night does not look healthy.
func TestQuietIsShownWhileAnUpdateInstalls(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{Notify: Notify{SilentAfter: time.Hour}}, func(d *desk) {
		d.news(func() {
			w.log("21:15:05", "WUAHandler", model.LevelInfo, "begun", event.Event{Kind: event.UpdateBatched, Update: kbLoads}, event.Event{Kind: event.InstallStarted})
		})
		d.pass(210*time.Second, time.Second)
		d.has("LIVE, quiet 3 min", "installing")
		d.pass(time.Hour, time.Minute)
		d.has("LIVE, SILENT 1 h 3 min")
	})
}

// TestAFolderThatIsGoneIsNotLive, and is live again when it comes back.
func TestAFolderThatIsGoneIsNotLive(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		set := func(state, err string, upto int) {
			for i := range w.logs[:upto] {
				w.logs[i].State, w.logs[i].Err = state, err
			}
		}
		d.news(func() { set(stateGone, "no such file", len(w.logs)-1) })
		d.has("● LIVE")
		d.news(func() { set(stateGone, "no such file", len(w.logs)) })
		d.has("■ GONE  21:15:05", "newest 5 s ago", "8 logs unreadable")
		d.hasNot("LIVE")
		d.news(func() { set("share lost", "no answer", len(w.logs)) })
		d.has("■ UNREADABLE")
		d.hasNot("LIVE")
		d.news(func() { set("following", "", len(w.logs)) })
		d.has("● LIVE")
	})
}

// TestAnEmptyFolderIsWaitedFor until a log is there.
func TestAnEmptyFolderIsWaitedFor(t *testing.T) {
	w := newWorld("PC0147")
	for _, size := range sizes {
		sit(t, size[0], size[1], newFake(w), Options{}, func(d *desk) {
			d.has("‖ WAITING for *.log", `Waiting for *.log in C:\Windows\CCM\Logs`)
			d.hasNot("LIVE")
		})
	}
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.news(func() { w.log("21:15:05", "CcmExec", model.LevelInfo, "the first") })
		d.has("● LIVE", "the first")
		d.hasNot("WAITING")
	})
	var empty store.Log
	w = newWorld("PC0147")
	w.logs = append(w.logs, empty)
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) { d.has("● LIVE", "No records yet") })
}
