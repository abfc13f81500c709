package model

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// stuckKinds returns what is stuck at a moment: the kinds, and of how many updates.
func stuckKinds(s *State, t time.Time) string {
	var all []string
	for _, v := range s.StuckAt(t, CurrentBranchRules) {
		name := v.Kind.String()
		for range v.Updates {
			name += "+"
		}
		all = append(all, name)
		if v.Proof.isZero() || v.Since.IsZero() || v.Since.After(t) {
			all = append(all, "without proof")
		}
	}
	return strings.Join(all, " ")
}

func TestStuck(t *testing.T) {
	target := []event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}},
		{Kind: event.UpdateTargeted, Update: u2, Deployment: d1, Texts: event.Texts{event.Title: "Update B"}},
	}
	with := func(more ...event.Event) []event.Event { return append(append([]event.Event(nil), target...), more...) }
	wants := event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 1800}}
	begun := []event.Event{{Kind: event.UpdateBatched, Update: u1}, {Kind: event.UpdateBatched, Update: u2}, {Kind: event.InstallStarted}}
	fetched := func(more ...event.Event) []event.Event {
		return with(append([]event.Event{
			{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}},
			{Kind: event.ContentRequested, Content: l1}, {Kind: event.ContentCTMJob, Content: l1, Job: j1},
			{Kind: event.CTMDownloadStarted, Job: j1, Linked: j2},
		}, more...)...)
	}
	// The window opened at 19:30 on the client, half an hour before the events, for three hours.
	open := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "", day("2026-03-17 19:30"), 3)...)
	closed := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "", day("2026-03-18 09:00"), 3)...)
	bytes := event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 10, event.TotalBytes: 1000}}
	due := event.Event{Kind: event.RestartRequested, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}
	wantsRestart := event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}
	for _, c := range []struct {
		name   string
		events []event.Event
		after  time.Duration
		want   string
	}{
		{"nothing known", nil, 0, ""},
		{"installing for a while", with(begun...), 15 * time.Minute, ""},
		{"installing beyond the assumed run time of two", with(begun...), 25 * time.Minute, "installing++"},
		{"installing within the run time that was asked for", with(append([]event.Event{wants}, begun...)...), 50 * time.Minute, ""},
		{"installing beyond it", with(append([]event.Event{wants}, begun...)...), 61 * time.Minute, "installing++"},
		{"installed", with(append(begun, event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}, event.Event{Kind: event.UpdateInstallEnded, Update: u2, HasCode: true})...), 5 * time.Hour, ""},
		{"a download that has just begun", fetched(), 14 * time.Minute, ""},
		{"a download without a byte", fetched(), 16 * time.Minute, "download+"},
		{"a download with bytes", fetched(event.Event{Kind: event.ScanStarted, At: testStart.Add(20 * time.Minute).UnixNano()}, bytes), 10 * time.Minute, ""},
		{"a download without a server", fetched(event.Event{Kind: event.CTMLocationsEmpty, Job: j1}), 16 * time.Minute, "download+"},
		{"a download that is paused", fetched(event.Event{Kind: event.TransferPaused, Content: l1, Texts: event.Texts{event.Name: "metered"}}), time.Hour, ""},
		{"downloaded", fetched(event.Event{Kind: event.ContentVerified, Content: l1}), time.Hour, ""},
		{"waiting in the open window", with(append(open, wants)...), 20 * time.Minute, "window++"},
		{"waiting in it for a moment", with(append(open, wants)...), 10 * time.Minute, ""},
		{"waiting for one that is closed", with(append(closed, wants)...), 20 * time.Minute, ""},
		{"waiting though it does not fit", with(append(open, event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 20000}})...), 20 * time.Minute, ""},
		{"waiting in it behind another one", with(append(open, wants, event.Event{Kind: event.UpdateBatched, Update: u2}, event.Event{Kind: event.InstallStarted})...), 20 * time.Minute, ""},
		{"a restart before its time", with(wantsRestart, due), 50 * time.Minute, ""},
		{"a restart after it", with(wantsRestart, due), 70 * time.Minute, "restart+"},
		{"a restart that has begun", with(wantsRestart, due, event.Event{Kind: event.RestartInitiated}), 70 * time.Minute, ""},
		{"a restart that has been", with(wantsRestart, due, event.Event{Kind: event.ClientStarted}), 70 * time.Minute, ""},
		{"a restart that nobody plans", with(wantsRestart), 25 * time.Hour, "restart+"},
		{"a scan that failed just now", []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanFailed, Code: 0x80244022}}, 10 * time.Minute, ""},
		{"a scan that failed", []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanFailed, Code: 0x80244022}}, 20 * time.Minute, "scan"},
		{"a scan that works again", []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanFailed, Code: 0x80244022}, {Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}, 20 * time.Minute, ""},
	} {
		s := stateAfter(c.events...)
		at := testStart.Add(c.after)
		if !s.At.IsZero() {
			at = s.At.Add(c.after)
		}
		if got := stuckKinds(s, at); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestNothingIsStuckInALogThatIsNotThere: where the log of transfers is missing, a download without
// bytes says nothing, and one without a server still does.
func TestNothingIsStuckInALogThatIsNotThere(t *testing.T) {
	link := []event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1},
		{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}},
		{Kind: event.ContentRequested, Content: l1}, {Kind: event.ContentCTMJob, Content: l1, Job: j1},
	}
	for _, c := range []struct {
		last event.Event
		want string
	}{
		{event.Event{Kind: event.CTMDownloadStarted, Job: j1, Linked: j2}, ""},
		{event.Event{Kind: event.CTMLocationsEmpty, Job: j1}, "download+"},
	} {
		s := stateAfter(append(link, c.last)...).Knowing(Coverage{"UpdatesDeployment.log": {Start: testStart.Add(-time.Hour)}})
		if got := stuckKinds(s, s.At.Add(time.Hour)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
