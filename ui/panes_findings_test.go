package ui

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// late is the troubles that nothing but time makes: what is logged, and how long it may last.
var late = []struct {
	id, says string
	patience time.Duration
	events   []event.Event
}{
	{"F10", "asked for a software update point", 15 * time.Minute, []event.Event{{Kind: event.ScanRequested, Source: deployment, Request: dtsJob}}},
	{"F11", "no policy for software updates", 15 * time.Minute, []event.Event{{Kind: event.ConfigurationMissing}}},
	{"F25", "waited for a restart", 24 * time.Hour, []event.Event{{Kind: event.UpdateInstallEnded, Update: kbRestarts, Answer: event.Yes}}},
	{"F28", "waited for Group Policy", 10 * time.Minute, []event.Event{{Kind: event.GroupPolicyWait}}},
	{"F32", "have not been sent", time.Hour, []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 500}}}},
	{"F34", "passed its deadline", 40 * time.Minute, []event.Event{{Kind: event.DeploymentTriggered, Deployment: deployment, Texts: event.Texts{event.Name: "activation"}},
		{Kind: event.DeploymentDeadline, Deployment: deployment, Numbers: event.Numbers{event.When: at("21:25:00").UnixNano()}, WhenUTC: true}}},
	{"F35", "has not moved", time.Hour, []event.Event{{Kind: event.ContentLinked, Update: kbLoads, Content: contentID}, {Kind: event.ContentDownloadStarted, Content: contentID}}},
}

// logsThatWouldTell are the logs whose silence makes the troubles of late.
func (w *world) logsThatWouldTell(clock string) {
	for _, name := range []string{"UpdatesDeployment", "WUAHandler", "LocationServices", "DataTransferService"} {
		w.log(clock, name, model.LevelInfo, "nothing in particular")
	}
}

// TestTroubleThatOnlyTimeMakesShowsLive lets nothing happen but time, and a record that tells
// nothing each hour.
func TestTroubleThatOnlyTimeMakesShowsLive(t *testing.T) {
	for _, c := range late {
		t.Run(c.id, func(t *testing.T) {
			w := newWorld("PC0147")
			w.logsThatWouldTell("20:59:00")
			w.log("21:00:00", "StateMessage", model.LevelInfo, "Successfully forwarded State Messages to the MP", event.Event{Kind: event.StateMessagesSent})
			w.log("21:15:00", "CcmExec", model.LevelInfo, "what is waited for begins", c.events...)
			sit(t, 200, 60, newFake(w), Options{}, func(d *desk) {
				d.keys("5", "f")
				begun := at("21:15:00")
				for hour := begun.Add(time.Hour); hour.Before(begun.Add(c.patience)); hour = hour.Add(time.Hour) {
					d.now = hour
					d.news(func() { w.logAt(hour, "CcmExec", model.LevelInfo, "nothing in particular") })
				}
				d.now = begun.Add(c.patience)
				d.do(clockTick{d.app.clockSerial})
				d.hasNot(c.says)
				d.pass(time.Second, time.Second)
				d.has(c.says)
				d.keys("=", "f", "t", `"-10m"`, "enter") // the screen as a whole, before it was one
				d.hasNot(c.says)
			})
		})
	}
}

// TestASilentClientIsLive lets a restart wait for a day without a record, live and in what was old
// when it was opened.
func TestASilentClientIsLive(t *testing.T) {
	w := newWorld("PC0147")
	w.log("21:15:00", "WUAHandler", model.LevelInfo, "installed", event.Event{Kind: event.UpdateInstallEnded, Update: kbRestarts, Answer: event.Yes})
	const says = "waited for a restart"
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("5", "f")
		d.pass(24*time.Hour-10*time.Second, time.Hour)
		d.has("● LIVE")
		d.hasNot(says, "SILENT")
		d.pass(2*time.Minute, time.Minute)
		d.has(says, "● LIVE, SILENT 1 d")
		d.pass(30*time.Hour, time.Hour)
		d.has("waited for a restart for 2 d 6 h", "SILENT 2 d")
		d.keys("=", "F") // a pause and back
		d.has("● LIVE")
	})
	sit(t, 120, 35, newFake(w), Options{Now: func() time.Time { return at("21:15:00").Add(25 * time.Hour) }}, func(d *desk) {
		d.keys("5", "f")
		d.has("END OF LOG 2026-03-17")
		d.hasNot(says, "LIVE")
	})
}

