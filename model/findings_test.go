package model

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// ids returns the findings that last at a moment.
func ids(s *State, t time.Time) string {
	var all []string
	for _, f := range s.FindingsAt(t) {
		if f.Active() {
			all = append(all, f.ID)
		}
	}
	return strings.Join(all, " ")
}

// failing returns scans that fail, each a half hour after the one before.
func failing(n int) []event.Event {
	var all []event.Event
	for i := range n {
		at := testStart.Add(time.Duration(i) * 30 * time.Minute).UnixNano()
		all = append(all, event.Event{Kind: event.ScanStarted, At: at}, event.Event{Kind: event.ScanFailed, Code: 0x80244022, At: at + int64(time.Minute)})
	}
	return all
}

// doubled says every failure twice, a moment later.
func doubled(events []event.Event) []event.Event {
	var all []event.Event
	for _, e := range events {
		all = append(all, e)
		if e.Kind == event.ScanFailed {
			e.At += int64(time.Millisecond)
			all = append(all, e)
		}
	}
	return all
}

// findingCase is events, and the findings that last some time after the last one.
type findingCase struct {
	name   string
	events []event.Event
	after  time.Duration
	want   string
}

func TestFindings(t *testing.T) {
	target := event.Event{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}}
	link := []event.Event{
		target,
		{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}},
		{Kind: event.ContentRequested, Content: l1},
		{Kind: event.ContentCTMJob, Content: l1, Job: j1},
		{Kind: event.CTMDownloadStarted, Job: j1, Linked: j2},
	}
	linked := func(more ...event.Event) []event.Event { return append(append([]event.Event(nil), link...), more...) }
	window := append([]event.Event{{Kind: event.WindowListingStarted}}, listing(w4, 4, "00302B0018192000", day("2026-03-22 01:00"), 3)...)
	reported := func(number int64, update event.GUID, code event.Code) event.Event {
		return event.Event{Kind: event.UpdateReported, Update: update, Code: code, HasCode: true, Numbers: event.Numbers{event.StateID: number}, Texts: event.Texts{event.Name: "CcmExec"}}
	}
	scanState := func(id int64) event.Event {
		return event.Event{Kind: event.StateMessageRecorded, Source: u2, Numbers: event.Numbers{event.TopicType: 501, event.StateID: id}}
	}
	seen := map[string]bool{}
	for _, c := range slices.Concat(downloadCases(), siteCases(), outcomeCases(), servicingCases(), windowCases(), []findingCase{
		{"policy overridden", []event.Event{{Kind: event.ScanBlocked}}, 0, "F01"},
		{"policy overridden, as ScanAgent says it", []event.Event{{Kind: event.ScanFailed, Code: 0x87d00692}}, 0, "F01"},
		{"policy overridden, as the deployment says it", []event.Event{{Kind: event.DeploymentError, Deployment: d1, Code: 0x87d00692}}, 0, "F01"},
		{"a scan works again", []event.Event{{Kind: event.ScanBlocked}, {Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}, 0, ""},
		{"policy store damaged", []event.Event{{Kind: event.GroupPolicyUnreadable, Code: 0x80004005}}, 0, "F02"},
		{"scan fails for an unlisted reason", []event.Event{{Kind: event.ScanFailed, Code: 0x80240fff}}, 0, "F03"},
		{"a search ends with a code", []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanEnded, Code: 0x80240438, HasCode: true}}, 0, "F06"},
		{"a search ends well", []event.Event{{Kind: event.ScanStarted}, {Kind: event.ScanEnded, HasCode: true}}, 0, ""},
		{"the update agent wrote down that a search failed", []event.Event{reported(148, event.GUID{}, 0x8024402c)}, 0, "F04"},
		{"the update agent wrote down that an installation failed", []event.Event{reported(182, u1, 0x80070643)}, 0, "F20"},
		{"it wrote down what another line has told", []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}, reported(182, u1, 0x80070643)}, 0, "F20"},
		{"it wrote down that an update was undone at the restart", []event.Event{reported(201, u1, 0x240005), reported(204, u1, 0x800f0922)}, 0, "F20"},
		{"the site is told that a scan failed, and no line says why", []event.Event{scanState(5)}, 0, "F03"},
		{"a scan that is tried again", []event.Event{scanState(4)}, 0, "F03"},
		{"the site is told that a scan is complete", []event.Event{scanState(5), scanState(3)}, 0, ""},
		{"the site is told what a line has told", []event.Event{{Kind: event.ScanFailed, Code: 0x8024402c}, scanState(5)}, 0, "F04"},
		{"scan fails at the proxy", []event.Event{{Kind: event.ScanFailed, Code: 0x8024402c}}, 0, "F04"},
		{"scan times out", []event.Event{{Kind: event.ScanFailed, Code: 0x80072ee2}}, 0, "F05"},
		{"WSUS is down", []event.Event{{Kind: event.ScanFailed, Code: 0x80244022}}, 0, "F06"},
		{"a client certificate is wanted", []event.Event{{Kind: event.ScanFailed, Code: 0x80072f0c}}, 0, "F07"},
		{"Windows Update is damaged", []event.Event{{Kind: event.ScanFailed, Code: 0x80248011}}, 0, "F08"},
		{"three failures in a row", []event.Event{{Kind: event.ScanFailed, Code: 0x80244022}, {Kind: event.ScanFailed, Code: 0x80244022}, {Kind: event.ScanFailed, Code: 0x80244022}}, 0, "F06"},
		{"four failures in a row", failing(4), 0, "F06 F33"},
		{"a scan works after four failures", append(failing(4), event.Event{Kind: event.ScanStarted, At: testStart.Add(3 * time.Hour).UnixNano()}, event.Event{Kind: event.ScanSucceeded, At: testStart.Add(4 * time.Hour).UnixNano()}), 0, ""},
		{"three failures, each told by two lines", doubled(failing(3)), 0, "F06"},
		{"no software update point answers yet", []event.Event{{Kind: event.ScanRequested, Source: u2, Request: j1}}, 5 * time.Minute, ""},
		{"no software update point has answered", []event.Event{{Kind: event.ScanRequested, Source: u2, Request: j1}}, 20 * time.Minute, "F10"},
		{"the software update point answered", []event.Event{{Kind: event.ScanRequested, Source: u2, Request: j1}, {Kind: event.ScanServerNamed, Texts: event.Texts{event.URL: "https://sup"}}}, 20 * time.Minute, ""},
		{"no configuration for a minute", []event.Event{{Kind: event.ConfigurationMissing}}, time.Minute, ""},
		{"no configuration for long", []event.Event{{Kind: event.ConfigurationMissing}}, time.Hour, "F11"},
		{"the configuration came", []event.Event{{Kind: event.ConfigurationMissing}, {Kind: event.UpdatesEnabled}}, time.Hour, ""},
		{"a download without servers", []event.Event{target, {Kind: event.UpdateDownloadFailed, Update: u1, Code: 0x87d00669, HasCode: true}}, 0, "F12"},
		{"a download whose hash is wrong", []event.Event{target, {Kind: event.UpdateDownloadFailed, Update: u1, Code: 0x80091007, HasCode: true}}, 0, "F18"},
		{"it came down after all", linked(event.Event{Kind: event.UpdateDownloadFailed, Update: u1, Code: 0x87d00669}, event.Event{Kind: event.ContentVerified, Content: l1}), 0, ""},
		{"out of memory in the agent", []event.Event{{Kind: event.WUACallFailed, Texts: event.Texts{event.Name: "GetUpdateMetadata2"}, Code: 0x8007000e}}, 0, "F09"},
		{"another failure in the agent", []event.Event{{Kind: event.WUACallFailed, Texts: event.Texts{event.Name: "Other"}, Code: 0x8007000e}}, 0, ""},
		{"delta download", []event.Event{{Kind: event.DeltaDownloadFailed, Code: 0x800704cd}}, 0, "F17"},
		{"a job that ignores windows", []event.Event{{Kind: event.WindowOverride, Answer: event.Yes}}, 0, "F27"},
		{"a job that respects them", []event.Event{{Kind: event.WindowOverride, Answer: event.No}}, 0, ""},
		{"no location", linked(event.Event{Kind: event.CTMLocationsEmpty, Job: j1}), 0, "F13"},
		{"no location for hours", linked(event.Event{Kind: event.CTMLocationsEmpty, Job: j1}, event.Event{Kind: event.CTMLocationsEmpty, Job: j1, At: testStart.Add(5 * time.Hour).UnixNano()}), 2 * time.Hour, "F13"},
		{"a location after all", linked(event.Event{Kind: event.CTMLocationsEmpty, Job: j1}, event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 1, event.TotalBytes: 2}}), 0, ""},
		{"cache full", []event.Event{{Kind: event.CacheFull}}, 0, "F14"},
		{"download interrupted", linked(event.Event{Kind: event.DTSRetry, Job: j2, Code: 0x80072ee7, HasCode: true}), 0, "F15"},
		{"download goes on", linked(event.Event{Kind: event.DTSRetry, Job: j2, Code: 0x80072ee7, HasCode: true}, event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 1, event.TotalBytes: 2}}), 0, ""},
		{"a list of files that cannot be had", linked(event.Event{Kind: event.DTSRetry, Job: j2, Numbers: event.Numbers{event.Attempt: 140, event.Seconds: 3600}, Code: 0x800704cf, HasCode: true}), 0, "F16"},
		{"a distribution point that does not answer", linked(event.Event{Kind: event.TransferError, Job: j2, Code: 12029, HasCode: true}), 0, "F16"},
		{"it answers again", linked(event.Event{Kind: event.TransferError, Job: j2, Code: 12029, HasCode: true}, event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 1, event.TotalBytes: 2}}), 0, ""},
		{"another server does", linked(event.Event{Kind: event.TransferError, Job: j2, Code: 12029, HasCode: true}, event.Event{Kind: event.CTMLocationSwitched, Job: j1, Texts: event.Texts{event.URL: "http://dp2"}}), 0, ""},
		{"a server fails a job that is not known", []event.Event{{Kind: event.TransferError, Job: j2, Code: 12029, HasCode: true}}, 0, ""},
		{"no location for its request", linked(event.Event{Kind: event.CTMLocationRequested, Job: j1, Request: u2}, event.Event{Kind: event.LocationRequestEmpty, Request: u2}), 0, "F13"},
		{"no location for another's request", linked(event.Event{Kind: event.LocationRequestEmpty, Request: u2}), 0, ""},
		{"a boundary group after all", []event.Event{{Kind: event.NotInBoundaryGroup}, {Kind: event.ContentLocationFound, Content: l1, Texts: event.Texts{event.URL: "http://dp"}}}, 0, ""},
		{"delta download, and then it installs", []event.Event{{Kind: event.DeltaDownloadFailed, Code: 0x800704cd}, {Kind: event.InstallStarted}}, 0, ""},
		{"cache full, and then it fits", linked(event.Event{Kind: event.CacheFull}, event.Event{Kind: event.ContentVerified, Content: l1}), 0, ""},
		{"wrong hash", []event.Event{{Kind: event.ContentHashMismatch}}, 0, "F18"},
		{"certificate not trusted", []event.Event{{Kind: event.InstallFailed, Code: 0x800b0109}}, 0, "F19"},
		{"all updates failed says nothing by itself", []event.Event{{Kind: event.InstallFailed, Code: 0x80240022}}, 0, ""},
		{"certificate not trusted, and then it is", []event.Event{{Kind: event.InstallFailed, Code: 0x800b0109}, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}}, 0, ""},
		{"installer failed, told by another line too", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}, {Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 11}}}, 0, "F20"},
		{"failed, no line says why", []event.Event{target, {Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 11}}}, 0, "F20"},
		{"installed at the second attempt", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}}, 0, ""},
		{"failed again after it had been installed", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}, {Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Missing"}}, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}}, 0, "F20"},
		{"run time over, no update named", []event.Event{{Kind: event.UpdateTimedOut}}, 0, "F22"},
		{"run time over, the update told later", []event.Event{target, {Kind: event.UpdateTimedOut}, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Error"}, Code: 0x87d00664, HasCode: true}}, 0, "F22"},
		{"run time over, and installed all the same", []event.Event{target, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Error"}, Code: 0x87d00664, HasCode: true}, {Kind: event.UpdateStatus, Update: u1, Texts: event.Texts{event.State: "Installed"}}}, 0, ""},
		{"a hard restart", []event.Event{target, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "PendingHardReboot"}}}, 0, "F25"},
		{"a soft restart", []event.Event{target, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "PendingSoftReboot"}}}, 0, ""},
		{"a restart before it can be installed", []event.Event{target, {Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 5}}}, 0, "F25"},
		{"installed after that restart", []event.Event{target, {Kind: event.UpdateStateRaised, Update: u1, Numbers: event.Numbers{event.StateID: 5}}, {Kind: event.UpdateInstallEnded, Update: u1, HasCode: true}}, 0, ""},
		{"the client counts restarts for two days", []event.Event{{Kind: event.PendingRestartCount, Numbers: event.Numbers{event.Count: 3}}}, 48 * time.Hour, "F25"},
		{"the client counts none any more", []event.Event{{Kind: event.PendingRestartCount, Numbers: event.Numbers{event.Count: 3}}, {Kind: event.PendingRestartCount, Numbers: event.Numbers{event.Count: 0}}}, 48 * time.Hour, ""},
		{"installer failed", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}}, 0, "F20"},
		{"source missing", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x8024002d, HasCode: true}}, 0, "F21"},
		{"run time over", []event.Event{target, {Kind: event.UpdateProgress, Update: u1, Texts: event.Texts{event.State: "Error"}, Code: 0x87d00664, HasCode: true}}, 0, "F22"},
		{"outside the window", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x87d00666, HasCode: true}}, 0, "F24"},
		{"hard reboot pending", []event.Event{target, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x87d00704, HasCode: true}}, 0, "F25"},
		{"a window too short for ever", append(append([]event.Event(nil), window...), target, event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 4 * 3600}}), 0, "F23"},
		{"a window long enough", append(append([]event.Event(nil), window...), target, event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 3600}}), 0, ""},
		{"windows that are all over", []event.Event{{Kind: event.WindowListingStarted}, {Kind: event.WindowListed, Window: w4, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "00302B0018192000"}}, {Kind: event.WindowFinished, Window: w4}, target, {Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 600}}}, 0, "F23"},
		{"windows that are all over, a probe", []event.Event{{Kind: event.WindowListingStarted}, {Kind: event.WindowListed, Window: w4, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "00302B0018192000"}}, {Kind: event.WindowFinished, Window: w4}, target, {Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 1}}}, 0, ""},
		{"the probe", append(append([]event.Event(nil), window...), target, event.Event{Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 1}}), 0, ""},
		{"restart waited for an hour", []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, Answer: event.Yes}}, time.Hour, ""},
		{"restart waited for two days", []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, Answer: event.Yes}}, 48 * time.Hour, "F56"},
		{"restart waited for two days, planned", []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, Answer: event.Yes}, {Kind: event.RestartRequested}}, 48 * time.Hour, "F25"},
		{"last window removed, installation at once", []event.Event{{Kind: event.NoWindowsLeft}, {Kind: event.InstallRequested, Deployment: d1}}, 0, "F26"},
		{"last window removed while an update waits", []event.Event{target, {Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 600}}, {Kind: event.NoWindowsLeft}}, 0, "F26"},
		{"last window removed, nothing waits", []event.Event{target, {Kind: event.NoWindowsLeft}}, 0, ""},
		{"a window again", []event.Event{target, {Kind: event.DeploymentWaitsForWindow, Deployment: d1, Numbers: event.Numbers{event.Seconds: 600}}, {Kind: event.NoWindowsLeft}, {Kind: event.WindowListed, Window: w4, Numbers: event.Numbers{event.WindowType: 4}, Texts: event.Texts{event.Schedule: "00302B0018192000"}}}, 0, ""},
		{"installation without that", []event.Event{{Kind: event.InstallRequested, Deployment: d1}}, 0, ""},
		{"windows ignored", []event.Event{{Kind: event.RestartNotified, Answer: event.Yes}}, 0, "F27"},
		{"windows respected", []event.Event{{Kind: event.RestartNotified, Answer: event.No}}, 0, ""},
		{"gpupdate takes its two minutes", []event.Event{{Kind: event.GroupPolicyWait}}, 2 * time.Minute, ""},
		{"gpupdate never ends", []event.Event{{Kind: event.GroupPolicyWait}}, time.Hour, "F28"},
		{"gpupdate ended", []event.Event{{Kind: event.GroupPolicyWait}, {Kind: event.ScanStarted}, {Kind: event.ScanSucceeded}}, time.Hour, ""},
		{"gpupdate ended in the overriding policy", []event.Event{{Kind: event.GroupPolicyWait}, {Kind: event.ScanBlocked}}, time.Hour, "F01"},
		{"gpupdate ended, the source was added", []event.Event{{Kind: event.GroupPolicyWait}, {Kind: event.ScanSourceAdded, Source: u2}}, time.Hour, ""},
		{"no boundary group", []event.Event{{Kind: event.NotInBoundaryGroup}}, 0, "F29"},
		{"deployment error", []event.Event{{Kind: event.DeploymentError, Deployment: d1, Code: 0x80004005, HasCode: true}}, 0, "F30"},
		{"deployment error, evaluated again", []event.Event{{Kind: event.DeploymentError, Deployment: d1, Code: 0x80004005, HasCode: true}, {Kind: event.DetectionStarted, Deployment: d1, Job: j1}}, 0, ""},
		{"the management point is out of reach", []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 1000, event.StateID: 2}}}, 0, "F32"},
		{"the management point is in reach", []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 1000, event.StateID: 2}}, {Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 1000, event.StateID: 1}}}, 0, ""},
		{"messages queued and not delivered", []event.Event{{Kind: event.MessageQueued, Request: j1}, {Kind: event.MessageDelivered, Request: j1}, {Kind: event.MessageQueued, Request: j2}}, 2 * time.Hour, "F32"},
		{"messages delivered", []event.Event{{Kind: event.MessageQueued, Request: j1}, {Kind: event.MessageDelivered, Request: j1}}, 2 * time.Hour, ""},
		{"messages queued, no delivery ever seen here", []event.Event{{Kind: event.MessageQueued, Request: j1}}, 2 * time.Hour, ""},
		{"messages recorded, none ever sent here", []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 500}}}, 24 * time.Hour, ""},
		{"messages sent", []event.Event{{Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 500}}, {Kind: event.StateMessagesSent}}, 24 * time.Hour, ""},
		{"messages not sent", []event.Event{{Kind: event.StateMessagesSent}, {Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 500}}}, 24 * time.Hour, "F32"},
		{"deadline passed, nothing begun", []event.Event{{Kind: event.DeploymentTriggered, Deployment: d1, Texts: event.Texts{event.Name: "activation"}}, {Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}}, 2 * time.Hour, "F34"},
		{"deadline to come", []event.Event{{Kind: event.DeploymentTriggered, Deployment: d1, Texts: event.Texts{event.Name: "activation"}}, {Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}}, time.Hour, ""},
		{"deadline fired, nothing evaluated", []event.Event{{Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}, {Kind: event.DeploymentTriggered, Deployment: d1, Texts: event.Texts{event.Name: "deadline"}, At: testStart.Add(time.Hour).UnixNano()}}, time.Hour, "F34"},
		{"deadline fired a moment ago", []event.Event{{Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}, {Kind: event.DeploymentTriggered, Deployment: d1, Texts: event.Texts{event.Name: "deadline"}, At: testStart.Add(time.Hour).UnixNano()}}, time.Minute, ""},
		{"deadline of a targeted deployment, nothing evaluated", []event.Event{target, {Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}}, 2 * time.Hour, "F34"},
		{"deadline of something else", []event.Event{{Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}}, 2 * time.Hour, ""},
		{"deadline passed, and it installs", []event.Event{target, {Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}, {Kind: event.InstallRequested, Deployment: d1, At: testStart.Add(time.Hour).UnixNano()}}, 2 * time.Hour, ""},
		{"download stands still", linked(), 2 * time.Hour, "F35"},
		{"download has just moved", linked(), 10 * time.Minute, ""},
	}) {
		t.Run(c.name, func(t *testing.T) {
			s := stateAfter(c.events...)
			if got := ids(s, s.At.Add(c.after)); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			for _, f := range s.FindingsAt(s.At.Add(c.after)) {
				seen[f.ID] = true
				if f.Advice.isZero() || f.Severity == "" || !strings.HasSuffix(flat(f.Text), ".") {
					t.Errorf("%+v", f)
				}
				if made := f.Since.After(f.Evidence[0].At()); made && (strings.Contains(ids(s, f.Since), f.ID) || !strings.Contains(ids(s, f.Since.Add(1)), f.ID)) {
					t.Errorf("%s does not begin at %v", f.ID, f.Since)
				}
			}
		})
	}
	for _, p := range problems.all {
		if !seen[p.ID] {
			t.Errorf("no case makes %s", p.ID)
		}
	}
}

