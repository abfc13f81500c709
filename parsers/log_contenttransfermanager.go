package parsers

import "ccmtail/model/event"

// contentTransferManager asks for the locations of each content and hands it to a transfer job.
// "Recieved" is the client's own spelling. Success here says that the bytes have come, not that
// their hash is right. Evidence: Microsoft's articles of 2014 and 2016, a parser of 2019; for the end
// of a job and the change of server, scripts for Current Branch; for failures, Microsoft's lists of
// changes of 2021 and 2024.
var contentTransferManager = log{
	name:       "ContentTransferManager",
	components: []string{"ContentTransferManager"},
	about:      "each transfer job: locations asked for and found, the data transfer job, the server, failures",
	prefixes: []prefix{
		afterFunction,
		{text: "CTMJob(<job:guid>): «<_:function> - »"},
		{text: "CTMJob(<job:guid>): «<_:function> - »", replaces: "CTM job <job:guid> "},
	},
	rules: []rule{
		{why: contextOnly, remembers: fieldJob, line: "Starting CTM job <job:guid>"},
		{why: contextOnly, remembers: fieldJob, line: "Created CTM job <job:guid> for user <_:text>"},
		{kind: event.CTMPhase, remembers: fieldJob, line: "CTM job <job:guid> entered phase CCM_DOWNLOADSTATUS_<state:word>"},
		{kind: event.CTMPhase, line: "CTMJob(<job:guid>): <_:function> - State=<state:word>"},
		{kind: event.CTMLocationRequested, line: "Queued location request '<request:guid>' for CTM job '<job:guid>'"},
		{kind: event.CTMLocationRequested, inherits: fieldJob, line: "Queued location request LSRequest('<request:guid>')"},
		{why: contextOnly, remembers: fieldJob, line: "CCTMJob::EvaluateState(JobID=<job:guid>, State=<_:word>)"},
		{kind: event.CTMDownloadStarted, line: "CTM job <job:guid> (corresponding DTS job <linked:guid>) started download from '<url:url>' for full content download"},
		{kind: event.CTMLocationSwitched, line: "CTM job <job:guid> switched to location '<url:url>'…"},
		{kind: event.CTMFailed, line: "CTM job <job:guid> encountered error <code:hresult> during download ('<name:text>')- The error is non retriable"},
		{why: intermediate, line: "CTM job <job:guid> successfully processed download completion"},
		{why: "an echo; the line before it says whether the download failed", line: "CTM encountered error processing reply from DTS. Code <_:hresult>"},
		{kind: event.CTMLocationsEmpty, line: "CCTMJob::UpdateLocations - Received empty location update for CTM Job« <job:guid>»"},
		{kind: event.CTMLocationsEmpty, line: "CCTMJob::UpdateLocations - Recieved no suitable locations in location update for CTM Job« <job:guid>»"},
		{why: intermediate, line: "CCTMJob::UpdateLocations(<job:guid>)"},
		{why: intermediate, line: "CTM_NotifyLocationUpdate"},
		{why: intermediate, line: "Persisted location '<_:text>', Order <_:int>, for CTM job <job:guid>"},
		{why: intermediate, line: "Persisted locations for CTM job <job:guid>:…"},
		{why: pastedFragment, line: "(<_:word>) '<_:text>'"},
		{why: harmless, line: "CCTMJob::_GetNextLocation failed with code <code:hresult>"},
		{why: harmless, line: "CRemoveJobFromGlobalState::Execute failed with code <_:hresult>"},
		{why: withoutBranchCache, line: "Download failure using branchcache, fallback to regular download"},
		{why: withoutBranchCache, line: "CCTMJob::_ProcessContentInfo - failed to verify hash (algorithm ID = <_:int>, provider type = <_:int>). …"},
		{why: intermediate, line: "CCTMJob::_Cleanup(JobID=<job:guid>) - Cancelling DTS job…"},
		{why: intermediate, line: "Attempting to create Location Request for PackageID=…"},
		{why: intermediate, line: "Attempting to send Location Request for PackageID=…"},
		{why: intermediate, line: "Created and Sent Location Request '<request:guid>' for package <_:text>"},
		{why: intermediate, line: "ContentLocationRequest : …"},
		{why: upkeep, line: "This client will report download history every <_:int> min"},
		{why: partial, line: "No progress for CTM job…"},
		{why: partial, line: "ModifyDownload - next location…"},
		{why: partial, line: "Refresh locations initiated for…"},
		{why: partial, line: "skipping provider 'NomadBranch'…"},
		{why: partial, line: "Modifying provider to 'NomadBranch'…"},
		{why: partial, line: "CCTMJob::ProcessProgress - Downloaded chunksize…"},
	},
}

// withoutBranchCache is why failures of BranchCache are no events.
const withoutBranchCache = "about BranchCache; the download goes on without it"

// cmBITSManager looks after the BITS jobs of express updates. Evidence: records of 2022.
var cmBITSManager = log{
	name:       "CMBITSManager",
	components: []string{"CMBITSManager"},
	about:      "phases of the transfer jobs of express updates",
	rules: []rule{
		{kind: event.CTMPhase, line: "For CMBITS job <_:guid>, CTM job <job:guid> entered phase CCM_DOWNLOADSTATUS_<state:word>"},
		{why: intermediate, line: "Loaded persisted job with ID <_:guid>, DisplayName <_:text> for content <content:guid>.<_:int>, on startup"},
	},
}
