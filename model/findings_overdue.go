package model

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/model/event"
)

// How long something may take before it is worth a finding.
const (
	patienceConfiguration  = 15 * time.Minute
	patienceGroupPolicy    = 10 * time.Minute // the client itself waits two minutes
	patienceLocation       = 15 * time.Minute
	patienceDeadline       = 30 * time.Minute // deadlines may be spread over two hours, but are logged when they fire
	patienceDownload       = time.Hour
	patienceRestart        = time.Hour // from the restart's beginning to the client's start
	patiencePendingRestart = 24 * time.Hour
	patienceMessages       = time.Hour // sent every 15 minutes by default
)

// overdue is what has lasted too long at t. It is derived each time: nothing but time makes it true.
func (s *State) overdue(t time.Time) []*Finding {
	late := overdueFindings{t: t}
	s.overdueScan(&late)
	s.overdueMessages(&late)
	longest, win := s.LongestWindow(t), s.WindowAt(t)
	for _, id := range s.updates.keys {
		u := s.updates.get(id)
		if f := s.overdueUpdate(&late, u, longest, win); f != nil {
			f.Update = u.ID
		}
		s.raiseEndedStalls(&late, u)
	}
	if e := s.restartsCounted; len(s.PendingRestarts()) == 0 && late.exceeds(e, patiencePendingRestart) {
		late.raise("F25", "The client has counted updates that wait for a restart for "+late.elapsed(e)+".", e, patiencePendingRestart)
	}
	for _, id := range s.deployments.keys {
		s.overdueDeployment(&late, s.deployments.get(id))
	}
	return late.found
}

// overdueFindings gathers what is too late at t.
type overdueFindings struct {
	t     time.Time
	found []*Finding
}

// exceeds says whether what a record says has lasted longer than one should have to wait.
func (l *overdueFindings) exceeds(e Evidence, patience time.Duration) bool {
	return !e.At.IsZero() && e.Timed && l.t.Sub(e.At) > patience
}

// elapsed is how long it has lasted, in words.
func (l *overdueFindings) elapsed(e Evidence) string { return durationText(l.t.Sub(e.At)) }

// raise notes a trouble that a record shows since some time after it.
func (l *overdueFindings) raise(id, text string, e Evidence, patience time.Duration) *Finding {
	f := newFinding(id, text, e)
	f.Since = e.At.Add(patience)
	l.found = append(l.found, f)
	return f
}

// overdueScan is what keeps the client from processing updates at all.
func (s *State) overdueScan(late *overdueFindings) {
	if e := s.configurationMissing; late.exceeds(e, patienceConfiguration) {
		late.raise("F11", "The client has had no policy for software updates for "+late.elapsed(e)+".", e, patienceConfiguration)
	}
	if e := s.groupPolicyWait; late.exceeds(e, patienceGroupPolicy) {
		late.raise("F28", "The scan has waited for Group Policy for "+late.elapsed(e)+" and nothing has followed.", e, patienceGroupPolicy)
	}
	if c := &s.openScan; s.scanning && c.SearchStarted.At.IsZero() && c.Server == "" && !c.Request.IsZero() && late.exceeds(c.Start, patienceLocation) {
		late.raise("F10", "A scan asked for an update point "+late.elapsed(c.Start)+" ago and got none.", c.Start, patienceLocation)
	}
}

// overdueMessages is what has not reached the site.
func (s *State) overdueMessages(late *overdueFindings) {
	switch {
	case s.hasActive(event.GUID{}, "F32"): // said already
	case !s.Sent.At.IsZero() && late.exceeds(s.unsent, patienceMessages):
		late.raise("F32", "State messages recorded "+late.elapsed(s.unsent)+" ago have not been sent.", s.unsent, patienceMessages)
	case !s.delivered.At.IsZero() && late.exceeds(s.undelivered, patienceMessages):
		late.raise("F32", "Nothing has reached the management point for "+late.elapsed(s.undelivered)+".", s.undelivered, patienceMessages)
	}
}

// overdueUpdate is what lasts too long of an update, nil if nothing does.
func (s *State) overdueUpdate(late *overdueFindings, u *Update, longest time.Duration, win WindowStatus) *Finding {
	e := u.Since()
	switch u.State {
	case WaitingForWindow, WaitingToInstall:
		switch d := s.longestDeployment(u); {
		case d != nil && longest > 0 && d.RequestedRunTime > longest:
			return late.raise("F23", fmt.Sprintf("%s needs %s, and no service window known is longer than %s: it will never start.",
				u.Name(), durationText(d.RequestedRunTime), durationText(longest)), e, 0)
		case u.State == WaitingForWindow && s.noWindowToCome(win):
			return late.raise("F23", u.Name()+" waits for a service window, and none of those that the client lists is still to come.", e, 0)
		}
	case PendingRestart:
		if late.exceeds(e, patiencePendingRestart) {
			return late.raise("F25", u.Name()+" has waited for a restart for "+late.elapsed(e)+".", e, patiencePendingRestart)
		}
	case Downloading:
		if e := s.lastDownloadLine(u); late.exceeds(e, patienceDownload) {
			return late.raise("F35", "The download of "+u.Name()+" has not moved for "+late.elapsed(e)+".", e, patienceDownload)
		}
	}
	return nil
}

// raiseEndedStalls is the downloads of an update that have stood still for long and went on.
func (s *State) raiseEndedStalls(late *overdueFindings, u *Update) {
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && !c.stallEnded.At.IsZero() {
			f := late.raise("F35", "The download of "+u.Name()+" stood still for "+durationText(c.stallEnded.At.Sub(c.stallBegan.At))+".", c.stallBegan, patienceDownload)
			f.Update, f.Cleared = u.ID, c.stallEnded
		}
	}
}

// noWindowToCome says whether the client restricts updates to windows of which none will open again.
func (s *State) noWindowToCome(win WindowStatus) bool {
	return win.Restricted == event.Yes && !win.Open && win.Next.Start.IsZero() && s.Windows.allFinished()
}

// longestDeployment is the deployment of the update with the longest run time the logs name.
func (s *State) longestDeployment(u *Update) *Deployment {
	var slow *Deployment
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.RequestedRunTime > 0 && (slow == nil || d.RequestedRunTime > slow.RequestedRunTime) {
			slow = d
		}
	}
	return slow
}

// lastDownloadLine is the newest line about a download of the update that is under way.
func (s *State) lastDownloadLine(u *Update) Evidence {
	var last Evidence
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && c.inProgress() && c.Changed.At.After(last.At) {
			last = c.Changed
		}
	}
	return last
}

// overdueDeployment is a deadline that has passed without the deployment having begun.
func (s *State) overdueDeployment(late *overdueFindings, d *Deployment) {
	passed := late.t.Sub(d.Deadline)
	if d.Deadline.IsZero() || passed <= patienceDeadline {
		return
	}
	e, what := d.Since(), "been evaluated"
	switch {
	case d.State == DeploymentUnknown && d.CICount+len(d.Updates) > 0: // other deadlines than of updates are scheduled too
		e = d.DeadlineEvidence
	case d.State == DeploymentTriggered:
	case (d.State == DeploymentEvaluating || d.State == DeploymentEvaluated) && e.At.Before(d.Deadline):
		what = "begun"
	default:
		return
	}
	if late.exceeds(e, patienceDeadline) {
		late.raise("F34", "Deployment {"+d.ID.String()+"} passed its deadline "+durationText(passed)+" ago and has not "+what+".", e,
			max(d.Deadline.Sub(e.At), 0)+patienceDeadline)
	}
}

func firstSentence(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(s, ".")
}
