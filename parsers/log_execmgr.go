package parsers

import "ccmtail/model/event"

// execmgr runs packages, and is notified of maintenance windows. Evidence: a sample of 2020, Microsoft's
// articles on hotfixes of 2020-2022.
var execmgr = log{
	name:       "execmgr",
	components: []string{"execmgr"},
	about:      "windows opening and closing; packages (known, not used)",
	rules: []rule{
		{kind: event.WindowNotice, line: "CServiceWindowEventHandler::Execute - Received SERVICEWINDOWEVENT : <name:word> Event"},
		{why: notUpdates, line: "Raised Program Success Event for Ad:<_:word>, Package:<_:word>, Program: …"},
		{why: notUpdates, line: "Execution is complete for program <_:text>. The exit code is <_:int>, the execution status is <_:word>"},
		{why: notUpdates, line: "OnContentAvailable program <_:text> NOT available, <_:hresult>…"},
		{why: notUpdates, line: "This device is not externally managed"},
		{why: harmless, line: "Failed to check enrollment url, <_:hresult>:…"},
		{why: harmless, line: "Failed to GetDeviceManagementConfigInfo, honor MEM authority. Error (<_:hresult>)"},
		{why: notUpdates, line: "Raising client SDK event for class …"},
		{why: notUpdates, line: "Requesting MTC to delete task with id: <_:guid>"},
		{why: notUpdates, line: "MTC task with id: <_:guid> deleted successfully"},
	},
}
