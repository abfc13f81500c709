package parsers

import "ccmtail/model/event"

// dataTransferService transfers the bytes. Only its progress line shows real progress: the
// PercentComplete of other logs stays 0 until a download has ended. Evidence: Microsoft's articles
// of 2014 and 2016; for failures, records of 2019, in which an unreachable server has the level
// info.
var dataTransferService = log{
	name:       "DataTransferService",
	components: []string{"DataTransferService"},
	about:      "bytes done and in all, the BITS job, retries, servers that do not answer",
	rules: []rule{
		{why: intermediate, line: "DTSJob <_:guid> created to download from '<_:text>' to '<_:text>'"},
		{why: intermediate, line: "DTSJob <_:guid> in state '<_:word>'"},
		{kind: event.DTSBITSJob, line: "Starting BITS job '<linked:guid>' for DTS job '<job:guid>' under user '<_:text>'"},
		{kind: event.DTSProgress, line: "Job: <job:guid>, Total Files: <_:int>, Transferred Files: <_:int>, Total Bytes: <totalbytes:int>, Transferred Bytes: <donebytes:int>"},
		{kind: event.DTSBITSJob, line: "CDTSJob::JobTransferred : DTS Job ID='<job:guid>' BITS Job ID='<linked:guid>'"},
		{kind: event.DTSEnded, line: "DTS job <job:guid> has completed: Status : <state:word>,…"},
		{kind: event.DTSRetry, remembers: fieldJob, line: "CDTSJob::HandleErrors: DTS Job '<job:guid>' BITS Job '<_:guid>' under user '<_:text>' OldErrorCount <_:int> NewErrorCount <attempt:int> ErrorCode <code:hresult>"},
		{kind: event.DTSRetry, inherits: fieldJob, line: "Error retrieving manifest (<code:hresult>). Will attempt retry <attempt:int> in <seconds:int> seconds"},
		{kind: event.TransferError, inherits: fieldJob, line: "[CCMHTTP] ERROR: URL=<url:text>, Port=<_:int>, Options=<_:int>, Code=<code:hresult>, Text=<name:word>"},
		{kind: event.TransferError, inherits: fieldJob, line: "Failed to send request to <_:text> at host <url:text>, error <code:hresult>"},
		{kind: event.TransferError, inherits: fieldJob, line: "GetDirectoryList_HTTP('<url:text>') failed with code <code:hresult>"},
		{why: repeats, line: "GetDirectoryList_HTTP mapping original error <code:hresult> to <code:hresult>"},
		{why: repeats, line: "Error sending DAV request. HTTP code <_:int>, status '<_:text>'"},
		{why: repeats, line: "DTSJob <job:guid> successfully completed download"},
		{why: contextOnly, remembers: fieldJob, line: "CDTSJob::ProcessManifestCallback - processing manifest for job '<job:guid>'"},
		{why: contextOnly, remembers: fieldJob, line: "Execute called for DTS job '<job:guid>'. Current state: '<_:word>'"},
		{why: intermediate, line: "Starting BITS download for DTS job '<job:guid>'"},
		{why: intermediate, line: "DTSJob <job:guid> set BITS job to use default credentials"},
		{why: intermediate, line: "DTS::SetCustomHeadersOnBITSJob - …"},
		{why: intermediate, line: "DTS::AddTransportSecurityOptionsToBITSJob - …"},
		{why: harmless, line: "BITS job '<_:guid>' is not found. The BITS job may have completed already"},
		{why: harmless, line: "CBITSDownloadMonitor(DTSJobID=<job:guid>, BITSJobID=<_:guid>) ignoring cancelled object"},
		{why: intermediate, line: "Sending PROPFIND request using URL <_:text>"},
		{why: intermediate, line: "UpdateURLWithTransportSettings(): …"},
		{why: intermediate, line: "BITSHelper: …"},
		{why: intermediate, line: "Adding to BITS job: <_:text>"},
		{why: notUpdates, line: "Added (source=.sms_pol?…"},
		{why: upkeep, line: "QUEUE: Active job count incremented, value = <_:int>"},
		{why: verbose, line: "GET: Host=…"},
		{why: pastedFragment, line: "<none>"},
		{why: pastedFragment, line: "Elapsed time : <_:int> seconds"},
	},
}
