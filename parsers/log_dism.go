package parsers

// dism is the log of the servicing command DISM. It says nothing of what ConfigMgr did. Evidence:
// Microsoft's articles on servicing errors.
var dism = log{
	name:       "DISM",
	components: []string{"DISM"},
	about:      "runs of DISM, as somebody repairs a computer with it",
	excerpt:    true,
	rules: []rule{
		{why: "DISM's own runs; they do not tell what ConfigMgr did", line: "DISM Package Manager: PID=<_:int> TID=<_:int> …"},
	},
}
