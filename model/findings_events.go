package model

import (
	"ccmtail/errcode"
	"ccmtail/model/event"
)

// finders is what each kind of event shows or clears, beside what it does to the state.
var finders = [event.Kinds]func(*State, *event.Event){
	event.ScanBlocked:          (*State).scanBlocked,
	event.SourceFailed:         (*State).sourceFailed,
	event.ScanSource:           (*State).policyAnswered,
	event.PolicyUnreadable:     (*State).policyUnreadable,
	event.PolicyWait:           (*State).foundPolicyWait,
	event.ScanStarted:          (*State).policyAnswered,
	event.ScanFailed:           (*State).foundScanFailure,
	event.ScanDone:             (*State).foundScan,
	event.ScanCompleted:        (*State).foundScan,
	event.AgentFailed:          (*State).foundAgentFailure,
	event.ConfigurationMissing: (*State).foundNoConfiguration,
	event.UpdatesEnabled:       (*State).foundConfiguration,
	event.DetectionStarted:     (*State).foundConfiguration,
	event.DeploymentError:      (*State).foundDeploymentError,

	event.CTMEmptyLocations:    func(s *State, e *event.Event) { s.foundNoLocation(s.byJob(e.Job), e) },
	event.LocationsEmpty:       func(s *State, e *event.Event) { s.foundNoLocation(s.byJob(e.Request), e) },
	event.CTMTransfer:          (*State).foundTransfer,
	event.CTMSwitched:          (*State).foundTransfer,
	event.DTSProgress:          (*State).foundTransfer,
	event.DTSRetry:             (*State).foundRetry,
	event.TransferError:        (*State).foundTransferError,
	event.UpdateDownloadFailed: (*State).foundDownloadFailure,
	event.ContentLocation:      func(s *State, e *event.Event) { s.clear("F29", event.GUID{}, e) },
	event.ContentMismatch:      (*State).foundMismatch,
	event.ContentHashed:        (*State).foundContent,
	event.ContentCached:        (*State).foundContent,
	event.CacheFull:            (*State).foundCacheFull,
	event.DeltaFailed:          (*State).foundDeltaFailure,
	event.NotInBoundaryGroup:   (*State).foundNoBoundary,

	event.InstallBegins:      func(s *State, e *event.Event) { s.clearAll(e, "F17", "F19", "F24", "F25") },
	event.InstallFailed:      (*State).foundBatchFailure,
	event.UpdateInstalled:    (*State).foundInstalled,
	event.UpdateTimedOut:     (*State).foundTimeOut,
	event.UpdateProgress:     (*State).foundHardReboot,
	event.PendingRebootCount: (*State).foundRebootCount,
	event.DetectAfterReboot:  func(s *State, _ *event.Event) { s.rebootCounted = Evidence{} },
	event.ClientStarted:      func(s *State, e *event.Event) { s.clear("F25", event.GUID{}, e) },

	event.DeploymentWaits: (*State).foundRefusal,
	event.InstallWanted:   (*State).foundRelease,
	event.WindowNoneLeft:  (*State).foundNoWindowLeft,
	event.WindowListed:    (*State).foundWindow,
	event.WindowOverride:  (*State).foundOverride,
	event.RebootNotified:  (*State).foundOverride,

	event.StateMessage:     (*State).foundMessage,
	event.StateSent:        (*State).foundSent,
	event.MessageQueued:    (*State).foundQueued,
	event.MessageDelivered: (*State).foundDelivered,
}

func (s *State) foundNoConfiguration(e *event.Event) { begin(&s.unconfigured, e) }

func (s *State) foundConfiguration(e *event.Event) {
	s.lasted("F11", "The client had no policy for software updates for", s.unconfigured, patienceConfiguration, e)
	s.unconfigured = Evidence{}
}

// begin notes the first of the events that show the same.
func begin(since *Evidence, e *event.Event) {
	if since.At.IsZero() {
		*since = evidenceOf(e)
	}
}

func (s *State) foundDeploymentError(e *event.Event) {
	switch {
	case e.Code == overriddenByPolicy:
		s.scanBlocked(e)
		return
	case !e.Code.Failed():
		return
	}
	s.find("F30", e.Deployment, "Deployment {"+e.Deployment.String()+"} reports an error: "+describe(e.Code)+".", e)
}

// The topic by which the client says whether it reaches its management point, and its states.
const (
	topicManagementPoint = 1000
	reachable            = 1
	unreachable          = 2
)

func (s *State) foundMessage(e *event.Event) {
	begin(&s.unsent, e)
	switch {
	case e.Numbers[event.TopicType] != topicManagementPoint:
	case e.Numbers[event.StateID] == unreachable:
		s.find("F32", event.GUID{}, "The client reports that it does not reach its management point.", e)
	case e.Numbers[event.StateID] == reachable:
		s.clear("F32", event.GUID{}, e)
	}
}

func (s *State) foundSent(e *event.Event) {
	s.lasted("F32", "State messages waited to be sent for", s.unsent, patienceMessages, e)
	s.unsent = Evidence{}
}

// foundQueued notes the first message after the last one that was delivered.
func (s *State) foundQueued(e *event.Event) { begin(&s.undelivered, e) }

func (s *State) foundDelivered(e *event.Event) {
	s.lasted("F32", "No message reached the management point for", s.undelivered, patienceMessages, e)
	s.undelivered, s.delivered = Evidence{}, evidenceOf(e)
}

// describe is a code with its symbol and what it means, as far as known.
func describe(c event.Code) string {
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

// advise puts what the code itself advises before the general advice.
func (f *Finding) advise(c event.Code) {
	f.Advice = signatures[f.ID].advice
	if do := errcode.Lookup(uint32(c)).Action; do != "" {
		f.Advice = do + " " + f.Advice
	}
}
