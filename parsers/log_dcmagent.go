package parsers

// dcmAgent evaluates baselines and applications; its job ids are CIAgent's. Its assignments are not
// those of updates. Evidence: Microsoft's article of 2016, a policy walkthrough of 2023, that
// on a hotfix of 2021.
var dcmAgent = log{
	name:       "DCMAgent",
	components: []string{"DCMAgent"},
	about:      "evaluation of baselines and applications (known, not used)",
	rules: []rule{
		{why: notUpdates, line: "CDCMAgentJobMgr::StartJob - Starting DCM Agent job <job:guid>"},
		{why: notUpdates, line: "CDCMAgentJobMgr::DeleteJob - Request to delete DCM Agent job <job:guid>"},
		{why: notUpdates, line: "DCMAgentJob(<job:guid>): CDCMAgent::InitiateCIAgentJob - Starting CI Agent Job <_:guid> for target: …"},
		{why: notUpdates, line: "DCMAgentJob(<job:guid>): CDCMAgentJob::SetupJob - Add assignment …"},
		{why: notUpdates, line: "DCMAgentJob(<job:guid>): CDCMAgentJob::PopulateCIsFromAssignment - …"},
		{why: notUpdates, line: "DCMAgentJob(<job:guid>): CDCMAgentJob::HandleEvent(Event=<_:word>, CurrentState=<_:word>)"},
		{why: notUpdates, line: "DCMAgentJob(<job:guid>): QueueDebug - Executing Event"},
		{why: notUpdates, line: "DCMAgent::ProcessAssignmentChange"},
		{why: notUpdates, line: "CAppMgmtSDK::GetEvaluationState <_:text> = <_:word>"},
		{why: notUpdates, line: "ExecuteApplicationQuery - Failed to get machine targeted applications (<_:hresult>)"},
		{why: notUpdates, line: "Job complete. Exiting event pump"},
	},
}
