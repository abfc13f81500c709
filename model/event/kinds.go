package event

// The kinds of events, grouped by what they are about. Behind each: what it says, and the numbers,
// texts and answers it fills beside the ids of its line.
const (
	None Kind = iota // no event: the line tells nothing that is kept

	// Updates.
	UpdateStatus       // what a scan found of an update: State "Missing", "Installed", …; Title, KB, Revision
	UpdateStored       // the same as the update store tells the site when it has changed: State
	UpdateRepeated     // the same once more, from a resync or a query of the store: State; Title, KB
	UpdateUnevaluated  // Windows could not tell whether an update applies: Code, Revision
	UpdateTargeted     // a deployment targets an update; Title and KB where the wording has them
	UpdateProgress     // State is the ciState name; Code
	UpdateSuperseded   // Linked is the update that supersedes it
	UpdateBatched      // put into the installation batch
	UpdateInstallEnded // an installation ended: Code, RestartRequired
	UpdatePostRestart  // what the check after a restart said: Code
	UpdateStateRaised  // StateID of topic 402 and State, its name; Code where the thread has named one
	ContentLinked      // Content is one of the update's; File and the KB in its name, TotalBytes
	UpdateHandlerState // State in UpdatesHandler; Code

	// What Windows Update says of updates on ConfigMgr's behalf, and what goes wrong with one
	// update.
	UpdateNamed          // who an update is, nothing of its state: Title and the KB in it, Revision
	UpdateDownloadFailed // Code
	UpdateTimedOut       // the client stopped waiting for an installation beyond its maximum run time
	UpdateReported       // ReportingEvents.log: StateID is the event's number, Name the caller; Title and the KB in it, Revision, Code

	// Installing as a whole.
	InstallStarted      // the Windows Update Agent began to install the batch
	InstallEnded        // the batch has been installed
	InstallFailed       // Code; Update where the wording names one; State of the job
	InstallCancelled    // the client told the Windows Update Agent to stop the batch
	InstallNeedsRestart // the batch's word on a restart, RestartRequired; an update's own comes before it
	InstallByUser       // a user has started it in Software Center

	// Deployments.
	DeploymentTriggered      // Name is "deadline" or "activation"
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
	EvaluationRequested      // an evaluation was asked for; Name is by what, where the line says it
	ActionableCount          // Count of updates that can be acted on; Name of the action
	DownloadRefused          // the client does not make a deployment's updates available
	RestartMissed            // updates of a task sequence may not get their restart: Code
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
	ContentFailed          // the content's download has failed: Code
	ContentRemoved         // deleted from the cache
	CTMLocationRequested   // Job, Request
	CTMDownloadStarted     // Linked is the DTS job; URL
	CTMLocationSwitched    // a download goes on from another server: URL
	CTMLocationsEmpty      // no distribution point for a CTM job
	CTMPhase               // State is the phase's name without its prefix
	CTMFailed              // a CTM job ended for good: Code; Name is what the provider said
	LocationRequestEmpty   // no distribution point for a location request
	DTSCreated             // URL; Content where the URL names it
	DTSState               // State
	DTSFailed              // a transfer job, or one file of it, failed on this source: Code; Linked is the BITS job; URL
	ManifestFailed         // the list of a content's files could not be had, and no retry follows: Code, HTTPStatus
	DTSBITSJob             // Linked is the BITS job
	DTSProgress            // DoneBytes, TotalBytes
	DTSEnded               // State
	DTSRetry               // Code, HTTPStatus, Attempt; Seconds until the next one
	TransferError          // Code, HTTPStatus, URL or host, Name of the error; Job where the thread has named one, Content where the URL does
	TransferPaused         // Name is what forbids it: "metered"; URL
	CertificateRejected    // the server's certificate was not accepted: Name of the flag; Job and Content as above
	DeltaDownloadFailed    // Code; the update where the line names it
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
	WindowNotFound       // no window of WindowType is open
	WindowNext           // When; Opens, or closes
	WindowNotice         // Name is START, END or DELETE
	NoWindowsLeft        // the last window is gone
	WindowOverride       // Name of the job's kind, IgnoresWindow, WindowType; Seconds that a download waits for a location; Job where the wording has it
	WindowInvalid        // the client cannot take a window over: Code

	// Restarts.
	RestartWanted    // installations are over and a restart is to be announced
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
	ScanRoundTrips        // a scan ended because it took too many round trips: Code

	// Who manages updates.
	WorkloadOwner // Workloads is the workload asked for; IntuneOwns
	WorkloadFlags // Workloads is all that Intune owns

	// What Windows says of packages and of its own set-up. File is the package, the driver, the path.
	PackageNamed     // Content is the package's update; File, and the KB in it
	PackageFailed    // Code; State is the phase, Name the client that asked; File, and the KB in it
	PackageInstalled // Code; File, and the KB in it
	StoreDamaged     // the component store lacks a package: Code; File, and the KB in it
	InstallerFailed  // an installer within a package failed: Name, Code
	DriverFailed     // a driver within a package failed at the restart: Code; File
	RolledBack       // Windows undoes what was installed: Code; File of the script that does
	SetupEnded       // Windows Setup ended: Code
	SetupFailed      // a step of Windows Setup failed: Code; Name is the step; File it stopped at
	SetupDiagnosed   // SetupDiag\'s verdict: Name is its text; Code; State is "Remediation" where it says what to do

	// State messages.
	StateMessageRecorded // TopicType; StateID, 0 where the line did not say
	StateMessagesSent    // state messages were handed over for the management point

	// Messages to the management point.
	MessageQueued      // Request is the message
	MessageDelivered   // Request is the message
	MessageFailed      // a message could not be sent: Code, HTTPStatus; URL; Name of the error, or the server's own reason
	PolicyDownloaded   // a policy has come
	RegistrationFailed // the client could not register with its site: Code
	ClientRegistered   // the client is registered with its site: Source is its own id there

	// What the user's own rules tell.
	UserRule // Rule, Name is its sentence with CodeMark for the code, State its severity; Linked is what it is about, none: the client; Holds, or is over

	Kinds = iota
)
