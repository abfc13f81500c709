package parsers_test

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model/event"
)

// TestSignaturesMakeEvents checks the events for the lines by which findings recognise known
// problems.
func TestSignaturesMakeEvents(t *testing.T) {
	const source = "({3AAB6A76-CE2D-4E8A-9F11-741AE69677A2})"
	for _, c := range []struct {
		finding string
		line
		want event.Kind
	}{
		{"F01", line{"WUAHandler", "Group policy settings were overwritten by a higher authority (Domain Controller) to: Server http://wsus.contoso.com and Policy ENABLED"}, event.ScanBlocked},
		{"F01", line{"WUAHandler", "Failed to Add Update Source for WUAgent of type (2) and id " + source + ". Error = 0x87d00692."}, event.ScanSourceFailed},
		{"F01", line{"ScanAgent", "CScanJob::Execute- Failed at AddUpdateSource, Error = 0x87d00692"}, event.ScanFailed},
		{"F01", line{"UpdatesDeploymentAgent", "Job error (0x87d00692) received for assignment (" + deployment + ") action"}, event.DeploymentError},
		{"F02", line{"WUAHandler", "Unable to read existing WUA Group Policy object. Error = 0x80004005."}, event.GroupPolicyUnreadable},
		{"F02", line{"WUAHandler", "Unable to read existing WUA resultant policy. Error = 0x80070002."}, event.GroupPolicyUnreadable},
		{"F03", line{"WUAHandler", "OnSearchComplete - Failed to end search job. Error = 0x80244010."}, event.ScanFailed},
		{"F04", line{"WUAHandler", "Scan failed with error = 0x80244021."}, event.ScanFailed},
		{"F09", line{"Agent", "WARNING: ISusInternal::GetUpdateMetadata2 failed, hr=8007000E"}, event.WUACallFailed},
		{"F10", line{"ScanAgent", "ScanJob({4CD06388-D509-46E4-8C00-75909EDD9EE8}): - - - - - -Locations requested for ScanJobID={4CD06388-D509-46E4-8C00-75909EDD9EE8} (LocationRequestID={C2BB9710-C548-49D0-9DF8-5F9CFC5F3862}), will process the scan request once locations are available."}, event.ScanRequested},
		{"F11", line{"UpdatesDeploymentAgent", "Software Updates client configuration policy has not been received."}, event.ConfigurationMissing},
		{"F11", line{"UpdatesDeploymentAgent", "Software updates functionality will not be enabled until the configuration policy has been received. If this issue persists please check client/server policy communication."}, event.ConfigurationMissing},
		{"F11", line{"UpdatesDeploymentAgent", "Software Updates feature is disabled"}, event.ConfigurationMissing},
		{"F11", line{"UpdatesDeploymentAgent", "Enabling software Updates feature"}, event.UpdatesEnabled},
		{"F12", line{"UpdatesHandler", "CDeploymentJob -- Failed to download update (" + bundle + "). Error = 0x87d00669"}, event.UpdateDownloadFailed},
		{"F13", line{"ContentTransferManager", "CCTMJob::UpdateLocations - Received empty location update for CTM Job {E0452CF4-5B04-4A1A-B8EB-10B11B063249}"}, event.CTMLocationsEmpty},
		{"F13", line{"ContentTransferManager", "CCTMJob::UpdateLocations - Recieved no suitable locations in location update for CTM Job {E0452CF4-5B04-4A1A-B8EB-10B11B063249}"}, event.CTMLocationsEmpty},
		{"F13", line{"LocationServices", "LS Request CorrelationID {E0452CF4-5B04-4A1A-B8EB-10B11B063249} - Calling back with empty distribution points list"}, event.LocationRequestEmpty},
		{"F14", line{"ContentAccess", "Not enough non-active cache to delete"}, event.CacheFull},
		{"F14", line{"ContentAccess", "Not enough space in Cache"}, event.CacheFull},
		{"F14", line{"ContentAccess", "CreateContentRequest failed"}, event.CacheFull},
		{"F15", line{"DataTransferService", "CDTSJob::HandleErrors: DTS Job '{594E9A72-43D1-48D1-A639-D18DF7D286A2}' BITS Job '{38E74FCB-4397-4CA9-94AE-BDD49F550EC9}' under user 'S-1-5-18' OldErrorCount 0 NewErrorCount 1 ErrorCode 0x80072EE7"}, event.DTSRetry},
		{"F16", line{"DataTransferService", "Error retrieving manifest (0x800704cf).  Will attempt retry 140 in 3600 seconds."}, event.DTSRetry},
		{"F16", line{"DataTransferService", "[CCMHTTP] ERROR: URL=http://dp01.contoso.com:80/SMS_DP_SMSPKG$/" + leaf + ", Port=80, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT"}, event.TransferError},
		{"F17", line{"DeltaDownload", "Failed to send HTTP Response. Error=800704cd"}, event.DeltaDownloadFailed},
		{"F17", line{"WUAHandler", "Unexpected HRESULT for downloading complete: 0x80d02002"}, event.DeltaDownloadFailed},
		{"F18", line{"WUAHandler", "Failed to download updates to the WUAgent datastore. Error = 0x80246002."}, event.InstallFailed},
		{"F18", line{"ContentAccess", "Successfully raised SoftDistHashMismatchEvent event."}, event.ContentHashMismatch},
		{"F18", line{"UpdatesDeploymentAgent", "Update (" + modelName + bundle + ") Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 0, Result = 0x80091007"}, event.UpdateProgress},
		{"F19", line{"WUAHandler", "Failed to initiate install of WSUS updates, error = 0x800b0109"}, event.InstallFailed},
		{"F19", line{"UpdatesHandler", "Failed to start batch install through WSUS Install handler , error = 0x800b0109"}, event.InstallFailed},
		{"F19", line{"UpdatesHandler", "InstallUpdatesInBatch failed with error 0x800b0109"}, event.InstallFailed},
		{"F19", line{"Agent", `Error: 0x800b0101 when verifying trust for C:\Windows\SoftwareDistribution\Download\a.cab`}, event.WUACallFailed},
		{"F20", line{"WUAHandler", "Update 1 (" + bundle + ") finished installing (0x80070643), Reboot Required? No"}, event.UpdateInstallEnded},
		{"F20", line{"WUAHandler", "Installation job encountered some failures. Job Result = 0x80240022."}, event.InstallFailed},
		{"F21", line{"WUAHandler", "Update 1 (" + bundle + ") finished installing (0x8024002d), Reboot Required? No"}, event.UpdateInstallEnded},
		{"F22", line{"UpdatesHandler", "Execution cancelled by job. Update will not be monitored"}, event.UpdateTimedOut},
		{"F22", line{"UpdatesDeploymentAgent", "Raised update (TopicID) (" + modelName + bundle + ") enforcement state message successfully. TopicType = STATE_TOPICTYPE_SUM_CI_ENFORCEMENT, StateId = 11, StateName = CI_ENFORCEMENT_UPDATE_FAILED, StateCriticality = 1, TopicIdVersion = 1"}, event.UpdateStateRaised},
		{"F22", line{"UpdatesDeploymentAgent", "Update (" + modelName + bundle + ") Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 1024, Result = 0x87d00664"}, event.UpdateProgress},
		{"F23", line{"UpdatesDeploymentAgent", "No current service window available to run updates assignment with time required = 1800"}, event.WindowRequested},
		{"F23", line{"UpdatesDeploymentAgent", "This assignment (" + deployment + ") will be retried once the service window is available."}, event.DeploymentWaitsForWindow},
		{"F25", line{"UpdatesDeploymentAgent", "CTargetedUpdatesManager::DetectRebootPendingUpdates - Total Pending reboot updates = 3"}, event.PendingRestartCount},
		{"F26", line{"ServiceWindowManager", "No Service Windows Left. There is no next event...."}, event.NoWindowsLeft},
		{"F26", line{"ServiceWindowManager", "Sending Message SERVICEWINDOWEVENT:DELETE event"}, event.WindowNotice},
		{"F27", line{"UpdatesDeploymentAgent", "Notify reboot with deadline = Sunday, Feb 09, 2014. - 21:30:17, Ignore reboot Window = True, NotifyUI = True"}, event.RestartNotified},
		{"F27", line{"MaintenanceCoordinator", "RequestPersistence(id=Update download job, persist=1, swoverride=1, swType=4, pendingWFDisable=0, deadline=1)"}, event.WindowOverride},
		{"F27", line{"UpdatesHandler", "Timeout Options: Priority = 2, DPLocality = 1048578, Location = 604800, bOverrideServiceWindow = True"}, event.WindowOverride},
		{"F28", line{"WUAHandler", "Waiting for 2 mins for Group Policy to notify of WUA policy change..."}, event.GroupPolicyWait},
		{"F29", line{"LocationServices", "Client is not in any boundary group."}, event.NotInBoundaryGroup},
		{"F30", line{"UpdatesDeploymentAgent", "Job error (0x80004005) received for assignment (" + deployment + ") action"}, event.DeploymentError},
		{"F32", line{"CcmMessaging", "OutgoingMessage(Queue='mp_[http]mp_locationmanager', ID={76453CC6-76BA-4B68-BE30-BA70754570BB}): Delivered successfully to host 'mp01.contoso.com'."}, event.MessageDelivered},
		{"F32", line{"StateMessage", "State message(State ID : 2) with TopicType 1000 and TopicId GUID:66F96D04-BEB1-4E71-A279-A94443C6775B has been recorded for SYSTEM"}, event.StateMessageRecorded},
	} {
		_, events := replay(t, c.line)
		if len(events) != 1 || events[0].Kind != c.want {
			t.Errorf("%s: %q gives %d events, want kind %d", c.finding, c.message, len(events), c.want)
		}
	}
}

