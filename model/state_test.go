package model

import (
	"slices"
	"testing"
	"time"

	"ccmtail/model/event"
)

var (
	u1 = event.MustGUID("1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a001")
	u2 = event.MustGUID("1b1b0a0d-52a8-4c14-9c0e-61c1e0f1a002")
	l1 = event.MustGUID("fbb5724a-aa0f-47f9-908a-47068fd8ad6f")
	d1 = event.MustGUID("5d6a44f2-0c19-4b4b-9d5e-0e0f9b2c7a11")
	j1 = event.MustGUID("e0452cf4-5b04-4a1a-b8eb-10b11b063249")
	j2 = event.MustGUID("594e9a72-0000-4a1a-b8eb-10b11b063249")
	w4 = event.MustGUID("1e957ddd-0a26-434c-952a-586f3e31e319")
	wb = event.MustGUID("45dca355-3249-4845-b8aa-72d0e604548e")
)

// testStart is the time of the first event of a test: a Tuesday, 20:00 on a client whose bias is
// +300.
var testStart = time.Date(2026, 3, 18, 1, 0, 0, 0, time.UTC)

// stateAfter folds events, one a second.
func stateAfter(events ...event.Event) *State {
	s := NewState()
	for i := range events {
		e := events[i]
		if e.At == 0 {
			e.At = testStart.Add(time.Duration(i) * time.Second).UnixNano()
		}
		e.Bias, e.Zoned, e.Timed = 300, true, true
		e.Rec = event.RecordID(i)
		s.Apply(&e)
	}
	return s
}

