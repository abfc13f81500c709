package event

// The kinds of events, grouped by what they are about. Behind each: what it says, and the numbers,
// texts and answers it fills beside the ids of its line.
const (
	None Kind = iota // no event: the line tells nothing that is kept

	// Updates.
	UpdateStatus       // what a scan found of an update: State "Missing", "Installed", …; Title, KB, Revision
	UpdateTargeted     // a deployment targets an update; Title and KB where the wording has them
	UpdateProgress     // State is the ciState name; Code
	UpdateSuperseded   // Linked is the update that supersedes it
	UpdateBatched      // put into the installation batch
	UpdateInstallEnded // an installation ended: Code, RestartRequired
	UpdatePostRestart  // what the check after a restart said: Code
	UpdateStateRaised  // StateID of topic 402 and State, its name
	ContentLinked      // Content is one of the update's; File and the KB in its name, TotalBytes
	UpdateHandlerState // State in UpdatesHandler; Code

	// What Windows Update says of updates on ConfigMgr's behalf, and what goes wrong with one
	// update.
	UpdateNamed          // who an update is, nothing of its state: Title and the KB in it, Revision
	UpdateDownloadFailed // Code
	UpdateTimedOut       // the client stopped waiting for an installation beyond its maximum run time

	// Installing as a whole.
	InstallStarted // the Windows Update Agent began to install the batch
	InstallEnded   // the batch has been installed
	InstallFailed  // Code; Update where the wording names one; State of the job

	// Deployments.
	DeploymentTriggered      // Name is "deadline", "activation", "schedule" or "manual"
	DeploymentCICount        // Count of configuration items
	DetectionStarted         // Job
	DetectionDone            // a detection job completed
	DownloadStarted          // Job
	DownloadDone             // a download job completed
	WindowRequested          // a deployment asked for a window and found none: Seconds required
	DeploymentWaitsForWindow // Seconds required, inherited from the line before
	InstallRequested         // a deployment starts to install
	ApplyStarted             // Job
	DeploymentStateRaised    // TopicType, StateID and State, its name; Compliant
	DeploymentRemoved        // the deployment is gone
	DeploymentError          // Code
	DeploymentDeadline       // When
	PendingRestartCount      // Count of updates that wait for a restart
	RestartNotified          // a restart is announced: When, IgnoresWindow
	DetectionAfterRestart    // Job, Code
	ClientStarted            // the client's service began to run
	ConfigurationMissing     // no policy for software updates
	UpdatesEnabled           // the policy for software updates is there

	// Content.
	ContentRequested       // Content
	ContentCTMJob          // Job is the content's CTM job
	ContentRequestID       // Request is the content's download request
	ContentLocationFound   // URL
	ContentDownloadStarted // Content
	ContentDownloadDone    // Content
	ContentVerified        // the hash is right
	ContentCached          // found in the cache
	ContentFailed          // Code
	CTMLocationRequested   // Job, Request
	CTMDownloadStarted     // Linked is the DTS job; URL
	CTMLocationSwitched    // a download goes on from another server: URL
	CTMLocationsEmpty      // no distribution point for a CTM job
	LocationRequestEmpty   // no distribution point for a location request
	DTSBITSJob             // Linked is the BITS job
	DTSProgress            // DoneBytes, TotalBytes
	DTSEnded               // State
	DTSRetry               // Code, Attempt; Seconds until the next one
	TransferError          // Code, URL or host, Name of the error; Job where the thread has named one
	DeltaDownloadFailed    // Code
	ContentInstallStarted  // Windows begins to install the package
	ContentInstallEnded    // Code, RestartRequired
	ContentHashMismatch    // a downloaded file is not what the site says it is
	CacheFull              // no room for a content

	// Maintenance windows, which the logs call service windows.
	WindowListingStarted // the windows known to the client are listed from here on
	WindowListed         // WindowType, Schedule
	WindowStartTime      // When
	WindowDuration       // Seconds
	WindowFinished       // it will not open again
	NoRestrictingWindow  // no window of WindowType holds anything back
	WindowSecondsLeft    // Seconds, WindowType
	WindowNext           // When; Opens, or closes
	WindowNotice         // Name is START, END or DELETE
	NoWindowsLeft        // the last window is gone
	WindowOverride       // Name of the job's kind, IgnoresWindow, WindowType; Job where the wording has it

	// Restarts.
	RestartRequested // Name is who asks; When
	RestartDeadline  // Name is who asks; When
	RestartAllowed   // a window lets it happen
	RestartCountdown // Seconds of grace, FinalSeconds without a choice
	RestartInitiated // the restart began

	// Scans.
	ScanRequested         // Source, Job; Request of the scan's server
	ScanLocationRequested // Source, Request
	ScanServerNamed       // URL of the software update point
	ScanSourceAdded       // Source
	ScanStarted           // the scan began
	ScanSucceeded         // the scan completed
	ScanEnded             // Code
	ScanFailed            // Code
	ScanBlocked           // Group Policy overrides the WSUS server: URL
	GroupPolicyWait       // a scan waits for Group Policy
	GroupPolicyUnreadable // Code
	ScanSourceFailed      // Source, Code
	WUACallFailed         // Name of the call within the Windows Update Agent, Code; File
	NotInBoundaryGroup    // the client is in no boundary group

	// State messages.
	StateMessageRecorded // TopicType; StateID, 0 where the line did not say
	StateMessagesSent    // state messages were handed over for the management point

	// Messages to the management point.
	MessageQueued    // Request is the message
	MessageDelivered // Request is the message

	Kinds = iota
)
