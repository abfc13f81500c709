package parsers

import (
	"slices"
	"testing"

	"ccmtail/model/event"
)

const (
	otherUpdateID = "11111111-2222-4333-8444-555555555555"
	otherDeployID = "{48155415-C11D-403D-AFF3-EE0080395D43}"
	siteID        = "Site_65436AE5-1838-4074-BB12-9020B0BF67E7"
)

// progress returns the line about the progress of an update.
func progress(update, state string) string {
	return "Update (" + siteID + "/SUM_" + update + ") Progress: Status = ciState" + state +
		", PercentComplete = 0, DownloadSize = 0, Result = 0x0"
}

// lastEvent returns the last event of lines of one component and thread.
func lastEvent(t *testing.T, component string, lines ...string) *event.Event {
	t.Helper()
	all := events(t, component, lines...)
	if len(all) == 0 {
		t.Fatalf("no event in %q", lines)
	}
	return all[len(all)-1]
}

func TestTheProgressOfAnUpdateBelongsToTheDeploymentBeforeIt(t *testing.T) {
	received := "Progress received for assignment (" + deployID + ")"
	starting := "Starting install for assignment (" + deployID + ")"
	for _, c := range []struct {
		name    string
		belongs bool
		lines   []string
	}{
		{"progress", true, []string{received, progress(updateID, "Downloading")}},
		{"progress of several", true, []string{received, progress(otherUpdateID, "Downloading"), progress(updateID, "Error")}},
		{"the deployment's own state between", true, []string{received,
			"Raised assignment (" + deployID + ") state message successfully. TopicType = Enforce, StateId = 7, StateName = A", progress(updateID, "Downloading")}},
		{"an install", true, []string{starting, "ApplyCIs - JobId = " + otherDeployID, progress(updateID, "WaitInstall")}},
		{"an update that fails long after an install began", false, []string{starting, progress(otherUpdateID, "WaitInstall"), progress(updateID, "Error")}},
		{"progress after another deployment's", true, []string{"Progress received for assignment (" + otherDeployID + ")", received, progress(updateID, "Downloading")}},
		{"another deployment between", false, []string{received, "Assignment " + otherDeployID + " has total CI = 1", progress(updateID, "Downloading")}},
		{"another deployment's target between", false, []string{received,
			"Update (" + siteID + "/SUM_" + otherUpdateID + ") added to the targeted list of deployment (" + otherDeployID + ")", progress(updateID, "Downloading")}},
		{"a line about no deployment between", false, []string{received, "EnumerateUpdates for action (UpdateActionInstall) - Total actionable updates = 0", progress(updateID, "Downloading")}},
		{"a detection", false, []string{"DetectJob completion received for assignment (" + deployID + ")", progress(updateID, "Downloading")}},
		{"a download job", false, []string{"DownloadJob completion received for assignment (" + deployID + ")", progress(updateID, "Downloading")}},
		{"the client's restart", false, []string{received, "Service startup system task", progress(updateID, "Downloading")}},
	} {
		e := lastEvent(t, "UpdatesDeploymentAgent", c.lines...)
		want := event.GUID{}
		if c.belongs {
			want = event.MustGUID(deployID)
		}
		if e.Kind != event.UpdateProgress || e.Deployment != want {
			t.Errorf("%s: deployment %v", c.name, e.Deployment)
		}
	}
}

func TestAJobOfAnInstallationIsThatOfTheDeploymentThatStarts(t *testing.T) {
	job := "ApplyCIs - JobId = {CEE4AA3A-0B68-49B3-B5DD-0F6F1C1B7A10}"
	if e := lastEvent(t, "UpdatesDeploymentAgent", "Progress received for assignment ("+deployID+")", job); !e.Deployment.IsZero() {
		t.Errorf("progress ties the job to %v", e.Deployment)
	}
}

