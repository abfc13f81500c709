package parsers

import "ccmtail/model/event"

// dataTransferService transfers the bytes. Only its progress line shows real progress: the
// PercentComplete of other logs stays 0 until a download has ended. Evidence: Microsoft's articles
// of 2014 and 2016; for failures, records of 2016 and 2019, in which an unreachable server has the
// level info, Microsoft's lists of changes since 2021 and its article on HTTP 405 (2026).
//
// The list of a content's files is called its manifest. The lines of one try to get it share a
// thread, and the last one, which says whether another try follows, may name neither the job nor the
// content nor the HTTP status. So these are context, from the line that begins the try.
var dataTransferService = log{
	name:       "DataTransferService",
	components: []string{"DataTransferService"},
	about:      "bytes done and in all, the BITS job, retries, servers that do not answer or refuse, failures",
	prefixes:   []prefix{afterFunction, {text: "DTSJob(<job:guid>):«<_:function> - »"}},
	rules: []rule{
		{kind: event.DTSCreated, remembers: contextOfTry, line: "DTSJob <job:guid> created to download from '<url:url>' to '<_:text>'"},
		{kind: event.DTSState, remembers: contextOfTry, state: "Cancelled", line: "DTSJob <job:guid> in state 'Cancelled'"},
		{kind: event.DTSState, state: "Cancelled", line: "DTSJob <job:guid> cancelled by client"},
		{kind: event.DTSBITSJob, line: "Starting BITS job '<linked:guid>' for DTS job '<job:guid>' under user '<_:text>'"},
		{kind: event.DTSProgress, line: "Job: <job:guid>, Total Files: <_:int>, Transferred Files: <_:int>, Total Bytes: <totalbytes:int>, Transferred Bytes: <donebytes:int>"},
		{kind: event.DTSBITSJob, line: "CDTSJob::JobTransferred : DTS Job ID='<job:guid>' BITS Job ID='<linked:guid>'"},
		{kind: event.DTSEnded, line: "DTS job <job:guid> has completed: Status : <state:word>,…"},
		{kind: event.DTSFailed, line: "CDTSJob::JobError: DTS Job ID='<job:guid>' BITS Job ID='<linked:guid>' ErrorCode=<code:hresult>"},
		{kind: event.DTSFailed, line: "DTS job <job:guid> BITS job <linked:guid> failed to download source file <url:url>« to destination <_:text>» with error <code:hresult>"},
		{kind: event.DTSFailed, inherits: fieldJob, line: "Failed to add file <_:text> to range download. Error - <code:hresult>"},
		{kind: event.DTSRetry, remembers: contextOfTry, line: "CDTSJob::HandleErrors: DTS Job '<job:guid>' BITS Job '<linked:guid>' under user '<_:text>' OldErrorCount <_:int> NewErrorCount <attempt:int> ErrorCode <code:hresult>"},
		{kind: event.DTSRetry, inherits: contextOfTry, line: "Error retrieving manifest (<code:hresult>). Will attempt retry <attempt:int> in <seconds:int> seconds"},
		{kind: event.ManifestFailed, inherits: contextOfTry, line: "Error retrieving manifest (<code:hresult>)"},
		{why: firstAnswer, remembers: fieldContent | fieldHTTPStatus, line: "Request to <_:url> failed with 401"},
		{kind: event.TransferError, inherits: fieldJob, remembers: fieldContent | fieldHTTPStatus, line: "Request to <url:url> failed with <httpstatus:int>"},
		{kind: event.TransferPaused, name: "metered", inherits: fieldJob, line: "Request to <url:url> cannot be fulfilled since use of metered network is not allowed"},
		{why: contextOnly, remembers: fieldContent | fieldHTTPStatus, line: "[CCMHTTP] ERROR: URL=<_:url>, Port=<_:int>, Options=<_:int>, Code=0, Text=CCM_E_BAD_HTTP_STATUS_CODE"},
		{kind: event.TransferError, inherits: fieldJob, remembers: fieldContent | fieldHTTPStatus, line: "[CCMHTTP] ERROR: URL=<url:url>, Port=<_:int>, Options=<_:int>, Code=0, Text=<name:word>"},
		{kind: event.TransferError, inherits: fieldJob, remembers: fieldContent | fieldHTTPStatus, line: "[CCMHTTP] ERROR: URL=<url:url>, Port=<_:int>, Options=<_:int>, Code=<code:hresult>, Text=<name:word>"},
		{why: contextOnly, remembers: fieldHTTPStatus, line: "[CCMHTTP] ERROR INFO: StatusCode=« »<httpstatus:int> StatusText=…"},
		{kind: event.TransferError, inherits: fieldJob, remembers: fieldContent, line: "Failed to send request to <_:url> at host <url:text>, error <code:hresult>"},
		{kind: event.TransferError, inherits: fieldJob | fieldHTTPStatus, remembers: fieldContent, line: "GetDirectoryList_HTTP('<url:url>') failed with code <code:hresult>"},
		{kind: event.CertificateRejected, inherits: fieldJob | fieldContent, line: "[CCMHTTP] : WINHTTP_CALLBACK_STATUS_FLAG_<name:word> is set"},
		{why: contextOnly, remembers: fieldContent | fieldHTTPStatus, line: "Target URL scheme is HTTPS: <_:url>"},
		{why: intermediate, line: "[CCMHTTP] AsyncCallback(): WINHTTP_CALLBACK_STATUS_SECURE_FAILURE Encountered"},
		{why: intermediate, line: "[CCMHTTP] : dwStatusInformationLength is <_:int>"},
		{why: intermediate, line: "[CCMHTTP] : lpvStatusInformation is …"},
		{why: repeats, line: "Successfully queued event on HTTP/HTTPS failure for server '<_:text>'"},
		{why: repeats, line: "GetDirectoryList_HTTP failed after retry"},
		{why: repeats, line: "GetDirectoryList_HTTP mapping original error <code:hresult> to <code:hresult>"},
		{why: contextOnly, remembers: fieldHTTPStatus, line: "Error sending DAV request. HTTP code <httpstatus:int>, status '<_:text>'"},
		{why: repeats, line: "All proxy types and no proxy have been tried but failed. Loop the types again for the <_:int> time"},
		{why: harmless, line: "Failed to set proxy to bits job for url '<_:text>'. Error <_:hresult>"},
		{why: harmless, line: "mapResources.end() != it, HRESULT=<_:hresult>"},
		{why: repeats, line: "DTSJob <job:guid> successfully completed download"},
		{why: contextOnly, remembers: contextOfTry, line: "DTSJob <job:guid> in state '<_:word>'"},
		{why: contextOnly, remembers: contextOfTry, line: "CDTSJob::ProcessManifestCallback - processing manifest for job '<job:guid>'"},
		{why: contextOnly, remembers: contextOfTry, line: "Execute called for DTS job '<job:guid>'. Current state: '<_:word>'"},
		{why: contextOnly, remembers: contextOfTry, line: "Starting BITS download for DTS job '<job:guid>'"},
		{why: intermediate, line: "DTSJob <job:guid> set BITS job to use default credentials"},
		{why: intermediate, line: "DTS::SetCustomHeadersOnBITSJob - …"},
		{why: intermediate, line: "DTS::AddTransportSecurityOptionsToBITSJob - …"},
		{why: harmless, line: "BITS job '<_:guid>' is not found. The BITS job may have completed already"},
		{why: harmless, line: "CBITSDownloadMonitor(DTSJobID=<job:guid>, BITSJobID=<_:guid>) ignoring cancelled object"},
		{why: intermediate, line: "Sending PROPFIND request using URL <_:text>"},
		{why: intermediate, line: "UpdateURLWithTransportSettings(): …"},
		{why: intermediate, line: "BITSHelper: …"},
		{why: verbose, line: "BITSHelper, remote name = …"},
		{why: intermediate, line: "Adding to BITS job: <_:text>"},
		{why: notUpdates, line: "Added (source=.sms_pol?…"},
		{why: upkeep, line: "QUEUE: Active job count incremented, value = <_:int>"},
		{why: verbose, line: "GET: Host=…"},
		{why: pastedFragment, line: "<none>"},
		{why: pastedFragment, line: "Elapsed time : <_:int> seconds"},
	},
}

// contextOfTry is what the lines of one try to transfer something share.
const contextOfTry = fieldJob | fieldContent | fieldHTTPStatus

// firstAnswer is why an answer is no event.
const firstAnswer = "the first answer to an authentication; an error only if the next lines say so"