func TestUpdateStates(t *testing.T) {
	target := event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1}
	missing := event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}}
	installedOK := event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.No}
	wantsReboot := event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}
	failed := event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Code: 0x80070643, Answer: event.No}
	sawInstalled := event.Event{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Installed"}}
	start := event.Event{Kind: event.ClientStarted}
	link := event.Event{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}}
	for _, c := range []struct {
		name   string
		events []event.Event
		want   UpdateState
	}{
		{"a scan finds it missing", []event.Event{missing}, Missing},
		{"missing and targeted", []event.Event{missing, target}, Targeted},
		{"a later scan does not undo the targeting", []event.Event{missing, target, missing}, Targeted},
		{"not required", []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 500, event.StateID: 1}, Update: u1}}, NotRequired},
		{"a state message without a state id says nothing", []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 402}, Update: u1}}, Unknown},
		{"its content downloads", []event.Event{target, link, {Kind: event.ContentDownloadStarted, Content: l1}}, Downloading},
		{"its content is verified", []event.Event{target, link, {Kind: event.ContentVerified, Content: l1}}, Downloaded},
		{"one content of two is verified", []event.Event{target, link, {Kind: event.ContentLinked, Update: u1, Content: l1}, {Kind: event.ContentLinked, Update: u1, Content: j2}, {Kind: event.ContentVerified, Content: l1}}, Targeted},
		{"progress lines lag behind the content", []event.Event{target, link, {Kind: event.ContentVerified, Content: l1}, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Downloading"}}}, Downloaded},
		{"its deployment waits", []event.Event{target, {Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 1800}}}, WaitingForWindow},
		{"the content comes down while the deployment waits", []event.Event{target, link, {Kind: event.ContentDownloadStarted, Content: l1}, {Kind: event.DeploymentWaitsForWindow, Deployment: d1}, {Kind: event.ContentVerified, Content: l1}}, WaitingForWindow},
		{"its deployment waits and no line follows its content", []event.Event{target, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Downloading"}}, {Kind: event.DeploymentWaitsForWindow, Deployment: d1}}, WaitingForWindow},
		{"the restart shows only in the job behind it", []event.Event{wantsReboot, {Kind: event.DetectionAfterRestart, HasCode: true}}, Installed},
		{"the deployment starts", []event.Event{target, {Kind: event.DeploymentWaitsForWindow, Deployment: d1}, {Kind: event.InstallRequested, Deployment: d1}}, WaitingToInstall},
		{"the next evaluation ends, and nothing was installed", []event.Event{target, {Kind: event.InstallRequested, Deployment: d1}, {Kind: event.DetectionStarted, Deployment: d1}, {Kind: event.DetectionDone, Deployment: d1}}, Targeted},
		{"the next evaluation ends while another update installs", []event.Event{target, {Kind: event.InstallRequested, Deployment: d1}, {Kind: event.UpdateBatched, Update: u2}, {Kind: event.InstallStarted}, {Kind: event.DetectionStarted, Deployment: d1}, {Kind: event.DetectionDone, Deployment: d1}}, WaitingToInstall},
		{"an evaluation from before the deployment starts ends", []event.Event{target, {Kind: event.DetectionStarted, Deployment: d1}, {Kind: event.InstallRequested, Deployment: d1}, {Kind: event.DetectionDone, Deployment: d1}}, WaitingToInstall},
		{"a line names its delta download", []event.Event{target, {Kind: event.DeltaDownloadFailed, Update: u1, Code: 0x80d02002, HasCode: true}}, Failed},
		{"a package of its article fails", []event.Event{{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.KB: "5081777"}}, {Kind: event.PackageNamed, Content: l1, Texts: event.Texts{event.KB: "5081777"}}, {Kind: event.ContentInstallEnded, Content: l1, Code: 0x800f0922, HasCode: true}}, Failed},
		{"a package of another article fails", []event.Event{{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.KB: "5081777"}}, {Kind: event.PackageNamed, Content: l1, Texts: event.Texts{event.KB: "5081778"}}, {Kind: event.ContentInstallEnded, Content: l1, Code: 0x800f0922, HasCode: true}}, Targeted},
		{"in the batch, and the agent begins", []event.Event{target, {Kind: event.UpdateBatched, Update: u1}, {Kind: event.InstallStarted}}, Installing},
		{"another update's batch begins", []event.Event{target, {Kind: event.InstallRequested, Deployment: d1}, {Kind: event.UpdateBatched, Update: u2}, {Kind: event.InstallStarted}}, WaitingToInstall},
		{"installed", []event.Event{target, installedOK}, Installed},
		{"installed, restart required", []event.Event{target, wantsReboot}, PendingRestart},
		{"the agent calls it installed before the restart", []event.Event{wantsReboot, sawInstalled}, PendingRestart},
		{"the agent calls it installed after the restart", []event.Event{wantsReboot, start, sawInstalled}, Installed},
		{"post-reboot line", []event.Event{wantsReboot, {Kind: event.UpdatePostRestart, Update: u1, HasCode: true}}, Installed},
		{"post-reboot line with an error", []event.Event{wantsReboot, {Kind: event.UpdatePostRestart, Update: u1, HasCode: true, Code: 0x80070643}}, Failed},
		{"the client counts none before it has started anew", []event.Event{wantsReboot, {Kind: event.PendingRestartCount}}, PendingRestart},
		{"the client counts none after its start", []event.Event{wantsReboot, start, {Kind: event.PendingRestartCount}}, Installed},
		{"failed", []event.Event{target, failed}, Failed},
		{"a scan after the failure", []event.Event{target, failed, missing}, Failed},
		{"tried again and installed", []event.Event{target, failed, {Kind: event.UpdateBatched, Update: u1}, {Kind: event.InstallStarted}, installedOK}, Installed},
		{"state 402:10", []event.Event{wantsReboot, {Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 10}}}, Installed},
		{"a ciState that nobody knows", []event.Event{target, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Singing"}}}, Targeted},
		{"superseded", []event.Event{missing, {Kind: event.UpdateSuperseded, Update: u1, Linked: u2}}, Superseded},
		{"uninstalled behind the client's back", []event.Event{sawInstalled, missing}, Missing},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := stateAfter(c.events...).Update(u1)
			if u == nil {
				if c.want != Unknown {
					t.Fatal("the update is not known")
				}
				return
			}
			if u.State != c.want {
				t.Errorf("%v, want %v; %+v", u.State, c.want, u.Transitions)
			}
		})
	}
}

func TestSoftAndHardRestartOnlyWhenTheLineSaysSo(t *testing.T) {
	s := stateAfter(event.Event{Kind: event.UpdateInstallEnded, Update: u1, Answer: event.Yes})
	if c := s.Update(u1).Compliance; c != ComplianceUnknown {
		t.Errorf("\"Reboot Required? Yes\" is read as %q", c)
	}
	s = stateAfter(event.Event{Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "PendingHardReboot"}})
	if c := s.Update(u1).Compliance; c != ComplianceHardRestart {
		t.Errorf("a hard reboot is read as %q", c)
	}
}

