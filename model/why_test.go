package model

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// TestVerdicts holds what an administrator is told of an update that is not installed: why, by
// which record, until when, what to do.
func TestVerdicts(t *testing.T) {
	target := event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}}
	refused := event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 3600}}
	window := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "00302B0018192000", day("2026-03-22 01:00"), 3)...)
	download := []event.Event{target, {Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}}, {Kind: event.ContentCTMJob, Content: l1, Job: j1}, {Kind: event.CTMDownloadStarted, Job: j1, Linked: j2}}
	with := func(events []event.Event, more ...event.Event) []event.Event {
		return append(append([]event.Event(nil), events...), more...)
	}
	for _, c := range []struct {
		name          string
		events        []event.Event
		why, then, do string
		proof         event.RecordID
		until         time.Duration // after the last event; 0 unknown
	}{
		{"targeted", []event.Event{target}, "targeted; no download", "deployment is evaluated", "Evaluation Cycle", 0, 0},
		{"targeted, with a deadline", []event.Event{target, {Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}}, "targeted", "deadline passes", "Software Center", 0, time.Hour - time.Second},
		{"blocked by a policy", []event.Event{target, {Kind: event.ScanBlocked, Texts: event.Texts{event.URL: "http://old"}}}, "nothing happens: A domain Group Policy sets the WSUS server to http://old", "a scan works again", "gpresult", 1, 0},
		{"nothing yet of a server", download[:3], "downloading", "its content is there", "", 2, 0},
		{"waits for a location", with(download[:3], event.Event{Kind: event.CTMLocationRequested, Job: j1, Request: j2}), "waits for a distribution point", "a distribution point is named", "", 3, 0},
		{"gives up waiting for a location", with(download[:3], event.Event{Kind: event.WindowOverride, Numbers: event.Numbers{event.Seconds: 7200}}, event.Event{Kind: event.CTMLocationsEmpty, Job: j1}), "waits for a distribution point", "the client stops waiting for a distribution point", "boundary group", 4, 2 * time.Hour},
		{"evaluated, and nothing has begun", []event.Event{target, {Kind: event.DeploymentStateRaised, Deployment: d1, Numbers: event.Numbers{event.TopicType: 300}, Answer: event.No}}, "evaluated and lacks something", "deadline passes", "in the console", 0, 0},
		{"a failed hand-over", []event.Event{target, {Kind: event.UpdateBatched, Update: u1}, {Kind: event.InstallFailed, HasCode: true, Code: 0x8024002d}}, "failed with 0x8024002d", "evaluated again", "source", 2, 0},
		{"tries again", with(download, event.Event{Kind: event.DTSRetry, Job: j2, Numbers: event.Numbers{event.Attempt: 4, event.Seconds: 3600}, Code: 0x800704cf, HasCode: true}), "retried 4 times (0x800704cf)", "tries again", "Test from the client", 4, time.Hour},
		{"waits for a window", with(window, target, refused), "waits for the window that opens in", "the window opens", "", event.RecordID(len(window) + 1), -1},
		{"never fits", with(window, target, event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 5 * 3600}}), "no window known is long enough", "a longer window opens", "Make a window", event.RecordID(len(window) + 1), 0},
		{"waits for no window known", []event.Event{target, refused}, "when one opens is not in the logs", "a window opens", "", 1, 0},
		{"waits for a restart", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}, {Kind: event.RestartRequested, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, Texts: event.Texts{event.Name: "UpdatesDeploymentAgent"}, WhenUTC: true}}, "waits for a restart, due in", "restarts the computer", "Restart", 1, time.Hour - 2*time.Second},
		{"restarting", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}, {Kind: event.RestartInitiated}}, "has been started", "after the restart", "", 1, 0},
		{"failed", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Code: 0x80070643}}, "failed with 0x80070643", "evaluated again", "Look at the records", 1, 0},
		{"missing, not deployed", []event.Event{{Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}}}, "no deployment seen targets it", "", "Deploy it", 0, 0},
		{"installed", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}}, "", "", "", 1, 0},
	} {
		s := stateAfter(c.events...)
		v := s.Judge(s.At, CurrentBranchRules, s.FindingsAt(s.At)).Verdict(s.Update(u1))
		why, do := flat(v.Why), flat(v.Do)
		if !strings.Contains(why, c.why) || !strings.Contains(v.Then, c.then) || !strings.Contains(do, c.do) || v.Proof.Rec != c.proof ||
			c.why == "" && why != "" || c.then == "" && v.Then != "" || c.do == "" && do != "" {
			t.Errorf("%s: %+v", c.name, v)
		}
		if until := v.Until.Sub(s.At); v.Until.IsZero() != (c.until == 0) || c.until > 0 && until != c.until {
			t.Errorf("%s: until %v", c.name, v.Until)
		}
		if u := s.Update(u1); u.Pending() && v.Then == "" {
			t.Errorf("%s: no word on what it waits for", c.name)
		}
	}
}
