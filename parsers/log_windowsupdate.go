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
// install, Microsoft's article on reading WindowsUpdate.log; for failures, its articles on failed
// scans and on 0x800f0831, a vendor's page, logs of 2016 on a blog.
//
// A search of the classic form that succeeds has no exit code.
var agentWork = []rule{
	{kind: event.ScanStarted, begins: ccmCall, ends: fieldCode, line: "** START ** Agent: Finding updates [CallerId = CcmExec]"},
	{why: contextOnly, remembers: fieldCode, line: "* WARNING: Exit code = <code:hresult>"},
	{kind: event.ScanEnded, inherits: fieldCode, succeeds: true, begins: otherWork, line: "** END ** Agent: Finding updates [CallerId = CcmExec]"},
	{why: contextOnly, begins: ccmInstall, line: "** START ** Agent: Installing updates [CallerId = CcmExec]"},
	{why: contextOnly, begins: otherWork, ends: fieldCode, line: "** END ** Agent: Installing updates [CallerId = CcmExec]"},
	{kind: event.ScanStarted, begins: ccmCall, line: "* START * Finding updates CallerId = CcmExec Id = …"},
	{kind: event.ScanEnded, begins: otherWork, line: "* END * Finding updates CallerId = CcmExec, «Id = <_:int>, »Exit code = <code:hresult>…"},
	{why: contextOnly, begins: ccmInstall, line: "* START * Installing updates CallerId = CcmExec…"},
	{kind: event.ScanRoundTrips, onlyIn: forCCM, line: "«WARNING: »Exceeded max server round trips: <code:hresult>"},
	{kind: event.UpdateUnevaluated, onlyIn: forCCM, line: "WARNING: Failed to evaluate Installed rule, updateId = <update:guid>.<revision:int>, hr = <code:hresult>"},
	{kind: event.UpdateUnevaluated, onlyIn: forCCM, line: "WARNING: Failed to evaluate Installable rule, updateId = <update:guid>.<revision:int>, hr = <code:hresult>"},

	{why: contextOnly, remembers: fieldTitle, line: "* Title = <title:text>"},
	{why: contextOnly, remembers: fieldTitle, line: "* Title = <NULL>"},
	{kind: event.UpdateNamed, onlyIn: forCCM, inherits: fieldTitle, remembers: fieldUpdate, line: "* UpdateId = <update:guid>.<revision:int>"},
	{kind: event.ContentLinked, onlyIn: forCCM, inherits: fieldUpdate, line: "* <content:guid>.<_:int>"},
	{why: contextOnly, remembers: fieldTitle, line: "Title = <title:text>"},
	{kind: event.UpdateNamed, onlyIn: forCCM, inherits: fieldTitle, remembers: fieldUpdate, line: "UpdateId = <update:guid>.<revision:int>"},
	{kind: event.ContentLinked, onlyIn: forCCM, inherits: fieldUpdate, line: "<content:guid>.<_:int>"},

	{kind: event.ContentInstallStarted, remembers: fieldContent, line: "Starting install of CBS update <content:guid>"},
	{kind: event.ContentInstallEnded, inherits: fieldContent, line: "Completed install of CBS update with type=<_:int>, requiresReboot=<restart:bool>, installerError=<_:int>, hr=<code:hresult>"},
	{kind: event.ContentInstallEnded, inherits: fieldContent, line: "FATAL: Completed install of CBS update with type=<_:int>, requiresReboot=<restart:bool>, installerError=<_:int>, hr=<code:hresult>"},
	{kind: event.PackageNamed, inherits: fieldContent, line: "CBS package identity: <file:text>"},
	{kind: event.PackageFailed, inherits: fieldContent, line: "FATAL: CBS called Error with <code:hresult>«,»"},
	{why: contextOnly, ends: fieldContent, line: ":: START :: Handler: CBS Install"},
	{why: contextOnly, ends: fieldContent, line: ":: END :: Handler: CBS Install"},
	{why: contextOnly, ends: fieldContent, line: "* START * CBS Install"},
	{why: contextOnly, ends: fieldContent, line: "* END * CBS Install"},
	{kind: event.InstallNeedsRestart, onlyIn: ccmInstall, line: "- Reboot required = <restart:yesno>"},
	{kind: event.InstallNeedsRestart, onlyIn: ccmInstall, line: "Reboot required = <restart:bool>"},
	{kind: event.UpdateReported, line: "REPORT EVENT: <_:guid> <_:text> <_:int> <stateid:int> <_:int> <update:guid> <revision:int> <code:hex> <name:text> <_:word> Content Install <_:text>: <_:text>: <title:text>"},
	{kind: event.UpdateReported, line: "REPORT EVENT: <_:guid> <_:text> <_:int> <stateid:int> <_:int> <update:guid> <revision:int> <code:hex> <name:text> Success …"},
	{kind: event.UpdateReported, line: "REPORT EVENT: <_:guid> <_:text> <_:int> <stateid:int> <_:int> <update:guid> <revision:int> <code:hex> <name:text> Failure …"},
	{kind: event.WUACallFailed, name: "GetUpdateMetadata2", line: "WARNING: ISusInternal::GetUpdateMetadata2 failed, hr=<code:hresult>"},
	{kind: event.WUACallFailed, name: "CopyUpdateToCache2", line: "ISusInternal:: CopyUpdateToCache2 failed, hr=<code:hresult>"},
	{kind: event.WUACallFailed, name: "verify trust", line: "Error: <code:hresult> when verifying trust for <file:text>"},
}