// TestFailuresToJumpToGrowWithTime: a trouble that time makes can be jumped to when it has become
// one.
func TestFailuresToJumpToGrowWithTime(t *testing.T) {
	w := newWorld("PC0147")
	w.log("21:15:00", "ScanAgent", model.LevelInfo, "waits for Group Policy", event.Event{Kind: event.GroupPolicyWait})
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		if got := d.app.session().jumpTimes(jumpToFailure, d.app.now()); len(got) > 0 {
			t.Errorf("failures at %v before there is one", got)
		}
		d.pass(15*time.Minute, time.Minute)
		want := []time.Time{at("21:25:00")}
		if got := d.app.session().jumpTimes(jumpToFailure, d.app.now()); !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Errorf("failures at %v, want %v", got, want)
		}
	})
}

// found is what a report says about a finding.
type found struct {
	ID, Text string
	Cleared  *json.RawMessage
}

// overdue returns a client on which everything takes too long, with a record now and then for two
// days.
func overdue() *still {
	w := newWorld("PC0147")
	w.logsThatWouldTell("17:59:00")
	w.log("18:00:00", "StateMessage", model.LevelInfo, "Successfully forwarded State Messages to the MP", event.Event{Kind: event.StateMessagesSent})
	for i, c := range late {
		w.logAt(at("18:00:00").Add(time.Duration(i)*9*time.Minute), "CcmExec", model.LevelInfo, "what is waited for begins", c.events...)
	}
	for h := range 48 {
		w.logAt(at("20:00:00").Add(time.Duration(h)*time.Hour), "CcmExec", model.LevelInfo, "nothing in particular")
	}
	w.logAt(at("20:00:00").Add(48*time.Hour), "CcmExec", model.LevelInfo, "the computer starts", event.Event{Kind: event.ClientStarted}, event.Event{Kind: event.PendingRestartCount})
	return &still{snap: &store.Snapshot{Clients: []store.Client{w.client()}}}
}

// TestFindingsEqualAReportOfThatTime stands anywhere in time, on and between records.
func TestFindingsEqualAReportOfThatTime(t *testing.T) {
	for name, src := range map[string]*still{"evening": evenings(t), "overdue": overdue()} {
		t.Run(name, func(t *testing.T) {
			a := newApp(context.Background(), src, Options{Now: func() time.Time { return at("23:59:00").AddDate(0, 0, 9) }, Play: &Play{Paused: true}})
			a.Update(tea.WindowSizeMsg{Width: 300, Height: 90})
			a.Update(keyMsg("5"))
			a.Update(keyMsg("f"))
			a.Update(keyMsg("a"))
			rng := rand.New(rand.NewPCG(8, 9))
			seen := map[string]bool{}
			first, last := a.session().firstTime(), a.session().lastTime()
			for range 150 {
				when := first.Add(time.Duration(rng.Int64N(int64(last.Sub(first)) + 1)))
				a.seekTo(when)
				a.stale = frameChanged
				frame := stripped(a)
				want := reportAt(t, src.snap, when).Findings
				if got := a.session().asOf.Findings(); len(got) != len(want) {
					t.Fatalf("at %v the screen has %d findings, the report %d", when, len(got), len(want))
				}
				for i, f := range want {
					seen[f.ID] = true
					if got := a.session().asOf.Findings()[i]; got.ID != f.ID || summary.Sentence(got.Text) != f.Text || got.Active() != (f.Cleared == nil) {
						t.Fatalf("at %v the report finds %+v, the screen %+v", when, f, got)
					}
					if !strings.Contains(frame, f.Text) {
						t.Fatalf("at %v the report finds %q; the screen:\n%s", when, f.Text, frame)
					}
				}
			}
			if len(seen) == 0 {
				t.Error("nothing was ever found")
			}
			for _, c := range late {
				if name == "overdue" && !seen[c.id] {
					t.Errorf("%s was never found", c.id)
				}
			}
		})
	}
}