// TestAFindingBeganWithItsFirstRecord: it is one only when that has lasted for its patience.
func TestAFindingBeganWithItsFirstRecord(t *testing.T) {
	s := stateAfter(event.Event{Kind: event.ConfigurationMissing, At: testStart.UnixNano()})
	found := s.FindingsAt(testStart.Add(8 * time.Hour))
	if len(found) != 1 || !found[0].Began().Equal(testStart) || !found[0].Since.After(testStart) {
		t.Errorf("it began at %v and is one since %v", found[0].Began(), found[0].Since)
	}
}

// Problems that nothing but time shows are told when they have ended, too: from when to when.
func TestWhatLastedIsTold(t *testing.T) {
	at := func(d time.Duration) int64 { return testStart.Add(d).UnixNano() }
	link := []event.Event{{Kind: event.ContentLinked, Update: u1, Content: l1, Numbers: event.Numbers{event.TotalBytes: 1000}}, {Kind: event.ContentRequested, Content: l1}, {Kind: event.ContentCTMJob, Content: l1, Job: j1}, {Kind: event.CTMDownloadStarted, Job: j1, Linked: j2}}
	for _, c := range []struct {
		id     string
		events []event.Event
	}{
		{"F11", []event.Event{{Kind: event.ConfigurationMissing}, {Kind: event.UpdatesEnabled}}},
		{"F28", []event.Event{{Kind: event.GroupPolicyWait}, {Kind: event.ScanStarted}}},
		{"F32", []event.Event{{Kind: event.StateMessagesSent}, {Kind: event.StateMessageRecorded, Numbers: event.Numbers{event.TopicType: 500}}, {Kind: event.StateMessagesSent}}},
		{"F32", []event.Event{{Kind: event.MessageQueued}, {Kind: event.MessageDelivered}}},
		{"F35", append(link, event.Event{Kind: event.DTSProgress, Job: j2, Numbers: event.Numbers{event.DoneBytes: 1, event.TotalBytes: 2}})},
	} {
		last := len(c.events) - 1
		for _, length := range []time.Duration{time.Minute, 3 * time.Hour} {
			events := append([]event.Event(nil), c.events...)
			events[last].At = at(time.Duration(last)*time.Second + length)
			s := stateAfter(events...)
			var got []string
			for _, f := range s.Findings() {
				got = append(got, f.ID)
				if f.Active() || f.Cleared.Rec != event.RecordID(last) || f.Evidence[0].Rec != event.RecordID(last-1) || !strings.HasSuffix(flat(f.Text), ".") {
					t.Errorf("%+v", f)
				}
			}
			want := ""
			if length > time.Hour {
				want = c.id
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s after %v: %v", c.id, length, got)
			}
		}
	}
}

