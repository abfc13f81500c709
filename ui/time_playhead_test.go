package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
	"ccmtail/summary"
	"ccmtail/tail"
)

// evenings returns the demo's capture, read.
func evenings(t testing.TB) *still {
	t.Helper()
	f := feed.New([]*tail.Source{tail.OpenFS("PC0147", demo.Capture(), tail.Options{})}, feed.Options{})
	if err := f.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return &still{snap: f.Snapshot()}
}

// told is what a report says about an update.
type told struct {
	KB    string `json:"kb"`
	State string `json:"state"`
	ID    string `json:"id"`
	Why   string `json:"why"`
}

// reportedClient is what a report says about one.
type reportedClient struct {
	Updates  []told  `json:"updates"`
	Findings []found `json:"findings"`
}

func reportAt(t *testing.T, v *store.Snapshot, at time.Time) reportedClient {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, v, report.Options{At: at}); err != nil {
		t.Fatal(err)
	}
	var all struct {
		Clients []reportedClient `json:"clients"`
	}
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	return all.Clients[0]
}

func TestPanesEqualAReportOfThatTime(t *testing.T) {
	src := evenings(t)
	a := newApp(context.Background(), src, Options{Now: func() time.Time { return at("23:59:00") }, Play: &Play{Paused: true}})
	a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	a.Update(keyMsg("a"))
	a.Update(keyMsg("f"))
	rng := rand.New(rand.NewPCG(1, 2))
	client := &src.snap.Clients[0]
	first, last := a.session().firstTime(), a.session().lastTime()
	for range 150 {
		when := first.Add(time.Duration(rng.Int64N(int64(last.Sub(first)) + 1)))
		a.seekTo(when)
		a.stale = frameChanged
		frame := stripped(a)
		for _, u := range reportAt(t, src.snap, when).Updates {
			s, ok := model.ParseUpdateState(u.State)
			if !ok {
				t.Fatalf("the report says %q", u.State)
			}
			if row := rowWith(frame, nameOf(u)); !strings.Contains(row, summary.UpdateBadges[s].Word) {
				t.Fatalf("at %v the report says %s is %s; the screen:\n%s", when, nameOf(u), u.State, frame)
			}
			d := a.renderContext(false)
			got := d.asOf.Reason(d.asOf.FindUpdate(event.MustGUID(u.ID)))
			if said := s == model.Failed || u.Why == summary.UpdateBadges[s].Word; !said && !strings.HasPrefix(got, u.Why) {
				t.Fatalf("at %v the report says of %s that it %s; the screen says %s", when, nameOf(u), u.Why, got)
			}
		}
		var fold store.Fold
		if !reflect.DeepEqual(a.session().asOf.State, fold.At(client.Events, when).Knowing(client.Coverage())) {
			t.Fatalf("the state at %v is not the fold up to it", when)
		}
		if got, want := a.session().asOf.shownRows, client.Records.CountUntil(when); got != want {
			t.Fatalf("at %v the log shows %d records, %d had been written", when, got, want)
		}
	}
}

func nameOf(u told) string {
	if u.KB != "" {
		return "KB" + u.KB
	}
	return u.ID[:8]
}

func rowWith(frame, name string) string {
	for _, row := range strings.Split(frame, "\n")[2:] { // below the verdict
		if strings.Contains(row, name+" ") {
			return row
		}
	}
	return ""
}

func TestPlayingToTheEndEqualsLive(t *testing.T) {
	src := evenings(t)
	now := at("23:59:00")
	o := Options{Now: func() time.Time { return now }}
	whole := newApp(context.Background(), src, o)
	o.Play = &Play{Speed: math.Inf(1)}
	played := newApp(context.Background(), src, o)
	for range 100000 {
		if played.playhead.state != statePlaying {
			break
		}
		now = now.Add(playFrameTime)
		played.Update(clockTick{played.clockSerial})
	}
	if !played.playhead.held {
		t.Fatal("it never ends")
	}
	a, b := whole.refreshAsOf(), played.refreshAsOf()
	if !a.At.Equal(b.At) || a.shownRows != b.shownRows || !reflect.DeepEqual(a.State, b.State) || !reflect.DeepEqual(a.WindowStatus(), b.WindowStatus()) {
		t.Errorf("played to the end: %v, %d records; as it is: %v, %d records", b.At, b.shownRows, a.At, a.shownRows)
	}
}

