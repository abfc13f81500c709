package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestEnterOnAReasonGoesToALineThatThePageCites: for each update of the demo, at moments all over
// the evening.
func TestEnterOnAReasonGoesToALineThatThePageCites(t *testing.T) {
	src := evenings(t)
	sit(t, 200, 60, newFake(), Options{}, func(d *desk) {
		d.app = newApp(t.Context(), src, Options{Now: func() time.Time { return at("23:59:00") }, Play: &Play{Paused: true}})
		d.app.onResize(200, 60)
		reasons := 0
		for _, clock := range []string{"20:10:00", "20:45:00", "21:15:00", "21:37:00", "21:45:00", "22:41:00"} {
			d.app.seekTo(at(clock))
			d.app.refreshAsOf()
			for _, u := range d.app.session().asOf.State.Updates() {
				d.app.do(openPage{updatePage(u.ID)})
				page := stripped(d.app)
				p := d.app.pages.top()
				for i, it := range p.items {
					if len(it.text) == 0 || strings.TrimSpace(it.text[0].Text) != "why" || it.unselectable {
						continue
					}
					reasons++
					p.selected = i
					d.app.stale = frameChanged
					d.keys("enter")
					where := d.app.session().asOf.WhereRecord(d.app.playhead.pinned.rec)
					if !d.app.playhead.pinned.on || !strings.Contains(page, where) || !strings.Contains(d.frame(), where) {
						t.Fatalf("at %s the reason of %s leads to %s:\n%s\nthe page:\n%s", clock, u.KB, where, d.frame(), page)
					}
					d.keys("esc")
				}
				d.app.pages = nil
			}
		}
		if reasons < 10 {
			t.Errorf("only %d reasons", reasons)
		}
	})
}

// TestReadingIsNotTimeTravel reads a live log in every way there is while failures come: all panes
// stay at now, and what comes is counted.
func TestReadingIsNotTimeTravel(t *testing.T) {
	for name, read := range map[string][]string{
		"keys": {"4", "k", "k"}, "first": {"4", "g"}, "page": {"4", "b"}, "find": {"4", "/", `"finished"`, "enter", "N"}, "errors": {"E"}, "gap": {"S"},
		"of an id": {"1", "O"}, "one log": {"4", "[", "k"}, "filtered": {"4", "&", `"missing"`, "enter", "4", "k"},
	} {
		t.Run(name, func(t *testing.T) {
			w := story()
			sit(t, 160, 50, newFake(w), Options{}, func(d *desk) {
				d.keys(read...)
				d.hasNot("AS OF", "following")
				line := d.app.session().log.selected
				d.now = at("21:20:00")
				d.news(func() { failUpdate(w, "21:20:00", kbWaits) })
				d.has("LIVE", "2 failed", "▼ 1 new")
				if d.app.session().log.selected != line {
					t.Error("the log has moved")
				}
				d.keys("4", "G")
				d.has("LIVE", "following")
				d.hasNot("▼ 1 new")
			})
		})
	}
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.do(tea.MouseWheelMsg{X: 30, Y: 20, Button: tea.MouseWheelUp})
		d.has("LIVE", "line 24 of 27", "1 failed")
		d.hasNot("AS OF")
	})
}

// TestEscLeavesAViewBeforeTheLogThatIsNotInSight: what it does is seen.
func TestEscLeavesAViewBeforeTheLogThatIsNotInSight(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("4", "k", "k", "9", "esc")
		d.has("━ 1 Updates", "line 25 of 27")
		d.keys("esc")
		d.has("following")
	})
}

// failUpdate lets the installation of an update fail.
func failUpdate(w *world, clock string, id event.GUID) event.RecordID {
	return w.log(clock, "WUAHandler", model.LevelError, "Update 4 ("+id.String()+") finished installing (0x8024000b), Reboot Required? No",
		event.Event{Kind: event.UpdateInstallEnded, Update: id, Code: 0x8024000b, HasCode: true, Answer: event.No})
}

// TestAReplayIsReadWithoutMovingIt: the playhead goes on under what is read.
func TestAReplayIsReadWithoutMovingIt(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{Play: &Play{From: at("21:00:00"), To: at("21:10:00")}}, func(d *desk) {
		d.keys("4", "g")
		d.has("PLAY ×60", "line 1 of ")
		d.pass(8*time.Second, 100*time.Millisecond)
		d.has("PLAY ×60  21:08:00 -05:00", "1 failed", "▼ ")
		d.keys("r")
		d.has("AS OF 03-17 18:28:10 -05:00", "Esc back to replay")
		d.pass(time.Second, 100*time.Millisecond)
		d.has("AS OF 03-17 18:28:10 -05:00")
		d.keys("esc")
		d.has("PLAY ×60  21:09:00 -05:00", "line 1 of ")
		d.keys("esc")
		d.has("following")
	})
}
