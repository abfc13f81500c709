package event

// The kinds of events, grouped by what they are about. Behind each: the fields it fills beside the
// ids of its line.
const (
	None Kind = iota
	// Mentioned is a line that names ids and tells nothing that is kept: the screen shows it beside what it names.
	Mentioned

	// Updates.
	UpdateStatus       // Name "Missing", "Installed", …; Title, KB, N revision
	UpdateTargeted     // Deployment, Source; Title, KB where the wording has them
	UpdateProgress     // Name the ciState name; N percent, M bytes, Code
	UpdateSuperseded   // Other: by which update
	UpdateBatched      // put in the installation batch
	UpdateInstallEnded // N place in the batch, Code, Flag reboot required
	UpdatePostRestart  // Code
	UpdateStateRaised  // N state id of topic 402, Name
	ContentLinked      // Content: a leaf of the update; Text file name, N bytes
	UpdateHandlerState // Name the UpdatesHandler state, Code

	// What Windows Update says of updates on ConfigMgr's behalf, and troubles with one update.
	UpdateNamed          // Title, KB, N revision: who an update is, nothing of its state
	UpdateDownloadFailed // Code
	UpdateTimedOut       // the client stopped waiting for an installation whose run time is over; it may go on unwatched

	// Installing as a whole.
	InstallStarted // WUA began to install the batch
	InstallEnded   // Code where the line has one
	InstallFailed  // Code; Update where the wording names one

	// Deployments.
	DeploymentTriggered      // Name "deadline", "activation", "schedule", "manual"
	DeploymentCICount        // N
	DetectionStarted         // Job
	DetectionDone            //
	DownloadStarted          // Job
	DownloadDone             //
	WindowRequested          // N seconds required (a deployment asked and found no window)
	DeploymentWaitsForWindow // N seconds required, inherited from the line before
	InstallRequested         // Deployment: starts to install
	ApplyStarted             // Job
	DeploymentStateRaised    // Text topic, N state id, Name state name, Flag compliant
	DeploymentRemoved        //
	DeploymentError          // Code
	DeploymentDeadline       // When
	PendingRestartCount      // N
	RestartNotified          // When, Flag ignore window
	DetectionAfterRestart    // Code
	ClientStarted            //
	ConfigurationMissing     //
	UpdatesEnabled           //

	// Content.
	ContentRequested       // Content, N KB
	ContentCTMJob          // Content, Job: CTM job
	ContentRequestID       // Content, Request: download request
	ContentLocationFound   // Content, Text URL
	ContentDownloadStarted // Content
	ContentDownloadDone    // Content
	ContentVerified        // Content
	ContentCached          // Content: found in the cache
	ContentFailed          // Content, Code
	CTMLocationRequested   // Job, Request
	CTMDownloadStarted     // Job, Other: DTS job, Text URL
	CTMLocationSwitched    // Job, Text URL: goes on from another server
	CTMLocationsEmpty      // Job
	LocationRequestEmpty   // Request: no distribution point for this location request
	DTSBITSJob             // Job DTS, Other BITS job
	DTSProgress            // Job DTS; N done, M total bytes
	DTSEnded               // Job DTS, Name status
	DTSRetry               // Job, Code; N attempt, M seconds
	TransferError          // Code, Text URL or host, Name symbol; Job where the thread has named one
	DeltaDownloadFailed    // Code: a delta download broke off
	ContentInstallStarted  // Content: Windows begins to install the package
	ContentInstallEnded    // Content, Code, Flag needs a restart
	ContentHashMismatch    // a downloaded file is not what it should be
	CacheFull              // no room for a content

	// Service windows.
	WindowListingStarted //
	WindowListed         // Window, Text schedule, N type
	WindowStartTime      // Window, When
	WindowDuration       // Window, N seconds
	WindowFinished       // Window
	NoRestrictingWindow  // M type
	WindowSecondsLeft    // N seconds, M type
	WindowNext           // Window, When, Flag begins
	WindowNotice         // Name START, END, DELETE
	NoWindowsLeft        //
	WindowOverride       // Name the job's kind, Flag ignores service windows; N window type, Job where the wording has them

	// Reboots.
	RestartRequested // Name agent, When
	RestartDeadline  // Name agent, When
	RestartAllowed   //
	RestartCountdown // N grace, M final seconds
	RestartInitiated //

	// Scans.
	ScanRequested         // Source, Job
	ScanLocationRequested // Request, Source
	ScanServerNamed       // Text URL, Name server
	ScanSourceAdded       // Source
	ScanStarted           //
	ScanSucceeded         //
	ScanEnded             // Code
	ScanFailed            // Code
	ScanBlocked           // the WSUS policy is overridden; Text server, Code
	GroupPolicyWait       // waits for Group Policy
	GroupPolicyUnreadable // Code
	ScanSourceFailed      // Source, Code
	WUACallFailed         // Name the call within the update agent, Code; Text file
	NotInBoundaryGroup

	// State messages.
	StateMessageRecorded // N topic, M state id (0 unsaid), Text topic id
	StateMessagesSent    //

	// Messages to the management point.
	MessageQueued    // Request: the message; Text queue
	MessageDelivered // Request: the message; Text queue, Name host

	// Policy and schedule.

	Kinds = iota
)
