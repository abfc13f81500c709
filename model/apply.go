package model

import (
	"time"

	"ccmtail/model/event"
)

// stateHandlers is what each kind of event does to the state. A kind without a handler is told of
// in the log but changes nothing.
var stateHandlers = [event.Kinds]func(*State, *event.Event){
	event.UpdateStatus:        (*State).updateStatus,
	event.UpdateStored:        (*State).updateStored,
	event.UpdateRepeated:      (*State).updateRepeated,
	event.UpdateReported:      (*State).updateReported,
	event.UpdateTimedOut:      (*State).updateTimedOut,
	event.UpdateTargeted:      (*State).updateTargeted,
	event.UpdateProgress:      (*State).updateProgress,
	event.UpdateSuperseded:    (*State).updateSuperseded,
	event.UpdateBatched:       (*State).updateBatched,
	event.UpdateInstallEnded:  (*State).updateInstallEnded,
	event.UpdatePostRestart:   (*State).updatePostRestart,
	event.UpdateStateRaised:   (*State).updateStateRaised,
	event.ContentLinked:       (*State).contentLinked,
	event.UpdateHandlerState:  (*State).updateHandlerState,
	event.InstallStarted:      (*State).installStarted,
	event.InstallEnded:        (*State).installEnded,
	event.InstallFailed:       (*State).installFailed,
	event.InstallCancelled:    (*State).installCancelled,
	event.InstallNeedsRestart: (*State).installNeedsRestart,

	event.UpdateNamed:           (*State).updateNamed,
	event.UpdateDownloadFailed:  (*State).updateDownloadFailed,
	event.DeltaDownloadFailed:   (*State).deltaDownloadFailed,
	event.CTMLocationSwitched:   (*State).ctmLocationSwitched,
	event.TransferError:         (*State).transferError,
	event.PackageNamed:          (*State).packageNamed,
	event.ContentInstallStarted: (*State).contentInstallStarted,
	event.ContentInstallEnded:   (*State).contentInstallEnded,

	event.DeploymentTriggered:      (*State).deploymentTriggered,
	event.EvaluationRequested:      (*State).evaluationRequested,
	event.ActionableCount:          (*State).actionableCount,
	event.DeploymentCICount:        (*State).deploymentCICount,
	event.DetectionStarted:         (*State).detectionStarted,
	event.DetectionDone:            (*State).detectionDone,
	event.DownloadStarted:          (*State).downloadStarted,
	event.DownloadDone:             (*State).downloadDone,
	event.WindowRequested:          (*State).windowRequested,
	event.DeploymentWaitsForWindow: (*State).deploymentWaitsForWindow,
	event.InstallRequested:         (*State).installRequested,
	event.ApplyStarted:             (*State).linkJob,
	event.DeploymentStateRaised:    (*State).deploymentStateRaised,
	event.DeploymentRemoved:        (*State).deploymentRemoved,
	event.DeploymentError:          (*State).deploymentError,
	event.DeploymentDeadline:       (*State).deploymentDeadline,

	event.ContentRequested:       (*State).contentRequested,
	event.ContentCTMJob:          (*State).contentCTMJob,
	event.ContentRequestID:       (*State).contentRequestID,
	event.ContentDownloadStarted: (*State).contentDownloadStarted,
	event.ContentDownloadDone:    (*State).contentDownloadDone,
	event.ContentVerified:        (*State).contentVerified,
	event.ContentCached:          (*State).contentVerified,
	event.ContentFailed:          (*State).contentFailed,
	event.ContentRemoved:         (*State).contentRemoved,
	event.CTMPhase:               (*State).ctmPhase,
	event.CTMFailed:              (*State).transferFailed,
	event.DTSCreated:             (*State).dtsCreated,
	event.DTSState:               (*State).dtsState,
	event.DTSFailed:              (*State).transferFailed,
	event.ManifestFailed:         (*State).transferFailed,
	event.TransferPaused:         (*State).transferPaused,
	event.CTMLocationRequested:   (*State).ctmLocationRequested,
	event.CTMDownloadStarted:     (*State).ctmDownloadStarted,
	event.CTMLocationsEmpty:      (*State).ctmLocationsEmpty,
	event.DTSBITSJob:             (*State).dtsBITSJob,
	event.DTSProgress:            (*State).dtsProgress,
	event.DTSEnded:               (*State).dtsEnded,
	event.DTSRetry:               (*State).dtsRetry,

	event.WindowOverride: func(s *State, e *event.Event) {
		if n := e.Numbers[event.Seconds]; n > 0 {
			s.locationPatience = seconds(n)
		}
	},
	event.WindowListingStarted: (*State).windowListingStarted,
	event.WindowListed:         (*State).windowListed,
	event.WindowStartTime:      (*State).windowStartTime,
	event.WindowDuration:       (*State).windowDuration,
	event.WindowFinished:       (*State).windowFinished,
	event.NoRestrictingWindow:  (*State).noRestrictingWindow,
	event.WindowSecondsLeft:    (*State).windowSecondsLeft,
	event.WindowNotFound:       (*State).windowNotFound,
	event.WindowNext:           (*State).windowNext,
	event.WindowNotice:         (*State).windowNotice,
	event.NoWindowsLeft:        (*State).noWindowsLeft,

	event.RestartWanted:         (*State).restartWanted,
	event.RestartNotified:       (*State).restartNotified,
	event.RestartRequested:      (*State).restartRequested,
	event.RestartDeadline:       (*State).restartDeadline,
	event.RestartAllowed:        func(s *State, e *event.Event) { s.Restart.Allowed = EvidenceOf(e) },
	event.RestartCountdown:      (*State).restartCountdown,
	event.RestartInitiated:      (*State).restartInitiated,
	event.PendingRestartCount:   (*State).pendingRestartCount,
	event.DetectionAfterRestart: (*State).detectionAfterRestart,
	event.ClientStarted:         (*State).clientStarted,

	event.ScanBlocked:           (*State).scanBlocked,
	event.ScanRequested:         (*State).scanRequested,
	event.ScanLocationRequested: (*State).scanRequested,
	event.ScanServerNamed:       (*State).scanServerNamed,
	event.ScanSourceAdded:       (*State).scanRequested,
	event.ScanStarted:           (*State).scanStarted,
	event.ScanSucceeded:         (*State).scanDone,
	event.ScanEnded:             (*State).scanDone,
	event.ScanFailed:            (*State).scanFailed,
	event.ScanSourceFailed:      (*State).scanFailed, // without a source there is no scan

	event.StateMessageRecorded: (*State).stateMessageRecorded,
	event.StateMessagesSent:    func(s *State, e *event.Event) { s.Sent = EvidenceOf(e) },
	event.ClientRegistered:     (*State).clientRegistered,
	event.UserRule:             (*State).userRule,
	event.MessageDelivered:     func(s *State, e *event.Event) { s.delivered = EvidenceOf(e) },
}

// Apply folds one event in. Events must come in the order of Compare.
func (s *State) Apply(e *event.Event) {
	s.EventCount++
	if e.Zoned {
		s.changeBias(e.Bias)
	}
	s.At = e.Time()
	if h := stateHandlers[e.Kind]; h != nil {
		h(s, e)
	}
	problems.find(s, e)
	s.enforceBounds()
}

// changeBias takes note of the client's bias; the windows listed before keep their wall-clock
// edges.
func (s *State) changeBias(bias int16) {
	if s.Zoned && s.Bias != bias {
		for _, w := range s.writableWindows() {
			w.changeBias(bias, s.At)
		}
	}
	s.Bias, s.Zoned = bias, true
}

// maxProbeSeconds is the longest "time required" that asks only whether any window is open: the
// client logs 1 at every start (CB 2021 sample).
const maxProbeSeconds = 60

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }
