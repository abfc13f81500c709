package parsers

import "ccmtail/model"

// scanAgent asks for scans and ties a scan job to its update source and location request.
var scanAgent = log{
	name:       "ScanAgent",
	components: []string{"ScanAgent"},
	tells:      "scan jobs: the update source, the location request, the server",
	rules: []rule{
		{kind: model.ScanRequested, line: "CScanAgent::ScanByUpdates- Policy available for UpdateSourceID=<source:guid> ContentVersion=<n:int>"},
		{kind: model.NoEvent, line: "CScanAgent::ScanByUpdates- Added Policy to final ScanRequest List UpdateSourceID=<source:guid>, Policy-ContentVersion=<n:int>, Required-ContentVersion=<m:int>"},
		{kind: model.ScanRequested, line: "ScanJob(<job:guid>): - - - - - -Locations requested for ScanJobID=<_:guid> (LocationRequestID=<request:guid>), will process the scan request once locations are available"},
		{kind: model.ScanLocation, line: "ScanJob(<job:guid>): CScanJob::OnLocationUpdate- Received Location=<text:text>, Version=<n:int>"},
		{kind: model.ScanRequested, line: "ScanJob(<job:guid>): CScanJob::Execute- Adding UpdateSource=<source:guid>, ContentType=<_:int>, ContentLocation=<_:text>, ContentVersion=<n:int>"},
		{kind: model.NoEvent, line: "ScanJob(<job:guid>): Raised UpdateSource (<source:guid>) state message successfully. StateId = <n:int>"},
		{kind: model.NoEvent, line: "ScanJob(<job:guid>): CScanJob::Execute - successfully requested Scan, ScanType=<n:int>"},
		{kind: model.NoEvent, line: "ScanJob(<job:guid>): CScanJob::…"},
		{kind: model.NoEvent, line: "Inside CScanAgent::…"},
		{kind: model.NoEvent, line: "CScanAgent::OnPolicyChange- …"},
		{kind: model.NoEvent, line: "CScanAgent::CleanDeletedUpdateSources- …"},
		{kind: model.NoEvent, line: "CScanAgent::ScanByUpdates - Found UpdateClassification <_:guid> for Update:<update:guid>"},
		{kind: model.NoEvent, line: "CScanJobManager::Scan- entered"},
		{kind: model.NoEvent, line: "CScanAgentCache::…"},
		{kind: model.NoEvent, line: "- - - - - -Requesting WSUS Server Locations from LS for <source:guid> version <n:int>"},
		{kind: model.NoEvent, line: "- - - - - -Location Request ID = <request:guid>"},
		{kind: model.NoEvent, line: "- -Recovering persisted Scan requests..."},
		{kind: model.NoEvent, line: "*****WSUSLocationUpdate received for location request guid=<request:guid>"},
		{kind: model.NoEvent, line: "*****ScanByUpdates request received…"},
		{kind: model.NoEvent, line: "Found CategoryID of :<_:guid> for Update:<update:guid>"},
		{kind: model.NoEvent, line: "Software update client config event …"},
		{kind: model.ConfigurationMissing, line: "Software Updates client configuration policy has not been received…"},
		{kind: model.ScanFailed, line: "CScanJob::Execute- Failed at AddUpdateSource, Error = <code:hresult>"},
	},
}
