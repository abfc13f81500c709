package parsers

import "ccmtail/model"

// dataTransferService moves the bytes. Its progress line is the only true progress there is:
// PercentComplete elsewhere stays 0 for the whole of a download.
var dataTransferService = log{
	name:       "DataTransferService",
	components: []string{"DataTransferService"},
	tells:      "bytes done and in all, the BITS job, retries",
	rules: []rule{
		{kind: model.DTSCreated, line: "DTSJob <job:guid> created to download from '<text:text>' to '<_:text>'"},
		{kind: model.DTSState, line: "DTSJob <job:guid> in state '<name:word>'"},
		{kind: model.DTSBits, line: "Starting BITS job '<other:guid>' for DTS job '<job:guid>' under user '<_:text>'"},
		{kind: model.DTSProgress, line: "Job: <job:guid>, Total Files: <_:int>, Transferred Files: <_:int>, Total Bytes: <m:int>, Transferred Bytes: <n:int>"},
		{kind: model.DTSBits, line: "CDTSJob::JobTransferred : DTS Job ID='<job:guid>' BITS Job ID='<other:guid>'"},
		{kind: model.NoEvent, line: "DTSJob <job:guid> successfully completed download"},
		{kind: model.DTSDone, line: "DTS job <job:guid> has completed: Status : <name:word>,…"},
		{kind: model.DTSRetry, keeps: job, line: "CDTSJob::HandleErrors: DTS Job '<job:guid>' BITS Job '<_:guid>' under user '<_:text>' OldErrorCount <_:int> NewErrorCount <n:int> ErrorCode <code:hresult>"},
		{kind: model.DTSRetry, takes: job, line: "Error retrieving manifest (<code:hresult>). Will attempt retry <n:int> in <m:int> seconds"},
		{kind: model.NoEvent, line: "CDTSJob::ProcessManifestCallback - processing manifest for job '<job:guid>'", keeps: job},
		{kind: model.NoEvent, line: "Execute called for DTS job '<job:guid>'. Current state: '<name:word>'", keeps: job},
		{kind: model.NoEvent, line: "Starting BITS download for DTS job '<job:guid>'"},
		{kind: model.NoEvent, line: "DTSJob <job:guid> set BITS job to use default credentials"},
		{kind: model.NoEvent, line: "DTS::SetCustomHeadersOnBITSJob - …"},
		{kind: model.NoEvent, line: "DTS::AddTransportSecurityOptionsToBITSJob - …"},
		{kind: model.NoEvent, line: "BITS job '<other:guid>' is not found. The BITS job may have completed already"},
		{kind: model.NoEvent, line: "CBITSDownloadMonitor(…"},
		{kind: model.NoEvent, line: "Sending PROPFIND request using URL <_:text>"},
		{kind: model.NoEvent, line: "UpdateURLWithTransportSettings(): …"},
		{kind: model.NoEvent, line: "BITSHelper: …"},
		{kind: model.NoEvent, line: "Adding to BITS job: <_:text>"},
		{kind: model.NoEvent, line: "Added (source=…"},
		{kind: model.NoEvent, line: "QUEUE: …"},
		{kind: model.NoEvent, line: "GetDirectoryList_HTTP…"},
		{kind: model.NoEvent, line: "Failed to send request to <_:text> at host <_:text>, error <code:hresult>"},
		{kind: model.NoEvent, line: "[CCMHTTP] ERROR: …"},
		{kind: model.NoEvent, line: "Error sending DAV request.…"},
		{kind: model.NoEvent, line: "GET: Host=…"},
	},
}
