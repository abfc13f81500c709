package parsers

import "ccmtail/model/event"

// ccmExecLog is the client's service. One file may spell its component in two ways (2019). Evidence
// for the notices of settings: the article on peer cache.
var ccmExecLog = log{
	name:       "CcmExec",
	components: []string{"CcmExec"},
	about:      "starts of the client's service; its tasks (known, not used)",
	rules: []rule{
		{kind: event.ClientStarted, line: "Starting CCMEXEC service..."},
		{why: upkeep, line: "Invoking system task '<_:text>' via ICcmSystemTask2 interface"},
		{why: upkeep, line: "Invoking system task '<_:text>'"},
		{why: harmless, line: "Failed to raise pending event as ClientID is not available"},
		{why: upkeep, line: "Notifying endpoint '<_:text>' of …"},
	},
}
