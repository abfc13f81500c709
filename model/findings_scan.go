package model

import (
	"strings"
	"time"

	"ccmtail/model/event"
)

// scanProblems is what keeps scans from working.
var scanProblems = []*problem{
	{
		ID: "F01", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "Find the policy with gpresult /h or rsop.msc, take \"Specify intranet Microsoft update service location\" out of " +
			"every GPO that reaches this client, also one left by an earlier WSUS, and run gpupdate; then run a scan and an " +
			"evaluation cycle.",
		Codes:  map[phases][]event.Code{phaseScan | phaseSource | phaseDeployment: {codeOverriddenByPolicy}},
		Says:   (*State).overriddenByPolicy,
		Shows:  shows{event.ScanBlocked: func(f finder) sighting { return sighting{text: f.overriddenByPolicy()} }},
		Clears: scansThatWork,
	},
	{
		ID: "F02", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "The file is probably damaged: rename %windir%\\System32\\GroupPolicy\\Machine\\registry.pol, run gpupdate, " +
			"restart the CcmExec service, then scan and evaluate.",
		Shows: shows{event.GroupPolicyUnreadable: func(f finder) sighting {
			return ofClient("The local Group Policy store cannot be read (%s), so the scan cannot set its WSUS server.", f.event.Code.String())
		}},
		Clears: scansThatWork,
	},
	{
		ID: "F03", Severity: SeverityError, StopsUntil: scanWorks,
		Advice:    "Look at WindowsUpdate.log around the same time: it names the step that failed.",
		Otherwise: phaseScan | phaseSource, CodeAdvises: true,
		Shows: shows{event.StateMessageRecorded: finder.reportedScan},
		Clears: clears{event.ScanSucceeded: clientPastIfDone, event.ScanEnded: clientPastIfDone, event.StateMessageRecorded: func(f finder) (event.GUID, bool) {
			return event.GUID{}, f.stateOf(topicScan) == stateScanDone
		}},
	},
	// The codes of F04 to F08 are grouped by what is to be done (Microsoft's page on scan
	// failures).
	{
		ID: "F04", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "Check the machine's proxy with netsh winhttp show proxy: the software update point must be on the bypass list or the " +
			"proxy must let the computer account through.",
		Codes:  map[phases][]event.Code{phaseScan: {0x80244021, 0x8024401b, 0x80240030, 0x8024402c}},
		Clears: scansThatWork,
	},
	{
		ID: "F05", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "From the client, open https://SERVER:8531/ClientWebService/client.asmx (or port 8530 without TLS): a time-out is " +
			"a firewall or a dead server, a 401 or 403 is authentication on the WSUS web site.",
		Codes:  map[phases][]event.Code{phaseScan: {0x80072ee2, 0x8024401c, 0x80244023, 0x80244017, 0x80244018}},
		Clears: scansThatWork,
	},
	{
		ID: "F06", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "On the software update point, see whether the WsusPool application pool runs and is not short of memory.",
		Codes:  map[phases][]event.Code{phaseScan: {0x80244022, 0x80240438}},
		Clears: scansThatWork,
	},
	{
		ID: "F07", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "The software update point wants a client certificate: give the client one, or turn the requirement off.",
		Codes:  map[phases][]event.Code{phaseScan: {0x80072f0c}},
		Clears: scansThatWork,
	},
	{
		ID: "F08", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "Windows Update's own files are damaged: stop wuauserv, rename %windir%\\SoftwareDistribution, run DISM /Online " +
			"/Cleanup-Image /RestoreHealth, start it again.",
		Codes: map[phases][]event.Code{phaseScan: {
			0x80245003, 0x80070514, 0x8ddd0018, 0x80246008, 0x80200013, 0x80004015, 0x800a0046, 0x800a01ad, 0x80070424, 0x800b0100, 0x80248011,
		}},
		Clears: scansThatWork,
	},
	{
		ID: "F09", Severity: SeverityError,
		Advice: "The Windows Update service runs out of memory in its 32-bit process: update the Windows Update Agent, and " +
			"decline superseded updates on the software update point so that there are fewer to look at.",
		Shows: shows{event.WUACallFailed: func(f finder) sighting {
			if f.event.Texts[event.Name] != "GetUpdateMetadata2" || f.event.Code != codeOutOfMemory {
				return sighting{}
			}
			return ofClient("The Windows Update Agent ran out of memory during a search.")
		}},
		Clears: scansThatWork,
	},
	{
		ID: "F33", Severity: SeverityWarning,
		Advice: "See whether the software update point is down: after four failures in a row the client turns to another one of its list.",
		Shows: shows{event.ScanFailed: func(f finder) sighting {
			if f.failedScans < failuresToSwitch || f.event.Code == codeOverriddenByPolicy {
				return sighting{}
			}
			return ofClient("The scan%s has failed %d times in a row.", f.againstServer(), f.failedScans)
		}},
		Clears: scansThatWork,
	},
	{
		ID: "F36", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "Look at the certificate of the software update point's web site from this computer: its root must be trusted, its name that " +
			"of the server, its dates must cover today, and the client's clock must be right. No update is at fault.",
		Codes: map[phases][]event.Code{phaseScan: {0x800b0109, 0x800b0101, 0x800b0004, codeSecureFailure}}, CodeDecides: true,
		Says: func(s *State) Sentence {
			return sentence("The HTTPS certificate of the software update point%s is not accepted by this computer: %s.", s.nameOfServer(), s.lastScanCode())
		},
		Clears: scansThatWork,
	},
	{
		ID: "F46", Severity: SeverityWarning, StopsUntil: scanWorks,
		Advice: "Let it scan again, up to five times: each scan keeps what it got and goes on from there. Decline superseded updates on the " +
			"software update point, so that there are fewer to look at.",
		Codes:  map[phases][]event.Code{phaseScan: {0x80244010}},
		Clears: scansThatWork,
	},
	{
		ID: "F47", Severity: SeverityWarning,
		Advice: "Repair the component store of Windows with DISM /Online /Cleanup-Image /RestoreHealth, and scan again: the scan succeeds without " +
			"these updates.",
		Shows: shows{event.UpdateUnevaluated: func(f finder) sighting {
			v := f.of(f.event.Update, "%s could not be evaluated: %s. It is not offered, though it may be needed.", f.event.Code)
			return v.together("%s could not be evaluated: %s. None of them is offered, though it may be needed.", f.event.Code)
		}},
		Clears: clears{
			event.UpdateStatus:  func(f finder) (event.GUID, bool) { return f.event.Update, true },
			event.UpdateStored:  func(f finder) (event.GUID, bool) { return f.event.Update, true },
			event.ScanSucceeded: evaluatedSince,
		},
	},
	{
		ID: "F52", Severity: SeverityInfo,
		Advice: "Mend the scans first: an update that has been installed or has come out since then does not show.",
		Overdue: func(l *overdueFinder) {
			good := l.lastGoodScan().End
			if l.failedScans > 0 && l.exceeds(good, patienceScan) {
				l.add(ofClient("Scans fail: what is missing and what is installed is as of the last scan that succeeded, %s ago.", l.elapsed(good)), good, patienceScan)
			}
		},
	},
}

