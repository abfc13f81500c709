package parsers

import "ccmtail/model/event"

// policyAgent downloads and applies policies. The policy of an assignment has the assignment's id,
// but not every policy is an assignment's: that of an update source has an id of its own. The
// policy evaluator writes to PolicyEvaluator.log. Evidence: Microsoft's articles of 2014, a policy
// walkthrough of 2023. A client of 2020 no longer writes "Initializing download".
var policyAgent = log{
	name: "PolicyAgent",
	components: []string{
		"PolicyAgent_ReplyAssignments", "PolicyAgent_PolicyDownload", "PolicyAgent_PolicyEvaluator", "PolicyAgent",
	},
	about: "policies downloaded and applied",
	rules: []rule{
		{why: intermediate, line: "Initializing download of policy 'CCM_Policy_Policy5.PolicyID=\"<_:guid>\",PolicySource=\"<_:text>\",PolicyVersion=\"<_:text>\"' from '<_:text>'"},
		{why: intermediate, line: "Successfully initiated download of policy 'CCM_Policy_Policy5.PolicyID=\"<_:guid>\",PolicySource=\"<_:text>\",PolicyVersion=\"<_:text>\"'"},
		{kind: event.PolicyDownloaded, line: "Download of policy CCM_Policy_Policy5.PolicyID=\"<_:guid>\",PolicySource=\"<_:text>\",PolicyVersion=\"<_:text>\" completed (DTS Job ID: <_:guid>)"},
		{why: intermediate, line: "Applied policy CCM_Policy_Policy5.PolicyID=\"<_:guid>\",PolicySource=…"},
		{why: intermediate, line: "Policy 'CCM_Policy_Policy5.PolicyID=\"<deployment:guid>\",PolicyVersion=\"<_:text>\",PolicySource=\"<_:text>\"' successfully compiled"},
		{why: intermediate, line: "Updating policy CCM_Policy_Policy5.PolicyID=\"<deployment:guid>\",PolicySource=…"},
		{why: intermediate, line: "Applying policy <deployment:guid>"},
		{why: repeats, line: "Raising event:…"},
	},
}
