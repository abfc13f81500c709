package parsers

import "ccmtail/model/event"

// scanAgent requests scans and links a scan job to its update source and location request.
// Evidence: Microsoft's article of 2014 on compliance assessment, excerpts of 2014 and 2017.
var scanAgent = log{
	name:       "ScanAgent",
	components: []string{"ScanAgent"},
	about:      "scan jobs: the update source, the location request, the server, the state reported",
	rules: []rule{
		{kind: event.ScanRequested, line: "CScanAgent::ScanByUpdates- Policy available for UpdateSourceID=<source:guid> ContentVersion=<_:int>"},
		{kind: event.ScanRequested, line: "ScanJob(<job:guid>): - - - - - -Locations requested for ScanJobID=<_:guid> (LocationRequestID=<request:guid>), will process the scan request once locations are available"},
		{kind: event.ScanServerNamed, line: "ScanJob(<job:guid>): CScanJob::OnLocationUpdate- Received Location=<url:text>, Version=<_:int>"},
		{kind: event.ScanRequested, line: "ScanJob(<job:guid>): CScanJob::Execute- Adding UpdateSource=<source:guid>, ContentType=<_:int>, ContentLocation=<_:text>, ContentVersion=<_:int>"},
		{why: "StateMessage.log has it too", line: "ScanJob(<_:guid>): Raised UpdateSource (<_:guid>) state message successfully. StateId = <_:int>"},
		{kind: event.ScanFailed, line: "«ScanJob(<job:guid>): »CScanJob::Execute- Failed at AddUpdateSource, Error = <code:hresult>"},
		{kind: event.ConfigurationMissing, line: "Software Updates client configuration policy has not been received…"},
		{why: intermediate, line: "CScanAgent::ScanByUpdates- Added Policy to final ScanRequest List UpdateSourceID=<source:guid>, Policy-ContentVersion=<_:int>, Required-ContentVersion=<_:int>"},
		{why: intermediate, line: "ScanJob(<job:guid>): CScanJob::Execute - successfully requested Scan, ScanType=<_:int>"},
		{why: intermediate, line: "ScanJob(<job:guid>): CScanJob::…"},
		{why: intermediate, line: "Inside CScanAgent::…"},
		{why: intermediate, line: "CScanAgent::OnPolicyChange- …"},
		{why: upkeep, line: "CScanAgent::CleanDeletedUpdateSources- …"},
		{why: intermediate, line: "CScanAgent::ScanByUpdates - Found UpdateClassification <_:guid> for Update:<update:guid>"},
		{why: intermediate, line: "CScanJobManager::Scan- entered"},
		{why: intermediate, line: "CScanAgentCache::…"},
		{why: intermediate, line: "- - - - - -Requesting WSUS Server Locations from LS for <source:guid> version <_:int>"},
		{why: intermediate, line: "- - - - - -Location Request ID = <request:guid>"},
		{why: upkeep, line: "- -Recovering persisted Scan requests..."},
		{why: intermediate, line: "*****WSUSLocationUpdate received for location request guid=<request:guid>"},
		{why: intermediate, line: "*****ScanByUpdates request received with ForceReScan=<_:int>, ScanOptions=…"},
		{why: intermediate, line: "Found CategoryID of :<_:guid> for Update:<update:guid>"},
		{why: upkeep, line: "Software update client config event <_:word> received"},
	},
}
