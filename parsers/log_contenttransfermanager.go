package parsers

import "ccmtail/model/event"

// contentTransferManager asks for the locations of each content and hands it to a transfer job.
// "Recieved" is the client's own spelling. Evidence: Microsoft's articles of 2014 and 2016, a
// parser of 2019; for the end of a job and the change of server, scripts for Current Branch.
var contentTransferManager = log{
	name:       "ContentTransferManager",
	components: []string{"ContentTransferManager"},
	about:      "each transfer job: locations asked for and found, the data transfer job, the server",
	rules: []rule{
		{why: intermediate, line: "Starting CTM job <_:guid>"},
		{why: intermediate, line: "Created CTM job <_:guid> for user <_:text>"},
		{why: intermediate, line: "CTM job <_:guid> entered phase CCM_DOWNLOADSTATUS_<_:word>"},
		{kind: event.CTMLocationRequested, line: "Queued location request '<request:guid>' for CTM job '<job:guid>'"},
		{why: intermediate, line: "CCTMJob::EvaluateState(JobID=<_:guid>, State=<_:word>)"},
		{kind: event.CTMDownloadStarted, line: "CTM job <job:guid> (corresponding DTS job <linked:guid>) started download from '<url:text>' for full content download"},
		{kind: event.CTMLocationSwitched, line: "CTM job <job:guid> switched to location '<url:text>'…"},
		{why: intermediate, line: "CTM job <_:guid> successfully processed download completion"},
		{kind: event.CTMLocationsEmpty, line: "CCTMJob::UpdateLocations - Received empty location update for CTM Job <job:guid>"},
		{kind: event.CTMLocationsEmpty, line: "CCTMJob::UpdateLocations - Recieved no suitable locations in location update for CTM Job <job:guid>"},
		{why: intermediate, line: "CCTMJob::UpdateLocations(<job:guid>)"},
		{why: intermediate, line: "CTM_NotifyLocationUpdate"},
		{why: intermediate, line: "Persisted location '<_:text>', Order <_:int>, for CTM job <job:guid>"},
		{why: intermediate, line: "Persisted locations for CTM job <job:guid>:…"},
		{why: pastedFragment, line: "(<_:word>) '<_:text>'"},
		{why: harmless, line: "CCTMJob::_GetNextLocation failed with code <code:hresult>"},
		{why: intermediate, line: "CCTMJob::_Cleanup(JobID=<job:guid>) - Cancelling DTS job with provider …"},
		{why: intermediate, line: "Attempting to create Location Request for PackageID=…"},
		{why: intermediate, line: "Attempting to send Location Request for PackageID=…"},
		{why: intermediate, line: "Created and Sent Location Request '<request:guid>' for package <_:text>"},
		{why: intermediate, line: "ContentLocationRequest : …"},
		{why: partial, line: "No progress for CTM job…"},
		{why: partial, line: "Modifying provider to 'NomadBranch'…"},
		{why: partial, line: "CCTMJob::ProcessProgress - Downloaded chunksize…"},
	},
}