// TestNinetySecondsAtTenTimes plays a capture of 90 s, over the moment at which a window opens, on
// a program of its own.
func TestNinetySecondsAtTenTimes(t *testing.T) {
	w := newWorld("PC")
	w.log("20:59:00", "ServiceWindowManager", model.LevelInfo, "Populating", event.Event{Kind: event.WindowListed, Window: windowID, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "02A61E00101B2000"}})
	for s := range 91 {
		w.logAt(at("20:59:00").Add(time.Duration(s)*time.Second), "CcmExec", model.LevelInfo, "tick")
	}
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		ctx, cancel := context.WithCancel(context.Background())
		a := newApp(ctx, newFake(w), Options{Now: time.Now, Play: &Play{Speed: 10}})
		a.Update(tea.WindowSizeMsg{Width: 120, Height: 35})
		for s := 0; s < 9; s++ {
			at := begin.Add(time.Duration(s)*time.Second + time.Millisecond)
			time.Sleep(time.Until(at))
			a.Update(clockTick{a.clockSerial})
			frame := stripped(a)
			passed := s * 10
			want := "CLOSED  opens in " + summary.Duration(time.Duration(60-passed)*time.Second)
			switch {
			case passed == 60:
				want = "OPEN  closes in 2 h "
			case passed > 60:
				want = "OPEN  closes in 1 h 59 min"
			}
			clock := evening.Add(20*time.Hour+59*time.Minute+time.Duration(passed)*time.Second).Format("15:04:05") + " -05:00"
			if !strings.Contains(frame, want) || !strings.Contains(frame, clock) {
				t.Errorf("after %d s the screen does not say %q and %q:\n%s", s, want, clock, frame)
			}
			if !strings.Contains(frame, "PLAY ×10") {
				t.Errorf("after %d s it does not play", s)
			}
		}
		time.Sleep(time.Until(begin.Add(9 * time.Second)))
		a.Update(clockTick{a.clockSerial})
		if frame := stripped(a); !strings.Contains(frame, "■ END") || !strings.Contains(frame, "21:00:30") {
			t.Errorf("after 9 s it has not ended:\n%s", frame)
		}
		cancel()
	})
}

func TestIdleGapsArePlayedInTwoSeconds(t *testing.T) {
	w := newWorld("PC")
	w.log("18:00:00", "CcmExec", model.LevelInfo, "before")
	w.log("20:00:00", "CcmExec", model.LevelInfo, "after two hours")
	w.log("20:00:10", "CcmExec", model.LevelInfo, "the end")
	sit(t, 120, 35, newFake(w), Options{Play: &Play{Speed: 1}}, func(d *desk) {
		d.pass(time.Second, 50*time.Millisecond)
		d.has("SKIPPING 2 h gap", "19:00:00")
		d.pass(time.Second, 50*time.Millisecond)
		d.has("PLAY ×1", "20:00:00", "after two hours")
		d.pass(10*time.Second, 50*time.Millisecond)
		d.has("END", "the end")
		d.keys("=")
		d.has("18:00:00")
	})
}

func TestAnySpeedEndsAtTheLastRecord(t *testing.T) {
	w := newWorld("PC")
	for i := range 4 * recordsPerFrame {
		w.logAt(at("08:00:00").Add(time.Duration(i)*time.Second), "CcmExec", model.LevelInfo, "one of many")
	}
	end := at("08:00:00").Add(30 * 24 * time.Hour)
	w.logAt(end, "CcmExec", model.LevelInfo, "the end")
	for _, speed := range []float64{300, 3600, 1e12, math.MaxFloat64, math.Inf(1)} {
		a := newApp(context.Background(), newFake(w), Options{Now: func() time.Time { return end }, Play: &Play{Speed: speed}})
		a.Update(tea.WindowSizeMsg{Width: 120, Height: 35})
		before, frames := a.playhead.at, 0
		for ; a.playhead.isMoving() && frames < 5000; frames++ {
			a.playhead.advance(playFrameTime, a.client.neighbours, a.client.newestTime(a.clockTime))
			if a.playhead.at.Before(before) || a.playhead.at.After(end) {
				t.Fatalf("×%g: from %s to %s, the capture ends at %s", speed, before, a.playhead.at, end)
			}
			before = a.playhead.at
		}
		if !a.playhead.held || !a.playhead.at.Equal(end) {
			t.Errorf("×%g: %s after %d frames, want the end, %s", speed, a.playhead.at, frames, end)
		}
		if frames > 200 && speed > 1e11 {
			t.Errorf("×%g takes %d frames", speed, frames)
		}
	}
}

