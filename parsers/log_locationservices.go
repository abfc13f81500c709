package parsers

import "ccmtail/model/event"

// locationServices finds servers: the update point for a scan, the distribution points for a content. The
// "package" of an update point's request is the update source. Microsoft's articles of 2014 and the one on
// peer cache (Current Branch); the lines at start are from a ccmsetup.log.
var locationServices = log{
	name:       "LocationServices",
	components: []string{"LocationServices"},
	tells:      "the update point a scan uses, the distribution points of a content",
	rules: []rule{
		{kind: event.ScanLocationSent, line: "Created and Sent Location Request '<request:guid>' for package <source:guid>"},
		{kind: event.ScanLocation, line: "WSUS Path='<text:text>', Server='<name:text>', Version='<n:int>'"},
		{kind: event.NotInBoundaryGroup, line: "Client is not in any boundary group"},
		{kind: event.LocationsEmpty, line: "LS Request CorrelationID <request:guid> - Calling back with empty distribution points list…"},
		{why: way, line: "Calling back with the following WSUS locations"},
		{why: way, line: "Calling back with locations for WSUS request <request:guid>"},
		{why: way, line: "Calling back with locations for location request <request:guid>"},
		{why: way, line: "Calling back with the following distribution points"},
		{why: way, line: "Distribution Point='<_:text>', Locality='<_:word>',…"},
		{why: way, line: "Current AD site of machine is <_:text>"},
		{why: way, line: "CCCMWSUSLocation::GetLocationsAsyncEx"},
		{why: way, line: "Attempting to persist WSUS location request for ContentID='<source:guid>' and ContentVersion='<_:int>'"},
		{why: way, line: "Persisted WSUS location request"},
		{why: way, line: "Attempting to send WSUS Location Request for ContentID='<source:guid>'"},
		{why: way, line: "WSUSLocationRequest : …"},
		{why: way, line: "Processing Location reply message"},
		{why: way, line: "WSUSLocationReply : …"},
		{why: way, line: "Created filter for LS request <request:guid>"},
		{why: way, line: "ContentLocationReply : …"},
		{why: way, line: "ContentLocationRequest : …"},
		{why: way, line: "Unable to retrieve AD site membership"},
		{why: way, line: "Local machine is not a member of an AD domain"},
		{why: way, line: "Begin checking Alternate Network Configuration"},
		{why: way, line: "DhcpGetOriginalSubnetMask entry point is supported"},
		{why: way, line: "Finished checking Alternate Network Configuration"},
	},
}
