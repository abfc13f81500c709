package model

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/model/event"
)

// How long something may take before it is worth a finding.
const (
	patienceConfiguration = 15 * time.Minute
	patienceGroupPolicy   = 10 * time.Minute // the client itself waits two minutes
	patienceLocation      = 15 * time.Minute
	patienceDeadline      = 30 * time.Minute // deadlines may be spread over two hours, but are logged when they fire
	patienceDownload      = time.Hour
	patienceRestart       = time.Hour // from the restart's beginning to the client's start
	patienceReboot        = 24 * time.Hour
	patienceMessages      = time.Hour // sent every 15 minutes by default
)

// overdue is what has lasted too long at t. It is derived each time: nothing but time makes it true.
func (s *State) overdue(t time.Time) []*Finding {
	late := lateness{t: t}
	s.overdueScan(&late)
	s.overdueMessages(&late)
	longest, win := s.Longest(t), s.WindowAt(t)
	for _, id := range s.updates.order {
		u := s.updates.get(id)
		if f := s.overdueUpdate(&late, u, longest, win); f != nil {
			f.Update = u.ID
		}
		s.stalls(&late, u)
	}
	if e := s.rebootCounted; len(s.PendingReboots()) == 0 && late.is(e, patienceReboot) {
		late.find("F25", "The client has counted updates that wait for a restart for "+late.by(e)+".", e, patienceReboot)
	}
	for _, id := range s.deployments.order {
		s.overdueDeployment(&late, s.deployments.get(id))
	}
	return late.found
}

// lateness gathers what is too late at t.
type lateness struct {
	t     time.Time
	found []*Finding
}

// is says whether what a record says has lasted longer than one should have to wait.
func (l *lateness) is(e Evidence, patience time.Duration) bool {
	return !e.At.IsZero() && e.Timed && l.t.Sub(e.At) > patience
}

// by is how long it has lasted, in words.
func (l *lateness) by(e Evidence) string { return span(l.t.Sub(e.At)) }

// find notes a trouble that a record shows since some time after it.
func (l *lateness) find(id, text string, e Evidence, patience time.Duration) *Finding {
	f := signed(id, text, e)
	f.Since = e.At.Add(patience)
	l.found = append(l.found, f)
	return f
}

// overdueScan is what keeps the client from processing updates at all.
func (s *State) overdueScan(late *lateness) {
	if e := s.unconfigured; late.is(e, patienceConfiguration) {
		late.find("F11", "The client has had no policy for software updates for "+late.by(e)+".", e, patienceConfiguration)
	}
	if e := s.policyWait; late.is(e, patienceGroupPolicy) {
		late.find("F28", "The scan has waited for Group Policy for "+late.by(e)+" and nothing has followed.", e, patienceGroupPolicy)
	}
	if c := &s.scan; s.scanning && c.Searching.At.IsZero() && c.Server == "" && !c.Request.IsZero() && late.is(c.Start, patienceLocation) {
		late.find("F10", "A scan asked for an update point "+late.by(c.Start)+" ago and got none.", c.Start, patienceLocation)
	}
}

// overdueMessages is what has not reached the site.
func (s *State) overdueMessages(late *lateness) {
	switch {
	case s.lasts(event.GUID{}, "F32"): // said already
	case !s.Sent.At.IsZero() && late.is(s.unsent, patienceMessages):
		late.find("F32", "State messages recorded "+late.by(s.unsent)+" ago have not been sent.", s.unsent, patienceMessages)
	case !s.delivered.At.IsZero() && late.is(s.undelivered, patienceMessages):
		late.find("F32", "Nothing has reached the management point for "+late.by(s.undelivered)+".", s.undelivered, patienceMessages)
	}
}

// overdueUpdate is what lasts too long of an update, nil if nothing does.
func (s *State) overdueUpdate(late *lateness, u *Update, longest time.Duration, win WindowStatus) *Finding {
	e := u.Since()
	switch u.State {
	case UpdateWaitingForWindow, UpdateWaitingToInstall:
		switch d := s.slowest(u); {
		case d != nil && longest > 0 && d.Required > longest:
			return late.find("F23", fmt.Sprintf("%s needs %s, and no service window known is longer than %s: it will never start.",
				u.Name(), span(d.Required), span(longest)), e, 0)
		case u.State == UpdateWaitingForWindow && s.windowsOver(win):
			return late.find("F23", u.Name()+" waits for a service window, and none of those that the client lists is still to come.", e, 0)
		}
	case UpdatePendingReboot:
		if late.is(e, patienceReboot) {
			return late.find("F25", u.Name()+" has waited for a restart for "+late.by(e)+".", e, patienceReboot)
		}
	case UpdateDownloading:
		if e := s.lastByte(u); late.is(e, patienceDownload) {
			return late.find("F35", "The download of "+u.Name()+" has not moved for "+late.by(e)+".", e, patienceDownload)
		}
	}
	return nil
}

// stalls is the downloads of an update that have stood still for long and went on.
func (s *State) stalls(late *lateness, u *Update) {
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && !c.moved.At.IsZero() {
			f := late.find("F35", "The download of "+u.Name()+" stood still for "+span(c.moved.At.Sub(c.stalled.At))+".", c.stalled, patienceDownload)
			f.Update, f.Cleared = u.ID, c.moved
		}
	}
}

// windowsOver says whether the client restricts updates to windows of which none will open again.
func (s *State) windowsOver(win WindowStatus) bool {
	return win.Restricted == event.Yes && !win.Open && win.Next.Start.IsZero() && s.Windows.allOver()
}

// slowest is the deployment of the update with the longest run time the logs name.
func (s *State) slowest(u *Update) *Deployment {
	var slow *Deployment
	for _, id := range u.Deployments {
		if d := s.deployments.get(id); d != nil && d.Required > 0 && (slow == nil || d.Required > slow.Required) {
			slow = d
		}
	}
	return slow
}

// lastByte is the newest line about a download of the update that is under way.
func (s *State) lastByte(u *Update) Evidence {
	var last Evidence
	for _, id := range u.Contents {
		if c := s.contents.get(id); c != nil && c.underWay() && c.Changed.At.After(last.At) {
			last = c.Changed
		}
	}
	return last
}

// overdueDeployment is a deadline that has passed without the deployment having begun.
func (s *State) overdueDeployment(late *lateness, d *Deployment) {
	passed := late.t.Sub(d.Deadline)
	if d.Deadline.IsZero() || passed <= patienceDeadline {
		return
	}
	e, what := d.Since(), "been evaluated"
	switch {
	case d.Phase == DeploymentUnknown && d.CIs+len(d.Updates) > 0: // other deadlines than of updates are scheduled too
		e = d.Scheduled
	case d.Phase == DeploymentIsTriggered:
	case (d.Phase == DeploymentEvaluating || d.Phase == DeploymentEvaluated) && e.At.Before(d.Deadline):
		what = "begun"
	default:
		return
	}
	if late.is(e, patienceDeadline) {
		late.find("F34", "Deployment {"+d.ID.String()+"} passed its deadline "+span(passed)+" ago and has not "+what+".", e,
			max(d.Deadline.Sub(e.At), 0)+patienceDeadline)
	}
}

func firstSentence(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(s, ".")
}