func TestWhatOverridesAndUnreachableServersSay(t *testing.T) {
	_, events := replay(t,
		line{"UpdatesHandler", "Initiating download for the job ({CAD25424-58B2-46CE-A398-3D7E18105070})."},
		line{"UpdatesHandler", "Timeout Options: Priority = 2, DPLocality = 1048578, Location = 604800, bOverrideServiceWindow = True"},
		line{"MaintenanceCoordinator", "RequestPersistence(id=Update download job, persist=1, swoverride=0, swType=4, pendingWFDisable=0, deadline=1)"},
		line{"DataTransferService", "[CCMHTTP] ERROR: URL=http://dp01.contoso.com:80/a, Port=80, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT"},
		line{"DataTransferService", "Failed to send request to /a at host dp01.contoso.com, error 0x2efd"})
	if e := events[0]; e.Answer != event.Yes || e.Job != id("CAD25424-58B2-46CE-A398-3D7E18105070") {
		t.Errorf("%+v", e)
	}
	if e := events[1]; e.Answer != event.No || e.Numbers[event.WindowType] != 4 || e.Texts[event.Name] != "Update download job" {
		t.Errorf("%+v", e)
	}
	if e := events[2]; e.Code != 12029 || e.Texts[event.Name] != "ERROR_WINHTTP_CANNOT_CONNECT" || e.Texts[event.URL] != "http://dp01.contoso.com:80/a" {
		t.Errorf("%+v", e)
	}
	if e := events[3]; e.Code != 12029 || e.Texts[event.URL] != "dp01.contoso.com" {
		t.Errorf("%+v", e)
	}
}

