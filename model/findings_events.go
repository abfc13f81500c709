package model

import "ccmtail/model/errcode"

// finders is what each kind of event shows or clears, beside what it does to the state.
var finders = [Kinds]func(*State, *Event){
	ScanBlocked:          (*State).scanBlocked,
	SourceFailed:         (*State).sourceFailed,
	ScanSource:           (*State).policyAnswered,
	PolicyUnreadable:     (*State).policyUnreadable,
	PolicyWait:           (*State).foundPolicyWait,
	ScanStarted:          (*State).policyAnswered,
	ScanFailed:           (*State).foundScanFailure,
	ScanDone:             (*State).foundScan,
	ScanCompleted:        (*State).foundScan,
	AgentFailed:          (*State).foundAgentFailure,
	ConfigurationMissing: (*State).foundNoConfiguration,
	UpdatesEnabled:       (*State).foundConfiguration,
	DetectionStarted:     (*State).foundConfiguration,
	DeploymentError:      (*State).foundDeploymentError,

	CTMEmptyLocations:    func(s *State, e *Event) { s.foundNoLocation(s.byJob(e.Job), e) },
	LocationsEmpty:       func(s *State, e *Event) { s.foundNoLocation(s.byJob(e.Request), e) },
	CTMTransfer:          (*State).foundTransfer,
	CTMSwitched:          (*State).foundTransfer,
	DTSProgress:          (*State).foundTransfer,
	DTSRetry:             (*State).foundRetry,
	TransferError:        (*State).foundTransferError,
	UpdateDownloadFailed: (*State).foundDownloadFailure,
	ContentLocation:      func(s *State, e *Event) { s.clear("F29", GUID{}, e) },
	ContentMismatch:      (*State).foundMismatch,
	ContentHashed:        (*State).foundContent,
	ContentCached:        (*State).foundContent,
	CacheFull:            (*State).foundCacheFull,
	DeltaFailed:          (*State).foundDeltaFailure,
	NotInBoundaryGroup:   (*State).foundNoBoundary,

	InstallBegins:      func(s *State, e *Event) { s.clearAll(e, "F17", "F19", "F24", "F25") },
	InstallFailed:      (*State).foundBatchFailure,
	UpdateInstalled:    (*State).foundInstalled,
	UpdateTimedOut:     (*State).foundTimeOut,
	UpdateProgress:     (*State).foundHardReboot,
	PendingRebootCount: (*State).foundRebootCount,
	DetectAfterReboot:  func(s *State, _ *Event) { s.rebootCounted = Evidence{} },
	ClientStarted:      func(s *State, e *Event) { s.clear("F25", GUID{}, e) },

	DeploymentWaits: (*State).foundRefusal,
	InstallWanted:   (*State).foundRelease,
	WindowNoneLeft:  (*State).foundNoWindowLeft,
	WindowListed:    (*State).foundWindow,
	WindowOverride:  (*State).foundOverride,
	RebootNotified:  (*State).foundOverride,

	StateMessage:     (*State).foundMessage,
	StateSent:        (*State).foundSent,
	MessageQueued:    (*State).foundQueued,
	MessageDelivered: (*State).foundDelivered,
}

func (s *State) foundNoConfiguration(e *Event) { begin(&s.unconfigured, e) }

func (s *State) foundConfiguration(e *Event) {
	s.lasted("F11", "The client had no policy for software updates for", s.unconfigured, patienceConfiguration, e)
	s.unconfigured = Evidence{}
}

// begin notes the first of the events that show the same.
func begin(since *Evidence, e *Event) {
	if since.At.IsZero() {
		*since = e.evidence()
	}
}

func (s *State) foundDeploymentError(e *Event) {
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

func (s *State) foundMessage(e *Event) {
	begin(&s.unsent, e)
	switch {
	case e.N != topicManagementPoint:
	case e.M == unreachable:
		s.find("F32", GUID{}, "The client reports that it does not reach its management point.", e)
	case e.M == reachable:
		s.clear("F32", GUID{}, e)
	}
}

func (s *State) foundSent(e *Event) {
	s.lasted("F32", "State messages waited to be sent for", s.unsent, patienceMessages, e)
	s.unsent = Evidence{}
}

// foundQueued notes the first message after the last one that was delivered.
func (s *State) foundQueued(e *Event) { begin(&s.undelivered, e) }

func (s *State) foundDelivered(e *Event) {
	s.lasted("F32", "No message reached the management point for", s.undelivered, patienceMessages, e)
	s.undelivered, s.delivered = Evidence{}, e.evidence()
}

// describe is a code with its symbol and what it means, as far as known.
func describe(c Code) string {
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
func (f *Finding) advise(c Code) {
	f.Advice = signatures[f.ID].advice
	if do := errcode.Lookup(uint32(c)).Action; do != "" {
		f.Advice = do + " " + f.Advice
	}
}
