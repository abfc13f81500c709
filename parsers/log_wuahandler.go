package parsers

import "ccmtail/model/event"

// wuaHandler calls the Windows Update Agent for scans and installations, and logs the result of
// each update. Clients of 2007 number the updates of a scan and those of 2014 do not; one of 2021
// lists none. Evidence for failures: excerpts of 2017, vendors' pages of 2021-2022, the dashboard's
// list (2024), a query library; for co-management, Microsoft's article on its workloads.
var wuaHandler = log{
	name:       "WUAHandler",
	components: []string{"WUAHandler"},
	about:      "scans and their results, the result of each installation",
	rules: []rule{
		{kind: event.UpdateStatus, line: "<_:int>. Update (<state:word>): <title:text> (<update:guid>, <revision:int>)"},
		{kind: event.UpdateStatus, line: "Update (<state:word>): <title:text> (<update:guid>, <revision:int>)"},
		{kind: event.UpdateInstallEnded, line: "Update <_:int> (<update:guid>) finished installing (<code:hresult>)«, Reboot Required? <restart:yesno>»"},
		{kind: event.UpdatePostRestart, line: "Update (<update:guid>) has finished the post reboot operation. HResult: <code:hresult>"},
		{kind: event.UpdateSuperseded, line: "Pruning: update id (<update:guid>) is superseded by (<linked:guid>)"},
		{kind: event.ContentLinked, line: "Found top-level bundle update (<update:guid>:<_:int>) for leaf update: <content:guid>:<_:int>"},
		{why: intermediate, line: "CopyToCache() for update (<_:guid>) completed successfully"},
		{kind: event.InstallStarted, line: "Async installation of updates started"},
		{kind: event.InstallEnded, line: "Installation of updates completed"},
		{kind: event.InstallFailed, line: "Installation job encountered some failures. Job Result = <code:hresult>"},
		{kind: event.InstallFailed, line: "Failed to get final installation result of updates. Error = <code:hresult>"},
		{kind: event.InstallFailed, line: "Failed to download updates to the WUAgent datastore. Error = <code:hresult>"},
		{kind: event.InstallFailed, line: "Failed to initiate install of WSUS updates, error = <code:hresult>"},
		{kind: event.InstallFailed, line: "WARNING: WU client failed to install updates with error <code:hresult>"},
		{kind: event.InstallCancelled, line: "Successfully canceled running installation"},
		{kind: event.DeltaDownloadFailed, line: "Unexpected HRESULT for downloading complete: <code:hresult>"},

		{kind: event.ScanSourceAdded, line: "Its a WSUS Update Source type (<source:guid>), adding it"},
		{kind: event.ScanSourceAdded, line: "Added Update Source (<source:guid>) of content type: <_:int>"},
		{kind: event.ScanServerNamed, line: "Enabling WUA Managed server policy to use server: <url:text>"},
		{kind: event.ScanServerNamed, line: "Existing WUA Managed server was already set (<url:text>), skipping Group Policy registration"},
		{kind: event.GroupPolicyWait, line: "Waiting for 2 mins for Group Policy to notify of WUA policy change..."},
		{kind: event.ScanStarted, line: "Async searching of updates using WUAgent started"},
		{kind: event.ScanSucceeded, line: "Successfully completed scan"},
		{kind: event.ScanFailed, line: "OnSearchComplete - Failed to end search job. Error = <code:hresult>"},
		{kind: event.ScanFailed, line: "Scan failed with error = <code:hresult>"},
		{kind: event.ScanBlocked, line: "Group policy settings were overwritten by a higher authority (Domain Controller)« to: Server <url:text> and Policy ENABLED»"},
		{kind: event.GroupPolicyUnreadable, line: "Unable to read existing WUA Group Policy object. Error = <code:hresult>"},
		{kind: event.GroupPolicyUnreadable, line: "Unable to read existing WUA resultant policy. Error = <code:hresult>"},
		{kind: event.ScanSourceFailed, line: "Failed to Add Update Source for WUAgent of type (<_:int>) and id (<source:guid>). Error = <code:hresult>"},
		{kind: event.ConfigurationMissing, line: "Software Updates client configuration policy has not been received"},

		{why: contextOnly, remembers: fieldWorkloads, line: "Verifying if workload <workloads:int> is enabled in workloadFlags <_:int>"},
		{why: repeats, line: "Result of & operation is <_:int>"},
		{kind: event.WorkloadOwner, answer: event.Yes, inherits: fieldWorkloads, line: "Feature flag is ON, device should be Intune managed"},
		{kind: event.WorkloadOwner, answer: event.No, inherits: fieldWorkloads, line: "Feature flag is OFF, should be SCCM managed"},

		{why: intermediate, line: "Adding file to list for CopyToCache(): <_:text>"},
		{why: intermediate, line: "Update(s) downloaded to WUA file cache, starting installation"},
		{why: intermediate, line: "Async download completed"},
		{why: repeats, line: "Async install completed"},
		{why: intermediate, line: "Download progress callback: download result oPCode = <_:int>"},
		{why: intermediate, line: "Its a completely new WSUS Update Source"},
		{why: intermediate, line: "WSUS update source already exists, it has increased version to <_:int>"},
		{why: intermediate, line: "Policy refresh forced"},
		{why: intermediate, line: "Waiting for 30 secs for policy to take effect on WU Agent"},
		{why: intermediate, line: "Async searching completed"},
		{why: intermediate, line: "Finished searching for everything in single call"},
		{why: intermediate, line: "Running single-call scan of updates"},
		{why: intermediate, line: "Search Criteria is <_:text>"},
		{why: intermediate, line: "Scan results will include …"},
		{why: upkeep, line: "CWuaHandler::SetCategoriesForStateReportingExclusion called with …"},
		{why: upkeep, line: "SourceManager::GetIsWUfBEnabled - …"},
		{why: upkeep, line: "CWUAHandler - Scan(), old SupersedenceMode=<_:int>, new SupersedenceMode=<_:int>. Need update and save to SourceManager"},
		{why: upkeep, line: "Modified Update Source (<source:guid>) to new SupersedenceMode: <_:int>"},
		{why: "a leaf's status; the line of its bundle tells the update's", line: "Leaf: <content:guid>, <_:int> Status: <_:word>"},
	},
}
