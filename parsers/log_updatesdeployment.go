package parsers

import "ccmtail/model/event"

// updatesDeployment is the deployment agent: assignments, what they target, when they wait, install
// and restart. Where a wording has changed, that of 2007 and 2012 comes first and that of Current
// Branch after it. "SUCCESSFULL" is the client's own spelling. Evidence: Microsoft's articles of
// 2011 and 2014, and of 2009 for ConfigMgr 2007, excerpts of 2015-2019 and 2026, a Current Branch
// client of 2021, a vendor's page of 2022 on run times, Microsoft's articles on the hotfixes of
// 2021 and 2025.
//
// The lines about an update's progress do not name its deployment. They follow the line "Progress
// received for assignment"; after "Starting install for assignment" only those of updates that wait
// are known to. A line of another deployment, or of none, ends that.
var updatesDeployment = log{
	name:       "UpdatesDeployment",
	components: []string{"UpdatesDeploymentAgent"},
	about:      "deployments: evaluation, download, waiting for a window, installation, restart, compliance",
	rules: []rule{
		{kind: event.DeploymentTriggered, name: "deadline", ends: fieldDeployment,
			line: "Message received: '<?xml version='1.0' ?> <CIAssignmentMessage MessageType='EnforcementDeadline'> <AssignmentID><deployment:guid></AssignmentID> …"},
		{kind: event.DeploymentTriggered, name: "activation", ends: fieldDeployment,
			line: "Message received: '<?xml version='1.0' ?> <CIAssignmentMessage MessageType='Activation'> <AssignmentID><deployment:guid></AssignmentID> …"},
		{kind: event.EvaluationRequested, name: "manual", ends: fieldDeployment, line: "Message received: '«<?xml version='1.0' ?>»<SoftwareUpdatesMessage MessageType='EvaluateAssignments'>…"},
		{kind: event.DeploymentTriggered, name: "activation", line: "Assignment (<deployment:guid>) received activation trigger", ends: fieldDeployment},
		{kind: event.DeploymentTriggered, name: "deadline", line: "Deadline received for assignment (<deployment:guid>)", ends: fieldDeployment},
		{kind: event.DeploymentCICount, line: "Assignment <deployment:guid> has total CI = <count:int>", ends: fieldDeployment},
		{kind: event.DetectionStarted, line: "Detection job (<job:guid>) started for assignment (<deployment:guid>)", ends: fieldDeployment},
		{why: intermediate, line: "Started evaluation for assignment (<deployment:guid>)", ends: fieldDeployment},
		{kind: event.EvaluationRequested, line: "Evaluation initiated for (<_:int>) assignment«s»", ends: fieldDeployment},
		{kind: event.EvaluationRequested, line: "Evaluation initiated for (<deployment:guid>) assignment«s»", ends: fieldDeployment},
		{why: intermediate, line: "Removing scan history to force non cached results"},
		{kind: event.DetectionDone, line: "DetectJob completion received for assignment (<deployment:guid>)", ends: fieldDeployment},
		{why: intermediate, line: "Making updates available for assignment (<deployment:guid>)", ends: fieldDeployment},
		{kind: event.UpdateTargeted, line: "Update (<update:sum>) Name (<title:text>) ArticleID (<kb:word>) added to the targeted list of deployment (<deployment:guid>)", ends: fieldDeployment},
		{kind: event.UpdateTargeted, line: "Update (<update:sum>) added to the targeted list of deployment (<deployment:guid>)", ends: fieldDeployment},
		{why: intermediate, line: "EnumerateUpdates for action (<_:word>) - Total visible updates = <_:int>"},
		{kind: event.ActionableCount, line: "EnumerateUpdates for action (<name:word>) - Total actionable updates = <count:int>", ends: fieldDeployment},
		{why: intermediate, line: "No actionable updates for install task. No attempt required"},
		{kind: event.DeploymentError, line: "Job error (<code:hresult>) received for assignment (<deployment:guid>) action", remembers: fieldDeployment, begins: deploymentError},
		{kind: event.DownloadRefused, inherits: fieldDeployment, inheritsIn: deploymentError, line: "Updates will not be made available…"},

		{kind: event.DownloadStarted, line: "DownloadCIContents Job (<job:guid>) started for assignment (<deployment:guid>)", ends: fieldDeployment},
		{why: contextOnly, line: "Progress received for assignment (<deployment:guid>)", remembers: fieldDeployment, begins: deploymentProgress},
		{kind: event.UpdateProgress, state: "WaitInstall", inherits: fieldDeployment, inheritsIn: deploymentProgress | deploymentInstall,
			line: "Update (<update:sum>) Progress: Status = ciStateWaitInstall, PercentComplete = <_:int>, «DownloadSize = <_:int>, »Result = <code:hresult>"},
		{kind: event.UpdateProgress, inherits: fieldDeployment, inheritsIn: deploymentProgress,
			line: "Update (<update:sum>) Progress: Status = ciState<state:word>, PercentComplete = <_:int>, «DownloadSize = <_:int>, »Result = <code:hresult>"},
		{kind: event.DownloadDone, line: "DownloadJob completion received for assignment (<deployment:guid>)", ends: fieldDeployment},

		{kind: event.WindowRequested, line: "No current service window available to run updates assignment with time required = <seconds:int>", remembers: fieldSeconds, ends: fieldDeployment},
		{why: repeats, line: "No service window available to run updates assignment"},
		{kind: event.DeploymentWaitsForWindow, line: "This assignment (<deployment:guid>) will be retried once the service window is available", inherits: fieldSeconds, ends: fieldDeployment},
		{kind: event.WindowNotice, line: "CUpdateAssignmentsManager received a SERVICEWINDOWEVENT <name:word> Event", ends: fieldDeployment},
		{why: intermediate, line: "Attempting pending install assignment"},
		{kind: event.InstallRequested, line: "Starting install for assignment (<deployment:guid>)", remembers: fieldDeployment, begins: deploymentInstall},
		{kind: event.ApplyStarted, line: "ApplyCIs - JobId = <job:guid>", inherits: fieldDeployment, inheritsIn: deploymentInstall},
		{kind: event.InstallByUser, line: "InstallUpdates Initiated by user", ends: fieldDeployment},

		{kind: event.DeploymentStateRaised, ends: fieldDeployment, topicType: 302, line: "Raised assignment «(TopicID) »(<deployment:guid>) state message successfully. TopicType = Evaluate, StateId = <stateid:int>, StateName = <state:word>«, StateCriticality = <_:int>»"},
		{kind: event.DeploymentStateRaised, ends: fieldDeployment, topicType: 301, line: "Raised assignment «(TopicID) »(<deployment:guid>) state message successfully. TopicType = Enforce, StateId = <stateid:int>, StateName = <state:word>«, StateCriticality = <_:int>»"},
		{kind: event.DeploymentStateRaised, ends: fieldDeployment, topicType: 300, line: "Raised assignment «(TopicID) »(<deployment:guid>) state message successfully. TopicType = Compliance, «StateId = <stateid:int>, »Signature = <_:word>, IsCompliant = <compliant:bool>«, StateCriticality = <_:int>»"},
		{kind: event.UpdateStateRaised, inherits: fieldCode, line: "Raised update «(TopicID) »(<update:sum>) enforcement state message successfully. «TopicType = STATE_TOPICTYPE_SUM_CI_ENFORCEMENT, »StateId = <stateid:int>, StateName = <state:word>«, StateCriticality = <_:int>»«, TopicIdVersion = <_:int>»"},

		{kind: event.RestartWanted, line: "No installations in pipeline, notify reboot.« NotifyUI = <_:word>»", ends: fieldDeployment},
		{kind: event.RestartNotified, line: "Notify reboot with deadline = <when:notify>, Ignore reboot Window = <ignoreswindow:bool>«, NotifyUI = <_:word>»", ends: fieldDeployment},
		{kind: event.PendingRestartCount, ends: fieldDeployment, line: "CTargetedUpdatesManager::DetectRebootPendingUpdates - Total Pending reboot updates = <count:int>"},
		{kind: event.PendingRestartCount, ends: fieldDeployment, line: "CTargetedUpdatesManager::RegPostRebootFullScan - Total Pending reboot updates = <count:int>"},
		{why: intermediate, line: "CTargetedUpdatesManager::RegPostRebootFullScan - IsReqPostRebootFullScan = <_:int>"},
		{why: intermediate, line: "Initiated detect for pending reboot updates after system restart - JobId = <job:guid>"},
		{why: intermediate, line: "CUpdatesJob(<job:guid>): Job completion received"},
		{kind: event.DetectionAfterRestart, line: "CUpdatesJob(<job:guid>): Detect after reboot job completed with result = <code:hresult>", ends: fieldDeployment},

		{kind: event.UpdateSuperseded, line: "Update (<update:sum>) «is »superseded, no install attempt required…"},
		{why: partial, line: "superseded, no install attempt required…"},
		{kind: event.DeltaDownloadFailed, ends: fieldDeployment, line: "Update with CIID <update:sum> failed with hr = <code:hresult>"},
		{kind: event.RestartMissed, line: "InstallTargetedUpdates failed, error <code:hresult>", ends: fieldDeployment},
		{kind: event.WindowInvalid, line: "Failed to populate Servicewindow instance <window:guid>, error <code:hresult>"},

		{kind: event.DeploymentRemoved, ends: fieldDeployment, line: "OnPolicyDelete for assignment (<deployment:guid>)..."},
		{kind: event.DeploymentRemoved, ends: fieldDeployment, line: "Policy object for assignment (<deployment:guid>) not found"},
		{kind: event.ClientStarted, restarts: true, line: "Service startup system task"},
		{why: upkeep, line: "User logon system task"},
		{why: upkeep, line: "Startup task completed"},
		{kind: event.ConfigurationMissing, line: "Software Updates client configuration policy has not been received"},
		{kind: event.ConfigurationMissing, line: "Software updates functionality will not be enabled until the configuration policy has been received.…"},
		{kind: event.ConfigurationMissing, line: "Software Updates feature is disabled"},
		{kind: event.UpdatesEnabled, line: "Enabling software Updates feature"},
		{why: upkeep, line: "CUpdatesDeploymentAgent::…"},
		{why: upkeep, line: "CTargetedUpdatesManager::IsInServiceMode = <_:int>"},
		{why: upkeep, line: "COrphanedJobCleanupTask::Execute()"},
		{why: upkeep, line: "Schedule a CEvalO365ManagementTask to happen in <_:int> seconds and repeat every 24 hours"},
		{why: upkeep, line: "CEvalO365ManagementTask::Execute()"},
		{why: upkeep, line: "ReadTopO365UpdateIdFromReg - …"},
		{why: upkeep, line: "Cleanup regKey for post install eval"},
		{why: harmless, line: "No CCM Identification blob"},
		{why: contextOnly, line: "CTargetedUpdate::RaiseEnforcementStateMessage, m_eUpdateAction = <_:int>", ends: fieldCode},
		{why: contextOnly, line: "CTargetedUpdate::RaiseEnforcementStateMessage, m_hrError = <code:hresult>", remembers: fieldCode},
		{why: detail, line: "CTargetedUpdate::RaiseEnforcementStateMessage, …"},
		{why: partial, line: "NotifyAssignmentAdd…"},
		{why: partial, line: "Cannot get SDM CI for update…"},
		{why: partial, line: "Loaded CIInfo for update…"},
		{why: partial, line: "GetActionableUpdates:…"},
		{why: partial, line: "We will attempt to install any scheduled updates…"},
		{why: repeats, line: "Raising Failure Event with the following data…"},
		{why: pastedFragment, line: "</CIAssignmentMessage>'"},
		{why: harmless, line: "GetUpdateInfo - failed to get targeted update, error = <code:hresult>"},
		{why: harmless, line: "GetActions() did not succeed. <code:hresult>"},
		{why: harmless, line: "Unable to find CCM_PrePostActions.SiteSettingsKey=1"},
		{why: upkeep, line: "Orchestration lock is not required"},
		{why: repeats, line: "Raising client SDK event for class …"},
	},
}
