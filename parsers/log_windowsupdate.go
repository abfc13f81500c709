package parsers

import (
	"slices"

	"ccmtail/model/event"
)

// windowsUpdate is the log of the Windows Update Agent, in the classic form or decoded from the
// event trace. The agent works for several callers. Only the work for CcmExec is ConfigMgr's, and
// most of the file is about others. The caller is named where a call begins; the lines of its
// thread are about that call until the next one. The components are the classic ones ("PT",
// "DnldMgr") and their successors ("ProtocolTalker", "DownloadManager").
var windowsUpdate = log{
	name: "WindowsUpdate",
	components: []string{
		"Agent", "ComApi", "Handler", "DownloadManager", "DnldMgr", "ProtocolTalker", "PT", "AU", "Report", "Service", "Misc",
		"Metadata", "WebServices", "SLS", "IdleTimer", "EEHandler", "DataStore",
	},
	about: "what the Windows Update Agent does for ConfigMgr: searches, installations, the packages of an update",
	rules: slices.Concat(agentWork, agentDetails, agentClassic, agentDecoded),
}

// agentWork holds the rules with events, and their context. Evidence: Microsoft's articles of 2014
// (classic) and a Current Branch client of 2021 (decoded); for the classic list of updates to
// install, Microsoft's article on reading WindowsUpdate.log; for failures, its article on failed
// scans and a vendor's page.
var agentWork = []rule{
	{why: contextOnly, nextCaller: ccmExec, line: "** START ** Agent: Finding updates [CallerId = CcmExec]"},
	{why: contextOnly, nextCaller: otherCaller, line: "** END ** Agent: Finding updates [CallerId = CcmExec]"},
	{why: contextOnly, nextCaller: ccmExec, line: "** START ** Agent: Installing updates [CallerId = CcmExec]"},
	{why: contextOnly, nextCaller: otherCaller, line: "** END ** Agent: Installing updates [CallerId = CcmExec]"},
	{why: contextOnly, nextCaller: ccmExec, line: "* START * Finding updates CallerId = CcmExec Id = …"},
	{why: contextOnly, nextCaller: otherCaller, line: "* END * Finding updates CallerId = CcmExec, Id = <_:int>, Exit code = <_:hresult>…"},
	{why: contextOnly, nextCaller: ccmExec, line: "* START * Installing updates CallerId = CcmExec…"},

	{why: contextOnly, remembers: fieldTitle, line: "* Title = <title:text>"},
	{why: contextOnly, remembers: fieldTitle, line: "* Title = <NULL>"},
	{kind: event.UpdateNamed, onlyForCCM: true, inherits: fieldTitle, remembers: fieldUpdate, line: "* UpdateId = <update:guid>.<revision:int>"},
	{kind: event.ContentLinked, onlyForCCM: true, inherits: fieldUpdate, line: "* <content:guid>.<_:int>"},
	{why: contextOnly, remembers: fieldTitle, line: "Title = <title:text>"},
	{kind: event.UpdateNamed, onlyForCCM: true, inherits: fieldTitle, remembers: fieldUpdate, line: "UpdateId = <update:guid>.<revision:int>"},
	{kind: event.ContentLinked, onlyForCCM: true, inherits: fieldUpdate, line: "<content:guid>.<_:int>"},

	{kind: event.ContentInstallStarted, remembers: fieldContent, line: "Starting install of CBS update <content:guid>"},
	{kind: event.ContentInstallEnded, inherits: fieldContent, line: "Completed install of CBS update with type=<_:int>, requiresReboot=<restart:bool>, installerError=<_:int>, hr=<code:hresult>"},
	{why: intermediate, line: "- Reboot required = <_:yesno>"},
	{why: intermediate, line: "Reboot required = <_:bool>"},
	{kind: event.WUACallFailed, name: "GetUpdateMetadata2", line: "WARNING: ISusInternal::GetUpdateMetadata2 failed, hr=<code:hresult>"},
	{kind: event.WUACallFailed, name: "CopyUpdateToCache2", line: "ISusInternal:: CopyUpdateToCache2 failed, hr=<code:hresult>"},
	{kind: event.WUACallFailed, name: "verify trust", line: "Error: <code:hresult> when verifying trust for <file:text>"},
}