func TestARefusedDownloadIsThatOfTheDeploymentThatFailed(t *testing.T) {
	const refused = "Updates will not be made available"
	failed := "Job error (0x80004005) received for assignment (" + deployID + ") action"
	if e := lastEvent(t, "UpdatesDeploymentAgent", failed, refused); e.Kind != event.DownloadRefused || e.Deployment != event.MustGUID(deployID) {
		t.Errorf("%+v", e)
	}
	for _, lines := range [][]string{
		{"Progress received for assignment (" + deployID + ")", refused},
		{failed, "Assignment " + otherDeployID + " has total CI = 1", refused},
	} {
		if e := lastEvent(t, "UpdatesDeploymentAgent", lines...); e.Kind != event.DownloadRefused || !e.Deployment.IsZero() {
			t.Errorf("%q gives %+v", lines, e)
		}
	}
	if e := lastEvent(t, "UpdatesDeploymentAgent", failed, progress(updateID, "WaitInstall")); !e.Deployment.IsZero() {
		t.Errorf("an error ties the progress of an update to %v", e.Deployment)
	}
}

func TestTheClientsRestartEndsTheContextOfAllThreads(t *testing.T) {
	var x Extractor
	x.Match(Input{Thread: 1, Message: []byte("Progress received for assignment (" + deployID + ")")})
	x.Match(Input{Thread: 2, Message: []byte("Service startup system task")})
	if e := x.Match(Input{Thread: 1, Message: []byte(progress(updateID, "Downloading"))}).Event; !e.Deployment.IsZero() {
		t.Errorf("thread 1 still has %v", e.Deployment)
	}
}

func TestAStateMessageOfAnUpdateHasTheCodeBeforeIt(t *testing.T) {
	const action = "CTargetedUpdate::RaiseEnforcementStateMessage, m_eUpdateAction = 1"
	const result = "CTargetedUpdate::RaiseEnforcementStateMessage, m_hrError = -2016410012"
	raised := func(update string) string {
		return "Raised update (TopicID) (" + siteID + "/SUM_" + update + ") enforcement state message successfully. TopicType = STATE_TOPICTYPE_SUM_CI_ENFORCEMENT, StateId = 11, StateName = CI_ENFORCEMENT_UPDATE_FAILED, StateCriticality = 1, TopicIdVersion = 1"
	}
	all := events(t, "UpdatesDeploymentAgent", action, "CTargetedUpdate::RaiseEnforcementStateMessage, ulMessageId = -1073730111",
		result, raised(updateID), raised(otherUpdateID), result, action, raised(updateID))
	if len(all) != 3 || all[0].Code != 0x87d00664 || !all[0].HasCode || all[0].Numbers[event.StateID] != 11 {
		t.Fatalf("%+v", all)
	}
	if all[1].HasCode || all[2].HasCode {
		t.Error("the code is inherited twice, or by the messages of another action")
	}
}

func TestWhoOwnsAWorkload(t *testing.T) {
	const asked, result = "Verifying if workload 16 is enabled in workloadFlags 23", "Result of & operation is 16"
	const intune, configMgr = "Feature flag is ON, device should be Intune managed.", "Feature flag is OFF, should be SCCM managed."
	all := events(t, "WUAHandler", asked, result, intune, intune, asked, configMgr)
	if len(all) != 3 {
		t.Fatalf("%+v", all)
	}
	for i, want := range []struct {
		workloads int64
		intune    event.Tri
	}{{16, event.Yes}, {0, event.Yes}, {16, event.No}} {
		if e := all[i]; e.Kind != event.WorkloadOwner || e.Numbers[event.Workloads] != want.workloads || e.IntuneOwns() != want.intune {
			t.Errorf("%d: %+v, want %+v", i, e, want)
		}
	}
}

