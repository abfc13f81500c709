package model

import (
	"strings"
	"time"

	"ccmtail/model/event"
)

// Verdict is what an administrator would be told of an update at a moment.
type Verdict struct {
	Why          Sentence   // why it is where it is; none if there is nothing to say beyond its state
	Proof        Evidence   // since when, and the record that says so
	FurtherProof []Evidence // the records that give the numbers of Why which Proof does not give
	Until        time.Time  // when that may change; zero where the logs do not show it
	Then         string     // what happens then: "the window opens"; "" if the update is done, or nothing is known
	Do           Sentence   // what to do; none if there is nothing to do but wait
}

// Why says in one sentence why an update is where it is at t, and what it waits for; none if there
// is nothing to say beyond its state.
func (s *State) Why(u *Update, t time.Time, rules FitRules) Sentence { return s.judge(u, t, rules).Why }

// Verdict returns why an update is where it is at t, since when and until when, and what to do.
func (s *State) Verdict(u *Update, t time.Time, rules FitRules) Verdict {
	v := s.judge(u, t, rules)
	if v.Do.isZero() && u.Pending() {
		v.Do = s.adviceFor(u, t)
	}
	return v
}

// judge returns the verdict without what findings about the update advise.
func (s *State) judge(u *Update, t time.Time, rules FitRules) Verdict {
	if u.State == Missing && u.Deployed() || u.State == Targeted {
		if f := s.blocker(t); f != nil {
			return Verdict{Why: sentence("nothing happens: %s", Clause(f.Text)), Proof: f.Evidence[0], Then: f.problem.StopsUntil, Do: f.Advice}
		}
	}
	v := Verdict{Proof: u.Since()}
	switch u.State {
	case Missing:
		if !u.Deployed() {
			v.Why = sentence("missing, but no deployment seen targets it")
			v.Do = sentence("Deploy it, if this client is to have it.")
			break
		}
		v.Why = sentence("missing; its deployment has not begun with it")
		s.judgeDeadline(&v, u, t)
	case Targeted:
		v.Why = sentence("targeted; no download or installation seen yet")
		if u.JobState != "" {
			v.Why = sentence("targeted; its job is %s", strings.ToLower(u.JobState))
		}
		s.judgeDeadline(&v, u, t)
	case Downloading:
		s.judgeDownload(&v, u)
	case Downloaded:
		v.Why, v.Then = sentence("downloaded; no installation attempt seen yet"), "its deployment installs it"
	case WaitingForWindow, WaitingToInstall:
		s.judgeWait(&v, u, t, rules)
	case Installing:
		v.Then = "the installer finishes or hits its maximum run time"
	case PendingRestart:
		s.judgeRestart(&v, u, t)
	case Failed:
		s.judgeFailure(&v, u)
	case Superseded:
		if !u.SupersededBy.IsZero() {
			v.Why = sentence("superseded by %s", s.shortNameOf(u.SupersededBy))
			if by := s.updates.get(u.SupersededBy); by != nil && len(by.Transitions) > 0 {
				v.FurtherProof = []Evidence{by.Transitions[0].Evidence}
			}
		}
	}
	return v
}

// blocker returns the problem that keeps the client from processing updates at all at t, nil if
// there is none.
func (s *State) blocker(t time.Time) *Finding {
	for _, k := range s.findings.keys {
		f := s.findings.get(k)
		if f.problem.StopsUntil != "" && k.subject.IsZero() && s.clearedBy(f).At.IsZero() {
			return f
		}
	}
	if late := s.overdue(t, problems.stopping); len(late) > 0 {
		return late[0]
	}
	return nil
}

// adviceFor returns the advice of the newest problem that lasts and is about the update.
func (s *State) adviceFor(u *Update, t time.Time) Sentence {
	all := s.FindingsAt(t)
	for i := len(all) - 1; i >= 0; i-- {
		if f := all[i]; f.Active() && f.Update == u.ID {
			return f.Advice
		}
	}
	return Sentence{}
}

// nameOf returns the name of an update, or the id of what is none.
func (s *State) nameOf(id event.GUID) string {
	if u := s.updates.get(id); u != nil {
		return u.Name()
	}
	return id.String()
}

// shortNameOf returns the shortest name of an update that says which one it is: its article, else
// its name.
func (s *State) shortNameOf(id event.GUID) string {
	if u := s.updates.get(id); u != nil && u.KB != "" {
		return "KB" + u.KB
	}
	return s.nameOf(id)
}

// judgeDeadline says when an update's deployment is due.
func (s *State) judgeDeadline(v *Verdict, u *Update, t time.Time) {
	v.Then = "its deployment is evaluated"
	v.Do = sentence("Run the Software Updates Deployment Evaluation Cycle on the client.")
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.Deadline.After(t) && (v.Until.IsZero() || d.Deadline.Before(v.Until)) {
			v.Until, v.Then = d.Deadline, "its deployment's deadline passes"
			v.Do = sentence("Install it from Software Center to have it before the deadline.")
		}
	}
}

