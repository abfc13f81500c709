package model

import (
	"time"

	"ccmtail/model/event"
)

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
			if l.scanning && c.SearchStarted.At().IsZero() && c.Server == "" && !c.Request.IsZero() && l.exceeds(c.Start, patience) &&
				(l.covers(logScanAgent, c.Start.At()) || l.covers(logScans, c.Start.At()) && l.covers(logLocations, c.Start.At())) {
				l.add(ofClient("A scan asked for a software update point %s ago and got none.", l.elapsed(c.Start)), c.Start, patience)
			}
		},
	},
}

func done(f finder) bool { return !f.event.Code.Failed() }

func policyOverrides(f finder) bool { return f.event.Code == codeOverriddenByPolicy }
