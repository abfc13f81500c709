package parsers

// agentClassic is what the update agent of Windows 7 and 8 writes for itself and for others: a
// WindowsUpdate.log of 2021 from a computer without ConfigMgr.
var agentClassic = []rule{
	{why: windows, begins: system, line: "** START ** Agent: <_:word> updates [CallerId = <_:text>]"},
	{why: windows, begins: system, line: "** END ** Agent: <_:word> updates [CallerId = <_:text>]"},
	{why: windows, begins: system, line: "-- START -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: windows, begins: system, line: "-- END -- COMAPI: <_:word> [ClientId = <_:text>]"},
	{why: windows, line: "*********"},
	{why: windows, line: "*************"},
	{why: windows, line: "---------"},
	{why: windows, line: "-------------"},

	{why: windows, line: "=========== Logging initialized (build: <_:text>, tz: <_:text>) ==========="},
	{why: windows, line: "= Process: <_:text>"},
	{why: windows, line: "= Module: <_:text>"},
	{why: windows, line: "** START ** Service: Service startup"},
	{why: windows, line: "** END ** Service: Service exit [Exit code = <_:text>]"},

	{why: windows, line: "*********** Agent: Initializing Windows Update Agent ***********"},
	{why: windows, line: "*********** Agent: Initializing global settings cache ***********"},
	{why: windows, line: "* WU client version <_:text>"},
	{why: windows, line: "* Base directory: <_:text>"},
	{why: windows, line: "* Access type: <_:text>"},
	{why: windows, line: "* Network state: <_:text>"},
	{why: windows, line: "* Target group: <_:text>"},
	{why: windows, line: "* Windows Update access disabled: <_:word>"},
	{why: windows, line: "Download manager restoring <_:int> downloads"},

	{why: windows, line: "########### AU: Initializing Automatic Updates ###########"},
	{why: windows, line: "########### AU: Uninitializing Automatic Updates ###########"},
	{why: windows, line: "# AU disabled through User preference"},
	{why: windows, line: "AU initiates service shutdown"},
	{why: windows, line: "AU finished delayed initialization"},
	{why: windows, line: "AU setting next sqm report timeout to <_:text>"},
	{why: windows, line: "Initializing featured updates"},
	{why: windows, line: "Found <_:int> cached featured updates"},
	{why: windows, line: "Successfully wrote event for AU health state:<_:int>"},

	{why: windows, line: "*********** Report: Initializing static reporting data ***********"},
	{why: windows, line: "CWERReporter::Init succeeded"},
	{why: windows, line: "CWERReporter finishing event handling. (<_:word>)"},
	{why: windows, line: "* OS Version = <_:text>"},
	{why: windows, line: "* OS Product Type = <_:text>"},
	{why: windows, line: "* Computer Brand = <_:text>"},
	{why: windows, line: "* Computer Model = <_:text>"},
	{why: windows, line: "* Bios Revision = <_:text>"},
	{why: windows, line: "* Bios Name = <_:text>"},
	{why: windows, line: "* Bios Release Date = <_:text>"},
	{why: windows, line: "* Locale ID = <_:int>"},
}
