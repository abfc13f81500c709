package model

import (
	"fmt"
	"strings"

	"ccmtail/model/event"
)

func (s *State) raiseScanBlocked(e *event.Event) {
	s.endPolicyWait(e)
	if e.Texts[event.URL] != "" {
		s.groupPolicyServer = e.Texts[event.URL]
	}
	text := "A domain Group Policy overrides the WSUS server that ConfigMgr sets"
	if s.groupPolicyServer != "" {
		text = "A domain Group Policy sets the WSUS server to " + s.groupPolicyServer
		if own := s.softwareUpdatePoint(); own != "" {
			text += " instead of ConfigMgr's " + own
		}
	}
	s.raise("F01", event.GUID{}, text+", so the client cannot scan.", e)
}

// softwareUpdatePoint is the update point that the newest scan was sent to, "" if no line names it.
func (s *State) softwareUpdatePoint() string {
	return strings.Trim(s.scanServer, "<>") // a forum's brackets around a link
}

// codeOverriddenByPolicy is the code the client gives the same trouble in its other logs.
const codeOverriddenByPolicy event.Code = 0x87d00692

func (s *State) raiseSourceFailure(e *event.Event) {
	s.endPolicyWait(e)
	if e.Code == codeOverriddenByPolicy {
		s.raiseScanBlocked(e)
		return
	}
	s.raise("F03", event.GUID{}, "The update source could not be given to the Windows Update Agent: "+describeCode(e.Code)+".", e).setAdvice(e.Code)
}

func (s *State) raisePolicyUnreadable(e *event.Event) {
	s.raise("F02", event.GUID{}, "The local Group Policy store cannot be read ("+e.Code.String()+"), so the scan cannot set its WSUS server.", e)
}

func (s *State) notePolicyWait(e *event.Event) { s.groupPolicyWait = evidenceOf(e) }

// endPolicyWait is anything that follows the wait for Group Policy.
func (s *State) endPolicyWait(e *event.Event) {
	s.raiseEnded("F28", "A scan went on only after it had waited for Group Policy for", s.groupPolicyWait, patienceGroupPolicy, e)
	s.groupPolicyWait = Evidence{}
}

// scanFindingByCode groups the codes of a failed scan by what is to be done (Microsoft's page on scan failures).
var scanFindingByCode = map[event.Code]string{
	0x80244021: "F04", 0x8024401b: "F04", 0x80240030: "F04", 0x8024402c: "F04",
	0x80072ee2: "F05", 0x8024401c: "F05", 0x80244023: "F05", 0x80244017: "F05", 0x80244018: "F05",
	0x80244022: "F06", 0x80240438: "F06",
	0x80072f0c: "F07",
	0x80245003: "F08", 0x80070514: "F08", 0x8ddd0018: "F08", 0x80246008: "F08", 0x80200013: "F08", 0x80004015: "F08",
	0x800a0046: "F08", 0x800a01ad: "F08", 0x80070424: "F08", 0x800b0100: "F08", 0x80248011: "F08",
}

// failuresToSwitch is after how many failed scans in a row the client turns to another update point.
const failuresToSwitch = 4

func (s *State) raiseScanFailure(e *event.Event) {
	s.endPolicyWait(e)
	if e.Code == codeOverriddenByPolicy {
		s.raiseScanBlocked(e)
		return
	}
	id := scanFindingByCode[e.Code]
	if id == "" {
		id = "F03"
	}
	server := ""
	if at := s.softwareUpdatePoint(); at != "" {
		server = " against " + at
	}
	f := s.raise(id, event.GUID{}, "The scan"+server+" failed: "+describeCode(e.Code)+".", e)
	if id == "F03" {
		f.setAdvice(e.Code)
	}
	if s.failedScans >= failuresToSwitch {
		s.raise("F33", event.GUID{}, fmt.Sprintf("The scan%s has failed %d times in a row.", server, s.failedScans), e)
	}
}

// clearScanFindings is a scan that works: it ends what kept scans from working.
func (s *State) clearScanFindings(e *event.Event) {
	if e.Code.Failed() {
		return
	}
	s.endPolicyWait(e)
	s.groupPolicyServer = ""
	s.clearAll(e, "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F33")
}

// codeOutOfMemory is E_OUTOFMEMORY.
const codeOutOfMemory event.Code = 0x8007000e

func (s *State) raiseWUAFailure(e *event.Event) {
	if e.Texts[event.Name] == "GetUpdateMetadata2" && e.Code == codeOutOfMemory {
		s.raise("F09", event.GUID{}, "The Windows Update Agent ran out of memory during a search.", e)
	}
}
