package model

import "time"

// handlers is what each kind of event does to the state. A kind without a handler is told of in the
// log but changes nothing.
var handlers = [Kinds]func(*State, *Event){
	UpdateStatus:      (*State).updateStatus,
	UpdateTargeted:    (*State).updateTargeted,
	UpdateProgress:    (*State).updateProgress,
	UpdateSuperseded:  (*State).updateSuperseded,
	UpdateBatched:     (*State).updateBatched,
	UpdateInstalled:   (*State).updateInstalled,
	UpdatePostReboot:  (*State).updatePostReboot,
	UpdateEnforced:    (*State).updateEnforced,
	UpdateContent:     (*State).updateContent,
	UpdateHandlerWork: (*State).updateHandlerWork,
	InstallBegins:     (*State).installBegins,
	InstallEnds:       (*State).installEnds,

	UpdateNamed:          (*State).updateNamed,
	UpdateDownloadFailed: (*State).updateDownloadFailed,
	CTMSwitched:          (*State).ctmSwitched,
	TransferError:        (*State).transferError,
	ContentInstalling:    (*State).contentInstalling,
	ContentInstalled:     (*State).contentInstalled,

	DeploymentTriggered: (*State).deploymentTriggered,
	DeploymentCIs:       func(s *State, e *Event) { s.deployment(e.Deployment).CIs = int(e.N) },
	DetectionStarted:    (*State).detectionStarted,
	DetectionDone:       (*State).detectionDone,
	DownloadStarted:     (*State).downloadStarted,
	DownloadDone:        (*State).downloadDone,
	WindowWanted:        (*State).windowWanted,
	DeploymentWaits:     (*State).deploymentWaits,
	InstallWanted:       (*State).installWanted,
	ApplyStarted:        (*State).jobStarted,
	DeploymentState:     (*State).deploymentState,
	DeploymentRemoved:   func(s *State, e *Event) { s.deployment(e.Deployment).step(DeploymentIsRemoved, e) },
	DeploymentError:     (*State).deploymentError,
	DeploymentDeadline:  (*State).deploymentDeadline,

	ContentRequested:  (*State).contentRequested,
	ContentCTM:        (*State).contentCTM,
	ContentRequest:    (*State).contentRequest,
	ContentStarted:    (*State).contentStarted,
	ContentDone:       (*State).contentDone,
	ContentHashed:     (*State).contentHashed,
	ContentCached:     (*State).contentHashed,
	ContentFailed:     (*State).contentFailed,
	CTMLocations:      (*State).ctmLocations,
	CTMTransfer:       (*State).ctmTransfer,
	CTMEmptyLocations: (*State).ctmEmptyLocations,
	DTSBits:           (*State).dtsBits,
	DTSProgress:       (*State).dtsProgress,
	DTSDone:           (*State).dtsDone,
	DTSRetry:          (*State).dtsRetry,

	WindowListingBegins: (*State).windowListingBegins,
	WindowListed:        (*State).windowListed,
	WindowStart:         (*State).windowStart,
	WindowDuration:      (*State).windowDuration,
	WindowFinished:      (*State).windowFinished,
	WindowUnrestricted:  (*State).windowUnrestricted,
	WindowLeft:          (*State).windowLeft,
	WindowNext:          (*State).windowNext,
	WindowEvent:         (*State).windowEvent,
	WindowNoneLeft:      (*State).windowNoneLeft,

	RebootNotified:     (*State).rebootNotified,
	RebootRequested:    (*State).rebootRequested,
	RebootDeadline:     (*State).rebootDeadline,
	RebootAllowed:      func(s *State, e *Event) { s.Reboot.Allowed = e.evidence() },
	RebootCountdown:    (*State).rebootCountdown,
	RebootInitiated:    (*State).rebootInitiated,
	PendingRebootCount: (*State).pendingRebootCount,
	DetectAfterReboot:  (*State).detectAfterReboot,
	ClientStarted:      (*State).clientStarted,

	ScanRequested:    (*State).scanRequested,
	ScanLocationSent: (*State).scanRequested,
	ScanLocation:     (*State).scanLocation,
	ScanSource:       (*State).scanRequested,
	ScanStarted:      (*State).scanStarted,
	ScanDone:         (*State).scanDone,
	ScanCompleted:    (*State).scanDone,
	ScanFailed:       (*State).scanFailed,

	StateMessage: (*State).stateMessage,
	StateSent:    func(s *State, e *Event) { s.Sent = e.evidence() },
}

// apply folds one event in. Events must come in the order of Compare.
func (s *State) apply(e *Event) {
	s.Events++
	if e.Zoned {
		s.turnClock(e.Bias)
	}
	s.At = e.Time()
	if h := handlers[e.Kind]; h != nil {
		h(s, e)
	}
	if f := finders[e.Kind]; f != nil {
		f(s, e)
	}
}

// turnClock takes note of the client's bias; the windows listed before keep their wall-clock edges.
func (s *State) turnClock(bias int16) {
	if s.Zoned && s.Bias != bias {
		for _, w := range s.windows() {
			w.turn(bias, s.At)
		}
	}
	s.Bias, s.Zoned = bias, true
}

// probe is the longest "time required" that asks only whether any window is open: the client logs 1 at
// every start (CB 2021 sample).
const probe = 60

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }
