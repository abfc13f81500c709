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
		{"four failures in a row", []Event{{Kind: ScanFailed, Code: 0x80244022}, {Kind: ScanFailed, Code: 0x80244022}, {Kind: ScanFailed, Code: 0x80244022}, {Kind: ScanFailed, Code: 0x80244022}}, 0, "F06 F33"},
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
		{"wrong hash", []Event{{Kind: ContentMismatch}}, 0, "F18"},
		{"certificate not trusted", []Event{{Kind: InstallFailed, Code: 0x800b0109}}, 0, "F19"},
		{"all updates failed says nothing by itself", []Event{{Kind: InstallFailed, Code: 0x80240022}}, 0, ""},
		{"installer failed", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x80070643, HasCode: true}}, 0, "F20"},
		{"source missing", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x8024002d, HasCode: true}}, 0, "F21"},
		{"run time over", []Event{target, {Kind: UpdateProgress, Update: u1, Name: "Error", Code: 0x87d00664, HasCode: true}}, 0, "F22"},
		{"outside the window", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x87d00666, HasCode: true}}, 0, "F24"},
		{"hard reboot pending", []Event{target, {Kind: UpdateInstalled, Update: u1, Code: 0x87d00704, HasCode: true}}, 0, "F25"},
		{"a window too short for ever", append(append([]Event(nil), window...), target, Event{Kind: DeploymentWaits, Deployment: d1, N: 4 * 3600}), 0, "F23"},
		{"a window long enough", append(append([]Event(nil), window...), target, Event{Kind: DeploymentWaits, Deployment: d1, N: 3600}), 0, ""},
		{"the probe", append(append([]Event(nil), window...), target, Event{Kind: DeploymentWaits, Deployment: d1, N: 1}), 0, ""},
		{"restart waited for an hour", []Event{{Kind: UpdateInstalled, Update: u1, Flag: Yes}}, time.Hour, ""},
		{"restart waited for two days", []Event{{Kind: UpdateInstalled, Update: u1, Flag: Yes}}, 48 * time.Hour, "F25"},
		{"last window removed, installation at once", []Event{{Kind: WindowNoneLeft}, {Kind: InstallWanted, Deployment: d1}}, 0, "F26"},
		{"installation without that", []Event{{Kind: InstallWanted, Deployment: d1}}, 0, ""},
		{"windows ignored", []Event{{Kind: RebootNotified, Flag: Yes}}, 0, "F27"},
		{"windows respected", []Event{{Kind: RebootNotified, Flag: No}}, 0, ""},
		{"gpupdate takes its two minutes", []Event{{Kind: PolicyWait}}, 2 * time.Minute, ""},
		{"gpupdate never ends", []Event{{Kind: PolicyWait}}, time.Hour, "F28"},
		{"gpupdate ended", []Event{{Kind: PolicyWait}, {Kind: ScanStarted}, {Kind: ScanDone}}, time.Hour, ""},
		{"no boundary group", []Event{{Kind: NotInBoundaryGroup}}, 0, "F29"},
		{"deployment error", []Event{{Kind: DeploymentError, Deployment: d1, Code: 0x80004005, HasCode: true}}, 0, "F30"},
		{"messages recorded, none ever sent here", []Event{{Kind: StateMessage, N: 500}}, 24 * time.Hour, ""},
		{"messages sent", []Event{{Kind: StateMessage, N: 500}, {Kind: StateSent}}, 24 * time.Hour, ""},
		{"messages not sent", []Event{{Kind: StateSent}, {Kind: StateMessage, N: 500}}, 24 * time.Hour, "F32"},
		{"deadline passed, nothing begun", []Event{{Kind: DeploymentTriggered, Deployment: d1, Name: "activation"}, {Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}}, 2 * time.Hour, "F34"},
		{"deadline to come", []Event{{Kind: DeploymentTriggered, Deployment: d1, Name: "activation"}, {Kind: DeploymentDeadline, Deployment: d1, When: zero.Add(time.Hour).UnixNano(), WhenUTC: true}}, time.Hour, ""},
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