func TestTheEndOfAScanInWindowsUpdateLog(t *testing.T) {
	const start, end = "** START **  Agent: Finding updates [CallerId = CcmExec]", "**  END  **  Agent: Finding updates [CallerId = CcmExec]"
	const otherStart, otherEnd = "** START **  Agent: Finding updates [CallerId = AutomaticUpdates]", "**  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]"
	const trips, exit = "WARNING: Exceeded max server round trips: 0x80244010", "  * WARNING: Exit code = 0x80244010"
	for _, c := range []struct {
		name  string
		kinds []event.Kind
		code  event.Code
		lines []string
	}{
		{"failed", []event.Kind{event.ScanStarted, event.ScanRoundTrips, event.ScanEnded}, 0x80244010, []string{start, trips, exit, end}},
		{"succeeded", []event.Kind{event.ScanStarted, event.ScanEnded}, 0, []string{start, end}},
		{"succeeded after another's failed", []event.Kind{event.ScanStarted, event.ScanEnded}, 0, []string{otherStart, trips, exit, otherEnd, start, end}},
		{"succeeded after a failed one", []event.Kind{event.ScanStarted, event.ScanEnded, event.ScanStarted, event.ScanEnded}, 0, []string{start, exit, end, start, end}},
		{"decoded", []event.Kind{event.ScanStarted, event.ScanEnded}, 0x80240438, []string{"* START * Finding updates CallerId = CcmExec  Id = 2 (cV = A.1)", "* END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x80240438 (cV = A.1)"}},
		{"decoded without a number", []event.Kind{event.ScanEnded}, 0x80240438, []string{"* END * Finding updates CallerId = CcmExec, Exit code = 0x80240438"}},
	} {
		all := events(t, "Agent", c.lines...)
		var kinds []event.Kind
		for _, e := range all {
			kinds = append(kinds, e.Kind)
		}
		if !slices.Equal(kinds, c.kinds) {
			t.Errorf("%s: kinds %v, want %v", c.name, kinds, c.kinds)
			continue
		}
		if last := all[len(all)-1]; last.Kind != event.ScanEnded || !last.HasCode || last.Code != c.code {
			t.Errorf("%s: ends with %+v", c.name, last)
		}
	}
	if all := events(t, "Agent", otherStart, trips, exit, otherEnd); len(all) != 0 {
		t.Errorf("a search of Windows' own makes %+v", all)
	}
}

func TestOnlyConfigMgrsInstallationNeedsARestart(t *testing.T) {
	const reboot = "  - Reboot required = Yes"
	for _, c := range []struct {
		name  string
		want  int
		lines []string
	}{
		{"at once", 1, []string{"-- START --  COMAPI: Install [ClientId = CcmExec]", "  - Install call; Updates to install = 2", reboot}},
		{"resumed", 1, []string{">>--  RESUMED  -- COMAPI: Install [ClientId = CcmExec]", reboot}},
		{"submitted", 0, []string{"-- START --  COMAPI: Install [ClientId = CcmExec]", "<<-- SUBMITTED -- COMAPI: Install [ClientId = CcmExec]", reboot}},
		{"ended", 0, []string{"-- START --  COMAPI: Install [ClientId = CcmExec]", "--  END  --  COMAPI: Install [ClientId = CcmExec]", reboot}},
		{"a search", 0, []string{"-- START --  COMAPI: Search [ClientId = CcmExec]", reboot}},
		{"Windows' own", 0, []string{"-- START --  COMAPI: Install [ClientId = wusa]", reboot}},
		{"not known", 0, []string{reboot}},
	} {
		all := events(t, "COMAPI", c.lines...)
		if len(all) != c.want || c.want == 1 && (all[0].Kind != event.InstallNeedsRestart || all[0].RestartRequired() != event.Yes) {
			t.Errorf("%s: %+v", c.name, all)
		}
	}
}

