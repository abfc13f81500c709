package model

// The kinds of events, grouped by what they are about. Behind each: the fields it fills beside the
// ids of its line.
const (
	NoEvent Kind = iota

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

	// Installing as a whole.
	InstallBegins // WUA began to install the batch
	InstallEnds   // Code where the line has one
	InstallFailed // Code

	// Deployments.
	DeploymentTriggered  // Name "deadline", "activation", "schedule", "manual"
	DeploymentCIs        // N
	DetectionStarted     // Job
	DetectionDone        //
	DeploymentAvailable  //
	DownloadStarted      // Job
	DeploymentProgress   //
	DownloadDone         //
	WindowWanted         // N seconds required (a deployment asked and found no window)
	DeploymentWaits      // N seconds required, inherited from the line before
	InstallWanted        // Deployment: starts to install
	ApplyStarted         // Job
	DeploymentState      // Text topic, N state id, Name state name, Flag compliant
	DeploymentRemoved    //
	DeploymentError      // Code
	DeploymentDeadline   // When
	PendingInstallTried  // window opened: pending assignments are attempted
	UpdatesEnumerated    // N
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
	CTMStarted        // Job
	CTMPhase          // Job, Name
	CTMLocations      // Job, Request
	CTMTransfer       // Job, Other: DTS job, Text URL
	CTMEmptyLocations // Job
	DTSCreated        // Job DTS, Text URL
	DTSState          // Job, Name
	DTSBits           // Job DTS, Other BITS job
	DTSProgress       // Job DTS; N done, M total bytes
	DTSDone           // Job DTS, Name status
	DTSRetry          // Job, Code; N attempt, M seconds
	ContentInWUA      // Content copied to the update agent
	ContentMismatch   // a downloaded file is not what it should be
	CacheFull         // no room for a content

	// Service windows.
	WindowListingBegins //
	WindowListed        // Window, Text schedule, N type
	WindowStart         // Window, When
	WindowDuration      // Window, N seconds
	WindowFinished      // Window
	WindowAsked         // N seconds, M type
	WindowUnrestricted  // M type
	WindowAllowed       // M type
	WindowActive        // Window, When its start
	WindowActiveLength  // Window, N seconds
	WindowNoneActive    // M type
	WindowLeft          // N seconds, M type
	WindowNext          // Window, When, Flag begins
	WindowEnded         // Window, When
	WindowEvent         // Name START, END, DELETE
	WindowNoneLeft      //

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
	AgentWork        // the update agent at work for ConfigMgr: Name "scan", "scan-end", "install", "install-end"; Code
	NotInBoundaryGroup

	// State messages.
	StateMessage // N topic, M state id (0 unsaid), Text topic id
	StateSent    //

	// Policy and schedule.
	PolicyDownloading // Deployment: policy id
	PolicyDownloaded  // Deployment: policy id; Job: DTS job
	PolicyApplied     // Deployment: policy id

	Kinds = iota
)
