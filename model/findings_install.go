package model

import "ccmtail/model/event"

// installProblems is what keeps updates from being installed, and from being done.
var installProblems = []*problem{
	{
		ID: "F19", Severity: SeverityError,
		Advice: "Put the certificate that signed the update into Trusted Root and Trusted Publishers of the computer and allow signed " +
			"updates from an intranet location by policy. Microsoft's own updates need its root certificates and, on an old Windows, SHA-2 support.",
		CodeDecides: true,
		Codes:       map[phases][]event.Code{phasesOfUpdates: {0x800b0109, 0x800b0004, 0x8024b303, 0x800b0101}},
		Clears:      clears{event.InstallStarted: clientPast, event.UpdateInstallEnded: clientPastIfDone},
	},
	{
		ID: "F20", Severity: SeverityError,
		Advice:    adviceFailed,
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
		Advice: "Raise the update's maximum run time if it was over; of a feature update, see whether setupact.log is still written. The installation " +
			"goes on unobserved: the next scan may find it installed.",
		Codes: map[phases][]event.Code{phasesOfUpdates: {CodeRunTimeOver, 0x87d00656, 0x87d0070c}},
		Shows: shows{event.UpdateTimedOut: func(f finder) sighting {
			// The line names no update: it is the one under way, if it is but one.
			v := sighting{text: sentence("%s took longer than its maximum run time; "+
				"the client has stopped waiting for it, and it may keep running in the background.", Subjects{Name: "An update", Kind: "update"})}
			if u := f.timedOut(); u != nil {
				v.about, v.text = u.ID, v.text.about(f.subject(u.ID))
			}
			return v.together("The maximum run time of %s was over; the client has stopped waiting, and installers may keep running in the background.")
		}},
		Clears: clears{event.UpdateInstallEnded: func(f finder) (event.GUID, bool) { // it, or a later attempt, has ended
			return f.event.Update, !unwatched[f.event.Code]
		}},
	},
}

// adviceFailed is what to do about an installation that failed.
const adviceFailed = "Look at the records around this one in WUAHandler.log and WindowsUpdate.log, and at the update's own installer log."

// The states of an update (topic 402) that say that something is wrong with it.
const (
	stateNeedsRestart   = 5
	stateInstallError   = 6
	stateInstallFailed  = 11
	stateDownloadFailed = 14
)

// timedOut returns the update whose run time the event says is over, nil if the line may mean several.
func (f finder) timedOut() *Update {
	for _, id := range f.updates.keys {
		if u := f.updates.get(id); u.Install.Outcome == Unwatched && u.Install.Ended == EvidenceOf(f.event) {
			return u
		}
	}
	return nil
}

// updateState returns the state of an update that is reported to the site, 0 if none is.
func (f finder) updateState() int64 {
	e := f.event
	if e.Kind == event.StateMessageRecorded && (e.Numbers[event.TopicType] != topicUpdateEnforcement || e.Update.IsZero()) {
		return 0
	}
	return e.Numbers[event.StateID]
}

// unexplainedFailure finds the bare state "failed to install", where no other line has said more.
func unexplainedFailure(f finder) sighting {
	switch f.updateState() {
	case stateInstallError, stateInstallFailed:
		if f.event.HasCode && f.event.Code.Failed() {
			return sighting{} // it is a failure with a code
		}
		return f.unlessExplained("%s failed to install; the line does not say why.")
	}
	return sighting{}
}

// unexplainedDownload is the same of a download.
func unexplainedDownload(f finder) sighting {
	if f.updateState() != stateDownloadFailed || f.contentObstructed(f.updates.get(f.event.Update)) {
		return sighting{}
	}
	return f.unlessExplained("%s could not be downloaded; the line does not say why.")
}

// unlessExplained returns a problem of the event's update, unless it had one until then that says more.
func (f finder) unlessExplained(format string) sighting {
	v := f.of(f.event.Update, format)
	for _, p := range f.catalog.ofUpdates {
		if f.lastedUntil(p, f.updates.get(v.about), f.event) {
			return sighting{}
		}
	}
	v.anew = true
	return v
}
