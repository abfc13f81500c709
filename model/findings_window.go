package model

import (
	"time"

	"ccmtail/model/event"
)

// windowProblems is what maintenance windows keep from happening, and what they do not.
var windowProblems = []*problem{
	{
		ID: "F23", Severity: SeverityError,
		Advice:  adviceTooShort,
		Overdue: (*overdueFinder).findTooShort,
	},
	{
		ID: "F24", Severity: SeverityWarning,
		Advice: "The client does not install outside a maintenance window: wait for one, or give it one.",
		Codes:  map[phases][]event.Code{phasesOfUpdates: {0x87d00666, 0x87d00667}},
		Clears: clears{event.InstallStarted: clientPast, event.UpdateInstallEnded: clientPastIfDone},
	},
	{
		ID: "F26", Severity: SeverityWarning,
		Advice: "Without a window the client installs and restarts at any time. Keep one in place while deployments wait.",
		Shows: shows{
			event.NoWindowsLeft: func(f finder) sighting {
				switch waiting := len(f.updatesIn(WaitingForWindow)); waiting {
				case 0:
					return sighting{}
				case 1:
					return ofClient("The last maintenance window was removed while an update waited for one: nothing holds it back any more.")
				default:
					return ofClient("The last maintenance window was removed while %d updates waited for one: nothing holds them back any more.", waiting)
				}
			},
			event.InstallRequested: func(f finder) sighting {
				gone := f.noWindowLeft
				if gone.At().IsZero() || f.event.Time().Sub(gone.At()) > releaseWithin {
					return sighting{}
				}
				v := ofClient("The last maintenance window was removed, and a deployment that waited for one started at once.")
				v.began = gone
				return v
			},
		},
		Clears: clears{event.WindowListed: func(f finder) (event.GUID, bool) { // installations are held back again
			return event.GUID{}, restrictsUpdates(f.event.Numbers[event.WindowType])
		}},
	},
	{
		ID: "F27", Severity: SeverityInfo,
		Advice: "The deployment is set to ignore maintenance windows; that is why it acts outside of them.",
		Shows: shows{
			event.RestartNotified: func(f finder) sighting {
				if f.event.IgnoresWindow() != event.Yes {
					return sighting{}
				}
				return ofClient("The restart was announced as one that does not wait for a maintenance window.")
			},
			event.WindowOverride: func(f finder) sighting {
				switch job := f.event.Texts[event.Name]; {
				case f.event.IgnoresWindow() != event.Yes:
					return sighting{}
				case job == "":
					return ofClient("A deployment ignores maintenance windows.")
				default:
					return ofClient("A deployment ignores maintenance windows (job \"%s\").", job)
				}
			},
		},
	},
	{
		ID: "F48", Severity: SeverityError,
		Advice: "The window has an offset in days that takes it into the next month: update the client, or give the window a date without " +
			"an offset. What waits for it waits for ever.",
		Shows: shows{event.WindowInvalid: func(f finder) sighting {
			v := sighting{about: f.event.Window, text: sentence("The client cannot use %s: %s. It never opens.",
				Subjects{Name: "maintenance window {" + f.event.Window.String() + "}", Kind: "maintenance window"}, f.event.Code)}
			return v.together("The client cannot use %s: %s. None of them opens.", f.event.Code)
		}},
		Clears: clears{event.WindowListed: func(f finder) (event.GUID, bool) { return f.event.Window, !f.event.Window.IsZero() }},
	},
	{
		ID: "F53", Severity: SeverityInfo,
		Advice: "Wait for a window for software updates, or allow in the client settings that updates install in \"All deployments\" windows " +
			"too (version 1810 and later).",
		Overdue: (*overdueFinder).findWindowThatDoesNotCount,
	},
}

// adviceTooShort is what to do where no window is long enough for an update.
const adviceTooShort = "Make a window long enough for the run time, shorten the update's maximum run time if it is too generous, or let " +
	"the deployment ignore windows."

// releaseWithin is how long after the last window went an installation counts as released by that.
const releaseWithin = 10 * time.Minute

// findTooShort finds the updates that wait for a window that is long enough, and there is none.
func (l *overdueFinder) findTooShort() {
	var longest time.Duration
	var win WindowStatus
	looked := false
	l.eachUpdate(func(u *Update) {
		if !looked { // only now, as it takes a while
			longest, win, looked = l.LongestWindow(l.t), l.WindowAt(l.t), true
		}
		switch d := l.longestDeployment(u); {
		case d != nil && longest > 0 && d.RequestedRunTime > longest:
			v := l.of(u.ID, "%s needs %s, and no maintenance window known is longer than %s: it will never start.", d.RequestedRunTime, longest)
			l.add(v.together("No maintenance window known is long enough for %s: none is longer than %s.", longest), u.Since(), 0)
		case u.State == WaitingForWindow && l.noWindowToCome(win):
			v := l.of(u.ID, "%s waits for a maintenance window, and none of those that the client lists is still to come.")
			l.add(v.together("No maintenance window is still to come of those that the client lists, for which %s must wait."), u.Since(), 0)
		}
	}, WaitingForWindow, WaitingToInstall)
}

// findWindowThatDoesNotCount finds an open window for all deployments that does not count, while an
// update waits: the client has one for software updates.
func (l *overdueFinder) findWindowThatDoesNotCount() {
	w := &l.Windows
	if w.restrictingType() != SoftwareUpdateWindow || l.WindowAt(l.t).Open {
		return
	}
	for _, id := range w.ofType(AllDeploymentsWindow) {
		for _, span := range w.ByID[id].Occurrences(l.t, 1) {
			if !span.Contains(l.t) || l.t.Equal(span.Start) {
				continue
			}
			l.eachUpdate(func(u *Update) {
				const text = "The open maintenance window is for all deployments: while the client has one for software updates, it does not count for %s " +
					"(unless the client settings allow it)."
				if e := u.Since(); e.At().After(span.Start) {
					l.add(l.of(u.ID, text), e, 0)
				} else {
					l.add(l.of(u.ID, text), w.ByID[id].Listed, max(span.Start.Sub(w.ByID[id].Listed.At()), 0))
				}
			}, WaitingForWindow, WaitingToInstall)
			return
		}
	}
}

// noWindowToCome reports whether the client restricts updates to windows of which none will open
// again.
func (s *State) noWindowToCome(win WindowStatus) bool {
	return win.Restricted == event.Yes && !win.Open && win.Next.Start.IsZero() && s.Windows.allFinished()
}

// longestDeployment returns the deployment of the update with the longest run time the logs name.
func (s *State) longestDeployment(u *Update) *Deployment {
	var slow *Deployment
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.RequestedRunTime > 0 && (slow == nil || d.RequestedRunTime > slow.RequestedRunTime) {
			slow = d
		}
	}
	return slow
}
