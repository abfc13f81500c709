package model

import (
	"ccmtail/errcode"
	"ccmtail/model/event"
)

// findingHandlers is what each kind of event shows or clears, beside what it does to the state.
var findingHandlers = [event.Kinds]func(*State, *event.Event){
	event.ScanBlocked:           (*State).raiseScanBlocked,
	event.ScanSourceFailed:      (*State).raiseSourceFailure,
	event.ScanSourceAdded:       (*State).endPolicyWait,
	event.GroupPolicyUnreadable: (*State).raisePolicyUnreadable,
	event.GroupPolicyWait:       (*State).notePolicyWait,
	event.ScanStarted:           (*State).endPolicyWait,
	event.ScanFailed:            (*State).raiseScanFailure,
	event.ScanSucceeded:         (*State).clearScanFindings,
	event.ScanEnded:             (*State).clearScanFindings,
	event.WUACallFailed:         (*State).raiseWUAFailure,
	event.ConfigurationMissing:  (*State).noteNoConfiguration,
	event.UpdatesEnabled:        (*State).noteConfiguration,
	event.DetectionStarted:      (*State).noteConfiguration,
	event.DeploymentError:       (*State).raiseDeploymentError,

	event.CTMLocationsEmpty:    func(s *State, e *event.Event) { s.raiseNoLocation(s.writableContentOfJob(e.Job), e) },
	event.LocationRequestEmpty: func(s *State, e *event.Event) { s.raiseNoLocation(s.writableContentOfJob(e.Request), e) },
	event.CTMDownloadStarted:   (*State).clearTransferFindings,
	event.CTMLocationSwitched:  (*State).clearTransferFindings,
	event.DTSProgress:          (*State).clearTransferFindings,
	event.DTSRetry:             (*State).raiseRetry,
	event.TransferError:        (*State).raiseTransferError,
	event.UpdateDownloadFailed: (*State).raiseDownloadFailure,
	event.ContentLocationFound: func(s *State, e *event.Event) { s.clear("F29", event.GUID{}, e) },
	event.ContentHashMismatch:  (*State).raiseHashMismatch,
	event.ContentVerified:      (*State).clearContentFindings,
	event.ContentCached:        (*State).clearContentFindings,
	event.CacheFull:            (*State).raiseCacheFull,
	event.DeltaDownloadFailed:  (*State).raiseDeltaFailure,
	event.NotInBoundaryGroup:   (*State).raiseNoBoundary,

	event.InstallStarted:        func(s *State, e *event.Event) { s.clearAll(e, "F17", "F19", "F24", "F25") },
	event.InstallFailed:         (*State).raiseBatchFailure,
	event.UpdateInstallEnded:    (*State).clearInstallFindings,
	event.UpdateTimedOut:        (*State).raiseTimeout,
	event.UpdateProgress:        (*State).raiseHardRestart,
	event.PendingRestartCount:   (*State).noteRestartCount,
	event.DetectionAfterRestart: func(s *State, _ *event.Event) { s.restartsCounted = Evidence{} },
	event.ClientStarted:         func(s *State, e *event.Event) { s.clear("F25", event.GUID{}, e) },

	event.DeploymentWaitsForWindow: (*State).noteRefusal,
	event.InstallRequested:         (*State).raiseRelease,
	event.NoWindowsLeft:            (*State).raiseNoWindowLeft,
	event.WindowListed:             (*State).clearNoWindowLeft,
	event.WindowOverride:           (*State).raiseOverride,
	event.RestartNotified:          (*State).raiseOverride,

	event.StateMessageRecorded: (*State).noteStateMessage,
	event.StateMessagesSent:    (*State).noteMessagesSent,
	event.MessageQueued:        (*State).noteMessageQueued,
	event.MessageDelivered:     (*State).noteMessageDelivered,
}

func (s *State) noteNoConfiguration(e *event.Event) { setFirst(&s.configurationMissing, e) }

func (s *State) noteConfiguration(e *event.Event) {
	s.raiseEnded("F11", "The client had no policy for software updates for", s.configurationMissing, patienceConfiguration, e)
	s.configurationMissing = Evidence{}
}

// setFirst notes the first of the events that show the same.
func setFirst(since *Evidence, e *event.Event) {
	if since.At.IsZero() {
		*since = evidenceOf(e)
	}
}

func (s *State) raiseDeploymentError(e *event.Event) {
	switch {
	case e.Code == codeOverriddenByPolicy:
		s.raiseScanBlocked(e)
		return
	case !e.Code.Failed():
		return
	}
	s.raise("F30", e.Deployment, "Deployment {"+e.Deployment.String()+"} reports an error: "+describeCode(e.Code)+".", e)
}

// The topic by which the client says whether it reaches its management point, and its states.
const (
	topicManagementPoint = 1000
	stateReachable       = 1
	stateUnreachable     = 2
)

func (s *State) noteStateMessage(e *event.Event) {
	setFirst(&s.unsent, e)
	switch {
	case e.Numbers[event.TopicType] != topicManagementPoint:
	case e.Numbers[event.StateID] == stateUnreachable:
		s.raise("F32", event.GUID{}, "The client reports that it does not reach its management point.", e)
	case e.Numbers[event.StateID] == stateReachable:
		s.clear("F32", event.GUID{}, e)
	}
}

func (s *State) noteMessagesSent(e *event.Event) {
	s.raiseEnded("F32", "State messages waited to be sent for", s.unsent, patienceMessages, e)
	s.unsent = Evidence{}
}

// noteMessageQueued notes the first message after the last one that was delivered.
func (s *State) noteMessageQueued(e *event.Event) { setFirst(&s.undelivered, e) }

func (s *State) noteMessageDelivered(e *event.Event) {
	s.raiseEnded("F32", "No message reached the management point for", s.undelivered, patienceMessages, e)
	s.undelivered, s.delivered = Evidence{}, evidenceOf(e)
}

// describeCode is a code with its symbol and what it means, as far as known.
func describeCode(c event.Code) string {
	i := errcode.Lookup(uint32(c))
	text := c.String()
	if i.Symbol != "" {
		text += " " + i.Symbol
	}
	if i.Meaning != "" {
		text += " - " + firstSentence(i.Meaning)
	}
	return text
}

// setAdvice puts what the code itself advises before the general advice.
func (f *Finding) setAdvice(c event.Code) {
	f.Advice = signatures[f.ID].advice
	if do := errcode.Lookup(uint32(c)).Action; do != "" {
		f.Advice = do + " " + f.Advice
	}
}