func TestAPackageBelongsToTheContentThatIsBeingInstalled(t *testing.T) {
	const pkg = "CBS package identity: Package_for_KB5081777~31bf3856ad364e35~amd64~~26100.8112.1.4"
	all := events(t, "Handler", ":: START ::  Handler: CBS Install", "Starting install of CBS update "+contentID, pkg,
		"FATAL: CBS called Error with 0x800f0831, ",
		"FATAL: Completed install of CBS update with type=0, requiresReboot=0, installerError=1, hr=0x800f0831",
		"::  END  ::  Handler: CBS Install", pkg)
	if len(all) != 5 {
		t.Fatalf("%d events", len(all))
	}
	for i, want := range []event.Kind{event.ContentInstallStarted, event.PackageNamed, event.PackageFailed, event.ContentInstallEnded} {
		if e := all[i]; e.Kind != want || e.Content.String() != contentID {
			t.Errorf("%d: %+v", i, e)
		}
	}
	if e := all[1]; e.Texts[event.File] != "Package_for_KB5081777~31bf3856ad364e35~amd64~~26100.8112.1.4" {
		t.Errorf("package %q", e.Texts[event.File])
	}
	if all[2].Code != 0x800f0831 || all[3].Code != 0x800f0831 || all[3].RestartRequired() != event.No {
		t.Errorf("%+v %+v", all[2], all[3])
	}
	if !all[4].Content.IsZero() {
		t.Error("a package after the end belongs to the content before it")
	}
}

func TestAnUpdateThatCannotBeEvaluated(t *testing.T) {
	const failed = "WARNING: Failed to evaluate Installed rule, updateId = {" + updateID + "}.202, hr = 80070057"
	e := lastEvent(t, "Agent", "** START **  Agent: Finding updates [CallerId = CcmExec]", failed)
	if e.Kind != event.UpdateUnevaluated || e.Update.String() != updateID || e.Numbers[event.Revision] != 202 || e.Code != 0x80070057 {
		t.Errorf("%+v", e)
	}
	if all := events(t, "Agent", failed); len(all) != 0 {
		t.Errorf("an unknown caller's search makes %+v", all)
	}
}

func TestReportedEvents(t *testing.T) {
	e := oneEvent(t, "Report", "REPORT EVENT: {8E0B6C65-6B2B-4C0E-8F0D-5D3A0F6C1B22}\t2026-03-17 20:31:07:215-0500\t1\t201\t101\t{"+updateID+
		"}\t501\t240005\tCcmExec\tSuccess\tContent Install\tInstallation Successful: Windows successfully installed the following update: Update: Part 2 (KB5081777)")
	if e.Kind != event.UpdateReported || e.Numbers[event.StateID] != 201 || e.Update.String() != updateID || e.Numbers[event.Revision] != 501 ||
		e.Code != 0x240005 || e.Texts[event.Name] != "CcmExec" || e.Texts[event.Title] != "Update: Part 2 (KB5081777)" || e.Texts[event.KB] != "5081777" {
		t.Errorf("%+v", e)
	}
	e = oneEvent(t, "Report", "REPORT EVENT: {0A5D7F1B-1F7C-4A87-8C55-7D4E3B9F6A55}\t2026-03-17 20:21:44:902-0500\t1\t148\t101\t{00000000-0000-0000-0000-000000000000}"+
		"\t0\t8024402c\tWindows Update Command Line\tFailure\tSoftware Synchronization\tWindows Update Client failed to detect with error 0x8024402c.")
	if !e.Update.IsZero() || e.Numbers[event.StateID] != 148 || e.Code != 0x8024402c || e.Texts[event.Name] != "Windows Update Command Line" || e.Texts[event.Title] != "" {
		t.Errorf("%+v", e)
	}
}

func TestTheStoreRepeatsWhatItKnows(t *testing.T) {
	for line, want := range map[string]event.Kind{
		"Successfully raised state message for update (" + updateID + ") with state (Missing).":                            event.UpdateStored,
		"Successfully refreshed state message for update (" + updateID + ") with state (Missing).":                         event.UpdateRepeated,
		"Queried Update (" + updateID + "): Status=Missing, Title=A (KB5081777), BulletinID=, QNumbers=5081777, LocaleID=": event.UpdateRepeated,
	} {
		if e := oneEvent(t, "UpdatesStore", line); e.Kind != want || e.Texts[event.State] != "Missing" {
			t.Errorf("%q gives %+v", line, e)
		}
	}
}
