package parsers

// appEnforce installs applications. They are not updates but share maintenance windows and restarts
// with them, so the lines are known. Evidence: Microsoft's article of 2016 on installing
// applications.
var appEnforce = log{
	name:       "AppEnforce",
	components: []string{"AppEnforce", "AppDiscovery"},
	about:      "installation of applications (known, not used)",
	rules: []rule{
		{why: notUpdates, line: "+++ Starting Install enforcement for App DT …"},
		{why: notUpdates, line: "+++ Application not discovered. [AppDT Id: …"},
		{why: notUpdates, line: "+++ Discovered application [AppDT Id: …"},
		{why: notUpdates, line: "+++ Executing script to discover application. [AppDT Id: …"},
		{why: notUpdates, line: "++++++ App enforcement completed (<_:int> seconds) for App DT …"},
		{why: notUpdates, line: "A user is logged on to the system"},
		{why: notUpdates, line: "App enforcement environment:…"},
		{why: notUpdates, line: "Prepared working directory: …"},
		{why: notUpdates, line: "Parsed CmdLine: …"},
		{why: notUpdates, line: "Found executable file <_:text> with complete path <_:text>"},
		{why: notUpdates, line: "Executing Command line: <_:text> with <_:word> context"},
		{why: notUpdates, line: "Looking for exit code <_:int> in exit codes table..."},
		{why: notUpdates, line: "Found a match in the success exit codes"},
		{why: notUpdates, line: "Matched exit code <_:int> to a Success entry in exit codes table"},
		{why: notUpdates, line: "Performing detection of app deployment type …"},
	},
}
