package parsers

// appEnforce installs applications. They are not updates, but they share the windows and restarts, so its
// lines are known. Microsoft's article of 2016 on installing applications.
var appEnforce = log{
	name:       "AppEnforce",
	components: []string{"AppEnforce", "AppDiscovery"},
	tells:      "installation of applications (known, not used)",
	rules: []rule{
		{why: others, line: "+++ Starting Install enforcement for App DT …"},
		{why: others, line: "+++ Application not discovered. [AppDT Id: …"},
		{why: others, line: "+++ Discovered application [AppDT Id: …"},
		{why: others, line: "+++ Executing script to discover application. [AppDT Id: …"},
		{why: others, line: "++++++ App enforcement completed (<_:int> seconds) for App DT …"},
		{why: others, line: "A user is logged on to the system"},
		{why: others, line: "App enforcement environment:…"},
		{why: others, line: "Prepared working directory: …"},
		{why: others, line: "Parsed CmdLine: …"},
		{why: others, line: "Found executable file <_:text> with complete path <_:text>"},
		{why: others, line: "Executing Command line: <_:text> with <_:word> context"},
		{why: others, line: "Looking for exit code <_:int> in exit codes table..."},
		{why: others, line: "Found a match in the success exit codes"},
		{why: others, line: "Matched exit code <_:int> to a Success entry in exit codes table"},
		{why: others, line: "Performing detection of app deployment type …"},
	},
}