func TestPlaybackKeys(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{Play: &Play{From: at("21:00:00"), To: at("21:10:00")}}, func(d *desk) {
		d.has("▶ PLAY ×60", "21:00:00", "= pause  Enter history  < > slower, faster  t go to time  ( ) previous, next change")
		d.pass(time.Second, 100*time.Millisecond)
		d.has("21:01:00 -05:00")
		d.keys(">")
		d.has("×120")
		d.keys("<", "<")
		d.has("×30")
		d.keys("=")
		d.has("PAUSED")
		d.pass(time.Second, 100*time.Millisecond)
		d.has("21:01:00 -05:00")
		d.keys(".")
		d.has("21:03:00 -05:00")
		d.keys(",")
		d.has("21:00:20 -05:00")
		d.keys(")")
		d.has("21:03:00 -05:00", "needs", "installed")
		d.keys("(")
		d.has("21:00:20 -05:00")
		d.keys("t", `"21:07:30"`, "enter")
		d.has("21:07:30 -05:00", "failed 0x80070643")
		d.keys("=")
		d.pass(5*time.Second, 100*time.Millisecond)
		d.has("■ END", "21:10:00 -05:00")
		d.keys("4", "k", "k")
		d.has("■ END")
		d.keys("r")
		d.has("AS OF 03-17 21:08:00", "Esc back to replay")
		d.keys("esc")
		d.has("■ END")
	})
}

func TestWindowOpensExactlyAtThePlayhead(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys("t", `"20:59:59"`, "enter")
		d.has("CLOSED  opens in 1 s")
		d.keys("t", `"21:00:00"`, "enter")
		d.has("OPEN  closes in 2 h ")
	})
}

func TestRestartDueInThePast(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.now = at("22:30:00")
		d.do(clockTick{d.app.clockSerial})
		d.has("Due 22:09, overdue by 20 min 30 s")
	})
}

// TestCountdownOverTheChangeOfClocks: in the night to 8 March 2026 clocks go from 02:00 to 03:00,
// so from one o'clock in the old time to four in the new it is two hours.
func TestCountdownOverTheChangeOfClocks(t *testing.T) {
	w := newWorld("PC")
	w.bias = 360
	before := time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC) // 01:00 -06:00
	opens := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)  // 04:00 -05:00
	w.logAt(before.Add(-time.Hour), "ServiceWindowManager", model.LevelInfo, "next", event.Event{Kind: event.WindowNext, Window: windowID, Numbers: event.Numbers{event.When: opens.UnixNano()}, WhenUTC: true, Answer: event.Yes})
	w.logAt(before, "CcmExec", model.LevelInfo, "old time")
	src := newFake(w)
	sit(t, 120, 35, src, Options{}, func(d *desk) {
		d.now = before
		d.do(clockTick{d.app.clockSerial})
		d.has("01:00:00 -06:00", "opens in 2 h ")
		w.bias = 300
		d.now = before.Add(90 * time.Minute)
		d.news(func() { w.logAt(before.Add(90*time.Minute), "CcmExec", model.LevelInfo, "new time") })
		d.has("03:30:00 -05:00", "opens in 30 min", "04:00")
		d.keys("4", "k", "r")
		d.has("AS OF 03-08 01:00:00 -06:00")
	})
}

func TestCaptureWithTwoZonesStaysInOrder(t *testing.T) {
	w := newWorld("PC")
	w.bias = 360
	w.log("20:00:00", "CcmExec", model.LevelInfo, "first, in the west")
	w.bias = 300
	w.log("20:30:00", "CcmExec", model.LevelInfo, "then, in the east")
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		f := d.frame()
		if strings.Index(f, "19:00:00.000") > strings.Index(f, "20:30:00.000") || !strings.Contains(f, "19:00:00.000") {
			t.Errorf("the order is wrong:\n%s", f)
		}
		d.keys("4", "k", "enter")
		d.has("19:00:00.000 -06:00")
	})
}

func TestUnknownZoneIsSaid(t *testing.T) {
	w := newWorld("PC")
	w.bias, w.zoneless = 0, true
	w.log("16:00:00", "CcmExec", model.LevelInfo, "whenever")
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.has("zone unknown", "21:00:00.000~")
		d.keys("C")
		d.has("zone unknown", "21:00:00.000~")
		d.keys("4", "enter")
		d.has("its zone is not logged")
	})
}

func stripped(a *App) string {
	a.stale = frameChanged
	return stripANSI(a.View().Content)
}
