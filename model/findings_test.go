package model

import (
	"strings"
	"testing"
	"time"
)

// ids is the findings that last at a moment.
func ids(s *State, t time.Time) string {
	var all []string
	for _, f := range s.FindingsAt(t) {
		if f.Lasts() {
			all = append(all, f.ID)
		}
	}
	return strings.Join(all, " ")
}

// failing is scans that fail, each a half hour after the one before.
func failing(n int) []Event {
	var all []Event
	for i := range n {
		at := zero.Add(time.Duration(i) * 30 * time.Minute).UnixNano()
		all = append(all, Event{Kind: ScanStarted, At: at}, Event{Kind: ScanFailed, Code: 0x80244022, At: at + int64(time.Minute)})
	}
	return all
}

// doubled says every failure twice, a moment later.
func doubled(events []Event) []Event {
	var all []Event
	for _, e := range events {
		all = append(all, e)
		if e.Kind == ScanFailed {
			e.At += int64(time.Millisecond)
			all = append(all, e)
		}
	}
	return all
}

func TestFindings(t *testing.T) {
	target := Event{Kind: UpdateTargeted, Update: u1, Deployment: d1, Title: "Update A"}
	link := []Event{
		target,
		{Kind: UpdateContent, Update: u1, Content: l1, N: 1000},
		{Kind: ContentRequested, Content: l1},
		{Kind: ContentCTM, Content: l1, Job: j1},
		{Kind: CTMTransfer, Job: j1, Other: j2},
	}
	linked := func(more ...Event) []Event { return append(append([]Event(nil), link...), more...) }
	window := append([]Event{{Kind: WindowListingBegins}}, listing(w4, 4, "00302B0018192000", day("2026-03-22 01:00"), 3)...)
	for _, c := range []struct {
		name   string
		events []Event
		after  time.Duration
		want   string
	}{
		{"policy overridden", []Event{{Kind: ScanBlocked}}, 0, "F01"},
		{"policy overridden, as ScanAgent says it", []Event{{Kind: ScanFailed, Code: 0x87d00692}}, 0, "F01"},
		{"policy overridden, as the deployment says it", []Event{{Kind: DeploymentError, Deployment: d1, Code: 0x87d00692}}, 0, "F01"},
		{"a scan works again", []Event{{Kind: ScanBlocked}, {Kind: ScanStarted}, {Kind: ScanDone}}, 0, ""},
		{"policy store damaged", []Event{{Kind: PolicyUnreadable, Code: 0x80004005}}, 0, "F02"},
		{"scan fails for an unlisted reason", []Event{{Kind: ScanFailed, Code: 0x80240fff}}, 0, "F03"},
		{"scan fails at the proxy", []Event{{Kind: ScanFailed, Code: 0x8024402c}}, 0, "F04"},
		{"scan times out", []Event{{Kind: ScanFailed, Code: 0x80072ee2}}, 0, "F05"},
		{"WSUS is down", []Event{{Kind: ScanFailed, Code: 0x80244022}}, 0, "F06"},
		{"a client certificate is wanted", []Event{{Kind: ScanFailed, Code: 0x80072f0c}}, 0, "F07"},
		{"Windows Update is damaged", []Event{{Kind: ScanFailed, Code: 0x80248011}}, 0, "F08"},
		{"three failures in a row", []Event{{Kind: ScanFailed, Code: 0x80244022}, {Kind: ScanFailed, Code: 0x80244022}, {Kind: ScanFailed, Code: 0x80244022}}, 0, "F06"},
		{"four failures in a row", failing(4), 0, "F06 F33"},
		{"a scan works after four failures", append(failing(4), Event{Kind: ScanStarted, At: zero.Add(3 * time.Hour).UnixNano()}, Event{Kind: ScanDone, At: zero.Add(4 * time.Hour).UnixNano()}), 0, ""},
		{"three failures, each told by two lines", doubled(failing(3)), 0, "F06"},
		{"no update point answers yet", []Event{{Kind: ScanRequested, Source: u2, Request: j1}}, 5 * time.Minute, ""},
		{"no update point has answered", []Event{{Kind: ScanRequested, Source: u2, Request: j1}}, 20 * time.Minute, "F10"},
		{"the update point answered", []Event{{Kind: ScanRequested, Source: u2, Request: j1}, {Kind: ScanLocation, Text: "https://sup"}}, 20 * time.Minute, ""},
		{"no configuration for a minute", []Event{{Kind: ConfigurationMissing}}, time.Minute, ""},
		{"no configuration for long", []Event{{Kind: ConfigurationMissing}}, time.Hour, "F11"},
		{"the configuration came", []Event{{Kind: ConfigurationMissing}, {Kind: UpdatesEnabled}}, time.Hour, ""},
		{"a download without servers", []Event{target, {Kind: UpdateDownloadFailed, Update: u1, Code: 0x87d00669, HasCode: true}}, 0, "F12"},
		{"a download whose hash is wrong", []Event{target, {Kind: UpdateDownloadFailed, Update: u1, Code: 0x80091007, HasCode: true}}, 0, "F18"},
		{"it came down after all", linked(Event{Kind: UpdateDownloadFailed, Update: u1, Code: 0x87d00669}, Event{Kind: ContentHashed, Content: l1}), 0, ""},
		{"out of memory in the agent", []Event{{Kind: AgentFailed, Name: "GetUpdateMetadata2", Code: 0x8007000e}}, 0, "F09"},
		{"another failure in the agent", []Event{{Kind: AgentFailed, Name: "Other", Code: 0x8007000e}}, 0, ""},
		{"delta download", []Event{{Kind: DeltaFailed, Code: 0x800704cd}}, 0, "F17"},
		{"a job that ignores windows", []Event{{Kind: WindowOverride, Flag: Yes}}, 0, "F27"},
		{"a job that respects them", []Event{{Kind: WindowOverride, Flag: No}}, 0, ""},
		{"no location", linked(Event{Kind: CTMEmptyLocations, Job: j1}), 0, "F13"},
		{"a location after all", linked(Event{Kind: CTMEmptyLocations, Job: j1}, Event{Kind: DTSProgress, Job: j2, N: 1, M: 2}), 0, ""},
		{"cache full", []Event{{Kind: CacheFull}}, 0, "F14"},
		{"download interrupted", linked(Event{Kind: DTSRetry, Job: j2, Code: 0x80072ee7, HasCode: true}), 0, "F15"},
		{"download goes on", linked(Event{Kind: DTSRetry, Job: j2, Code: 0x80072ee7, HasCode: true}, Event{Kind: DTSProgress, Job: j2, N: 1, M: 2}), 0, ""},
		{"a list of files that cannot be had", linked(Event{Kind: DTSRetry, Job: j2, N: 140, M: 3600, Code: 0x800704cf, HasCode: true}), 0, "F16"},
		{"a distribution point that does not answer", linked(Event{Kind: TransferError, Job: j2, Code: 12029, HasCode: true}), 0, "F16"},
		{"it answers again", linked(Event{Kind: TransferError, Job: j2, Code: 12029, HasCode: true}, Event{Kind: DTSProgress, Job: j2, N: 1, M: 2}), 0, ""},
		{"another server does", linked(Event{Kind: TransferError, Job: j2, Code: 12029, HasCode: true}, Event{Kind: CTMSwitched, Job: j1, Text: "http://dp2"}), 0, ""},
		{"a server fails a job that is not known", []Event{{Kind: TransferError, Job: j2, Code: 12029, HasCode: true}}, 0, ""},
		{"no location for its request", linked(Event{Kind: CTMLocations, Job: j1, Request: u2}, Event{Kind: LocationsEmpty, Request: u2}), 0, "F13"},
		{"no location for another's request", linked(Event{Kind: LocationsEmpty, Request: u2}), 0, ""},
		{"a boundary group after all", []Event{{Kind: NotInBoundaryGroup}, {Kind: ContentLocation, Content: l1, Text: "http://dp"}}, 0, ""},
		{"delta download, and then it installs", []Event{{Kind: DeltaFailed, Code: 0x800704cd}, {Kind: InstallBegins}}, 0, ""},
		{"cache full, and then it fits", linked(Event{Kind: CacheFull}, Event{Kind: ContentHashed, Content: l1}), 0, ""},
		{"wrong hash", []Event{{Kind: ContentMismatch}}, 0, "F18"},
		{"certificate not trusted", []Event{{Kind: InstallFailed, Code: 0x800b0109}}, 0, "F19"},
		{"all updates failed says nothing by itself", []Event{{Kind: InstallFailed, Code: 0x80240022}}, 0, ""},
		{"certificate not trusted, and then it is", []Event{{Kind: InstallFailed, Code: 0x800b0109}, {Kind: UpdateInstalled, Update: u1, HasCode: true}}, 0, ""},
		{"installer failed, told by another line too", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}, {Kind: UpdateEnforced, Update: u1, N: 11}}, 0, "F20"},
		{"failed, no line says why", []Event{target, {Kind: UpdateEnforced, Update: u1, N: 11}}, 0, "F20"},
		{"installed at the second attempt", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}, {Kind: UpdateInstalled, Update: u1, HasCode: true}}, 0, ""},
		{"failed again after it had been installed", []Event{target, {Kind: UpdateInstalled, Update: u1, HasCode: true}, {Kind: UpdateStatus, Update: u1, Name: "Missing"}, {Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}}, 0, "F20"},
		{"run time over, no update named", []Event{{Kind: UpdateTimedOut}}, 0, "F22"},
		{"run time over, the update told later", []Event{target, {Kind: UpdateTimedOut}, {Kind: UpdateProgress, Update: u1, Name: "Error", Code: 0x87d00664, HasCode: true}}, 0, "F22"},
		{"run time over, and installed all the same", []Event{target, {Kind: UpdateProgress, Update: u1, Name: "Error", Code: 0x87d00664, HasCode: true}, {Kind: UpdateStatus, Update: u1, Name: "Installed"}}, 0, ""},
		{"a hard restart", []Event{target, {Kind: UpdateProgress, Update: u1, Name: "PendingHardReboot"}}, 0, "F25"},
		{"a soft restart", []Event{target, {Kind: UpdateProgress, Update: u1, Name: "PendingSoftReboot"}}, 0, ""},
		{"a restart before it can be installed", []Event{target, {Kind: UpdateEnforced, Update: u1, N: 5}}, 0, "F25"},
		{"installed after that restart", []Event{target, {Kind: UpdateEnforced, Update: u1, N: 5}, {Kind: UpdateInstalled, Update: u1, HasCode: true}}, 0, ""},
		{"the client counts restarts for two days", []Event{{Kind: PendingRebootCount, N: 3}}, 48 * time.Hour, "F25"},
		{"the client counts none any more", []Event{{Kind: PendingRebootCount, N: 3}, {Kind: PendingRebootCount, N: 0}}, 48 * time.Hour, ""},
		{"installer failed", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}}, 0, "F20"},
		{"source missing", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x8024002d, HasCode: true}}, 0, "F21"},
		{"run time over", []Event{target, {Kind: UpdateProgress, Update: u1, Name: "Error", Code: 0x87d00664, HasCode: true}}, 0, "F22"},
		{"outside the window", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x87d00666, HasCode: true}}, 0, "F24"},
		{"hard reboot pending", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x87d00704, HasCode: true}}, 0, "F25"},
		{"a window too short for ever", append(append([]Event(nil), window...), target, Event{Kind: DeploymentWaits, Deployment: d1, N: 4 * 3600}), 0, "F23"},
		{"a window long enough", append(append([]Event(nil), window...), target, Event{Kind: DeploymentWaits, Deployment: d1, N: 3600}), 0, ""},
		{"windows that are all over", []Event{{Kind: WindowListingBegins}, {Kind: WindowListed, Window: w4, N: 4, Text: "00302B0018192000"}, {Kind: WindowFinished, Window: w4}, target, {Kind: DeploymentWaits, Deployment: d1, N: 600}}, 0, "F23"},
		{"windows that are all over, a probe", []Event{{Kind: WindowListingBegins}, {Kind: WindowListed, Window: w4, N: 4, Text: "00302B0018192000"}, {Kind: WindowFinished, Window: w4}, target, {Kind: DeploymentWaits, Deployment: d1, N: 1}}, 0, ""},
		{"the probe", append(append([]Event(nil), window...), target, Event{Kind: DeploymentWaits, Deployment: d1, N: 1}), 0, ""},
		{"restart waited for an hour", []Event{{Kind: UpdateInstalled, Update: u1, Flag: Yes}}, time.Hour, ""},
		{"restart waited for two days", []Event{{Kind: UpdateInstalled, Update: u1, Flag: Yes}}, 48 * time.Hour, "F25"},
		{"last window removed, installation at once", []Event{{Kind: WindowNoneLeft}, {Kind: InstallWanted, Deployment: d1}}, 0, "F26"},
		{"last window removed while an update waits", []Event{target, {Kind: DeploymentWaits, Deployment: d1, N: 600}, {Kind: WindowNoneLeft}}, 0, "F26"},
		{"last window removed, nothing waits", []Event{target, {Kind: WindowNoneLeft}}, 0, ""},
		{"a window again", []Event{target, {Kind: DeploymentWaits, Deployment: d1, N: 600}, {Kind: WindowNoneLeft}, {Kind: WindowListed, Window: w4, N: 4, Text: "00302B0018192000"}}, 0, ""},
		{"installation without that", []Event{{Kind: InstallWanted, Deployment: d1}}, 0, ""},
		{"windows ignored", []Event{{Kind: RebootNotified, Flag: Yes}}, 0, "F27"},
		{"windows respected", []Event{{Kind: RebootNotified, Flag: No}}, 0, ""},
		{"gpupdate takes its two minutes", []Event{{Kind: PolicyWait}}, 2 * time.Minute, ""},
		{"gpupdate never ends", []Event{{Kind: PolicyWait}}, time.Hour, "F28"},
		{"gpupdate ended", []Event{{Kind: PolicyWait}, {Kind: ScanStarted}, {Kind: ScanDone}}, time.Hour, ""},
		{"gpupdate ended in the overriding policy", []Event{{Kind: PolicyWait}, {Kind: ScanBlocked}}, time.Hour, "F01"},
		{"gpupdate ended, the source was added", []Event{{Kind: PolicyWait}, {Kind: ScanSource, Source: u2}}, time.Hour, ""},
		{"no boundary group", []Event{{Kind: NotInBoundaryGroup}}, 0, "F29"},
		{"deployment error", []Event{{Kind: DeploymentError, Deployment: d1, Code: 0x80004005, HasCode: true}}, 0, "F30"},
		{"deployment error, evaluated again", []Event{{Kind: DeploymentError, Deployment: d1, Code: 0x80004005, HasCode: true}, {Kind: DetectionStarted, Deployment: d1, Job: j1}}, 0, ""},
		{"the management point is out of reach", []Event{{Kind: StateMessage, N: 1000, M: 2}}, 0, "F32"},
		{"the management point is in reach", []Event{{Kind: StateMessage, N: 1000, M: 2}, {Kind: StateMessage, N: 1000, M: 1}}, 0, ""},
		{"messages queued and not delivered", []Event{{Kind: MessageQueued, Request: j1}, {Kind: MessageDelivered, Request: j1}, {Kind: MessageQueued, Request: j2}}, 2 * time.Hour, "F32"},
		{"messages delivered", []Event{{Kind: MessageQueued, Request: j1}, {Kind: MessageDelivered, Request: j1}}, 2 * time.Hour, ""},
		{"messages queued, no delivery ever seen here", []Event{{Kind: MessageQueued, Request: j1}}, 2 * time.Hour, ""},
		{"messages recorded, none ever sent here", []Event{{Kind: StateMessage, N: 500}}, 24 * time.Hour, ""},
		{"messages sent", []Event{{Kind: StateMessage, N: 500}, {Kind: StateSent}}, 24 * time.Hour, ""},
		{"messages not sent", []Event{{Kind: StateSent}, {Kind: StateMessage, N: 500}}, 24 * time.Hour, "F32"},
		{"deadline passed, nothing begun", []Event{{Kind: DeploymentTriggered, Deployment: d1, Name: "activation"}, {Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}}, 2 * time.Hour, "F34"},
		{"deadline to come", []Event{{Kind: DeploymentTriggered, Deployment: d1, Name: "activation"}, {Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}}, time.Hour, ""},
		{"deadline fired, nothing evaluated", []Event{{Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}, {Kind: DeploymentTriggered, Deployment: d1, Name: "deadline", At: zero.Add(time.Hour).UnixNano()}}, time.Hour, "F34"},
		{"deadline fired a moment ago", []Event{{Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}, {Kind: DeploymentTriggered, Deployment: d1, Name: "deadline", At: zero.Add(time.Hour).UnixNano()}}, time.Minute, ""},
		{"deadline of a targeted deployment, nothing evaluated", []Event{target, {Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}}, 2 * time.Hour, "F34"},
		{"deadline of something else", []Event{{Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}}, 2 * time.Hour, ""},
		{"deadline passed, and it installs", []Event{target, {Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}, {Kind: InstallWanted, Deployment: d1, At: zero.Add(time.Hour).UnixNano()}}, 2 * time.Hour, ""},
		{"download stands still", linked(), 2 * time.Hour, "F35"},
		{"download has just moved", linked(), 10 * time.Minute, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := after(c.events...)
			if got := ids(s, s.At.Add(c.after)); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			for _, f := range s.FindingsAt(s.At.Add(c.after)) {
				if f.Advice == "" || f.Severity == "" || !strings.HasSuffix(f.Text, ".") {
					t.Errorf("%+v", f)
				}
				if made := f.Since.After(f.Evidence[0].At); made && (strings.Contains(ids(s, f.Since), f.ID) || !strings.Contains(ids(s, f.Since.Add(1)), f.ID)) {
					t.Errorf("%s does not begin at %v", f.ID, f.Since)
				}
			}
		})
	}
}

