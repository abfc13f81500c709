package parsers

import "ccmtail/model"

// contentTransferManager asks for locations and hands each content to a transfer job. "Recieved" is the
// client's own spelling.
var contentTransferManager = log{
	name:       "ContentTransferManager",
	components: []string{"ContentTransferManager"},
	tells:      "each transfer job: locations asked for and found, the data transfer job, the server",
	rules: []rule{
		{kind: model.CTMStarted, line: "Starting CTM job <job:guid>"},
		{kind: model.CTMStarted, line: "Created CTM job <job:guid> for user <_:text>"},
		{kind: model.CTMPhase, line: "CTM job <job:guid> entered phase CCM_DOWNLOADSTATUS_<name:word>"},
		{kind: model.CTMLocations, line: "Queued location request '<request:guid>' for CTM job '<job:guid>'"},
		{kind: model.CTMPhase, line: "CCTMJob::EvaluateState(JobID=<job:guid>, State=<name:word>)"},
		{kind: model.NoEvent, line: "CCTMJob::UpdateLocations(<job:guid>)"},
		{kind: model.NoEvent, line: "CTM_NotifyLocationUpdate"},
		{kind: model.NoEvent, line: "Persisted location '<text:text>', Order <n:int>, for CTM job <job:guid>"},
		{kind: model.NoEvent, line: "Persisted locations for CTM job <job:guid>:…"},
		{kind: model.CTMTransfer, line: "CTM job <job:guid> (corresponding DTS job <other:guid>) started download from '<text:text>' for full content download"},
		{kind: model.CTMEmptyLocations, line: "CCTMJob::UpdateLocations - Received empty location update for CTM Job <job:guid>"},
		{kind: model.CTMEmptyLocations, line: "CCTMJob::UpdateLocations - Recieved no suitable locations in location update for CTM Job <job:guid>"},
		{kind: model.NoEvent, line: "CCTMJob::_GetNextLocation failed with code <code:hresult>"},
		{kind: model.NoEvent, line: "CCTMJob::_Cleanup(…"},
		{kind: model.NoEvent, line: "Attempting to create Location Request for PackageID=…"},
		{kind: model.NoEvent, line: "Attempting to send Location Request for PackageID=…"},
		{kind: model.NoEvent, line: "Created and Sent Location Request '<request:guid>' for package <_:text>"},
		{kind: model.NoEvent, line: "ContentLocationRequest : …"},
	},
}
