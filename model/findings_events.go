package model

import (
	"fmt"
	"time"

	"ccmtail/model/errcode"
)

// finders is what each kind of event shows or clears, beside what it does to the state.
var finders = [Kinds]func(*State, *Event){
	ScanBlocked:       (*State).scanBlocked,
	SourceFailed:      (*State).sourceFailed,
	PolicyUnreadable:  (*State).policyUnreadable,
	ScanFailed:        (*State).foundScanFailure,
	ScanDone:          (*State).foundScan,
	ScanStarted:       func(s *State, _ *Event) { s.policyWait = Evidence{} },
	PolicyWait:        func(s *State, e *Event) { s.policyWait = e.evidence() },
	DeploymentError:   (*State).foundDeploymentError,
	CTMEmptyLocations: (*State).foundNoLocation,
	CTMTransfer:       (*State).foundTransfer,
	DTSProgress:       (*State).foundTransfer,
	DTSRetry:          (*State).foundRetry,
	ContentMismatch: func(s *State, e *Event) {
		s.find("F18", GUID{}, "A downloaded file is not what the site says it is.", e)
	},
	CacheFull:     func(s *State, e *Event) { s.find("F14", GUID{}, "The client's cache has no room for a content.", e) },
	ContentHashed: (*State).foundContent,
	NotInBoundaryGroup: func(s *State, e *Event) {
		s.find("F29", GUID{}, "The client is not in any boundary group, so it finds no servers.", e)
	},
	InstallFailed:  (*State).foundBatchFailure,
	InstallWanted:  (*State).foundRelease,
	WindowNoneLeft: func(s *State, e *Event) { s.noWindowLeft = e.evidence() },
	RebootNotified: (*State).foundOverride,
	ConfigurationMissing: func(s *State, e *Event) {
		if s.unconfigured.At.IsZero() {
			s.unconfigured = e.evidence()
		}
	},
	UpdatesEnabled:   func(s *State, _ *Event) { s.unconfigured = Evidence{} },
	DetectionStarted: func(s *State, _ *Event) { s.unconfigured = Evidence{} },
	StateMessage:     func(s *State, e *Event) { s.recorded = e.evidence() },

	UpdateDownloadFailed: (*State).foundDownloadFailure,
	TransferError:        (*State).foundTransferError,
	AgentFailed:          (*State).foundAgentFailure,
	DeltaFailed:          func(s *State, e *Event) { s.find("F17", GUID{}, "A delta download failed: "+describe(e.Code)+".", e) },
	WindowOverride:       (*State).foundOverride,
}

func (s *State) scanBlocked(e *Event) {
	text := "A domain Group Policy overrides the WSUS server that ConfigMgr sets, so the client cannot scan"
	if e.Text != "" {
		text += " (the policy says " + e.Text + ")"
	}
	s.find("F01", GUID{}, text+".", e)
}

// overriddenByPolicy is the code the client gives the same trouble in its other logs.
const overriddenByPolicy Code = 0x87d00692

func (s *State) sourceFailed(e *Event) {
	if e.Code == overriddenByPolicy {
		s.scanBlocked(e)
		return
	}
	s.find("F03", GUID{}, "The update source could not be given to the Windows Update Agent: "+describe(e.Code)+".", e)
}

func (s *State) policyUnreadable(e *Event) {
	s.find("F02", GUID{}, "The local Group Policy store cannot be read ("+e.Code.String()+"), so the scan cannot set its WSUS server.", e)
}

// scanFailures groups the codes of a failed scan by what is to be done (Microsoft's page on scan failures).
var scanFailures = map[Code]string{
	0x80244021: "F04", 0x8024401b: "F04", 0x80240030: "F04", 0x8024402c: "F04",
	0x80072ee2: "F05", 0x8024401c: "F05", 0x80244023: "F05", 0x80244017: "F05", 0x80244018: "F05",
	0x80244022: "F06", 0x80240438: "F06",
	0x80072f0c: "F07",
	0x80245003: "F08", 0x80070514: "F08", 0x8ddd0018: "F08", 0x80246008: "F08", 0x80200013: "F08", 0x80004015: "F08",
	0x800a0046: "F08", 0x800a01ad: "F08", 0x80070424: "F08", 0x800b0100: "F08", 0x80248011: "F08",
}

// failuresToSwitch is after how many failed scans in a row the client turns to another update point.
const failuresToSwitch = 4

func (s *State) foundScanFailure(e *Event) {
	s.policyWait = Evidence{}
	if e.Code == overriddenByPolicy {
		s.scanBlocked(e)
		return
	}
	id := scanFailures[e.Code]
	if id == "" {
		id = "F03"
	}
	s.find(id, GUID{}, "The scan failed: "+describe(e.Code)+".", e)
	s.scanFailures++
	if s.scanFailures >= failuresToSwitch {
		s.find("F33", GUID{}, fmt.Sprintf("The scan has failed %d times in a row.", s.scanFailures), e)
	}
}

