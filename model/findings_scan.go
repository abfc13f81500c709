package model

import (
	"fmt"
	"strings"

	"ccmtail/model/event"
)

func (s *State) scanBlocked(e *event.Event) {
	s.policyAnswered(e)
	if e.Texts[event.URL] != "" {
		s.policyServer = e.Texts[event.URL]
	}
	text := "A domain Group Policy overrides the WSUS server that ConfigMgr sets"
	if s.policyServer != "" {
		text = "A domain Group Policy sets the WSUS server to " + s.policyServer
		if own := s.updatePoint(); own != "" {
			text += " instead of ConfigMgr's " + own
		}
	}
	s.find("F01", event.GUID{}, text+", so the client cannot scan.", e)
}

// updatePoint is the update point that the newest scan was sent to, "" if no line names it.
func (s *State) updatePoint() string {
	return strings.Trim(s.scanServer, "<>") // a forum's brackets around a link
}

// overriddenByPolicy is the code the client gives the same trouble in its other logs.
const overriddenByPolicy event.Code = 0x87d00692

func (s *State) sourceFailed(e *event.Event) {
	s.policyAnswered(e)
	if e.Code == overriddenByPolicy {
		s.scanBlocked(e)
		return
	}
	s.find("F03", event.GUID{}, "The update source could not be given to the Windows Update Agent: "+describe(e.Code)+".", e).advise(e.Code)
}

func (s *State) policyUnreadable(e *event.Event) {
	s.find("F02", event.GUID{}, "The local Group Policy store cannot be read ("+e.Code.String()+"), so the scan cannot set its WSUS server.", e)
}

func (s *State) foundPolicyWait(e *event.Event) { s.policyWait = evidenceOf(e) }

// policyAnswered is anything that follows the wait for Group Policy.
func (s *State) policyAnswered(e *event.Event) {
	s.lasted("F28", "A scan went on only after it had waited for Group Policy for", s.policyWait, patienceGroupPolicy, e)
	s.policyWait = Evidence{}
}

// scanFailures groups the codes of a failed scan by what is to be done (Microsoft's page on scan failures).
var scanFailures = map[event.Code]string{
	0x80244021: "F04", 0x8024401b: "F04", 0x80240030: "F04", 0x8024402c: "F04",
	0x80072ee2: "F05", 0x8024401c: "F05", 0x80244023: "F05", 0x80244017: "F05", 0x80244018: "F05",
	0x80244022: "F06", 0x80240438: "F06",
	0x80072f0c: "F07",
	0x80245003: "F08", 0x80070514: "F08", 0x8ddd0018: "F08", 0x80246008: "F08", 0x80200013: "F08", 0x80004015: "F08",
	0x800a0046: "F08", 0x800a01ad: "F08", 0x80070424: "F08", 0x800b0100: "F08", 0x80248011: "F08",
}

// failuresToSwitch is after how many failed scans in a row the client turns to another update point.
const failuresToSwitch = 4

func (s *State) foundScanFailure(e *event.Event) {
	s.policyAnswered(e)
	if e.Code == overriddenByPolicy {
		s.scanBlocked(e)
		return
	}
	id := scanFailures[e.Code]
	if id == "" {
		id = "F03"
	}
	server := ""
	if at := s.updatePoint(); at != "" {
		server = " against " + at
	}
	f := s.find(id, event.GUID{}, "The scan"+server+" failed: "+describe(e.Code)+".", e)
	if id == "F03" {
		f.advise(e.Code)
	}
	if s.scanFails >= failuresToSwitch {
		s.find("F33", event.GUID{}, fmt.Sprintf("The scan%s has failed %d times in a row.", server, s.scanFails), e)
	}
}

// foundScan is a scan that works: it ends what kept scans from working.
func (s *State) foundScan(e *event.Event) {
	if e.Code.Failed() {
		return
	}
	s.policyAnswered(e)
	s.policyServer = ""
	s.clearAll(e, "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F33")
}

// outOfMemory is E_OUTOFMEMORY.
const outOfMemory event.Code = 0x8007000e

func (s *State) foundAgentFailure(e *event.Event) {
	if e.Texts[event.Name] == "GetUpdateMetadata2" && e.Code == outOfMemory {
		s.find("F09", event.GUID{}, "The Windows Update Agent ran out of memory during a search.", e)
	}
}
