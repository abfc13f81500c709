package parsers

// agentClassic holds lines of the agent of Windows 7 and 8 that are not about work for ConfigMgr.
// Evidence: a WindowsUpdate.log of 2021 from a computer without ConfigMgr.
var agentClassic = []rule{
	{why: windowsOwnWork, begins: otherWork, ends: fieldCode, line: "** START ** Agent: <_:word> updates [CallerId = <_:text>]"},
	{why: windowsOwnWork, begins: otherWork, ends: fieldCode, line: "** END ** Agent: <_:word> updates [CallerId = <_:text>]"},
	{why: windowsOwnWork, begins: otherWork, line: "-- START -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: windowsOwnWork, begins: otherWork, line: "-- END -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: windowsOwnWork, line: "*********"},
	{why: windowsOwnWork, line: "*************"},
	{why: windowsOwnWork, line: "---------"},
	{why: windowsOwnWork, line: "-------------"},

	{why: windowsOwnWork, line: "=========== Logging initialized (build: <_:text>, tz: <_:text>) ==========="},
	{why: windowsOwnWork, line: "= Process: <_:text>"},
	{why: windowsOwnWork, line: "= Module: <_:text>"},
	{why: windowsOwnWork, line: "** START ** Service: Service startup"},
	{why: windowsOwnWork, line: "** END ** Service: Service exit [Exit code = <_:text>]"},

	{why: windowsOwnWork, line: "*********** Agent: Initializing Windows Update Agent ***********"},
	{why: windowsOwnWork, line: "*********** Agent: Initializing global settings cache ***********"},
	{why: windowsOwnWork, line: "* WU client version <_:text>"},
	{why: windowsOwnWork, line: "* Base directory: <_:text>"},
	{why: windowsOwnWork, line: "* Access type: <_:text>"},
	{why: windowsOwnWork, line: "* Network state: <_:text>"},
	{why: windowsOwnWork, line: "* Target group: <_:text>"},
	{why: windowsOwnWork, line: "* Windows Update access disabled: <_:word>"},
	{why: windowsOwnWork, line: "Download manager restoring <_:int> downloads"},

	{why: windowsOwnWork, line: "########### AU: Initializing Automatic Updates ###########"},
	{why: windowsOwnWork, line: "########### AU: Uninitializing Automatic Updates ###########"},
	{why: windowsOwnWork, line: "# AU disabled through User preference"},
	{why: windowsOwnWork, line: "AU initiates service shutdown"},
	{why: windowsOwnWork, line: "AU finished delayed initialization"},
	{why: windowsOwnWork, line: "AU setting next sqm report timeout to <_:text>"},
	{why: windowsOwnWork, line: "Initializing featured updates"},
	{why: windowsOwnWork, line: "Found <_:int> cached featured updates"},
	{why: windowsOwnWork, line: "Successfully wrote event for AU health state:<_:int>"},

	{why: windowsOwnWork, line: "*********** Report: Initializing static reporting data ***********"},
	{why: windowsOwnWork, line: "CWERReporter::Init succeeded"},
	{why: windowsOwnWork, line: "CWERReporter finishing event handling. (<_:word>)"},
	{why: windowsOwnWork, line: "* OS Version = <_:text>"},
	{why: windowsOwnWork, line: "* OS Product Type = <_:text>"},
	{why: windowsOwnWork, line: "* Computer Brand = <_:text>"},
	{why: windowsOwnWork, line: "* Computer Model = <_:text>"},
	{why: windowsOwnWork, line: "* Bios Revision = <_:text>"},
	{why: windowsOwnWork, line: "* Bios Name = <_:text>"},
	{why: windowsOwnWork, line: "* Bios Release Date = <_:text>"},
	{why: windowsOwnWork, line: "* Locale ID = <_:int>"},
}
