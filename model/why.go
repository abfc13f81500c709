package model

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// Verdict is what an administrator would be told of an update at a moment.
type Verdict struct {
	Why          string     // why it is where it is, in one sentence; "" if there is nothing to say beyond its state
	Proof        Evidence   // since when, and the record that says so
	FurtherProof []Evidence // the records that give the numbers of Why which Proof does not give
	Until        time.Time  // when that may change; zero where the logs do not show it
	Then         string     // what happens then: "the window opens"; "" if the update is done, or nothing is known
	Do           string     // what to do; "" if there is nothing to do but wait
}

// Why says in one sentence why an update is where it is at t, and what it waits for; "" if there is
// nothing to say beyond its state.
func (s *State) Why(u *Update, t time.Time, rules FitRules) string { return s.judge(u, t, rules).Why }

// Verdict says why an update is where it is at t, since when and until when, and what to do.
func (s *State) Verdict(u *Update, t time.Time, rules FitRules) Verdict {
	v := s.judge(u, t, rules)
	if v.Do == "" && u.Pending() {
		v.Do = s.adviceFor(u, t)
	}
	return v
}

// judge is the verdict without what findings about the update advise.
func (s *State) judge(u *Update, t time.Time, rules FitRules) Verdict {
	if u.State == Missing && u.Deployed() || u.State == Targeted {
		if f := s.blocker(t); f != nil {
			return Verdict{Why: "nothing happens: " + asClause(f.Text), Proof: f.Evidence[0], Then: blockedUntil(f.ID), Do: f.Advice}
		}
	}
	v := Verdict{Proof: u.Since()}
	switch u.State {
	case Missing:
		if !u.Deployed() {
			v.Why, v.Do = "missing, but no deployment seen targets it", "Deploy it, if this client is to have it."
			break
		}
		v.Why = "missing; its deployment has not begun with it"
		s.judgeDeadline(&v, u, t)
	case Targeted:
		v.Why = "targeted; no download or installation seen yet"
		if u.JobState != "" {
			v.Why = "targeted; its job is " + strings.ToLower(u.JobState)
		}
		s.judgeDeadline(&v, u, t)
	case Downloading:
		s.judgeDownload(&v, u)
	case Downloaded:
		v.Why, v.Then = "downloaded; no installation attempt seen yet", "its deployment installs it"
	case WaitingForWindow, WaitingToInstall:
		s.judgeWait(&v, u, t, rules)
	case Installing:
		v.Then = "its installer ends or its maximum run time is over"
	case PendingRestart:
		s.judgeRestart(&v, u, t)
	case Failed:
		s.judgeFailure(&v, u)
	case Superseded:
		if !u.SupersededBy.IsZero() {
			v.Why = "superseded by " + s.shortNameOf(u.SupersededBy)
			if by := s.updates.get(u.SupersededBy); by != nil && len(by.Transitions) > 0 {
				v.FurtherProof = []Evidence{by.Transitions[0].Evidence}
			}
		}
	}
	return v
}

// blocker is the trouble that keeps the client from processing updates at all at t, nil if there is none.
func (s *State) blocker(t time.Time) *Finding {
	for _, k := range s.findings.keys {
		f := s.findings.get(k)
		if (f.ID >= "F01" && f.ID <= "F08" || f.ID == "F29") && k.subject.IsZero() && s.clearedBy(f).At.IsZero() {
			return f
		}
	}
	late := overdueFindings{t: t}
	if s.overdueScan(&late); len(late.found) > 0 {
		return late.found[0]
	}
	return nil
}

// blockedUntil is what ends a trouble that keeps the client from processing updates.
func blockedUntil(id string) string {
	switch id {
	case "F10":
		return "an update point is named"
	case "F11":
		return "the policy arrives"
	case "F29":
		return "the client is in a boundary group"
	}
	return "a scan works again"
}

// adviceFor is the advice of the newest trouble that lasts and is about the update.
func (s *State) adviceFor(u *Update, t time.Time) string {
	all := s.FindingsAt(t)
	for i := len(all) - 1; i >= 0; i-- {
		if f := all[i]; f.Active() && f.Update == u.ID {
			return f.Advice
		}
	}
	return ""
}

// asClause is a finding's sentence as a part of another one.
func asClause(text string) string {
	return strings.ToLower(text[:1]) + strings.TrimSuffix(text[1:], ".")
}

func (s *State) nameOf(id event.GUID) string {
	if u := s.updates.get(id); u != nil {
		return u.Name()
	}
	return id.String()
}

// shortNameOf is the shortest name of an update that says which one it is: its article, else its name.
func (s *State) shortNameOf(id event.GUID) string {
	if u := s.updates.get(id); u != nil && u.KB != "" {
		return "KB" + u.KB
	}
	return s.nameOf(id)
}

// judgeDeadline says when an update's deployment is due.
func (s *State) judgeDeadline(v *Verdict, u *Update, t time.Time) {
	v.Then = "its deployment is evaluated"
	v.Do = "Run the Software Updates Deployment Evaluation Cycle on the client."
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.Deadline.After(t) && (v.Until.IsZero() || d.Deadline.Before(v.Until)) {
			v.Until, v.Then = d.Deadline, "its deployment's deadline passes"
			v.Do = "Install it from Software Center to have it before the deadline."
		}
	}
}