func TestBytesComeThroughTheWholeChain(t *testing.T) {
	s := stateAfter(
		event.Event{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}},
		event.Event{Kind: event.ContentCTMJob, Content: l1, Job: j1},
		event.Event{Kind: event.CTMDownloadStarted, Job: j1, Linked: j2, Texts: event.Texts{event.URL: "http://dp01.contoso.com"}},
		event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 400, event.TotalBytes: 1000}},
	)
	if done, total := s.DownloadBytes(s.Update(u1)); done != 400 || total != 1000 {
		t.Errorf("%d of %d bytes", done, total)
	}
	if c := s.Content(j2); c == nil || c.ID != l1 || c.Server != "http://dp01.contoso.com" {
		t.Errorf("the transfer job leads to %+v", c)
	}
	linked := s.Linked(j2)
	for _, id := range []event.GUID{u1, l1, j1, j2} {
		if !linked[id] {
			t.Errorf("%v is not linked to the transfer job", id)
		}
	}
}

func TestWhatStartedAnEvaluation(t *testing.T) {
	detect := event.Event{Kind: event.DetectionStarted, Deployment: d1, Job: j1}
	for _, c := range []struct {
		events []event.Event
		want   string
	}{
		{[]event.Event{{Kind: event.EvaluationRequested, Texts: event.Texts{event.Name: "manual"}}, detect}, "manual"},
		{[]event.Event{{Kind: event.DeploymentTriggered, Texts: event.Texts{event.Name: "deadline"}, Deployment: d1}, detect}, "deadline"},
		{[]event.Event{{Kind: event.DeploymentTriggered, Texts: event.Texts{event.Name: "activation"}, Deployment: d1}, detect}, "activation"},
		{[]event.Event{{Kind: event.EvaluationRequested, Texts: event.Texts{event.Name: "manual"}, At: testStart.Add(-time.Hour).UnixNano()}, detect}, ""},
		{[]event.Event{detect}, ""},
	} {
		if d := stateAfter(c.events...).Deployment(d1); d.Trigger != c.want {
			t.Errorf("%+v is said to be started by %q, want %q", c.events, d.Trigger, c.want)
		}
	}
}

func TestProbeIsNoShortage(t *testing.T) {
	s := stateAfter(event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1}, event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 1}})
	if d := s.Deployment(d1); d.RequestedRunTime != 0 {
		t.Errorf("a probe of 1 s is taken for a run time: %v", d.RequestedRunTime)
	}
}

// listing returns the client's listing of one window; the hours are the client's clock.
func listing(id event.GUID, kind int64, schedule string, start time.Time, hours int64) []event.Event {
	return []event.Event{
		{Kind: event.WindowListed, Window: id, Numbers: event.Numbers{event.WindowType: kind}, Texts: event.Texts{event.Schedule: schedule}},
		{Kind: event.WindowStartTime, Window: id, Numbers: event.Numbers{event.When: start.UnixNano()}},
		{Kind: event.WindowDuration, Window: id, Numbers: event.Numbers{event.Seconds: hours * 3600}},
	}
}

