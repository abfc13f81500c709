package model

import (
	"time"

	"ccmtail/model/event"
)

// handlers is what each kind of event does to the state. A kind without a handler is told of in the
// log but changes nothing.
var handlers = [event.Kinds]func(*State, *event.Event){
	event.UpdateStatus:      (*State).updateStatus,
	event.UpdateTargeted:    (*State).updateTargeted,
	event.UpdateProgress:    (*State).updateProgress,
	event.UpdateSuperseded:  (*State).updateSuperseded,
	event.UpdateBatched:     (*State).updateBatched,
	event.UpdateInstalled:   (*State).updateInstalled,
	event.UpdatePostReboot:  (*State).updatePostReboot,
	event.UpdateEnforced:    (*State).updateEnforced,
	event.UpdateContent:     (*State).updateContent,
	event.UpdateHandlerWork: (*State).updateHandlerWork,
	event.InstallBegins:     (*State).installBegins,
	event.InstallEnds:       (*State).installEnds,

	event.UpdateNamed:          (*State).updateNamed,
	event.UpdateDownloadFailed: (*State).updateDownloadFailed,
	event.CTMSwitched:          (*State).ctmSwitched,
	event.TransferError:        (*State).transferError,
	event.ContentInstalling:    (*State).contentInstalling,
	event.ContentInstalled:     (*State).contentInstalled,

	event.DeploymentTriggered: (*State).deploymentTriggered,
	event.DeploymentCIs:       func(s *State, e *event.Event) { s.deployment(e.Deployment).CIs = int(e.Numbers[event.Count]) },
	event.DetectionStarted:    (*State).detectionStarted,
	event.DetectionDone:       (*State).detectionDone,
	event.DownloadStarted:     (*State).downloadStarted,
	event.DownloadDone:        (*State).downloadDone,
	event.WindowWanted:        (*State).windowWanted,
	event.DeploymentWaits:     (*State).deploymentWaits,
	event.InstallWanted:       (*State).installWanted,
	event.ApplyStarted:        (*State).jobStarted,
	event.DeploymentState:     (*State).deploymentState,
	event.DeploymentRemoved:   func(s *State, e *event.Event) { s.deployment(e.Deployment).step(DeploymentIsRemoved, e) },
	event.DeploymentError:     (*State).deploymentError,
	event.DeploymentDeadline:  (*State).deploymentDeadline,

	event.ContentRequested:  (*State).contentRequested,
	event.ContentCTM:        (*State).contentCTM,
	event.ContentRequest:    (*State).contentRequest,
	event.ContentStarted:    (*State).contentStarted,
	event.ContentDone:       (*State).contentDone,
	event.ContentHashed:     (*State).contentHashed,
	event.ContentCached:     (*State).contentHashed,
	event.ContentFailed:     (*State).contentFailed,
	event.CTMLocations:      (*State).ctmLocations,
	event.CTMTransfer:       (*State).ctmTransfer,
	event.CTMEmptyLocations: (*State).ctmEmptyLocations,
	event.DTSBits:           (*State).dtsBits,
	event.DTSProgress:       (*State).dtsProgress,
	event.DTSDone:           (*State).dtsDone,
	event.DTSRetry:          (*State).dtsRetry,

	event.WindowListingBegins: (*State).windowListingBegins,
	event.WindowListed:        (*State).windowListed,
	event.WindowStart:         (*State).windowStart,
	event.WindowDuration:      (*State).windowDuration,
	event.WindowFinished:      (*State).windowFinished,
	event.WindowUnrestricted:  (*State).windowUnrestricted,
	event.WindowLeft:          (*State).windowLeft,
	event.WindowNext:          (*State).windowNext,
	event.WindowEvent:         (*State).windowEvent,
	event.WindowNoneLeft:      (*State).windowNoneLeft,

	event.RebootNotified:     (*State).rebootNotified,
	event.RebootRequested:    (*State).rebootRequested,
	event.RebootDeadline:     (*State).rebootDeadline,
	event.RebootAllowed:      func(s *State, e *event.Event) { s.Reboot.Allowed = evidenceOf(e) },
	event.RebootCountdown:    (*State).rebootCountdown,
	event.RebootInitiated:    (*State).rebootInitiated,
	event.PendingRebootCount: (*State).pendingRebootCount,
	event.DetectAfterReboot:  (*State).detectAfterReboot,
	event.ClientStarted:      (*State).clientStarted,

	event.ScanRequested:    (*State).scanRequested,
	event.ScanLocationSent: (*State).scanRequested,
	event.ScanLocation:     (*State).scanLocation,
	event.ScanSource:       (*State).scanRequested,
	event.ScanStarted:      (*State).scanStarted,
	event.ScanDone:         (*State).scanDone,
	event.ScanCompleted:    (*State).scanDone,
	event.ScanFailed:       (*State).scanFailed,

	event.StateMessage: (*State).stateMessage,
	event.StateSent:    func(s *State, e *event.Event) { s.Sent = evidenceOf(e) },
}

// Apply folds one event in. Events must come in the order of Compare.
func (s *State) Apply(e *event.Event) {
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
