package model

import (
	"time"

	"ccmtail/model/event"
)

func (j *Judge) judgeWait(v *Verdict, u *Update) {
	st, t := j.window, j.at
	f := j.fit(u, st.timeAvailable(t), st, j.rules)
	need := sentence("needs %s", f.Need)
	if !f.NeedLogged {
		need = sentence("needs %s (assumed)", f.Need)
	}
	v.Until, v.Then = st.Next.Start, "the next window opens"
	if st.Restricted != event.No {
		v.FurtherProof = j.waitProof(&f, st)
	}
	switch {
	case u.RestartFirst():
		v.Until, v.Then, v.FurtherProof = time.Time{}, "the computer is restarted", nil
		v.Why, v.Do = sentence("cannot be installed before the computer is restarted"), sentence("Restart the computer.")
	case j.LostContent(u):
		v.Then, v.FurtherProof = "its content is there again", []Evidence{*j.goneAt(u)}
		v.Why, v.Until = sentence("its content has been removed from the client's cache, and must be fetched again before it can be installed"), time.Time{}
	case st.Restricted == event.No:
		v.Until, v.Then = time.Time{}, "its turn comes"
		v.Why = sentence("waits its turn; no maintenance window restricts it")
	case st.Open && f.Fits == event.No:
		j.judgeTooLong(v, sentence("the open window has %s left, it %s", f.Available, need), f)
	case st.Open && u.State == WaitingToInstall:
		v.Until, v.Then = st.Until, "the window closes"
		v.Why = sentence("the window is open; waits its turn to install")
	case st.Open:
		v.Until, v.Then = st.Until, "the window closes"
		v.Why = sentence("the window is open; waits for its deployment to start, %s", need)
	case !st.Next.Start.IsZero() && f.Fits == event.No:
		j.judgeTooLong(v, sentence("the next window lasts %s, it %s", f.Available, need), f)
	case !st.Next.Start.IsZero():
		v.Then = "the window opens"
		v.Why = sentence("waits for the window that opens in %s, %s", st.Next.Start.Sub(t), need)
	case u.State == WaitingToInstall:
		v.Then = "its turn comes"
		v.Why = sentence("about to install; waits its turn")
	case f.NeedLogged:
		v.Then = "a window opens"
		v.Why = sentence("waits for a maintenance window, %s; when one opens is not in the logs", need)
	default:
		v.Then = "a window opens"
		v.Why = sentence("waits for a maintenance window; when one opens is not in the logs")
	}
}

// patienceAssumed is how long an installation may go on where no line tells its run time: that of a
// feature update is longer than most.
const patienceAssumed = 2 * time.Hour

// judgeInstalling says of an update that is being installed whether that takes longer than it may.
func (j *Judge) judgeInstalling(v *Verdict, u *Update) {
	v.Then = "the installer finishes or hits its maximum run time"
	l := stuckFinder{State: j.State, t: j.at, rules: j.rules}
	if l.lookAtInstallation(u); len(l.found) == 0 {
		return
	}
	f := &l.found[0]
	took := j.at.Sub(f.Since)
	switch {
	case f.Assumed && took <= patienceAssumed:
		return
	case f.Assumed:
		v.Why = sentence("installing for %s; no line tells its run time", took)
	case f.Together > 1:
		v.Why = sentence("installing for %s, longer than the updates installed together may take (%s)", took, f.RunTime)
	default:
		v.Why = sentence("installing for %s, longer than it may take (%s)", took, f.RunTime)
	}
	v.Do = sentence("See whether its installer still runs, and what WindowsUpdate.log and CBS.log, or its own log, tell since then.")
}

// waitProof returns the records that tell how long an update's deployment needs and when there is a
// window.
func (s *State) waitProof(f *Fit, st WindowStatus) []Evidence {
	all := s.WindowEvidence(st)
	if f.NeedLogged && !f.Deployment.RequestEvidence.At().IsZero() {
		all = append([]Evidence{f.Deployment.RequestEvidence}, all...)
	}
	return all
}

// judgeTooLong says of an update that it does not fit, and whether any window known is ever long
// enough.
func (j *Judge) judgeTooLong(v *Verdict, why Sentence, f Fit) {
	v.Why = why
	if longest := j.LongestWindow(j.at); longest > 0 && f.NeedLogged && f.Need > longest {
		v.Why = sentence("%s; no window known is long enough", why)
		v.Until, v.Then, v.Do = time.Time{}, "a longer window opens", sentence(adviceTooShort)
	}
}
