package parsers

// policyAgentProvider tells the client's parts that a policy changed. Microsoft's article of 2016 on
// installing applications.
var policyAgentProvider = log{
	name:       "PolicyAgentProvider",
	components: []string{"PolicyAgentProvider"},
	tells:      "settings that changed with a policy (known, not used)",
	rules: []rule{
		{why: others, line: "[<_:word>] <_:int> settings change(s) detected"},
		{why: others, line: "[<_:word>] Queued worker to process these <_:int> settings change(s)"},
		{why: others, line: "--- Processing <_:int> settings change(s)"},
		{why: others, line: "--- [<_:int>] <_:word> settings change on object …"},
		{why: others, line: "--- Begin Indicating <_:int> settings change(s)"},
		{why: others, line: "--- Completed Indicating <_:int> settings change(s)"},
	},
}
