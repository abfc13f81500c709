package model

import (
	"time"

	"ccmtail/model/event"
)

// installProblems is what keeps updates from being installed, and from being done.
var installProblems = []*problem{
	{
		ID: "F19", Severity: SeverityError,
		Advice: "Put the publisher's certificate into Trusted Root and Trusted Publishers of the computer and allow signed " +
			"updates from an intranet location by policy; 0x800b0101 means that it has expired.",
		Codes:  map[phases][]event.Code{phasesOfUpdates: {0x800b0109, 0x800b0004, 0x8024b303, 0x800b0101}},
		Clears: clears{event.InstallStarted: clientPast, event.UpdateInstallEnded: clientPastIfDone},
	},
	{
		ID: "F20", Severity: SeverityError,
		Advice: "Look at the records around this one in WUAHandler.log and WindowsUpdate.log, and at the update's own installer " +
			"log.",
		Otherwise: phaseInstall, CodeAdvises: true,
		Shows: shows{event.UpdateStateRaised: unexplainedFailure, event.StateMessageRecorded: unexplainedFailure},
	},
	{
		ID: "F21", Severity: SeverityError,
		Advice: "The installer's source is missing: repair the product or give it its source again.",
		Codes:  map[phases][]event.Code{phasesOfUpdates: {0x8024002d}},
	},
	{
		ID: "F22", Severity: SeverityError, NamedLater: true,
		Advice: "Raise the update's maximum run time. The installation goes on unobserved: the next scan may find it installed.",
		Codes:  map[phases][]event.Code{phasesOfUpdates: {0x87d00664}},
		Shows: shows{event.UpdateTimedOut: func(f finder) sighting {
			// The line names no update: it is the one under way, if it is but one.
			about, name := event.GUID{}, "An update"
			if under := f.updatesIn(Installing); len(under) == 1 {
				about, name = under[0].ID, under[0].Name()
			}
			return sighting{about: about, text: sentence("%s took longer than its maximum run time; "+
				"the client has stopped waiting for it, and it may keep running in the background.", name)}
		}},
	},
	{
		ID: "F25", Severity: SeverityWarning, EndsWithRestart: true,
		Advice: "Restart the computer: until then the client installs nothing more that needs it.",
		Codes:  map[phases][]event.Code{phasesOfUpdates: {0x87d00704, 0x87d00712}},
		Shows: shows{
			event.UpdateProgress: func(f finder) sighting {
				if f.event.Texts[event.State] != "PendingHardReboot" {
					return sighting{}
				}
				return f.ofUpdate("%s needs a hard restart: nothing else can be installed before it.")
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
}

// patiencePendingRestart is how long updates may wait for a restart.
const patiencePendingRestart = 24 * time.Hour

// The states of an update (topic 402) that say that something is wrong with it.
const (
	stateNeedsRestart   = 5
	stateInstallError   = 6
	stateInstallFailed  = 11
	stateDownloadFailed = 14
)

// ofUpdate returns a problem of the event's update, whose name the format takes.
func (f finder) ofUpdate(format string) sighting {
	u := f.updates.get(f.event.Update)
	return sighting{about: u.ID, text: sentence(format, u.Name())}
}

// updateState returns the state of an update that is reported to the site, 0 if none is.
func (f finder) updateState() int64 {
	e := f.event
	if e.Kind == event.StateMessageRecorded && (e.Numbers[event.TopicType] != topicUpdateEnforcement || e.Update.IsZero()) {
		return 0
	}
	return e.Numbers[event.StateID]
}

func restartFirst(f finder) sighting {
	if f.updateState() != stateNeedsRestart {
		return sighting{}
	}
	return f.ofUpdate("%s cannot be installed before the computer is restarted.")
}

// unexplainedFailure finds the bare state "failed", where no other line has said more.
func unexplainedFailure(f finder) sighting {
	format := ""
	switch f.updateState() {
	case stateInstallError, stateInstallFailed:
		format = "%s failed to install; the line does not say why."
	case stateDownloadFailed:
		format = "%s could not be downloaded; the line does not say why."
	default:
		return sighting{}
	}
	v := f.ofUpdate(format)
	for _, p := range f.catalog.ofUpdates {
		if f.lastedUntil(p, f.updates.get(v.about), f.event) {
			return sighting{}
		}
	}
	v.anew = true
	return v
}

// findPendingRestarts finds the updates that have waited too long for a restart. Where no line
// names one the client may count some.
func (l *overdueFinder) findPendingRestarts() {
	none := true
	l.eachUpdate(func(u *Update) {
		none = false
		if e := u.Since(); l.exceeds(e, patiencePendingRestart) {
			l.add(u.ID, sentence("%s has waited for a restart for %s.", u.Name(), l.elapsed(e)), e, patiencePendingRestart)
		}
	}, PendingRestart)
	if e := l.waitSince(&l.problem.Waits[0]); none && l.exceeds(e, patiencePendingRestart) {
		text := sentence("The client has counted updates that wait for a restart for %s.", l.elapsed(e))
		l.add(event.GUID{}, text, e, patiencePendingRestart)
	}
}
