package model

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// withoutLocation returns n updates, each with a content that no distribution point has.
func withoutLocation(n int) []event.Event {
	var all []event.Event
	for i := range n {
		update, content, job := event.GUID{0: 1, 1: byte(i + 1)}, event.GUID{0: 2, 1: byte(i + 1)}, event.GUID{0: 3, 1: byte(i + 1)}
		all = append(all,
			event.Event{Kind: event.UpdateTargeted, Update: update, Deployment: d1, Texts: event.Texts{event.KB: "508177" + string(rune('0'+i%10))}},
			event.Event{Kind: event.ContentLinked, Update: update, Content: content},
			event.Event{Kind: event.ContentCTMJob, Content: content, Job: job},
			event.Event{Kind: event.CTMLocationsEmpty, Job: job})
	}
	return all
}

// TestOneCauseIsOneFinding holds what one finding says of several updates, and that it stays the same
// one while they grow in number.
func TestOneCauseIsOneFinding(t *testing.T) {
	one := stateAfter(withoutLocation(1)...).Findings()
	if len(one) != 1 || one[0].Update != one[0].Explains[0] || one[0].Count != 1 || flat(one[0].Text) != "No distribution point offers the content of KB5081770 to this client." {
		t.Fatalf("one update: %+v", one[0])
	}
	all := stateAfter(withoutLocation(29)...).Findings()
	if len(all) != 1 {
		t.Fatalf("%d findings for one cause", len(all))
	}
	f := all[0]
	if want := "No distribution point offers the content of 29 updates to this client."; flat(f.Text) != want {
		t.Errorf("%q, want %q", flat(f.Text), want)
	}
	if f.Count != 29 || len(f.Explains) != 29 || f.Explains[0] != (event.GUID{0: 1, 1: 1}) || f.Explains[28] != (event.GUID{0: 1, 1: 29}) || !f.Update.IsZero() {
		t.Errorf("explains %d: %v", f.Count, f.Explains)
	}
	if f.Key() != one[0].Key() || !f.Has(one[0].Key()) || !f.Concerns(event.GUID{0: 1, 1: 7}) || f.Concerns(d1) {
		t.Errorf("%+v is another finding", f.Key())
	}
	if n := len(f.Evidence); n != maxEvidence || f.Evidence[0].Rec != 3 || f.Evidence[n-1].Rec != 29*4-1 || !f.Since.Equal(f.Evidence[0].At()) {
		t.Errorf("%d records, from %d", n, f.Evidence[0].Rec)
	}
	// What has cleared is another finding than what lasts.
	cleared := append(withoutLocation(4), event.Event{Kind: event.ContentVerified, Content: event.GUID{0: 2, 1: 2}}, event.Event{Kind: event.ContentVerified, Content: event.GUID{0: 2, 1: 3}})
	all = stateAfter(cleared...).Findings()
	if len(all) != 2 || !all[0].Active() || all[0].Count != 2 || all[1].Active() || all[1].Count != 2 || all[1].Cleared.Rec != 17 {
		t.Errorf("%+v", all)
	}
	if all[0].Has(all[1].Key()) || all[1].Has(all[0].Key()) {
		t.Error("two findings have one key")
	}
}