const (
	// codeOverriddenByPolicy is what the client's other logs call it that a Group Policy overrides
	// its update source.
	codeOverriddenByPolicy event.Code = 0x87d00692
	codeOutOfMemory        event.Code = 0x8007000e // E_OUTOFMEMORY
)

// The states of a scan (topic 501) that say how it ended.
const (
	stateScanDone   = 3
	stateScanRetry  = 4
	stateScanFailed = 5
)

// scansObstructed reports whether something is known to keep scans from working.
func (s *State) scansObstructed() bool {
	for _, n := range causesOfScans {
		if s.activeCounts[n] == 0 {
			continue // as nearly always
		}
		if f := s.findings.get(FindingKey{number: n}); f != nil && f.Active() {
			return true
		}
	}
	return false
}

// causesOfScans is the numbers of the problems that keep scans from working.
var causesOfScans = [...]uint8{1, 2, 3, 4, 5, 6, 7, 8, 36, 46}

// reportedScan finds a scan that the client tells its site has failed, where no other line says why.
func (f finder) reportedScan() sighting {
	if f.scansObstructed() {
		return sighting{}
	}
	switch f.stateOf(topicScan) {
	case stateScanFailed:
		return ofClient("The client reports to its site that its scan failed; no line here says why.")
	case stateScanRetry:
		return ofClient("The client reports to its site that its scan failed and is tried again; no line here says why.")
	}
	return sighting{}
}

// failuresToSwitch is after how many failed scans in a row the client turns to another update
// point.
const failuresToSwitch = 4

// scanWorks is what ends a problem that stops the client until then.
const scanWorks = "a scan works again"

// scansThatWork is what ends a problem that keeps scans from working.
var scansThatWork = clears{event.ScanSucceeded: clientPastIfDone, event.ScanEnded: clientPastIfDone}

// overriddenByPolicy returns what overrides the update source, as far as the logs name it.
func (s *State) overriddenByPolicy() Sentence {
	policy, own := s.groupPolicyServer, s.softwareUpdatePoint()
	switch {
	case policy == "":
		return sentence("A domain Group Policy overrides the WSUS server that ConfigMgr sets, so the client cannot scan.")
	case own == "":
		return sentence("A domain Group Policy sets the WSUS server to %s, so the client cannot scan.", policy)
	}
	return sentence("A domain Group Policy sets the WSUS server to %s instead of ConfigMgr's %s, so the client cannot scan.", policy, own)
}

// softwareUpdatePoint returns the software update point that the newest scan was sent to, "" if no line
// names it.
func (s *State) softwareUpdatePoint() string {
	return strings.Trim(s.scanServer, "<>") // a forum's brackets around a link
}

// againstServer returns where the newest scan was sent to, as the end of a subject.
func (s *State) againstServer() string {
	if at := s.softwareUpdatePoint(); at != "" {
		return " against " + at
	}
	return ""
}

// nameOfServer returns the software update point, as a name behind what it is.
func (s *State) nameOfServer() string {
	if at := s.softwareUpdatePoint(); at != "" {
		return " " + at
	}
	return ""
}

// lastScanCode returns the code that the last scan ended with.
func (s *State) lastScanCode() event.Code {
	if n := len(s.endedScans); n > 0 {
		return s.endedScans[n-1].Result
	}
	return 0
}

// patienceScan is how old the last scan that succeeded may be where later ones fail.
const patienceScan = 24 * time.Hour

// evaluatedSince ends what an earlier scan could not evaluate: a later one has.
func evaluatedSince(f finder) (about event.GUID, ended bool) {
	if f.event.Code.Failed() {
		return event.GUID{}, false
	}
	begun := f.lastGoodScan().begun()
	for _, k := range f.findings.keys {
		if k.number == f.problem.number() && begun.after(f.findings.get(k).newest()) {
			f.clear(f.problem, k.subject, f.event)
		}
	}
	return event.GUID{}, false
}
