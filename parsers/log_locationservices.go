package parsers

import "ccmtail/model/event"

// locationServices finds servers: the software update point for a scan, the distribution points for
// a content. The "package" in a request for a software update point is the update source. Evidence:
// Microsoft's articles of 2014 and the one on peer cache (Current Branch); for the lines at start,
// a ccmsetup.log.
var locationServices = log{
	name:       "LocationServices",
	components: []string{"LocationServices"},
	about:      "the update point a scan uses, the distribution points of a content",
	rules: []rule{
		{kind: event.ScanLocationRequested, line: "Created and Sent Location Request '<request:guid>' for package <source:guid>"},
		{kind: event.ScanServerNamed, line: "WSUS Path='<url:text>', Server='<_:text>', Version='<_:int>'"},
		{kind: event.NotInBoundaryGroup, line: "Client is not in any boundary group"},
		{kind: event.LocationRequestEmpty, line: "LS Request CorrelationID <request:guid> - Calling back with empty distribution points list…"},
		{why: intermediate, line: "Calling back with the following WSUS locations"},
		{why: intermediate, line: "Calling back with locations for WSUS request <request:guid>"},
		{why: intermediate, line: "Calling back with locations for location request <request:guid>"},
		{why: intermediate, line: "Calling back with the following distribution points"},
		{why: intermediate, line: "Distribution Point='<_:text>', Locality='<_:word>',…"},
		{why: intermediate, line: "Current AD site of machine is <_:text>"},
		{why: intermediate, line: "CCCMWSUSLocation::GetLocationsAsyncEx"},
		{why: intermediate, line: "Attempting to persist WSUS location request for ContentID='<source:guid>' and ContentVersion='<_:int>'"},
		{why: intermediate, line: "Persisted WSUS location request"},
		{why: intermediate, line: "Attempting to send WSUS Location Request for ContentID='<source:guid>'"},
		{why: intermediate, line: "WSUSLocationRequest : …"},
		{why: intermediate, line: "Processing Location reply message"},
		{why: intermediate, line: "WSUSLocationReply : …"},
		{why: intermediate, line: "Created filter for LS request <request:guid>"},
		{why: intermediate, line: "ContentLocationReply : …"},
		{why: intermediate, line: "ContentLocationRequest : …"},
		{why: intermediate, line: "Unable to retrieve AD site membership"},
		{why: intermediate, line: "Local machine is not a member of an AD domain"},
		{why: intermediate, line: "Begin checking Alternate Network Configuration"},
		{why: intermediate, line: "DhcpGetOriginalSubnetMask entry point is supported"},
		{why: intermediate, line: "Finished checking Alternate Network Configuration"},
	},
}