func (s *State) judgeDownload(v *Verdict, u *Update) {
	v.Why, v.Then = "downloading", "its content is there"
	for _, id := range u.Contents {
		c := s.contents.get(id)
		switch {
		case c == nil || !c.inProgress():
			continue
		case c.State == ContentWaitingForLocation:
			v.Why, v.Then = "waits for a distribution point that has its content", "a distribution point is named"
		case c.HasError && c.Retries > 0:
			v.Why, v.Then = fmt.Sprintf("downloading; the transfer has been retried%s (%s)", timesText(c.Retries), c.Error), "the next attempt succeeds"
		case c.HasError:
			v.Why, v.Then = fmt.Sprintf("downloading; the last attempt failed with %s", c.Error), "the next attempt succeeds"
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
	need := "needs " + durationText(f.Need)
	if !f.NeedLogged {
		need += " (assumed)"
	}
	v.Until, v.Then = st.Next.Start, "the next window opens"
	if st.Restricted != event.No {
		v.FurtherProof = s.waitProof(&f, st)
	}
	switch {
	case st.Restricted == event.No:
		v.Until, v.Then = time.Time{}, "its turn comes"
		v.Why = "waits its turn; no service window restricts it"
	case st.Open && f.Fits == event.No:
		s.judgeTooLong(v, fmt.Sprintf("the open window has %s left, it %s", durationText(f.Available), need), f, t)
	case st.Open && u.State == WaitingToInstall:
		v.Until, v.Then = st.Until, "the window closes"
		v.Why = "the window is open; waits its turn to install"
	case st.Open:
		v.Until, v.Then = st.Until, "the window closes"
		v.Why = "the window is open; waits for its deployment to start, " + need
	case !st.Next.Start.IsZero() && f.Fits == event.No:
		s.judgeTooLong(v, fmt.Sprintf("the next window lasts %s, it %s", durationText(f.Available), need), f, t)
	case !st.Next.Start.IsZero():
		v.Then = "the window opens"
		v.Why = fmt.Sprintf("waits for the window that opens in %s, %s", durationText(st.Next.Start.Sub(t)), need)
	case f.NeedLogged:
		v.Then = "a window opens"
		v.Why = "waits for a service window, " + need + "; when one opens is not in the logs"
	default:
		v.Then = "a window opens"
		v.Why = "waits for a service window; when one opens is not in the logs"
	}
}

// waitProof is the records that tell how long an update's deployment needs and when there is a window.
func (s *State) waitProof(f *Fit, st WindowStatus) []Evidence {
	all := s.WindowEvidence(st)
	if f.NeedLogged && !f.Deployment.RequestEvidence.At.IsZero() {
		all = append([]Evidence{f.Deployment.RequestEvidence}, all...)
	}
	return all
}

// judgeTooLong is an update that does not fit, and whether any window known is ever long enough.
func (s *State) judgeTooLong(v *Verdict, why string, f Fit, t time.Time) {
	v.Why = why
	if longest := s.LongestWindow(t); longest > 0 && f.NeedLogged && f.Need > longest {
		v.Why += "; no window known is long enough"
		v.Until, v.Then, v.Do = time.Time{}, "a longer window opens", signatures["F23"].advice
	}
}

func (s *State) judgeRestart(v *Verdict, u *Update, t time.Time) {
	r := &s.Restart
	v.Until, v.Then, v.Do = r.Deadline, "the client restarts the computer", "Restart the computer."
	if !r.Deadline.IsZero() && !r.Requested.At.IsZero() {
		v.FurtherProof = []Evidence{r.Requested}
	}
	switch {
	case r.Initiated.At.After(u.Since().At):
		v.Why, v.Do, v.FurtherProof = "the restart has been started", "", []Evidence{r.Initiated}
		if ago := t.Sub(r.Initiated.At); ago > patienceRestart {
			v.Why = "the restart was started " + durationText(ago) + " ago; no start of the client has been logged since"
		}
		v.Until, v.Then = time.Time{}, "the client has looked at it after the restart"
	case s.clientStartedSince(u.Since()):
		v.Why, v.Do, v.FurtherProof = "the client has started again; it has not looked at this update since", "", nil
		v.Until, v.Then = time.Time{}, "the client has looked at it"
	case r.Deadline.After(t):
		v.Why = fmt.Sprintf("waits for a restart, due in %s", durationText(r.Deadline.Sub(t)))
	case !r.Deadline.IsZero():
		v.Why = fmt.Sprintf("waits for a restart, overdue by %s", durationText(t.Sub(r.Deadline)))
		v.Until, v.Then = time.Time{}, "the computer is restarted"
	default:
		v.Why, v.Then = "waits for a restart", "the computer is restarted"
	}
}

// judgeFailure says what an update failed with and, where that is known, what it means.
func (s *State) judgeFailure(v *Verdict, u *Update) {
	v.Then = "its deployment is evaluated again"
	if !u.HasResult {
		v.Why = "failed; the line does not say why"
		return
	}
	v.Why = "failed" + timesText(u.Attempts) + " with " + u.Result.String()
	if m := errcode.Lookup(uint32(u.Result)).Meaning; m != "" {
		v.Why += ": " + asClause(firstSentence(m))
	}
}
