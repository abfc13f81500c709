package parsers

// ciAgent evaluates configuration items. Updates are among them, but its lines name model ids and
// not updates, so they make no events. Evidence: Microsoft's article of 2016 on installing
// applications.
var ciAgent = log{
	name:       "CIAgent",
	components: []string{"CIAgent"},
	about:      "evaluation of configuration items (known, not used: its lines name no update)",
	rules: []rule{
		{why: notUpdates, line: "CIAgentJob(<job:guid>): CAgentJob::HandleEvent(Event=<_:word>, CurrentState=<_:word>)"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): TransitionState(From=<_:word>, To=<_:word>) for Event=<_:word>"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): CI <_:text> targeted to <_:text> is in scope for evaluation"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): Evaluation for CI '<_:text>'is required"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): Nothing to be downloaded"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): DownloadBinaryContents"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): EnforceCIs"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): Deleting CIAgent Job"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): Job complete. Exiting event pump"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): StartEnactment - …"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>): ReportMethodInvocation :: …"},
		{why: notUpdates, line: "CIAgentJob(<job:guid>):State - Reporting (<_:word>):: …"},
		{why: notUpdates, line: "Deleted CIAgent job <job:guid>"},
		{why: notUpdates, line: "Internal Request to delete CIAgent job <job:guid>"},
		{why: notUpdates, line: "Job(<job:guid>) : Performing : Task(<_:text>)"},
		{why: notUpdates, line: "Job(<job:guid>) : Successfully initialized : Task(<_:text>)"},
		{why: notUpdates, line: "Job(<job:guid>): Already Completed : Task(<_:text>)"},
		{why: notUpdates, line: "Job(<job:guid>): CI ModelName <_:text> version <_:int> will be INSTALLED. : Task(<_:text>)"},
		{why: notUpdates, line: "<job:guid> - Initiating <_:word> tasks"},
		{why: notUpdates, line: "JobTaskHelper - Initiating next task if needed"},
		{why: notUpdates, line: "CCIInfo::AddDepedentCI for ModelName: …"},
		{why: notUpdates, line: "DCM::LanternUtils::ScopeAndBindPolicies - …"},
	},
}
