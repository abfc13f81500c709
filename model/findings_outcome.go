package model

import "ccmtail/model/event"

// outcomeProblems is what installations come to beside success and failure. Nothing but the update's
// attempts shows it.
var outcomeProblems = []*problem{
	{
		ID: "F42", Severity: SeverityError,
		Advice: "Do not evaluate once more, that feeds the loop. Look in CBS.log, or for a feature update in the logs of Windows Setup, for what undoes " +
			"it. If nothing does, its detection rule is wrong: ask whoever published it.",
		Overdue: (*overdueFinder).findLoops,
	},
	{
		ID: "F54", Severity: SeverityWarning,
		Advice: "See in UpdatesHandler.log what stopped it: mostly the maximum run time was over. The next scan tells whether it is installed, the " +
			"next evaluation tries again.",
		Overdue: func(l *overdueFinder) {
			l.eachUpdate(func(u *Update) {
				switch a := &u.Install; {
				case a.Outcome != Cancelled:
				case u.missingSince(a):
					l.add(l.of(u.ID, "The installation of %s was stopped before it ended, and a scan since then found it missing."), a.Ended, 0)
				default:
					l.add(l.of(u.ID, "The installation of %s was stopped before it ended; its result is not known."), a.Ended, 0)
				}
			}, Failed)
		},
	},
	{
		ID: "F57", Severity: SeverityInfo,
		Advice: "The next scan tells whether it is installed: let the client scan, and look in WindowsUpdate.log and CBS.log at that time.",
		Overdue: func(l *overdueFinder) {
			l.eachUpdate(func(u *Update) {
				if a := &u.Install; a.Outcome == Lost && l.covers(logScans, a.Begun.At()) {
					l.add(l.of(u.ID, "No line tells how the installation of %s ended."), a.Ended, 0)
				}
			}, Missing, Targeted, Downloading, Downloaded, WaitingForWindow, WaitingToInstall)
		},
	},
}

// minRounds is how often an update must be undone to be in a loop.
const minRounds = 2

// rounds returns the attempts at the present revision of the update after which a scan found it
// missing again: a new revision is another update.
func (u *Update) rounds() []*Attempt {
	var all []*Attempt
	add := func(a *Attempt) {
		if !a.Undone.isZero() && (a.revision == 0 || u.Revision == 0 || a.revision == u.Revision) {
			all = append(all, a)
		}
	}
	for i := range u.pastInstalls {
		add(&u.pastInstalls[i])
	}
	add(&u.Install)
	return all
}

// findLoops finds the updates that are installed and found missing again and again.
func (l *overdueFinder) findLoops() {
	for _, u := range l.all() {
		if u.Install.Undone.isZero() && len(u.pastInstalls) == 0 {
			continue
		}
		rounds := u.rounds()
		n := len(rounds)
		if n < minRounds || u.State == Superseded {
			continue
		}
		restarts, loop := "", ""
		if rounds[n-1].Restart == event.Yes || !rounds[n-1].Restarted.isZero() {
			restarts, loop = ", a restart included,", ": a loop"
		}
		lasted := rounds[n-1].Undone.At().Sub(rounds[0].began().At())
		v := l.of(u.ID, "%s was installed %d times%s within %s and was missing again each time%s.", n, restarts, lasted, loop)
		if l.undoneByWindows(u) {
			v.do = "Mend what the finding F43 of this update names: Windows undoes the update, and another evaluation only installs it once more."
		}
		f := l.add(v.together("Updates that are installed and missing again and again: %s."), rounds[0].Ended, 0)
		for i := range rounds {
			if i > 0 {
				f.Evidence = append(f.Evidence, rounds[i].Ended)
			}
			f.Evidence = append(f.Evidence, rounds[i].Undone)
		}
		if len(f.Evidence) > maxEvidence {
			f.left = len(f.Evidence) - maxEvidence
			f.Evidence = append(f.Evidence[:maxEvidence-1], rounds[n-1].Undone)
		}
		if u.doneAfter(rounds[n-1].Undone) {
			f.Cleared = u.Scan.Evidence
		}
	}
}

// undoneByWindows reports whether lines of Windows say that it undid the update, or could not install
// it.
func (s *State) undoneByWindows(u *Update) bool {
	const numberOfServicing = 43
	f := s.findings.get(FindingKey{numberOfServicing, u.ID})
	return f != nil && f.newest().after(u.Install.began())
}

// began returns the first line about the attempt.
func (a *Attempt) began() Evidence {
	if a.Begun.isZero() {
		return a.Ended
	}
	return a.Begun
}

// doneAfter reports whether a scan after a record found that the client lacks nothing of the update.
func (u *Update) doneAfter(e Evidence) bool {
	return (u.Scan.Result == FoundInstalled || u.Scan.Result == FoundNotRequired) && u.Scan.AsOf.after(e)
}