func TestAFindingBeginsAndClears(t *testing.T) {
	s := stateAfter(event.Event{Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}, event.Event{Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true},
		event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true})
	f := s.Findings()[0]
	if len(s.Findings()) != 1 || f.ID != "F20" || f.Evidence[0].Rec != 0 || f.Evidence[1].Rec != 1 || f.Cleared.Rec != 2 || !strings.Contains(flat(f.Text), " 2 times") {
		t.Errorf("%+v", f)
	}
	// What ends it stays what it was, whatever follows.
	s = stateAfter(event.Event{Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}, event.Event{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes},
		event.Event{Kind: event.UpdatePostRestart, Update: u1, HasCode: true})
	if f := s.Findings()[0]; f.Cleared.Rec != 1 {
		t.Errorf("%+v", f)
	}
	many := []event.Event{{Kind: event.CacheFull}}
	for range 2 * maxEvidence {
		many = append(many, event.Event{Kind: event.CacheFull})
	}
	f = stateAfter(many...).Findings()[0]
	if n := len(f.Evidence); n != maxEvidence || f.Evidence[0].Rec != 0 || f.Evidence[n-1].Rec != event.RecordID(len(many)-1) {
		t.Errorf("%d records: the first and the newest are not both kept: %+v", n, f.Evidence)
	}
}

