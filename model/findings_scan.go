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
		Clears: scansThatWork,
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
}

const (
	// codeOverriddenByPolicy is what the client's other logs call it that a Group Policy overrides
	// its update source.
	codeOverriddenByPolicy event.Code = 0x87d00692
	codeOutOfMemory        event.Code = 0x8007000e // E_OUTOFMEMORY
)

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

// policyProblems is what lasts too long before a scan. Where several of them do, the client is said
// to wait for the first.
var policyProblems = []*problem{
	{
		ID: "F11", Severity: SeverityWarning, StopsUntil: "the policy arrives",
		Advice: "The client has no policy for software updates: see in PolicyAgent.log whether it gets policy at all, and in its " +
			"client settings whether software updates are enabled. Minutes after an installation it is normal.",
		Waits: []wait{{
			Begins:   conditions{event.ConfigurationMissing: always},
			Ends:     conditions{event.UpdatesEnabled: always, event.DetectionStarted: always},
			Patience: 15 * time.Minute,
			Lasts:    "The client has had no policy for software updates for %s.",
			Ended:    "The client had no policy for software updates for %s.",
		}},
	},
	{
		ID: "F28", Severity: SeverityError, StopsUntil: scanWorks,
		Advice: "gpupdate does not finish, and the client processes no update until it does: run gpupdate /force by hand and see " +
			"where it hangs.",
		Waits: []wait{{
			Begins: conditions{event.GroupPolicyWait: always}, Restarts: true,
			Ends: conditions{
				event.ScanBlocked: always, event.ScanSourceFailed: always, event.ScanSourceAdded: always, event.ScanStarted: always,
				event.ScanFailed:    always,
				event.ScanSucceeded: done, event.ScanEnded: done, event.DeploymentError: policyOverrides,
			},
			Patience: 10 * time.Minute, // the client itself waits two minutes
			Lasts:    "The scan has waited for Group Policy for %s and nothing has followed.",
			Ended:    "A scan went on only after it had waited for Group Policy for %s.",
		}},
	},
	{
		ID: "F10", Severity: SeverityWarning, StopsUntil: "a software update point is named",
		Advice: "The management point has named no software update point: see whether software updates are enabled for the client, and " +
			"whether a software update point is in its boundary group.",
		Overdue: func(l *overdueFinder) {
			const patience = 15 * time.Minute
			c := &l.openScan
			if l.scanning && c.SearchStarted.At.IsZero() && c.Server == "" && !c.Request.IsZero() && l.exceeds(c.Start, patience) {
				l.add(event.GUID{}, sentence("A scan asked for a software update point %s ago and got none.", l.elapsed(c.Start)), c.Start, patience)
			}
		},
	},
}

func done(f finder) bool { return !f.event.Code.Failed() }

func policyOverrides(f finder) bool { return f.event.Code == codeOverriddenByPolicy }
