package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
)

// silent is a client that has said one thing, at the time at which screens begin.
func silent(events ...event.Event) *world {
	w := newWorld("PC0147")
	w.log("21:15:05", "CcmExec", model.LevelInfo, "the only one", events...)
	return w
}

func TestAScreenOnWhichNothingHappensIsDrawnOnceAMinute(t *testing.T) {
	src := newFake(silent())
	writes(t, src, Options{}, func(p *tea.Program, s *screen, writes func() int) {
		shows := func(want string) {
			t.Helper()
			if frame := s.String(); !strings.Contains(frame, want) {
				t.Errorf("the screen does not say %q:\n%s", want, frame)
			}
		}
		pass := func(d time.Duration) int {
			before := writes()
			time.Sleep(d)
			return writes() - before
		}
		if n := pass(55 * time.Second); n < 54 || n > 56 {
			t.Errorf("%d frames in the first 55 s", n)
		}
		shows("● LIVE  21:16:00 −05:00")
		pass(20 * time.Second)
		shows("● LIVE  21:16 −05:00")
		if n := pass(time.Hour); n != 60 {
			t.Errorf("%d frames in an hour", n)
		}
		shows("● LIVE, quiet 1 h 1 min  22:16 −05:00")
		p.Send(keyMsg("4"))
		writes()
		shows("● LIVE  22:16:20 −05:00")
		if n := pass(30 * time.Second); n != 30 {
			t.Errorf("%d frames in half a minute after a key", n)
		}
		pass(2 * time.Minute)
		shows("quiet 1 h 3 min  22:18 −05:00")
		src.add(func() { src.worlds[0].log("22:18:50", "CcmExec", model.LevelInfo, "another one") })
		pass(newsInterval + time.Second)
		shows("● LIVE  22:18:5")
	})
}

// TestWhatRunsByTheSecondIsDrawnSo counts down to an opening two hours away, of which nothing is said while the time goes by.
func TestWhatRunsByTheSecondIsDrawnSo(t *testing.T) {
	w := newWorld("PC0147")
	w.log("19:00:00", "ServiceWindowManager", model.LevelInfo, "Populating", event.Event{Kind: event.WindowListed, Window: windowID, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "02A61E00101B2000"}})
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.now = at("19:00:10")
		d.app = newApp(t.Context(), d.src, d.app.options)
		d.do(tea.WindowSizeMsg{Width: 120, Height: 35})
		d.has("opens in 2 h", "19:00:10")
		d.pass(50*time.Second, time.Second)
		d.pass(15*time.Minute, resyncEvery)
		d.has("opens in 1 h 44 min", "LIVE, quiet 16 min  19:16 −05:00")
		d.pass(44*time.Minute, resyncEvery)
		d.has("opens in 1:00:00", "20:00:00 −05:00")
		d.pass(time.Second, time.Second)
		d.has("opens in 0:59:59", "20:00:01 −05:00")
		d.pass(time.Hour-2*time.Second, time.Second)
		d.has("CLOSED  opens in 0:00:01")
		d.pass(time.Second, time.Second)
		d.has("OPEN  closes in 2 h ", "21:00:00 −05:00")
		d.pass(5*time.Minute, resyncEvery)
		d.has("closes in 1 h 55 min", "quiet 2 h 5 min  21:05 −05:00")
	})
}

func TestTimesInSightDecideHowTheClockGoes(t *testing.T) {
	sit(t, 120, 35, newFake(silent(event.Event{Kind: event.ClientStarted})), Options{}, func(d *desk) {
		d.pass(80*time.Second, time.Second)
		d.has("client started 21:15, 80 s ago", "21:16:25")
		d.pass(100*time.Second, time.Second)
		d.has("client started 21:15, 3 min ago", "quiet 3 min  21:18 −05:00")
	})
	w := silent(event.Event{Kind: event.UpdateTargeted, Update: kbOK, Texts: event.Texts{event.KB: "961501"}, Deployment: deployment})
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.pass(30*time.Minute, time.Second)
		d.has("0:30:00", "21:45:05 −05:00")
		d.keys("4", "f") // without the updates
		d.pass(2*time.Minute, resyncEvery)
		d.has("quiet 32 min  21:47 −05:00")
	})
	sit(t, 80, 24, newFake(w), Options{}, func(d *desk) {
		d.pass(2*time.Minute, resyncEvery)
		d.has("targeted", "quiet 2 min  21:17 −05:00") // for how long is not in sight here
	})
}

// TestASlowClockKeepsUpWithTheComputers: it may have slept, or its clock have been set.
func TestASlowClockKeepsUpWithTheComputers(t *testing.T) {
	sit(t, 120, 35, newFake(silent()), Options{}, func(d *desk) {
		d.pass(3*time.Minute, resyncEvery)
		d.has("21:18 −05:00")
		d.now = d.now.Add(2 * time.Hour)
		d.do(clockTick{d.app.clockSerial})
		d.has("quiet 2 h 3 min  23:18 −05:00")
		d.now = at("21:25:30")
		d.do(clockTick{d.app.clockSerial})
		d.has("21:25")
	})
}