func TestEverySignatureIsUsed(t *testing.T) {
	src := readSources(t)
	for id := range signatures {
		if !strings.Contains(src, `"`+id+`"`) {
			t.Errorf("%s is described and never found", id)
		}
	}
}

// Troubles that nothing but time shows are told when they have ended, too: from when to when.
func TestWhatLastedIsTold(t *testing.T) {
	at := func(d time.Duration) int64 { return zero.Add(d).UnixNano() }
	link := []Event{{Kind: UpdateContent, Update: u1, Content: l1, N: 1000}, {Kind: ContentRequested, Content: l1}, {Kind: ContentCTM, Content: l1, Job: j1}, {Kind: CTMTransfer, Job: j1, Other: j2}}
	for _, c := range []struct {
		id     string
		events []Event
	}{
		{"F11", []Event{{Kind: ConfigurationMissing}, {Kind: UpdatesEnabled}}},
		{"F28", []Event{{Kind: PolicyWait}, {Kind: ScanStarted}}},
		{"F32", []Event{{Kind: StateSent}, {Kind: StateMessage, N: 500}, {Kind: StateSent}}},
		{"F32", []Event{{Kind: MessageQueued}, {Kind: MessageDelivered}}},
		{"F35", append(link, Event{Kind: DTSProgress, Job: j2, N: 1, M: 2})},
	} {
		last := len(c.events) - 1
		for _, length := range []time.Duration{time.Minute, 3 * time.Hour} {
			events := append([]Event(nil), c.events...)
			events[last].At = at(time.Duration(last)*time.Second + length)
			s := after(events...)
			var got []string
			for _, f := range s.Findings() {
				got = append(got, f.ID)
				if f.Lasts() || f.Cleared.Rec != RecordID(last) || f.Evidence[0].Rec != RecordID(last-1) || !strings.HasSuffix(f.Text, ".") {
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
	s := after(Event{Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}, Event{Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true},
		Event{Kind: UpdateInstalled, Update: u1, HasCode: true})
	f := s.Findings()[0]
	if len(s.Findings()) != 1 || f.ID != "F20" || f.Evidence[0].Rec != 0 || f.Evidence[1].Rec != 1 || f.Cleared.Rec != 2 || !strings.Contains(f.Text, " 2 times") {
		t.Errorf("%+v", f)
	}
	// What ends it stays what it was, whatever follows.
	s = after(Event{Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}, Event{Kind: UpdateInstalled, Update: u1, HasCode: true, Flag: Yes},
		Event{Kind: UpdatePostReboot, Update: u1, HasCode: true})
	if f := s.Findings()[0]; f.Cleared.Rec != 1 {
		t.Errorf("%+v", f)
	}
	many := []Event{{Kind: CacheFull}}
	for range 2 * keptEvidence {
		many = append(many, Event{Kind: CacheFull})
	}
	f = after(many...).Findings()[0]
	if n := len(f.Evidence); n != keptEvidence || f.Evidence[0].Rec != 0 || f.Evidence[n-1].Rec != RecordID(len(many)-1) {
		t.Errorf("%d records: the first and the newest are not both kept: %+v", n, f.Evidence)
	}
}

// The policy's server stands in one line only, the trouble in four.
func TestTheOverridingPolicyIsNamed(t *testing.T) {
	server := Event{Kind: ScanLocation, Text: "https://sup01.contoso.com:8531"}
	named := Event{Kind: ScanBlocked, Text: "http://wsus-old.contoso.com:8530"}
	for _, events := range [][]Event{
		{server, named, {Kind: SourceFailed, Code: 0x87d00692}, {Kind: ScanFailed, Code: 0x87d00692}},
		{server, {Kind: SourceFailed, Code: 0x87d00692}, named},
	} {
		f := after(events...).Findings()[0]
		want := "A domain Group Policy sets the WSUS server to http://wsus-old.contoso.com:8530 instead of ConfigMgr's https://sup01.contoso.com:8531, so the client cannot scan."
		if f.ID != "F01" || f.Text != want || len(f.Evidence) != len(events)-1 {
			t.Errorf("%+v", f)
		}
	}
	f := after(named, Event{Kind: ScanDone}, Event{Kind: ScanBlocked}).Findings()[0]
	if strings.Contains(f.Text, "wsus-old") {
		t.Errorf("a policy that is gone is named: %s", f.Text)
	}
}
