package parsers

import "ccmtail/model"

// locationServices finds servers: the update point for a scan, the distribution points for a content. The
// "package" of an update point's request is the update source.
var locationServices = log{
	name:       "LocationServices",
	components: []string{"LocationServices"},
	tells:      "the update point a scan uses, the distribution points of a content",
	rules: []rule{
		{kind: model.ScanLocationSent, line: "Created and Sent Location Request '<request:guid>' for package <source:guid>"},
		{kind: model.ScanLocation, line: "WSUS Path='<text:text>', Server='<name:text>', Version='<n:int>'"},
		{kind: model.NoEvent, line: "Calling back with the following WSUS locations"},
		{kind: model.NoEvent, line: "Calling back with locations for WSUS request <request:guid>"},
		{kind: model.NoEvent, line: "Calling back with locations for location request <request:guid>"},
		{kind: model.NoEvent, line: "Calling back with the following distribution points"},
		{kind: model.NoEvent, line: "Current AD site of machine is <_:text>"},
		{kind: model.NoEvent, line: "CCCMWSUSLocation::GetLocationsAsyncEx"},
		{kind: model.NoEvent, line: "Attempting to persist WSUS location request for ContentID='<source:guid>' and ContentVersion='<n:int>'"},
		{kind: model.NoEvent, line: "Persisted WSUS location request"},
		{kind: model.NoEvent, line: "Attempting to send WSUS Location Request for ContentID='<source:guid>'"},
		{kind: model.NoEvent, line: "WSUSLocationRequest : …"},
		{kind: model.NoEvent, line: "Processing Location reply message"},
		{kind: model.NoEvent, line: "WSUSLocationReply : …"},
		{kind: model.NoEvent, line: "Created filter for LS request <request:guid>"},
		{kind: model.NoEvent, line: "ContentLocationReply : …"},
		{kind: model.NoEvent, line: "ContentLocationRequest : …"},
		{kind: model.NoEvent, line: "Distribution Point='<_:text>', Locality=…"},
		{kind: model.NotInBoundaryGroup, line: "Client is not in any boundary group"},
		{kind: model.NoEvent, line: "Unable to retrieve AD site membership"},
		{kind: model.NoEvent, line: "Local machine is not a member of an AD domain"},
		{kind: model.NoEvent, line: "Begin checking Alternate Network Configuration"},
		{kind: model.NoEvent, line: "Finished checking Alternate Network Configuration"},
	},
}
