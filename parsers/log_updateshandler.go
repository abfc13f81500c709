package parsers

import "ccmtail/model/event"

// updatesHandler runs the jobs of the deployment agent. It logs the contents of each update, the
// updates in the installation batch, and those it stopped waiting for. Evidence: Microsoft's
// article of 2014, with job ids, and a Current Branch client of 2021, without; for failures,
// vendors' pages of 2021-2022 and the dashboard's list (2024).
var updatesHandler = log{
	name:       "UpdatesHandler",
	components: []string{"UpdatesHandler"},
	about:      "the contents of each update, downloads asked for, the installation batch, what went wrong with it",
	rules: []rule{
		{why: contextOnly, remembers: fieldUpdate, line: "Bundle update (<update:guid>) is requesting download from child updates for action (<_:word>)…"},
		{kind: event.ContentLinked, inherits: fieldUpdate, line: "Content Text = <Content ContentId=\"<content:guid>\" Version=\"<_:int>\"><file:files>…"},
		{kind: event.UpdateHandlerState, line: "Update Id = <update:guid>, State = State<state:word>, Result = <code:hresult>"},
		{kind: event.UpdateBatched, line: "Update (<update:guid>) added to the installation batch"},
		{kind: event.UpdateHandlerState, state: "Downloading", remembers: fieldUpdate, line: "Starting download on action (<_:word>) for Update (<update:guid>)"},
		{kind: event.UpdateDownloadFailed, line: "CDeploymentJob -- Failed to download update (<update:guid>). Error = <code:hresult>"},
		{kind: event.UpdateTimedOut, line: "Execution cancelled by job. Update will not be monitored…"},
		{kind: event.InstallFailed, line: "WSUS update (<update:guid>) installation result = <code:hresult>, Reboot State = <state:word>"},
		{kind: event.InstallFailed, line: "Failed to start batch install through WSUS Install handler , error = <code:hresult>"},
		{kind: event.InstallFailed, line: "InstallUpdatesInBatch failed with error <code:hresult>"},
		{kind: event.InstallFailed, line: "Failed to initiate install of WSUS updates, error = <code:hresult>"},
		{kind: event.ScanEnded, line: "Updates scan completion received, result = <code:hresult>"},
		{kind: event.WindowOverride, name: "Update download", inherits: fieldJob, line: "Timeout Options: Priority = <_:int>, DPLocality = <_:int>, «Location = <seconds:int>, »<_:text>bOverrideServiceWindow = <ignoreswindow:bool>"},
		{why: contextOnly, remembers: fieldJob, line: "Initiating download for the job (<job:guid>)"},
		{why: repeats, line: "Update execution failed"},
		{why: intermediate, line: "Got execute info for (<_:int>) updates"},
		{why: repeats, line: "Updates installation started as batch"},
		{why: intermediate, line: "Initiating updates scan for checking applicability"},
		{why: intermediate, line: "Successfully initiated scan« for job (<job:guid>)»"},
		{why: intermediate, line: "Scan completion received for job (<job:guid>)"},
		{why: intermediate, line: "Initial scan completed for the job (<job:guid>)"},
		{why: intermediate, line: "Evaluating status of the updates for the job (<job:guid>)"},
		{why: intermediate, line: "CompleteJob - Job (<job:guid>) removed from job manager list"},
		{why: upkeep, line: "CUpdatesAgent::FinalConstruct entered"},
		{why: intermediate, line: "Job <job:guid> is starting execution"},
		{why: intermediate, line: "CDeploymentJob::InstallUpdatesInBatch - …"},
		{why: verbose, line: "CAtomicUpdate::SetState - Entered SetState - Update <update:guid>, Current State (member) = <_:word>, Passed in state = <_:word>"},
		{why: partial, line: "Starting applicability checking…"},
		{why: partial, line: "SetJobTimeoutOptions failed. Error = <code:hresult>"},
	},
}