func (s *State) judgeDownload(v *Verdict, u *Update) {
	v.Why, v.Then = sentence("downloading"), "its content is there"
	for _, id := range u.Contents {
		c := s.contents.get(id)
		switch {
		case c == nil || !c.inProgress():
			continue
		case c.State == ContentWaitingForLocation:
			v.Why, v.Then = sentence("waits for a distribution point that has its content"), "a distribution point is named"
		case c.HasError && c.Retries > 0:
			v.Why = sentence("downloading; the transfer has been retried%s (%s)", Times(c.Retries), c.Error.String())
			v.Then = "the next attempt succeeds"
		case c.HasError:
			v.Why, v.Then = sentence("downloading; the last attempt failed with %s", c.Error.String()), "the next attempt succeeds"
		default:
			continue
		}
		v.Proof = c.Changed
		if c.HasError && c.ErrorEvidence.Rec != c.Changed.Rec {
			v.FurtherProof = []Evidence{c.ErrorEvidence}
		}
		if !c.NextAttempt.IsZero() {
			v.Until, v.Then = c.NextAttempt, "the client tries again"
		}
		return
	}
}

func (s *State) judgeWait(v *Verdict, u *Update, t time.Time, rules FitRules) {
	st := s.WindowAt(t)
	f := s.fit(u, st.timeAvailable(t), st, rules)
	need := sentence("needs %s", f.Need)
	if !f.NeedLogged {
		need = sentence("needs %s (assumed)", f.Need)
	}
	v.Until, v.Then = st.Next.Start, "the next window opens"
	if st.Restricted != event.No {
		v.FurtherProof = s.waitProof(&f, st)
	}
	switch {
	case st.Restricted == event.No:
		v.Until, v.Then = time.Time{}, "its turn comes"
		v.Why = sentence("waits its turn; no maintenance window restricts it")
	case st.Open && f.Fits == event.No:
		s.judgeTooLong(v, sentence("the open window has %s left, it %s", f.Available, need), f, t)
	case st.Open && u.State == WaitingToInstall:
		v.Until, v.Then = st.Until, "the window closes"
		v.Why = sentence("the window is open; waits its turn to install")
	case st.Open:
		v.Until, v.Then = st.Until, "the window closes"
		v.Why = sentence("the window is open; waits for its deployment to start, %s", need)
	case !st.Next.Start.IsZero() && f.Fits == event.No:
		s.judgeTooLong(v, sentence("the next window lasts %s, it %s", f.Available, need), f, t)
	case !st.Next.Start.IsZero():
		v.Then = "the window opens"
		v.Why = sentence("waits for the window that opens in %s, %s", st.Next.Start.Sub(t), need)
	case f.NeedLogged:
		v.Then = "a window opens"
		v.Why = sentence("waits for a maintenance window, %s; when one opens is not in the logs", need)
	default:
		v.Then = "a window opens"
		v.Why = sentence("waits for a maintenance window; when one opens is not in the logs")
	}
}

// waitProof returns the records that tell how long an update's deployment needs and when there is a
// window.
func (s *State) waitProof(f *Fit, st WindowStatus) []Evidence {
	all := s.WindowEvidence(st)
	if f.NeedLogged && !f.Deployment.RequestEvidence.At.IsZero() {
		all = append([]Evidence{f.Deployment.RequestEvidence}, all...)
	}
	return all
}

// judgeTooLong says of an update that it does not fit, and whether any window known is ever long
// enough.
func (s *State) judgeTooLong(v *Verdict, why Sentence, f Fit, t time.Time) {
	v.Why = why
	if longest := s.LongestWindow(t); longest > 0 && f.NeedLogged && f.Need > longest {
		v.Why = sentence("%s; no window known is long enough", why)
		v.Until, v.Then, v.Do = time.Time{}, "a longer window opens", sentence(adviceTooShort)
	}
}

// patienceRestart is how long the computer may take from the restart's beginning to the client's
// start.
const patienceRestart = time.Hour

func (s *State) judgeRestart(v *Verdict, u *Update, t time.Time) {
	r := &s.Restart
	v.Until, v.Then, v.Do = r.Deadline, "the client restarts the computer", sentence("Restart the computer.")
	if !r.Deadline.IsZero() && !r.Requested.At.IsZero() {
		v.FurtherProof = []Evidence{r.Requested}
	}
	switch {
	case r.Initiated.At.After(u.Since().At):
		v.Why, v.Do, v.FurtherProof = sentence("the restart has been started"), Sentence{}, []Evidence{r.Initiated}
		if ago := t.Sub(r.Initiated.At); ago > patienceRestart {
			v.Why = sentence("the restart was started %s ago; no start of the client has been logged since", ago)
		}
		v.Until, v.Then = time.Time{}, "the client has looked at it after the restart"
	case s.clientStartedSince(u.Since()):
		v.Why, v.Do, v.FurtherProof = sentence("the client has started again; it has not looked at this update since"), Sentence{}, nil
		v.Until, v.Then = time.Time{}, "the client has looked at it"
	case r.Deadline.After(t):
		v.Why = sentence("waits for a restart, due in %s", r.Deadline.Sub(t))
	case !r.Deadline.IsZero():
		v.Why = sentence("waits for a restart, overdue by %s", t.Sub(r.Deadline))
		v.Until, v.Then = time.Time{}, "the computer is restarted"
	default:
		v.Why, v.Then = sentence("waits for a restart"), "the computer is restarted"
	}
}

// judgeFailure says what an update failed with and, where that is known, what it means.
func (s *State) judgeFailure(v *Verdict, u *Update) {
	v.Then = "its deployment is evaluated again"
	if !u.HasResult {
		v.Why = sentence("failed; the line does not say why")
		return
	}
	v.Why = sentence("failed%s with %s", Times(u.Attempts), CodeMeaning(u.Result))
}
