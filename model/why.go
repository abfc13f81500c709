package model

import (
	"slices"
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

// Judge says what is to be said of the updates of a client at a moment. It belongs to one goroutine.
type Judge struct {
	*State
	at       time.Time
	rules    FitRules
	findings []*Finding
	window   WindowStatus
	blockers []*Finding              // the problems that keep the client from processing updates
	byUpdate map[event.GUID]*Finding // the newest problem that lasts and is about the update
}

// Judge returns the judge of the updates at t. What is found is what FindingsAt has found, none where
// that is not to be told.
func (s *State) Judge(t time.Time, rules FitRules, found []*Finding) *Judge {
	j := &Judge{State: s, at: t, rules: rules, findings: found, window: s.WindowAt(t), byUpdate: map[event.GUID]*Finding{}}
	for _, f := range found {
		if !f.Active() {
			continue
		}
		if f.StopsClient() {
			j.blockers = append(j.blockers, f)
		}
		for _, id := range f.Explained() {
			if was := j.byUpdate[id]; was == nil || f.newest().after(was.newest()) {
				j.byUpdate[id] = f
			}
		}
	}
	return j
}

// Explained returns the ids of what the finding explains: what it is about, or where it is the cause of
// several findings all that those are about.
func (f *Finding) Explained() []event.GUID {
	if len(f.Explains) == 0 && !f.Update.IsZero() {
		return []event.GUID{f.Update}
	}
	return f.Explains
}

// Verdict returns why an update is where it is, since when and until when, and what to do.
func (j *Judge) Verdict(u *Update) Verdict {
	v := j.judge(u)
	f := j.byUpdate[u.ID]
	if f == nil && u.State == Failed {
		f = j.shownBy(u.Install.Ended)
	}
	switch {
	case !v.Do.isZero() || !u.Pending():
	case f != nil:
		v.Do = f.Advice
	case u.State == Failed && u.Install.Outcome == FailedAttempt:
		v.Do = Sentence{Format: adviceFailed}
	}
	return v
}

// shownBy returns the problem that lasts and that a record shows, nil if there is none.
func (j *Judge) shownBy(e Evidence) *Finding {
	i := slices.IndexFunc(j.findings, func(f *Finding) bool { return f.Active() && slices.Contains(f.Evidence, e) })
	if i < 0 {
		return nil
	}
	return j.findings[i]
}

// judge returns the verdict without what findings about the update advise.
func (j *Judge) judge(u *Update) Verdict {
	if f := j.blocker(u); f != nil {
		return Verdict{Why: sentence("nothing happens: %s", Clause(f.Text)), Proof: f.Evidence[0], Then: f.problem.StopsUntil, Do: f.Advice}
	}
	v := Verdict{Proof: u.Since()}
	switch u.State {
	case Compliant:
		j.judgeCompliant(&v, u)
	case Missing:
		j.judgeMissing(&v, u)
	case Targeted:
		j.judgeTargeted(&v, u)
	case Downloading:
		j.judgeDownload(&v, u)
	case Downloaded:
		v.Why, v.Then = sentence("downloaded; no installation attempt seen yet"), "its deployment installs it"
		switch a := &u.Install; {
		case u.Deployed() && !j.Targets(u):
			v.Why, v.Then = sentence("downloaded; its deployment has been removed"), "a deployment targets it again"
		case a.Outcome == Lost:
			v.Why, v.FurtherProof = sentence("downloaded; no line tells how its last installation ended"), []Evidence{a.last()}
		}
	case WaitingForWindow, WaitingToInstall:
		j.judgeWait(&v, u)
	case Installing:
		j.judgeInstalling(&v, u)
	case PendingRestart:
		j.judgeRestart(&v, u)
	case Failed:
		j.judgeFailure(&v, u)
	case Superseded:
		j.judgeSuperseded(&v, u)
	}
	return v
}

// blocker returns the problem that keeps the client from beginning with an update, nil if there is
// none.
func (j *Judge) blocker(u *Update) *Finding {
	for _, f := range j.blockers {
		if u.idle() && !f.problem.spares(u) {
			return f
		}
	}
	return nil
}

func (j *Judge) judgeSuperseded(v *Verdict, u *Update) {
	if u.SupersededBy.IsZero() {
		return
	}
	v.Why = sentence("superseded by %s", j.shortNameOf(u.SupersededBy))
	if by := j.updates.get(u.SupersededBy); by != nil && len(by.Transitions) > 0 {
		v.FurtherProof = []Evidence{by.Transitions[0].Evidence}
	}
}

func (j *Judge) judgeCompliant(v *Verdict, u *Update) {
	v.Why = sentence("its deployment is compliant, and no scan names it: it is installed or not needed here")
	for _, id := range u.Deployments {
		if d := j.deployments.get(id); d != nil && d.Compliant == event.Yes {
			v.Proof = d.complied
		}
	}
}

// judgeMissing says of a missing update what its story is: nobody deploys it, it did not take, or
// nothing has begun.
func (j *Judge) judgeMissing(v *Verdict, u *Update) {
	switch undone := u.undone(); {
	case len(undone) > 0:
		j.judgeUndone(v, u, undone)
	case !j.Targets(u) && !j.KnowsDeployments(u.Scan.AsOf.At()):
		v.Why = sentence("missing; whether a deployment targets it is not in these logs")
	case !j.Targets(u):
		v.Why = sentence("missing, but no deployment seen targets it")
		v.Do = sentence("Deploy it, if this client is to have it.")
	case u.Install.Outcome == Lost:
		v.Why, v.FurtherProof = sentence("missing; no line tells how its last installation ended"), []Evidence{u.Install.last()}
		v.Then = "the next scan tells whether it took"
	default:
		v.Why = sentence("missing; its deployment has not begun with it")
		j.judgeDeadline(v, u)
	}
}

// KnowsDeployments reports whether the logs tell of deployments at a moment: of some, or of none
// because there was none.
func (s *State) KnowsDeployments(at time.Time) bool {
	return s.covers(logDeployments, at) || len(s.deployments.keys) > 0
}

// judgeUndone says of an update that it was installed and a scan found it missing all the same.
func (j *Judge) judgeUndone(v *Verdict, u *Update, undone []Attempt) {
	n := len(undone)
	a, first, last := &undone[n-1], undone[0].Undone, undone[n-1].Undone
	v.FurtherProof = []Evidence{a.Ended}
	v.Then = "what undoes it is mended"
	v.Do = sentence("Another evaluation only installs it once more: look in CBS.log, or in the log of its own installer, for what undoes it, " +
		"and whether its detection rule finds it.")
	restarted := ""
	if j.restartedAfter(a) {
		restarted = " and restarted"
	}
	switch {
	case n == 1 && restarted == "" && !a.Restarted.isZero(): // the client's start alone is no restart of the computer
		v.Why = sentence("installed, and missing again at the scan %s later: either it did not take, or the client started again and the computer did not",
			last.At().Sub(a.Ended.At()))
		return
	case n == 1:
		v.Why = sentence("installed%s, and missing again at the scan %s later: it did not take", restarted, last.At().Sub(a.Ended.At()))
		return
	}
	v.Why = sentence("installed%s %d times within %s, and missing again each time", restarted, n, last.At().Sub(first.At()))
	if u.loops() {
		v.Why.Format += ": a loop"
	}
}

// restartedAfter reports whether lines say that the computer was restarted after an installation: one of
// the restart before the client's start, or the client's check after it.
func (s *State) restartedAfter(a *Attempt) bool {
	return !a.Checked.isZero() || slices.ContainsFunc(s.RestartSteps, func(r RestartStep) bool {
		return r.Name == stepInitiated && r.after(a.Ended) && a.Restarted.after(r.Evidence)
	})
}

// judgeTargeted says of an update that a deployment targets what the client has made of that.
func (j *Judge) judgeTargeted(v *Verdict, u *Update) {
	v.Why = sentence("targeted; no download or installation seen yet")
	reported, e := j.reportedWait(u)
	switch {
	case reported != "":
		v.Why, v.Then, v.FurtherProof = sentence("targeted; its deployment reports that %s", reported), "its deployment reports otherwise", []Evidence{e}
		return
	case strings.HasPrefix(u.JobState, "Wait"):
		v.Why, v.Then = sentence("targeted; its job is in the state %s", u.JobState), "what its job waits for has come"
		return
	case u.Install.Outcome == Lost:
		v.Why, v.FurtherProof = sentence("targeted; no line tells how its last installation ended"), []Evidence{u.Install.last()}
		v.Then = "the next scan tells whether it took"
		return
	case j.LostContent(u):
		v.Why = sentence("targeted; its content has been removed from the client's cache")
	case !u.Install.exists() && len(u.pastInstalls) > 0:
		v.Why = sentence("targeted; missing again, and its deployment has not begun with it")
	case u.JobState != "":
		v.Why = sentence("targeted; its job is %s", strings.ToLower(u.JobState))
	case j.evaluated(u):
		v.Why = sentence("targeted; its deployment was evaluated and lacks something, but nothing has begun with this update")
		v.Then, v.Do = "its deadline passes, or a user installs it", sentence("See in the console when its deployment is due: until then only a user begins, in Software Center.")
		j.judgeKnownDeadline(v, u)
		if v.Until.IsZero() {
			j.judgePassedDeadline(v, u)
		}
		return
	case j.ActionableSeen.after(u.Since()) && j.Actionable == 0:
		v.Why = sentence("targeted; the client counted nothing that it could install now")
		v.FurtherProof = []Evidence{j.ActionableSeen}
	}
	j.judgeDeadline(v, u)
}

// evaluated reports whether a deployment of an update, once it targeted that, was evaluated and found
// not compliant.
func (j *Judge) evaluated(u *Update) bool {
	return slices.ContainsFunc(u.Deployments, func(id event.GUID) bool {
		d := j.deployments.get(id)
		return d != nil && d.Compliant == event.No && d.own.state != DeploymentRemoved && d.complied.after(u.Since())
	})
}

// LostContent reports whether a content of an update has been removed from the cache since its last
// installation.
func (s *State) LostContent(u *Update) bool { return !s.goneAt(u).isZero() }

// goneAt returns the record that says so, a zero one if none does.
func (s *State) goneAt(u *Update) *Evidence {
	removed := slices.ContainsFunc(u.Contents, func(id event.GUID) bool {
		c := s.contents.get(id)
		return c != nil && !c.Removed.isZero()
	})
	if !removed {
		return &noEvidence
	}
	var f facts
	if s.gather(&f, u); f.fresh(f.goneAt) {
		return f.goneAt
	}
	return &noEvidence
}

// reportedWaits are the states of a deployment (topic 301) that tell what it waits for, or that it has
// failed or is done, where no line of its updates does.
var reportedWaits = map[int]string{
	2: "the computer has to be restarted", 4: "it has installed its updates", 3: "another installation must end first", 6: "its installation failed", 9: "its download failed",
	11: "its turn in the orchestration group has not come", 12: "an update that replaces it is installed first",
}

// reportedWait returns what the deployments of an update report that it waits for, "" if that is
// nothing, or older than the update's own lines.
func (j *Judge) reportedWait(u *Update) (string, Evidence) {
	for _, id := range u.Deployments {
		d := j.deployments.get(id)
		if d != nil && d.reported.after(u.Since()) && d.reported.after(u.Scan.AsOf) && reportedWaits[d.ReportedStateID] != "" {
			return reportedWaits[d.ReportedStateID], d.reported
		}
	}
	return "", Evidence{}
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
func (j *Judge) judgeDeadline(v *Verdict, u *Update) {
	v.Then = "its deployment is evaluated"
	v.Do = sentence("Run the Software Updates Deployment Evaluation Cycle on the client.")
	j.judgeKnownDeadline(v, u)
}

// judgeKnownDeadline says the same where a line names the deadline.
func (j *Judge) judgeKnownDeadline(v *Verdict, u *Update) {
	for _, id := range u.Deployments {
		if d := j.deployments.get(id); d != nil && d.Deadline.After(j.at) && (v.Until.IsZero() || d.Deadline.Before(v.Until)) {
			v.Until, v.Then = d.Deadline, "its deployment's deadline passes"
			v.Do = sentence("Install it from Software Center to have it before the deadline.")
		}
	}
}

// judgePassedDeadline says that an update's deployment was due, where a line names the deadline.
func (j *Judge) judgePassedDeadline(v *Verdict, u *Update) {
	for _, id := range u.Deployments {
		if d := j.deployments.get(id); d != nil && d.own.state != DeploymentRemoved && !d.Deadline.IsZero() {
			v.Why, v.FurtherProof = sentence("targeted; its deployment's deadline has passed, and nothing has begun with this update"), []Evidence{d.DeadlineEvidence}
			v.Then, v.Do = "its deployment is evaluated", sentence("Run the Software Updates Deployment Evaluation Cycle on the client.")
			return
		}
	}
}

// patienceRestart is how long the computer may take from the restart's beginning to the client's
// start.
const patienceRestart = time.Hour

func (j *Judge) judgeRestart(v *Verdict, u *Update) {
	r, t := &j.Restart, j.at
	v.Until, v.Then, v.Do = r.Deadline, "the client restarts the computer", sentence("Restart the computer.")
	if !r.Deadline.IsZero() && !r.Requested.At().IsZero() {
		v.FurtherProof = []Evidence{r.Requested}
	}
	switch {
	case r.Initiated.At().After(u.Since().At()):
		v.Why, v.Do, v.FurtherProof = sentence("the restart has been started"), Sentence{}, []Evidence{r.Initiated}
		if ago := t.Sub(r.Initiated.At()); ago > patienceRestart {
			v.Why = sentence("the restart was started %s ago; no start of the client has been logged since", ago)
		}
		v.Until, v.Then = time.Time{}, "the client has looked at it after the restart"
	case u.Install.ToCome.after(u.Install.Restarted):
		v.Why, v.Do = sentence("its part after the restart is still to come"), Sentence{}
		v.FurtherProof, v.Until, v.Then = []Evidence{u.Install.ToCome}, time.Time{}, "the next scan tells whether it took"
	case !u.Install.Restarted.isZero():
		v.Why, v.Do, v.FurtherProof = sentence("the client has started again; it has not looked at this update since"), Sentence{}, nil
		v.Until, v.Then = time.Time{}, "the client has looked at it"
	case t.UnixNano() <= 0: // no record has a time
		v.Why = sentence("waits for a restart")
	case r.Deadline.After(t):
		v.Why = sentence("waits for a restart, due in %s", r.Deadline.Sub(t))
	case !r.Deadline.IsZero():
		v.Why = sentence("waits for a restart, overdue by %s", t.Sub(r.Deadline))
		v.Until, v.Then = time.Time{}, "the computer is restarted"
	default:
		v.Why, v.Then = sentence("waits for a restart"), "the computer is restarted"
	}
}
