package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
)

// silent returns a client that has said one thing, at the time at which screens begin.
func silent(events ...event.Event) *world {
	w := newWorld("PC0147")
	w.log("21:15:05", "CcmExec", model.LevelInfo, "the only one", events...)
	return w
}

func TestAScreenOnWhichNothingHappensIsDrawnOnceASecond(t *testing.T) {
	src := newFake(silent())
	writes(t, src, Options{}, func(_ *tea.Program, s *screen, writes func() int) {
		shows := func(want string) {
			t.Helper()
			if frame := s.String(); !strings.Contains(frame, want) {
				t.Errorf("the screen does not say %q:\n%s", want, frame)
			}
		}
		before := writes()
		time.Sleep(55 * time.Second)
		if n := writes() - before; n < 54 || n > 56 {
			t.Errorf("%d frames in the first 55 s", n)
		}
		shows("● LIVE  21:16:00 -05:00")
		time.Sleep(20 * time.Second)
		shows("● LIVE, quiet 1 min  21:16:20 -05:00")
		time.Sleep(2 * time.Minute)
		shows("● LIVE, quiet 3 min  21:18:20 -05:00")
		src.add(func() { src.worlds[0].log("21:18:20", "CcmExec", model.LevelInfo, "another one") })
		time.Sleep(newsInterval + time.Second)
		shows("● LIVE  21:18:2")
	})
}

// TestACountdownGoesByTheSecondInItsLastHour counts down to an opening two hours away, of which
// nothing is said while the time goes by.
func TestACountdownGoesByTheSecondInItsLastHour(t *testing.T) {
	w := newWorld("PC0147")
	w.log("19:00:00", "ServiceWindowManager", model.LevelInfo, "Populating", event.Event{Kind: event.WindowListed, Window: windowID, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "02A61E00101B2000"}})
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.now = at("19:00:10")
		d.app = newApp(t.Context(), d.src, d.app.options)
		d.do(tea.WindowSizeMsg{Width: 120, Height: 35})
		d.has("opens in 1 h 59 min", "19:00:10")
		d.pass(16*time.Minute, time.Minute)
		d.has("opens in 1 h 43 min", "LIVE, quiet 16 min  19:16:10 -05:00")
		d.pass(43*time.Minute+50*time.Second, 10*time.Second)
		d.has("opens in 1 h", "20:00:00 -05:00")
		d.pass(time.Second, time.Second)
		d.has("opens in 59 min 59 s", "20:00:01 -05:00")
		d.pass(time.Hour-2*time.Second, time.Minute)
		d.has("CLOSED  opens in 1 s")
		d.pass(time.Second, time.Second)
		d.has("OPEN  closes in 2 h ", "21:00:00 -05:00")
		d.pass(5*time.Minute, time.Minute)
		d.has("closes in 1 h 55 min", "quiet 2 h 5 min  21:05:00 -05:00")
	})
}

// TestTheClockKeepsUpWithTheComputers: it may have slept, or its clock have been set.
func TestTheClockKeepsUpWithTheComputers(t *testing.T) {
	sit(t, 120, 35, newFake(silent()), Options{}, func(d *desk) {
		d.pass(3*time.Minute, time.Second)
		d.has("21:18:05 -05:00")
		d.now = d.now.Add(2 * time.Hour)
		d.do(clockTick{d.app.clockSerial})
		d.has("quiet 2 h 3 min  23:18:05 -05:00")
		d.now = at("21:25:30")
		d.do(clockTick{d.app.clockSerial})
		d.has("21:25:30")
	})
}