func TestWindows(t *testing.T) {
	// Tuesdays 21:00 for two hours, on the client's clock: 02:00 to 04:00 UTC on the 18th.
	tuesday := func(kind int64) []event.Event {
		return append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, kind, "", day("2026-03-17 21:00"), 2)...)
	}
	open, shut := day("2026-03-18 02:00"), day("2026-03-18 04:00")
	business := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(wb, 6, "02C24AC0381C2000", day("2026-03-18 22:00"), 7)...)
	for _, c := range []struct {
		name       string
		events     []event.Event
		at         time.Time
		restricted event.Tri
		open       bool
		until      time.Time
		next       time.Time
	}{
		{"nothing known", nil, testStart, event.Unsaid, false, time.Time{}, time.Time{}},
		{"closed before it opens", tuesday(4), testStart.Add(time.Minute), event.Yes, false, time.Time{}, open},
		{"open at the very moment", tuesday(4), open, event.Yes, true, shut, time.Time{}},
		{"closed at the very moment", tuesday(4), shut, event.Yes, false, time.Time{}, time.Time{}},
		{"business hours do not restrict", business, testStart.Add(time.Minute), event.No, false, time.Time{}, time.Time{}},
		{"type 1 restricts where there is no type 4", tuesday(1), open.Add(time.Hour), event.Yes, true, shut, time.Time{}},
		{"program windows do not restrict", tuesday(2), open, event.No, false, time.Time{}, time.Time{}},
		{"the client's count of seconds", []event.Event{{Kind: event.WindowSecondsLeft, Numbers: event.Numbers{event.Seconds: 3600, event.WindowType: 4}}}, testStart.Add(time.Minute), event.Yes, true, testStart.Add(time.Hour), time.Time{}},
		{"a count for business hours", []event.Event{{Kind: event.WindowSecondsLeft, Numbers: event.Numbers{event.Seconds: 3600, event.WindowType: 6}}}, testStart.Add(time.Minute), event.Unsaid, false, time.Time{}, time.Time{}},
		{"the next opening the client names", []event.Event{{Kind: event.WindowNext, Window: w4, Numbers: event.Numbers{event.When: day("2026-03-17 21:00").UnixNano()}, Answer: event.Yes}}, testStart.Add(time.Minute), event.Yes, false, time.Time{}, open},
		{"business hours open next", []event.Event{{Kind: event.WindowNext, Window: wb, Numbers: event.Numbers{event.When: day("2026-03-17 22:00").UnixNano()}, Answer: event.Yes}}, testStart.Add(time.Minute), event.Unsaid, false, time.Time{}, time.Time{}},
		{"the last window was removed", append(tuesday(4), event.Event{Kind: event.NoWindowsLeft}), open, event.No, false, time.Time{}, time.Time{}},
		{"a bare START", []event.Event{{Kind: event.WindowNotice, Texts: event.Texts{event.Name: "START"}}}, testStart.Add(time.Hour), event.Yes, true, time.Time{}, time.Time{}},
		{"a bare START of the day before yesterday", []event.Event{{Kind: event.WindowNotice, Texts: event.Texts{event.Name: "START"}}}, testStart.Add(48 * time.Hour), event.Unsaid, false, time.Time{}, time.Time{}},
		{"several tokens, which the client calls finished", []event.Event{
			{Kind: event.WindowListingStarted},
			{Kind: event.WindowListed, Window: w4, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "02C159C0381A200002C159C0381B2000"}},
			{Kind: event.WindowFinished, Window: w4},
		}, testStart.Add(time.Minute), event.No, false, time.Time{}, time.Time{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := stateAfter(c.events...).WindowAt(c.at)
			if w.Restricted != c.restricted || w.Open != c.open || !w.Until.Equal(c.until) || !w.Next.Start.Equal(c.next) {
				t.Errorf("%+v\nwant restricted %v open %v until %v next %v", w, c.restricted, c.open, c.until, c.next)
			}
		})
	}
}

func TestTouchingWindowsAreOne(t *testing.T) {
	events := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "", day("2026-03-17 21:00"), 2)...)
	events = append(events, listing(j1, 4, "", day("2026-03-17 22:00"), 3)...)
	w := stateAfter(events...).WindowAt(day("2026-03-18 02:30"))
	if !w.Open || !w.Until.Equal(day("2026-03-18 06:00")) {
		t.Errorf("%+v", w)
	}
}

func TestWeeklyWindowRollsOn(t *testing.T) {
	events := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "00302B0018192000", day("2014-02-16 01:00"), 3)...)
	w := stateAfter(events...).WindowAt(testStart) // a Tuesday evening: the next Sunday is the 22nd
	if !w.Next.Start.Equal(day("2026-03-22 06:00")) || !w.Next.End.Equal(day("2026-03-22 09:00")) {
		t.Errorf("%+v", w.Next)
	}
}