// TestAnotherCauseIsAnotherFinding holds what tells causes apart: the code, the server, its answer,
// what is advised.
func TestAnotherCauseIsAnotherFinding(t *testing.T) {
	failed := func(id event.GUID, code event.Code, title string) []event.Event {
		return []event.Event{
			{Kind: event.UpdateTargeted, Update: id, Deployment: d1, Texts: event.Texts{event.Title: title}},
			{Kind: event.UpdateInstallEnded, Update: id, Code: code, HasCode: true},
		}
	}
	u3 := event.GUID{0: 9}
	const microsofts = "2026-03 Cumulative Update for Windows 11 Version 24H2 (KB5081777)"
	for _, c := range []struct {
		name   string
		events []event.Event
		want   string
	}{
		{"the same code", slices.Concat(failed(u1, 0x80070643, "A"), failed(u2, 0x80070643, "B"), failed(u3, 0x80070643, "C")), "3 updates failed to install: 0x80070643."},
		{"how often one has failed is not the cause", slices.Concat(failed(u1, 0x80070643, "A"), failed(u1, 0x80070643, "A"), failed(u2, 0x80070643, "B")), "2 updates failed to install: 0x80070643."},
		{"another code", slices.Concat(failed(u1, 0x80070643, "A"), failed(u2, 0x80070652, "B")), "A failed to install: 0x80070643.|B failed to install: 0x80070652."},
		{"whose update it is decides what is to be done", slices.Concat(failed(u1, 0x800b0109, microsofts), failed(u2, 0x800b0109, "Contoso Viewer 8")), microsofts + " failed to install: 0x800b0109.|Contoso Viewer 8 failed to install: 0x800b0109."},
	} {
		var got []string
		for _, f := range stateAfter(c.events...).Findings() {
			got = append(got, flat(f.Text))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	other := append(downloadOf(event.Event{Kind: event.ManifestFailed, Job: j2, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 405}}),
		event.Event{Kind: event.ContentLinked, Update: u2, Content: u3}, event.Event{Kind: event.ContentCTMJob, Content: u3, Job: d1},
		event.Event{Kind: event.ManifestFailed, Job: d1, Code: 0x87d0027e, HasCode: true, Numbers: event.Numbers{event.HTTPStatus: 405}, Texts: event.Texts{event.URL: cmgURL}})
	var got []string
	for _, f := range stateAfter(other...).Findings() {
		got = append(got, flat(f.Text))
	}
	want := "The distribution point dp01.contoso.com answered 405 to the download of Update A.|The cloud management gateway cmg1.contoso.com answered 405 to the download of " + u2.String() + "."
	if strings.Join(got, "|") != want {
		t.Errorf("another server: %q", got)
	}
}

// TestTheOrderOfFindings holds that what stops the client comes first, then what is worse and what
// explains more, and what is over last.
func TestTheOrderOfFindings(t *testing.T) {
	info := event.Event{Kind: event.WindowOverride, Answer: event.Yes}
	over := []event.Event{{Kind: event.NotInBoundaryGroup}, {Kind: event.ContentLocationFound, Content: l1, Texts: event.Texts{event.URL: "http://dp"}}}
	warning := event.Event{Kind: event.RegistrationFailed, Code: 0x87d00231, HasCode: true}
	alone := []event.Event{{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: "Update A"}}, {Kind: event.UpdateInstallEnded, Update: u1, Code: 0x80070643, HasCode: true}}
	scan := event.Event{Kind: event.ScanFailed, Code: 0x80244022, HasCode: true}
	s := stateAfter(slices.Concat([]event.Event{info}, over, []event.Event{warning}, alone, withoutLocation(3), []event.Event{scan})...)
	var got []string
	for _, f := range s.Findings() {
		got = append(got, f.ID)
	}
	if want := "F06 F13 F20 F51 F27 F29"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// TestWhatStopsTheClientExplainsWhatWaits holds which updates such a problem explains.
func TestWhatStopsTheClientExplainsWhatWaits(t *testing.T) {
	const title = "2026-03 Cumulative Update for Windows 11 Version 24H2 (KB5081777)"
	events := []event.Event{
		{Kind: event.UpdateTargeted, Update: u1, Deployment: d1, Texts: event.Texts{event.Title: title}},
		{Kind: event.UpdateTargeted, Update: u2, Deployment: d1, Texts: event.Texts{event.Title: "Contoso Viewer 8"}},
	}
	intune := append(slices.Clone(events), event.Event{Kind: event.WorkloadOwner, Numbers: event.Numbers{event.Workloads: 16}, Answer: event.Yes})
	s := stateAfter(intune...)
	f := s.Findings()[0]
	if f.ID != "F41" || !slices.Equal(f.Explains, []event.GUID{u1}) || f.Count != 1 {
		t.Errorf("%+v", f)
	}
	j := s.Judge(s.At, CurrentBranchRules, s.Findings())
	if why := flat(j.Verdict(s.Update(u1)).Why); !strings.Contains(why, "Intune") {
		t.Errorf("Microsoft's update: %q", why)
	}
	if why := flat(j.Verdict(s.Update(u2)).Why); strings.Contains(why, "Intune") {
		t.Errorf("another vendor's update: %q", why)
	}
	late := []event.Event{
		{Kind: event.DeploymentTriggered, Deployment: d1, Texts: event.Texts{event.Name: "activation"}}, events[0],
		{Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true},
	}
	s = stateAfter(late...)
	if got := ids(s, s.At.Add(3*time.Hour)); got != "F34" {
		t.Errorf("a deadline that has passed: %s", got)
	}
	s = stateAfter(append(late, intune[2])...)
	if got := ids(s, s.At.Add(3*time.Hour)); got != "F41" {
		t.Errorf("a deadline of what Intune deploys: %s", got)
	}
	f = stateAfter(append(events, event.Event{Kind: event.ScanFailed, Code: 0x80244022, HasCode: true})...).Findings()[0]
	if f.ID != "F06" || f.Count != 2 || !f.StopsClient() {
		t.Errorf("%+v", f)
	}
}

// TestSilenceOfALogThatIsNotThereIsNoFinding holds that what only silence shows needs a log that would
// have told.
func TestSilenceOfALogThatIsNotThereIsNoFinding(t *testing.T) {
	before := TimeRange{Start: testStart.Add(-48 * time.Hour), End: testStart.Add(48 * time.Hour)}
	late := TimeRange{Start: testStart.Add(30 * time.Hour), End: testStart.Add(48 * time.Hour)}
	wants := []event.Event{{Kind: event.UpdateInstallEnded, Update: u1, HasCode: true, Answer: event.Yes}}
	cancelled := []event.Event{{Kind: event.UpdateTargeted, Update: u1, Deployment: d1}, {Kind: event.UpdateBatched, Update: u1}, {Kind: event.InstallStarted}, {Kind: event.ClientStarted}}
	deadline := []event.Event{{Kind: event.DeploymentTriggered, Deployment: d1, Texts: event.Texts{event.Name: "activation"}}, {Kind: event.DeploymentDeadline, Deployment: d1, Numbers: event.Numbers{event.When: testStart.Add(time.Hour).UnixNano()}, WhenUTC: true}}
	asks := []event.Event{{Kind: event.ScanRequested, Source: u2, Request: j1}}
	for _, c := range []struct {
		name   string
		events []event.Event
		logs   []string
		want   string
	}{
		{"a download", downloadOf(), []string{logTransfers}, "F35"},
		{"a deadline", deadline, []string{logDeployments}, "F34"},
		{"an update point", asks, []string{logScans, logLocations}, "F10"},
		{"a restart that is planned by none", wants, []string{logDeployments, logRestarts}, "F56"},
		{"a restart", wants, []string{logDeployments}, "F25"},
		{"a start that nothing explains", cancelled, []string{logScans, logDeployments, logRestarts}, "F57 F55"},
		{"a result", cancelled, []string{logScans}, "F57"},
	} {
		s := stateAfter(c.events...)
		all := Coverage{}
		for _, name := range c.logs {
			all[name] = before
		}
		at := s.At.Add(30 * time.Hour)
		if got := ids(s.Knowing(all), at); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		for _, name := range c.logs {
			all[name] = late
		}
		if got := ids(s.Knowing(all), at); got != "" {
			t.Errorf("%s, of which the log does not reach back: %s", c.name, got)
		}
		if got := ids(s.Knowing(Coverage{"Other.log": before}), at); got != "" {
			t.Errorf("%s, of which there is no log: %s", c.name, got)
		}
	}
}

// TestWhoseUpdateItIs holds titles.
func TestWhoseUpdateItIs(t *testing.T) {
	for title, want := range map[string]bool{
		"2026-03 Cumulative Update for Windows 11 Version 24H2 for x64-based Systems (KB5081316)": true,
		"Security Update for SQL Server 2022 RTM CU (KB5081905)":                                  true,
		"Security Update for Microsoft Visual C++ 2015-2022 Redistributable (KB5081612)":          true,
		"2026-03 Cumulative Update Preview for .NET Framework 3.5 and 4.8.1 (KB5081112)":          true,
		"Feature update to Windows 10 (business editions), version 1909, en-us x64":               true,
		"Security Update for Contoso Line-of-Business Viewer 7 (KB969897)":                        false,
		"Contoso Security Update for Windows 11 (KB5081316)":                                      false,
		"2026-03 Cumulative Update (KB5081777)":                                                   false,
		"Contoso Viewer 8":                                                                        false,
		"":                                                                                        false,
	} {
		if u := (&Update{Title: title}); u.IsMicrosofts() != want {
			t.Errorf("%q: %v", title, !want)
		}
	}
}