// activeFindings returns the ids of the findings that are active some time after the last of some
// lines.
func activeFindings(t *testing.T, later time.Duration, lines ...line) string {
	t.Helper()
	s, _ := replay(t, lines...)
	var ids []string
	for _, f := range s.FindingsAt(s.At.Add(later)) {
		if f.Active() {
			ids = append(ids, f.ID)
		}
	}
	return strings.Join(ids, " ")
}

// TestFindingsFromLines checks the findings that sequences of lines lead to.
func TestFindingsFromLines(t *testing.T) {
	const ctm, dts = "{E0452CF4-5B04-4A1A-B8EB-10B11B063249}", "{594E9A72-43D1-48D1-A639-D18DF7D286A2}"
	agent := func(text string) line { return line{"UpdatesDeploymentAgent", text} }
	handler := func(text string) line { return line{"WUAHandler", text} }
	transfer := func(text string) line { return line{"DataTransferService", text} }
	downloading := []line{
		targeted,
		{"UpdatesHandler", "Bundle update (" + bundle + ") is requesting download from child updates for action (INSTALL)"},
		{"UpdatesHandler", `Content Text = <Content ContentId="` + leaf + `" Version="1"><FileContent Name="windows11.0-kb5081316-x64.cab" Hash="A" HashAlgorithm="SHA1" Size="199093"/></Content>`},
		{"ContentAccess", "Submitted CTM job " + ctm + " to download Content " + leaf + ".1 under context System"},
		{"ContentTransferManager", "CTM job " + ctm + " (corresponding DTS job " + dts + ") started download from 'http://dp01.contoso.com/SMS_DP_SMSPKG$/" + leaf + "' for full content download."},
	}
	starting := transfer("Execute called for DTS job '" + dts + "'. Current state: 'RetrieveManifest'")
	moved := transfer("Job: " + dts + ", Total Files: 1, Transferred Files: 0, Total Bytes: 199093, Transferred Bytes: 4096")
	waiting := []line{
		targeted,
		agent("No current service window available to run updates assignment with time required = 1800"),
		agent("No service window available to run updates assignment"),
		agent("This assignment (" + deployment + ") will be retried once the service window is available."),
	}
	with := func(lines []line, more ...line) []line {
		return append(append([]line(nil), lines...), more...)
	}
	for _, c := range []struct {
		name  string
		later time.Duration
		want  string
		lines []line
	}{
		{"gpupdate that never ends", time.Hour, "F28", []line{handler("Waiting for 2 mins for Group Policy to notify of WUA policy change...")}},
		{"gpupdate that ends", time.Hour, "", []line{handler("Waiting for 2 mins for Group Policy to notify of WUA policy change..."), handler("Waiting for 30 secs for policy to take effect on WU Agent."), handler("Added Update Source ({3AAB6A76-CE2D-4E8A-9F11-741AE69677A2}) of content type: 2")}},
		{"a distribution point's list of files cannot be had", 0, "F16", with(downloading, starting, transfer("Error retrieving manifest (0x800704cf).  Will attempt retry 140 in 3600 seconds."))},
		{"a distribution point does not answer", 0, "F16", with(downloading, starting, transfer("[CCMHTTP] ERROR: URL=http://dp01.contoso.com:80/SMS_DP_SMSPKG$/"+leaf+", Port=80, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT"))},
		{"it answers again", 0, "", with(downloading, starting, transfer("Error retrieving manifest (0x800704cf).  Will attempt retry 140 in 3600 seconds."), moved)},
		{"a transfer is interrupted", 0, "F15", with(downloading, transfer("CDTSJob::HandleErrors: DTS Job '"+dts+"' BITS Job '{38E74FCB-4397-4CA9-94AE-BDD49F550EC9}' under user 'S-1-5-18' OldErrorCount 0 NewErrorCount 1 ErrorCode 0x80072EE7"))},
		{"no distribution point", 0, "F13", with(downloading[:4], line{"ContentTransferManager", "CCTMJob::UpdateLocations - Received empty location update for CTM Job " + ctm})},
		{"a server refuses the list of files", 0, "F37", with(downloading, starting, transfer("Error sending DAV request. HTTP code 405, status 'Method Not Allowed'"),
			transfer("GetDirectoryList_HTTP('http://dp01.contoso.com/SMS_DP_SMSPKG$/"+leaf+"') failed with code 0x87d0027e."), transfer("Error retrieving manifest (0x87d0027e).  Will attempt retry 1 in 120 seconds."))},
		{"a first 401", 0, "", with(downloading, starting, transfer("Error sending DAV request. HTTP code 401, status 'Unauthorized'"),
			transfer("GetDirectoryList_HTTP('http://dp01.contoso.com/SMS_DP_SMSPKG$/"+leaf+"') failed with code 0x80070005."))},
		{"the network is metered", 0, "F39", with(downloading, starting, transfer("Request to http://dp01.contoso.com/SMS_DP_SMSPKG$/"+leaf+" cannot be fulfilled since use of metered network is not allowed."))},
		{"the hash is wrong", 0, "F18", with(downloading, line{"ContentAccess", "Download failed for content " + leaf + ".1 under context System, error 0x80091007"})},
		{"the update point's certificate", 0, "F36", []line{handler("OnSearchComplete - Failed to end search job. Error = 0x800b0109."), handler("Scan failed with error = 0x800b0109.")}},
		{"the workload is Intune's", 0, "F41", []line{handler("Verifying if workload 16 is enabled in workloadFlags 23"), handler("Result of & operation is 16"), handler("Feature flag is ON, device should be Intune managed.")}},
		{"the workload is ConfigMgr's", 0, "", []line{handler("Verifying if workload 16 is enabled in workloadFlags 8193"), handler("Result of & operation is 0"), handler("Feature flag is OFF, should be SCCM managed.")}},
		{"the installation is cancelled", 0, "F54", with([]line{targeted}, line{"UpdatesHandler", "Update (" + bundle + ") added to the installation batch"}, handler("Async installation of updates started."), handler("Successfully canceled running installation."))},
		{"a download stands still", 2 * time.Hour, "F35", with(downloading, moved)},
		{"a download moves", time.Minute, "", with(downloading, moved)},
		{"waits for a window", 0, "", waiting},
		{"the last window goes while it waits", 0, "F26", with(waiting, line{"ServiceWindowManager", "No Service Windows Left. There is no next event...."})},
		{"the run time is over", 0, "F22", with([]line{targeted}, line{"UpdatesHandler", "Update (" + bundle + ") added to the installation batch"}, handler("Async installation of updates started."),
			line{"UpdatesHandler", "Execution cancelled by job. Update will not be monitored"},
			agent("Update ("+modelName+bundle+") Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 0, Result = 0x87d00664"))},
		{"it is installed all the same", 0, "", with([]line{targeted}, agent("Update ("+modelName+bundle+") Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 0, Result = 0x87d00664"),
			handler("Update (Installed): 2026-03 Cumulative Update (KB5081777) ("+bundle+", 200)"))},
		{"a hard restart blocks it", 0, "F25", with([]line{targeted}, agent("Update ("+modelName+bundle+") Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 0, Result = 0x87D00704"))},
		{"the client cannot talk to its management point", 0, "F32", []line{{"StateMessage", "State message(State ID : 2) with TopicType 1000 and TopicId GUID:66F96D04-BEB1-4E71-A279-A94443C6775B has been recorded for SYSTEM"}}},
		{"it can again", 0, "", []line{{"StateMessage", "State message(State ID : 2) with TopicType 1000 and TopicId GUID:66F96D04-BEB1-4E71-A279-A94443C6775B has been recorded for SYSTEM"}, {"StateMessage", "State message(State ID : 1) with TopicType 1000 and TopicId GUID:66F96D04-BEB1-4E71-A279-A94443C6775B has been recorded for SYSTEM"}}},
		{"the deadline fires and nothing follows", time.Hour, "F34", []line{{"Scheduler", "SMSTrigger '3E692B0000080000' for scheduler 'Machine/DEADLINE:" + deployment + "' will fire at 03/17/2026 08:00:01 PM without randomization."}, {"Scheduler", "Sending message for schedule 'Machine/DEADLINE:" + deployment + "' (Target: 'direct:UpdatesDeploymentAgent', Name: '')"}}},
		{"the scan's two lines of one failure", 0, "F06", []line{handler("OnSearchComplete - Failed to end search job. Error = 0x80244022."), handler("Scan failed with error = 0x80244022.")}},
	} {
		if got := activeFindings(t, c.later, c.lines...); got != c.want {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
}

// TestHarmlessErrorsMakeNoFindings checks lines that look like errors but occur on healthy clients,
// a month later.
func TestHarmlessErrorsMakeNoFindings(t *testing.T) {
	for _, l := range []line{
		{"UpdatesDeploymentAgent", "No CCM Identification blob"},
		{"UpdatesDeploymentAgent", "GetUpdateInfo - failed to get targeted update, error = 0x87d00215."},
		{"UpdatesDeploymentAgent", "No current service window available to run updates assignment with time required = 1"},
		{"UpdatesDeploymentAgent", "GetActions() did not succeed. 80070490."},
		{"DataTransferService", "BITS job '{38E74FCB-4397-4CA9-94AE-BDD49F550EC9}' is not found. The BITS job may have completed already."},
		{"ContentTransferManager", "CCTMJob::_GetNextLocation failed with code 0x87d00215"},
		{"UpdatesStore", "Failed to refresh Resync state message. Error = 0x87d00310."}, // F31
		{"UpdatesDeploymentAgent", "Job error (0x00000000) received for assignment (" + deployment + ") action"},
		{"WUAHandler", "Installation job encountered some failures. Job Result = 0x80240022."}, // the updates' own lines say it
		{"MaintenanceCoordinator", "RequestPersistence(id=Update download job, persist=1, swoverride=0, swType=4, pendingWFDisable=0, deadline=1)"},
		{"UpdatesDeploymentAgent", "Notify reboot with deadline = Sunday, Feb 09, 2014. - 21:30:17, Ignore reboot Window = False, NotifyUI = True"},
	} {
		if got := activeFindings(t, 30*24*time.Hour, targeted, l); got != "" {
			t.Errorf("%q makes %s", l.message, got)
		}
	}
}
