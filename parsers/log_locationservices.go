package parsers

import (
	"slices"

	"ccmtail/model/event"
)

// locationServices finds servers: the software update point for a scan, the distribution points for
// a content. The "package" in a request for a software update point is the update source. Evidence:
// Microsoft's articles of 2014 and the one on peer cache (Current Branch); for the lines at start,
// a ccmsetup.log; for an answer without a location, a task sequence of 2021; for requests that fail,
// a blog of 2017.
var locationServices = log{
	name:       "LocationServices",
	components: []string{"LocationServices"},
	about:      "the update point a scan uses, the distribution points of a content; requests that fail",
	rules: slices.Concat([]rule{
		{kind: event.ScanLocationRequested, line: "Created and Sent Location Request '<request:guid>' for package <source:guid>"},
		{kind: event.ScanServerNamed, line: "WSUS Path='<url:text>', Server='<_:text>', Version='<_:int>'"},
		{kind: event.NotInBoundaryGroup, line: "Client is not in any boundary group"},
		{kind: event.LocationRequestEmpty, line: "LS Request CorrelationID <request:guid> - Calling back with empty distribution points list…"},
		{kind: event.MessageFailed, inherits: fieldHTTPStatus, line: "Failed to refresh Site Signing Certificate over HTTP with error <code:hresult>"},
		{kind: event.MessageFailed, inherits: fieldHTTPStatus, line: "Failed to send management point list Location Request Message to <url:text>"},
		{kind: event.MessageFailed, inherits: fieldHTTPStatus, line: "LSUpdateInternetManagementPoints: Failed to retrieve internet MPs from MP <url:text> with error <code:hresult>, retaining previous list"},
		{why: "about the site the client belongs to", line: "This client might be within the boundaries of more than one site - AD SiteCode search matched <_:int> entries"},
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
		{kind: event.LocationRequestEmpty, line: "ContentLocationReply : <_:nolocations>"},
		{why: intermediate, line: "ContentLocationReply : …"},
		{why: intermediate, line: "ContentLocationRequest : …"},
		{why: intermediate, line: "Unable to retrieve AD site membership"},
		{why: intermediate, line: "Local machine is not a member of an AD domain"},
		{why: intermediate, line: "Begin checking Alternate Network Configuration"},
		{why: intermediate, line: "DhcpGetOriginalSubnetMask entry point is supported"},
		{why: intermediate, line: "Finished checking Alternate Network Configuration"},
	}, messageHTTP),
}
