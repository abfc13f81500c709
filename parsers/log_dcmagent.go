package parsers

// dcmAgent evaluates baselines and applications; the job id it hands on is CIAgent's. Its assignments are
// not update assignments. Microsoft's article of 2016, a policy walkthrough of 2023.
var dcmAgent = log{
	name:       "DCMAgent",
	components: []string{"DCMAgent"},
	tells:      "evaluation of baselines and applications (known, not used)",
	rules: []rule{
		{why: others, line: "CDCMAgentJobMgr::StartJob - Starting DCM Agent job <job:guid>"},
		{why: others, line: "CDCMAgentJobMgr::DeleteJob - Request to delete DCM Agent job <job:guid>"},
		{why: others, line: "DCMAgentJob(<job:guid>): CDCMAgent::InitiateCIAgentJob - Starting CI Agent Job <other:guid> for target: …"},
		{why: others, line: "DCMAgentJob(<job:guid>): CDCMAgentJob::SetupJob - Add assignment …"},
		{why: others, line: "DCMAgentJob(<job:guid>): CDCMAgentJob::PopulateCIsFromAssignment - …"},
		{why: others, line: "DCMAgentJob(<job:guid>): CDCMAgentJob::HandleEvent(Event=<_:word>, CurrentState=<_:word>)"},
		{why: others, line: "DCMAgentJob(<job:guid>): QueueDebug - Executing Event"},
		{why: others, line: "DCMAgent::ProcessAssignmentChange"},
		{why: others, line: "CAppMgmtSDK::GetEvaluationState <_:text> = <_:word>"},
		{why: others, line: "Job complete. Exiting event pump"},
	},
}