// The policy's server stands in one line only, the trouble in four.
func TestTheOverridingPolicyIsNamed(t *testing.T) {
	server := event.Event{Kind: event.ScanServerNamed, Texts: event.Texts{event.URL: "https://sup01.contoso.com:8531"}}
	named := event.Event{Kind: event.ScanBlocked, Texts: event.Texts{event.URL: "http://wsus-old.contoso.com:8530"}}
	for _, events := range [][]event.Event{
		{server, named, {Kind: event.ScanSourceFailed, Code: 0x87d00692}, {Kind: event.ScanFailed, Code: 0x87d00692}},
		{server, {Kind: event.ScanSourceFailed, Code: 0x87d00692}, named},
	} {
		f := stateAfter(events...).Findings()[0]
		want := "A domain Group Policy sets the WSUS server to http://wsus-old.contoso.com:8530 instead of ConfigMgr's https://sup01.contoso.com:8531, so the client cannot scan."
		if f.ID != "F01" || flat(f.Text) != want || len(f.Evidence) != len(events)-1 {
			t.Errorf("%+v", f)
		}
	}
	f := stateAfter(named, event.Event{Kind: event.ScanSucceeded}, event.Event{Kind: event.ScanBlocked}).Findings()[0]
	if strings.Contains(flat(f.Text), "wsus-old") {
		t.Errorf("a policy that is gone is named: %s", flat(f.Text))
	}
}
