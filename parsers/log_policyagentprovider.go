package parsers

// policyAgentProvider notifies the other parts of the client that a policy has changed. Evidence:
// Microsoft's article of 2016 on installing applications.
var policyAgentProvider = log{
	name:       "PolicyAgentProvider",
	components: []string{"PolicyAgentProvider"},
	about:      "settings that changed with a policy (known, not used)",
	rules: []rule{
		{why: notUpdates, line: "[<_:word>] <_:int> settings change(s) detected"},
		{why: notUpdates, line: "[<_:word>] Queued worker to process these <_:int> settings change(s)"},
		{why: notUpdates, line: "--- Processing <_:int> settings change(s)"},
		{why: notUpdates, line: "--- [<_:int>] <_:word> settings change on object …"},
		{why: notUpdates, line: "--- Begin Indicating <_:int> settings change(s)"},
		{why: notUpdates, line: "--- Completed Indicating <_:int> settings change(s)"},
	},
}
