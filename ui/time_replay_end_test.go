package ui

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// busyNight returns a client with many thousand moments: an update fails at its end.
func busyNight(records int) (w *world, last time.Time) {
	w = story()
	last = at("21:30:00")
	for i := range records {
		w.logAt(last.Add(time.Duration(i)*37*time.Millisecond), fmt.Sprint("Worker", i%7), model.LevelInfo, "goes on")
	}
	last = last.Add(time.Duration(records) * 37 * time.Millisecond)
	w.logAt(last, "WUAHandler", model.LevelError, "Update 4 failed", event.Event{Kind: event.UpdateInstallEnded, Update: kbWaits, Code: 0x8024000b, HasCode: true, Answer: event.No})
	return w, last
}

// TestAReplayEndsWithTheLastStateAtAnySpeed, also of a capture with more moments than one step of the
// clock passes: the clock never goes back, the end says what a report of it says.
func TestAReplayEndsWithTheLastStateAtAnySpeed(t *testing.T) {
	w, last := busyNight(20_000)
	for _, speed := range []float64{3600, 1e9, 1e12, 1e18, 1e300, math.Inf(1)} {
		t.Run(fmt.Sprint(speed), func(t *testing.T) {
			src := newFake(w)
			sit(t, 120, 35, src, Options{Play: &Play{Speed: speed}}, func(d *desk) {
				before := d.app.playhead.at
				for range 1000 {
					if d.app.playhead.state != statePlaying {
						break
					}
					d.pass(playFrameTime, playFrameTime)
					if now := d.app.playhead.at; now.Before(before) {
						t.Fatalf("the clock went back from %v to %v", before, now)
					}
					before = d.app.playhead.at
				}
				d.has("■ END", "2 failed")
				if !d.app.playhead.held || !d.app.playhead.at.Equal(last) {
					t.Fatalf("it stands at %v, the end is %v", d.app.playhead.at, last)
				}
				d.sameAsReport(last)
			})
		})
	}
}

// TestSpeedingUpToTheMostEndsTheReplay: with the key, from wherever it plays; nothing is lost, and it
// begins again.
func TestSpeedingUpToTheMostEndsTheReplay(t *testing.T) {
	w, last := busyNight(20_000)
	sit(t, 120, 35, newFake(w), Options{Play: &Play{Speed: 60}}, func(d *desk) {
		d.pass(time.Second, playFrameTime)
		for range len(speeds) {
			d.keys(">")
		}
		d.pass(5*time.Second, playFrameTime)
		d.has("■ END", "2 failed")
		d.sameAsReport(last)
		d.keys("<", "=")
		d.has("PLAY ×3600")
		d.pass(time.Second, playFrameTime)
		d.has("PLAY ×3600", "18:")
		d.keys("G", "t", `"21:08"`, "enter")
		d.has("21:08:00")
	})
}

// sameAsReport fails unless the panes are as a report as of a moment is.
func (d *desk) sameAsReport(when time.Time) {
	d.t.Helper()
	want := map[string]string{}
	for _, u := range reportAt(d.t, d.src.Snapshot(), when).Updates {
		want[u.ID] = u.State
	}
	got := map[string]string{}
	for _, u := range d.app.session().asOf.State.Updates() {
		got[u.ID.String()] = u.State.String()
	}
	if !reflect.DeepEqual(got, want) {
		d.t.Errorf("the screen says %v, the report %v", got, want)
	}
}