// foundScan is a scan that works: it ends what kept scans from working.
func (s *State) foundScan(e *Event) {
	s.scanFailures, s.policyWait = 0, Evidence{}
	for _, id := range []string{"F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F33"} {
		s.clear(id, GUID{}, e)
	}
}

func (s *State) foundDeploymentError(e *Event) {
	if e.Code == overriddenByPolicy {
		s.scanBlocked(e)
		return
	}
	s.find("F30", e.Deployment, "Deployment {"+e.Deployment.String()+"} reports an error: "+describe(e.Code)+".", e)
}

func (s *State) foundNoLocation(e *Event) {
	if c := s.byJob(e.Job); c != nil {
		s.find("F13", s.about(c), s.nameOf(s.about(c))+" finds no distribution point that has its content.", e)
	}
}

func (s *State) foundRetry(e *Event) {
	if c := s.byJob(e.Job); c != nil {
		times := ""
		if c.Retries > 1 {
			times = fmt.Sprintf(" for the %d. time", c.Retries)
		}
		s.find("F15", s.about(c), fmt.Sprintf("The download of %s was interrupted and is tried again%s: %s.",
			s.nameOf(s.about(c)), times, describe(e.Code)), e)
	}
}

// foundTransfer is bytes that come: what kept them from coming is over.
func (s *State) foundTransfer(e *Event) {
	if c := s.byJob(e.Job); c != nil {
		s.clear("F13", s.about(c), e)
		s.clear("F15", s.about(c), e)
	}
}

func (s *State) foundContent(e *Event) {
	c := s.contents[e.Content]
	s.clear("F12", s.about(c), e)
	s.clear("F13", s.about(c), e)
	s.clear("F15", s.about(c), e)
	s.clear("F14", GUID{}, e)
}

// about is the update a content belongs to, else the content itself.
func (s *State) about(c *Content) GUID {
	if !c.Update.IsZero() {
		return c.Update
	}
	return c.ID
}

// installFailures groups the codes of a failed installation.
var installFailures = map[Code]string{
	0x8024002d: "F21", 0x87d00664: "F22", 0x87d00666: "F24", 0x87d00667: "F24", 0x87d00704: "F25", 0x87d00712: "F25",
	0x800b0109: "F19", 0x800b0004: "F19", 0x8024b303: "F19", 0x800b0101: "F19", 0x80246002: "F18", 0x80091007: "F18",
}

func (s *State) foundInstallFailure(u *Update, e *Event) {
	id := installFailures[e.Code]
	if id == "" {
		id = "F20"
	}
	s.find(id, u.ID, u.Name()+" failed to install: "+describe(e.Code)+".", e)
}

// foundBatchFailure is a batch that failed as a whole. "All updates failed" only repeats what the updates' own lines say.
func (s *State) foundBatchFailure(e *Event) {
	if id := installFailures[e.Code]; id != "" {
		s.find(id, GUID{}, "The installation could not be carried out: "+describe(e.Code)+".", e)
	}
}

// releaseSpan is how long after the last window went an installation counts as released by that.
const releaseSpan = 10 * time.Minute

func (s *State) foundRelease(e *Event) {
	if gone := s.noWindowLeft.At; !gone.IsZero() && e.Time().Sub(gone) <= releaseSpan {
		s.find("F26", e.Deployment, "The last service window was removed, and a deployment that waited for one started at once.", e)
	}
}

func (s *State) foundOverride(e *Event) {
	if e.Flag != Yes {
		return
	}
	what := "The restart was announced"
	if e.Kind == WindowOverride {
		what = "A job was announced"
	}
	s.find("F27", GUID{}, what+" with service windows ignored.", e)
}

// noLocations is the code of a download that found no server with its content.
const noLocations Code = 0x87d00669

func (s *State) foundDownloadFailure(e *Event) {
	id := "F12"
	if to := installFailures[e.Code]; to != "" && e.Code != noLocations {
		id = to
	}
	s.find(id, s.update(e.Update).ID, s.update(e.Update).Name()+" could not be downloaded: "+describe(e.Code)+".", e)
}

func (s *State) foundTransferError(e *Event) {
	if c := s.byJob(e.Job); c != nil {
		s.find("F15", s.about(c), "A server did not answer the download of "+s.nameOf(s.about(c))+": "+describe(e.Code)+".", e)
	}
}

// outOfMemory is E_OUTOFMEMORY.
const outOfMemory Code = 0x8007000e

func (s *State) foundAgentFailure(e *Event) {
	if e.Name == "GetUpdateMetadata2" && e.Code == outOfMemory {
		s.find("F09", GUID{}, "The Windows Update Agent ran out of memory during a search.", e)
	}
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