// TestWindowsKeepTheirEdgesWhenTheClockIsChanged: a window listed in winter (−05:00), Sundays from
// 01:00 for three hours; on Saturday the clock of the state is that of summer (−04:00).
func TestWindowsKeepTheirEdgesWhenTheClockIsChanged(t *testing.T) {
	listed := day("2026-03-03 12:00")
	weekly := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "00302B0018192000", day("2014-02-16 01:00"), 3)...)
	once := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "", day("2026-03-22 01:00"), 3)...)
	for _, c := range []struct {
		name   string
		events []event.Event
		bias   int16 // of the last event
		seen   time.Time
		at     time.Time
		want   string
	}{
		{"still winter", weekly, 300, day("2026-03-07 12:00"), day("2026-03-07 12:00"), "2026-03-08 06:00"},
		{"after the change", weekly, 240, day("2026-03-14 12:00"), day("2026-03-14 12:00"), "2026-03-15 05:00"},
		{"told while it is open", weekly, 240, day("2026-03-15 05:30"), day("2026-03-15 05:30"), "2026-03-15 05:00"},
		{"open in its last minute", weekly, 240, day("2026-03-14 12:00"), day("2026-03-15 07:59"), "2026-03-15 05:00"},
		{"closed on the new clock", weekly, 240, day("2026-03-14 12:00"), day("2026-03-15 08:00"), "2026-03-22 05:00"},
		{"what came before stays where it was", weekly, 240, day("2026-03-14 12:00"), day("2026-02-28 12:00"), "2026-03-01 06:00"},
		{"without a schedule", once, 240, day("2026-03-14 12:00"), day("2026-03-14 12:00"), "2026-03-22 05:00"},
		{"and back again", weekly, 360, day("2026-03-14 12:00"), day("2026-03-14 12:00"), "2026-03-15 07:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := NewState()
			for i, e := range append(slices.Clone(c.events), event.Event{Kind: event.ClientStarted, At: c.seen.UnixNano()}) {
				e.Bias, e.Zoned, e.Timed = 300, true, true
				if i == len(c.events) {
					e.Bias = c.bias
				} else {
					e.At = listed.UnixNano()
				}
				s.Apply(&e)
			}
			if got := s.Windows.ByID[w4].Occurrences(c.at, 1); len(got) != 1 || !got[0].Start.Equal(day(c.want)) || got[0].End.Sub(got[0].Start) != 3*time.Hour {
				t.Errorf("%v, want from %s on", got, c.want)
			}
		})
	}
}

func TestWhatFits(t *testing.T) {
	s := stateAfter(
		event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1},
		event.Event{Kind: event.UpdateTargeted, Update: u2, Deployment: j1},
		event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 5400}},
		event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: j1},
		event.Event{Kind: event.WindowSecondsLeft, Numbers: event.Numbers{event.Seconds: 3600, event.WindowType: 4}},
	)
	fits := s.Fits(testStart.Add(4*time.Second), CurrentBranchRules)
	if len(fits) != 2 {
		t.Fatalf("%+v", fits)
	}
	if f := fits[0]; f.Fits != event.No || !f.NeedLogged || f.Need != 90*time.Minute || f.Available != time.Hour {
		t.Errorf("%+v", f)
	}
	if f := fits[1]; f.Fits != event.Yes || f.NeedLogged || f.Need != 10*time.Minute {
		t.Errorf("%+v", f)
	}
	if f := s.Fits(testStart.Add(4*time.Second), Rules2007)[1]; f.Need != 35*time.Minute {
		t.Errorf("2007: %v", f.Need)
	}
}

func TestRestart(t *testing.T) {
	due := testStart.Add(90 * time.Minute)
	asked := []event.Event{
		{Kind: event.UpdateInstallEnded, Update: u1, Answer: event.Yes},
		{Kind: event.RestartRequested, Numbers: event.Numbers{event.When: due.UnixNano()}, Texts: event.Texts{event.Name: "UpdatesDeploymentAgent"}, WhenUTC: true},
		{Kind: event.RestartDeadline, Numbers: event.Numbers{event.When: due.Add(-300 * time.Minute).UnixNano()}, Texts: event.Texts{event.Name: "UpdatesDeploymentAgent"}},
	}
	s := stateAfter(asked...)
	if r := s.Restart; r.Agent != "UpdatesDeploymentAgent" || !r.Deadline.Equal(due) || len(s.PendingRestarts()) != 1 {
		t.Errorf("%+v", r)
	}
	s = stateAfter(append(asked, event.Event{Kind: event.ClientStarted}, event.Event{Kind: event.DetectionAfterRestart, HasCode: true})...)
	if r := s.Restart; r.Agent != "" || !r.Deadline.IsZero() || len(s.PendingRestarts()) != 0 {
		t.Errorf("after the restart: %+v", r)
	}
}

func TestGroupPolicyFindingClearsWithAScanThatWorks(t *testing.T) {
	blocked := event.Event{Kind: event.ScanBlocked}
	s := stateAfter(blocked, blocked)
	if f := s.FindingsAt(s.At); len(f) != 1 || f[0].ID != "F01" || !f[0].Active() || len(f[0].Evidence) != 2 {
		t.Fatalf("%+v", f)
	}
	s = stateAfter(blocked, event.Event{Kind: event.ScanStarted}, event.Event{Kind: event.ScanSucceeded})
	if f := s.FindingsAt(s.At); f[0].Active() {
		t.Error("it lasts although a scan has completed")
	}
}
