package parsers

import "ccmtail/model"

// updatesHandler carries out the agent's jobs: which contents an update consists of, which updates go
// into the batch.
var updatesHandler = log{
	name:       "UpdatesHandler",
	components: []string{"UpdatesHandler"},
	tells:      "the contents of each update, downloads asked for, the installation batch",
	rules: []rule{
		{kind: model.NoEvent, keeps: update, line: "Bundle update (<update:guid>) is requesting download from child updates for action (<_:word>)…"},
		{kind: model.UpdateContent, takes: update, line: "Content Text = <Content ContentId=\"<content:guid>\" Version=\"<_:int>\"><FileContent Name=\"<text:text>\" Hash=\"<_:text>\" HashAlgorithm=\"<_:word>\" Size=\"<n:int>\"/>…"},
		{kind: model.UpdateHandlerWork, line: "Update Id = <update:guid>, State = State<name:word>, Result = <code:hresult>"},
		{kind: model.UpdateBatched, line: "Update (<update:guid>) added to the installation batch"},
		{kind: model.UpdateHandlerWork, name: "Downloading", keeps: update, line: "Starting download on action (<_:word>) for Update (<update:guid>)"},
		{kind: model.NoEvent, line: "Got execute info for (<n:int>) updates"},
		{kind: model.NoEvent, line: "Updates installation started as batch"},
		{kind: model.InstallFailed, line: "WSUS update (<update:guid>) installation result = <code:hresult>, Reboot State = <name:word>"},
		{kind: model.NoEvent, line: "Update execution failed"},
		{kind: model.InstallFailed, line: "Failed to start batch install through WSUS Install handler , error = <code:hresult>"},
		{kind: model.InstallFailed, line: "InstallUpdatesInBatch failed with error <code:hresult>"},
		{kind: model.NoEvent, line: "Execution cancelled by job. Update will not be monitored…"},
		{kind: model.ScanCompleted, line: "Updates scan completion received, result = <code:hresult>"},
		{kind: model.NoEvent, line: "Initiating updates scan for checking applicability"},
		{kind: model.NoEvent, line: "Successfully initiated scan« for job (<job:guid>)»"},
		{kind: model.NoEvent, line: "Scan completion received for job (<job:guid>)"},
		{kind: model.NoEvent, line: "Initial scan completed for the job (<job:guid>)"},
		{kind: model.NoEvent, line: "Evaluating status of the updates for the job (<job:guid>)"},
		{kind: model.NoEvent, line: "CompleteJob - Job (<job:guid>) removed from job manager list"},
		{kind: model.NoEvent, line: "CUpdatesAgent::FinalConstruct entered"},
		{kind: model.NoEvent, line: "Initiating download for the job (<job:guid>)"},
		{kind: model.NoEvent, line: "Timeout Options: …"},
		{kind: model.NoEvent, line: "Job <job:guid> is starting execution"},
		{kind: model.NoEvent, line: "CDeploymentJob::InstallUpdatesInBatch - …"},
		{kind: model.NoEvent, line: "CAtomicUpdate::SetState - Entered SetState - Update <update:guid>, Current State (member) = <_:word>, Passed in state = <_:word>"},
		{kind: model.NoEvent, line: "CDeploymentJob -- Failed to download update (<update:guid>). Error = <code:hresult>"},
	},
}