// agentDetails holds the other lines of a search or an installation, for whichever caller. The
// handler of a package runs in a thread and a process of its own.
var agentDetails = []rule{
	{why: detail, begins: ccmInstall, line: "-- START -- COMAPI: Install [ClientId = CcmExec]"},
	{why: detail, begins: ccmCall, line: "-- START -- COMAPI: <_:word> [ClientId = CcmExec]"},
	{why: detail, begins: otherWork, line: "-- END -- COMAPI: <_:word> [ClientId = CcmExec]"},
	{why: detail, begins: otherWork, line: "<<-- SUBMITTED -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: detail, begins: ccmInstall, line: ">>-- RESUMED -- COMAPI: Install [ClientId = CcmExec]"},
	{why: detail, begins: ccmCall, line: ">>-- RESUMED -- COMAPI: <_:word> [ClientId = CcmExec]"},
	{why: detail, begins: otherWork, line: ">>-- RESUMED -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: "0x80240024 is no failure here: nothing was left to install", line: "- WARNING: Exit code = <_:hresult>"},
	{why: detail, line: "- Install call; Updates to install = <_:int>"},
	{why: "WUAHandler.log tells each update's result", line: "- Install call complete (succeeded = <_:int>, succeeded with errors = <_:int>, failed = <_:int>, unaccounted = <_:int>)"},
	{why: "UpdatesHandler.log tells each update's result", line: "- Download call complete (succeeded = <_:int>, succeeded with errors = <_:int>, failed = <_:int>, unaccounted = <_:int>)"},
	{why: detail, line: ":: START :: Handler: Command Line Install"},
	{why: detail, line: ":: END :: Handler: Command Line Install"},
	{why: "WUAHandler.log tells each update's result", line: ": Command line install completed. Return code = <_:hresult>, Result = <_:word>, Reboot required = <_:bool>"},
	{why: "the next line of its thread names the update", line: "FATAL: UH: <_:hresult>: EvaluateApplicability failed in CCbs::EvaluateApplicability"},
	{why: "the search's own code follows", line: "* WARNING: Skipping scan, self-update check returned <_:hresult>"},
	{why: "the search's own code follows", line: "WARNING: Send failed with hr = <_:hresult>"},
	{why: "the search's own code follows", line: "WARNING: SendRequest failed with hr = <_:hresult>. Proxy List used: <<_:text>> Bypass List used : <<_:text>> Auth Schemes used : <<_:text>>"},
	{why: "the search's own code follows", line: "WARNING: WinHttp: SendRequestUsingProxy failed for <<_:text>>. error <_:hresult>"},
	{why: harmless, line: "WARNING: Cab does not contain correct inner CAB file"},
	{why: harmless, line: "Microsoft signed: NA"},
	{why: repeats, line: "Hash check on file <_:text> using algorithm <_:word> failed; hash values did not match"},
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
	{why: detail, begins: ccmInstall, line: "* START * Install ClientId = CcmExec…"},
	{why: detail, begins: otherWork, line: "* END * Install ClientId = <_:text>"},
	{why: detail, line: "* END * All federated installs have completed. ClientId = <_:text>"},
	{why: detail, line: "Updates in request: <_:int>"},
	{why: detail, line: "Updates to install = <_:int>"},
	{why: detail, line: "*QUEUED* Updates to install = <_:int>"},
	{why: detail, line: "Bundles <_:int> updates:"},
	{why: "WUAHandler.log tells each update's result", line: "Install call complete (succeeded = <_:int>, succeeded with errors = <_:int>, failed = <_:int>, cancelled = <_:int>, unaccounted = …"},
	{why: detail, line: "CBS called Progress with state=<_:int>, ticks=<_:int>, total=<_:int>"},
	{why: detail, line: "Requesting post-reboot reporting for package Package_for_…"},
	{why: "WUAHandler.log tells each update's result after the restart", line: "Post-reboot status for session <_:word>: <code:hresult>"},
	{why: "80242014 is no failure here: the installation succeeded and waits for a restart", line: "LogHistory called. idUpdate=<update:guid>.<_:int>, resultMapped=…"},
	{why: repeats, line: "Copy update to cache failed with exit code = <code:hresult>"},
}
