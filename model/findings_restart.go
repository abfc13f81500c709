package model

import (
	"time"

	"ccmtail/model/event"
)

// restartProblems is what is to be known of restarts: those that are needed, and those that have been.
var restartProblems = []*problem{
	{
		ID: "F25", Severity: SeverityWarning, EndsWithRestart: true,
		Advice: "Restart the computer: until then the client installs nothing more that needs it.",
		Codes:  map[phases][]event.Code{phasesOfUpdates: {0x87d00704, 0x87d00712}},
		Shows: shows{
			event.UpdateProgress: func(f finder) sighting {
				if f.event.Texts[event.State] != "PendingHardReboot" {
					return sighting{}
				}
				v := f.of(f.event.Update, "%s needs a hard restart: nothing else can be installed before it.")
				return v.together("A hard restart is needed for %s: nothing else can be installed before it.")
			},
			event.UpdateStateRaised: restartFirst, event.StateMessageRecorded: restartFirst,
		},
		Clears: clears{event.InstallStarted: clientPast, event.UpdateInstallEnded: clientPastIfDone, event.ClientStarted: clientPast},
		// The client counts the updates that wait for a restart.
		Waits: []wait{{
			Begins: conditions{event.PendingRestartCount: func(f finder) bool { return f.event.Numbers[event.Count] != 0 }},
			Ends: conditions{
				event.PendingRestartCount:   func(f finder) bool { return f.event.Numbers[event.Count] == 0 },
				event.DetectionAfterRestart: always,
			},
		}},
		Overdue: (*overdueFinder).findPendingRestarts,
	},
	{
		ID: "F49", Severity: SeverityWarning,
		Advice: "Restart the computer: a task sequence installed the updates, and its maintenance window may close without the restart. " +
			"Later clients do not miss it.",
		Shows: shows{event.RestartMissed: func(f finder) sighting {
			return ofClient("Updates that a task sequence has installed may not get their restart: %s.", f.event.Code)
		}},
		Clears: clears{event.ClientStarted: clientPast, event.RestartInitiated: clientPast},
	},
	{
		ID: "F55", Severity: SeverityInfo,
		Advice:  "Look in Windows' System event log for who restarted the computer, or the service, at that time.",
		Overdue: (*overdueFinder).findUnexplainedStart,
	},
	{
		ID: "F56", Severity: SeverityWarning,
		Advice: "See whether the deployment suppresses restarts on this kind of computer: then nothing plans one. Restart it by hand, or with " +
			"whatever restarts computers here.",
		Overdue: (*overdueFinder).findUnplannedRestart,
	},
}

// patiencePendingRestart is how long updates may wait for a restart, patiencePlan how long the client
// may take to plan one.
const (
	patiencePendingRestart = 24 * time.Hour
	patiencePlan           = 2 * time.Hour
)

func restartFirst(f finder) sighting {
	if f.updateState() != stateNeedsRestart {
		return sighting{}
	}
	return f.of(f.event.Update, "%s cannot be installed before the computer is restarted.")
}

// findPendingRestarts finds the updates that have waited too long for a restart. Where no line
// names one the client may count some.
func (l *overdueFinder) findPendingRestarts() {
	none := true
	l.eachUpdate(func(u *Update) {
		none = false
		if e := u.Since(); l.exceeds(e, patiencePendingRestart) && (l.covers(logDeployments, e.At()) || l.covers(logScans, e.At())) && !l.unplanned(u) {
			v := l.of(u.ID, "%s has waited for a restart for %s.", l.elapsed(e))
			l.add(v.together("A restart has been needed for %s for more than %s.", patiencePendingRestart), e, patiencePendingRestart)
		}
	}, PendingRestart)
	if e := l.waitSince(&l.problem.Waits[0]); none && l.exceeds(e, patiencePendingRestart) {
		l.add(ofClient("The client has counted updates that wait for a restart for %s.", l.elapsed(e)), e, patiencePendingRestart)
	}
}

// findUnplannedRestart finds that updates wait for a restart and no line plans one.
func (l *overdueFinder) findUnplannedRestart() {
	l.eachUpdate(func(u *Update) {
		if e := u.Since(); l.unplanned(u) {
			v := l.of(u.ID, "A restart is needed for %s, and the client has planned none for %s.", l.elapsed(e))
			l.add(v.together("A restart is needed for %s, and the client has planned none."), e, patiencePlan)
		}
	}, PendingRestart)
}

// unplanned reports whether an update waits for a restart that no line plans, though nothing holds it
// back.
func (l *overdueFinder) unplanned(u *Update) bool {
	r, e := &l.Restart, u.Since()
	last := newestOf(newestOf(newestOf(r.Requested, r.Notified), newestOf(r.Wanted, r.Allowed)), r.Initiated)
	if last.after(e) || !u.Install.Restarted.isZero() || !l.exceeds(e, patiencePlan) || !l.covers(logRestarts, e.At()) || !l.covers(logDeployments, e.At()) {
		return false
	}
	win := l.WindowAt(l.t)
	return win.Restricted != event.Yes || win.Open
}

// restartExplainedWithin is how long after its last word on a restart the client's start counts as
// that restart.
const restartExplainedWithin = time.Hour

// findUnexplainedStart finds that the client's last start was none that its logs tell of before,
// though something was being installed then, or waited for a restart.
func (l *overdueFinder) findUnexplainedStart() {
	n := len(l.RestartSteps)
	for n > 0 && l.RestartSteps[n-1].Name != stepClientStarted {
		n--
	}
	if n == 0 {
		return
	}
	start := l.RestartSteps[n-1].Evidence
	if n > 1 && l.RestartSteps[n-2].Name != stepClientStarted && start.At().Sub(l.RestartSteps[n-2].At()) < patiencePendingRestart {
		return
	}
	since := start.At().Add(-restartExplainedWithin)
	if !l.covers(logRestarts, since) || !l.covers(logDeployments, since) || !l.interrupted(start) {
		return
	}
	l.add(ofClient("The client started while updates were being installed or waited for a restart, and its logs do not say that it restarted the computer."), start, 0)
}

// interrupted reports whether a start of the client came while an update was being installed, or
// waited for a restart.
func (s *State) interrupted(start Evidence) bool {
	for _, id := range s.updates.keys {
		for _, a := range s.updates.get(id).Attempts() {
			if a.Restarted == start || a.Outcome == Lost && a.Ended == start {
				return true
			}
		}
	}
	return false
}

// RestartRequested, stepInitiated and stepClientStarted are names of steps of RestartSteps.
const (
	RestartRequested  = "requested"
	stepInitiated     = "initiated"
	stepClientStarted = "client-started"
)
