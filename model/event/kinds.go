package event

// The kinds of events, grouped by what they are about. Behind each: the fields it fills beside the
// ids of its line.
const (
	NoEvent Kind = iota
	// Mentioned is a line that names ids and tells nothing that is kept: the screen shows it beside what it names.
	Mentioned

	// Updates.
	UpdateStatus      // Name "Missing", "Installed", …; Title, KB, N revision
	UpdateTargeted    // Deployment, Source; Title, KB where the wording has them
	UpdateProgress    // Name the ciState name; N percent, M bytes, Code
	UpdateSuperseded  // Other: by which update
	UpdateBatched     // put in the installation batch
	UpdateInstalled   // N place in the batch, Code, Flag reboot required
	UpdatePostReboot  // Code
	UpdateEnforced    // N state id of topic 402, Name
	UpdateContent     // Content: a leaf of the update; Text file name, N bytes
	UpdateHandlerWork // Name the UpdatesHandler state, Code

	// What Windows Update says of updates on ConfigMgr's behalf, and troubles with one update.
	UpdateNamed          // Title, KB, N revision: who an update is, nothing of its state
	UpdateDownloadFailed // Code
	UpdateTimedOut       // the client stopped waiting for an installation whose run time is over; it may go on unwatched

	// Installing as a whole.
	InstallBegins // WUA began to install the batch
	InstallEnds   // Code where the line has one
	InstallFailed // Code; Update where the wording names one

	// Deployments.
	DeploymentTriggered  // Name "deadline", "activation", "schedule", "manual"
	DeploymentCIs        // N
	DetectionStarted     // Job
	DetectionDone        //
	DownloadStarted      // Job
	DownloadDone         //
	WindowWanted         // N seconds required (a deployment asked and found no window)
	DeploymentWaits      // N seconds required, inherited from the line before
	InstallWanted        // Deployment: starts to install
	ApplyStarted         // Job
	DeploymentState      // Text topic, N state id, Name state name, Flag compliant
	DeploymentRemoved    //
	DeploymentError      // Code
	DeploymentDeadline   // When
	PendingRebootCount   // N
	RebootNotified       // When, Flag ignore window
	DetectAfterReboot    // Code
	ClientStarted        //
	ConfigurationMissing //
	UpdatesEnabled       //

	// Content.
	ContentRequested  // Content, N KB
	ContentCTM        // Content, Job: CTM job
	ContentRequest    // Content, Request: download request
	ContentLocation   // Content, Text URL
	ContentStarted    // Content
	ContentDone       // Content
	ContentHashed     // Content
	ContentCached     // Content: found in the cache
	ContentFailed     // Content, Code
	CTMLocations      // Job, Request
	CTMTransfer       // Job, Other: DTS job, Text URL
	CTMSwitched       // Job, Text URL: goes on from another server
	CTMEmptyLocations // Job
	LocationsEmpty    // Request: no distribution point for this location request
	DTSBits           // Job DTS, Other BITS job
	DTSProgress       // Job DTS; N done, M total bytes
	DTSDone           // Job DTS, Name status
	DTSRetry          // Job, Code; N attempt, M seconds
	TransferError     // Code, Text URL or host, Name symbol; Job where the thread has named one
	DeltaFailed       // Code: a delta download broke off
	ContentInstalling // Content: Windows begins to install the package
	ContentInstalled  // Content, Code, Flag needs a restart
	ContentMismatch   // a downloaded file is not what it should be
	CacheFull         // no room for a content

	// Service windows.
	WindowListingBegins //
	WindowListed        // Window, Text schedule, N type
	WindowStart         // Window, When
	WindowDuration      // Window, N seconds
	WindowFinished      // Window
	WindowUnrestricted  // M type
	WindowLeft          // N seconds, M type
	WindowNext          // Window, When, Flag begins
	WindowEvent         // Name START, END, DELETE
	WindowNoneLeft      //
	WindowOverride      // Name the job's kind, Flag ignores service windows; N window type, Job where the wording has them

	// Reboots.
	RebootRequested // Name agent, When
	RebootDeadline  // Name agent, When
	RebootAllowed   //
	RebootCountdown // N grace, M final seconds
	RebootInitiated //

	// Scans.
	ScanRequested    // Source, Job
	ScanLocationSent // Request, Source
	ScanLocation     // Text URL, Name server
	ScanSource       // Source
	ScanStarted      //
	ScanDone         //
	ScanCompleted    // Code
	ScanFailed       // Code
	ScanBlocked      // the WSUS policy is overridden; Text server, Code
	PolicyWait       // waits for Group Policy
	PolicyUnreadable // Code
	SourceFailed     // Source, Code
	AgentFailed      // Name the call within the update agent, Code; Text file
	NotInBoundaryGroup

	// State messages.
	StateMessage // N topic, M state id (0 unsaid), Text topic id
	StateSent    //

	// Messages to the management point.
	MessageQueued    // Request: the message; Text queue
	MessageDelivered // Request: the message; Text queue, Name host

	// Policy and schedule.

	Kinds = iota
)