// agentDetails holds the other lines of a search or an installation, for whichever caller. The
// handler of a package runs in a thread and a process of its own.
var agentDetails = []rule{
	{why: detail, nextCaller: ccmExec, line: "-- START -- COMAPI: <_:word> [ClientId = CcmExec]"},
	{why: detail, nextCaller: otherCaller, line: "-- END -- COMAPI: <_:word> [ClientId = CcmExec]"},
	{why: detail, line: "<<-- SUBMITTED -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: detail, line: ">>-- RESUMED -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: detail, line: "- Updates found = <_:int>"},
	{why: detail, line: "+ ServiceId = <_:guid>, Server URL = <_:text>"},
	{why: detail, line: "* Include potentially superseded updates"},
	{why: detail, line: "* Online = <_:word>; Ignore download priority = <_:word>"},
	{why: detail, line: "* Criteria = <_:text>"},
	{why: detail, line: "* ServiceID = <_:guid> <_:text>"},
	{why: detail, line: "* Search Scope = {<_:text>}"},
	{why: detail, line: "* Added update <update:guid>.<_:int> to search result"},
	{why: detail, line: "* Found <_:int> updates and <_:int> categories in search; evaluated appl. rules of …"},
	{why: detail, line: "* Updates to install = <_:int>"},
	{why: detail, line: "* Bundles <_:int> updates:"},
	{why: "WUAHandler.log names the server", line: "* WSUS server: <_:text>"},
	{why: "WUAHandler.log names the server", line: "* WSUS status server: <_:text>"},
	{why: "WUAHandler.log names the server", line: "Sus server changed through policy"},

	{why: detail, line: "* START * Queueing Finding updates [CallerId = <_:text>]"},
	{why: detail, line: "* END * Queueing Finding updates [CallerId = <_:text>]"},
	{why: detail, line: "* START * Federated Search ClientId = <_:text>"},
	{why: detail, line: "* START * Search ClientId = <_:text>, ServiceId = <_:guid>, Flags: …"},
	{why: detail, line: "* END * Search ClientId = <_:text>, Updates found = <_:int>, ServiceId = …"},
	{why: detail, line: "*RESUMED* Search ClientId = <_:text>, ServiceId = …"},
	{why: detail, line: "* END * All federated searches have completed. Jobs = <_:int>, Succeeded = <_:int>, ClientId = <_:text>"},
	{why: detail, line: "Federated Search: Starting search against <_:int> service(s)…"},
	{why: detail, line: "Added update <update:guid>.<_:int> to search result"},
	{why: detail, line: "Found <_:int> updates and <_:int> categories in search; evaluated appl. rules of …"},
	{why: detail, line: "* START * Federated Install ClientId = <_:text>"},
	{why: detail, nextCaller: ccmExec, line: "* START * Install ClientId = CcmExec…"},
	{why: detail, nextCaller: otherCaller, line: "* END * Install ClientId = <_:text>"},
	{why: detail, line: "* END * All federated installs have completed. ClientId = <_:text>"},
	{why: detail, line: "Updates in request: <_:int>"},
	{why: detail, line: "Updates to install = <_:int>"},
	{why: detail, line: "*QUEUED* Updates to install = <_:int>"},
	{why: detail, line: "Bundles <_:int> updates:"},
	{why: "WUAHandler.log tells each update's result", line: "Install call complete (succeeded = <_:int>, succeeded with errors = <_:int>, failed = <_:int>, cancelled = <_:int>, unaccounted = …"},
	{why: detail, line: "* START * CBS Install"},
	{why: detail, line: "* END * CBS Install"},
	{why: detail, line: "CBS package identity: Package_for_…"},
	{why: detail, line: "CBS called Progress with state=<_:int>, ticks=<_:int>, total=<_:int>"},
	{why: detail, line: "Requesting post-reboot reporting for package Package_for_…"},
	{why: "WUAHandler.log tells each update's result after the restart", line: "Post-reboot status for session <_:word>: <code:hresult>"},
	{why: "80242014 is no failure here: the installation succeeded and waits for a restart", line: "LogHistory called. idUpdate=<update:guid>.<_:int>, resultMapped=…"},
	{why: repeats, line: "Copy update to cache failed with exit code = <code:hresult>"},
}
